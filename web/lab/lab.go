// Package lab is the room of the site where simulations are watched: every control is in the address, a
// run is computed first and then played.
package lab

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"arrowbook/exercises"
	"arrowbook/exercises/runs"
	"arrowbook/web/ui"
)

// Deps is what the room needs.
type Deps struct {
	Book  *exercises.Book
	Runs  *runs.Runs
	Adapt func(ui.Handler) http.HandlerFunc
}

// Room serves /lab.
type Room struct{ Deps }

// New makes the room.
func New(deps Deps) *Room { return &Room{deps} }

// Routes adds the room's addresses.
func (x *Room) Routes(r chi.Router) {
	r.Get("/lab", x.Adapt(x.index))
	r.Get("/lab/validation", x.Adapt(x.validation))
	r.Get("/lab/validation.json", x.Adapt(x.validation))
	r.Get("/lab/{scenario}", x.Adapt(x.run))
	r.Get("/lab/{scenario}/trace", x.Adapt(x.trace))
	r.Get("/lab/{scenario}/band", x.Adapt(x.progress))
}
