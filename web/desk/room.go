package desk

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"arrowbook/exercises"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

// Learners knows who asks, and makes a browser known or unknown.
type Learners interface {
	Current(r *http.Request) (storage.LearnerID, bool)                        // who asks, without making anybody
	Ensure(w http.ResponseWriter, r *http.Request) (storage.LearnerID, error) // makes a learner at their first write
	Adopt(w http.ResponseWriter, secret string)                               // gives this browser the learner's secret
	Forget(w http.ResponseWriter)                                             // takes it away
}

// Deps is what the room needs.
type Deps struct {
	Book     *exercises.Book
	DB       *storage.DB
	Learners Learners
	Adapt    func(ui.Handler) http.HandlerFunc
	Address  func(r *http.Request, path string) string // a path of this site as a whole address
}

// Room serves the desk.
type Room struct{ Deps }

// New makes the room.
func New(deps Deps) *Room { return &Room{deps} }

// Routes adds the room's addresses.
func (x *Room) Routes(r chi.Router) {
	r.Get("/desk", x.Adapt(x.desk))
	r.Get("/desk/export.json", x.Adapt(x.export))
	r.Get("/desk/link", x.Adapt(x.link))
	r.Post("/desk/link", x.Adapt(x.renewLink))
	r.Get("/desk/link/{code}", x.Adapt(x.landing))
	r.Post("/desk/link/{code}", x.Adapt(x.openLink))
	r.Get("/desk/erase", x.Adapt(x.confirmErase))
	r.Post("/desk/erase", x.Adapt(x.erase))
}
