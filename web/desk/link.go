package desk

import (
	"crypto/rand"
	"errors"
	"mime"
	"net/http"

	"github.com/go-chi/chi/v5"

	"arrowbook/storage"
	"arrowbook/web/ui"
)

// linkView is the personal link as the page shows it.
type linkView struct {
	Link string // empty: none was made yet
	Key  string // makes pressing the button twice one renewal
}

// link shows the personal link, if there is one.
func (x *Room) link(w http.ResponseWriter, r *http.Request) error {
	view, err := x.currentLink(r)
	if err != nil {
		return err
	}
	if ui.WantsJSON(r) {
		return ui.JSON(w, http.StatusOK, linkJSON(view.Link))
	}
	return ui.Render(w, r, http.StatusOK, linkPage(view))
}

func (x *Room) currentLink(r *http.Request) (linkView, error) {
	view := linkView{Key: rand.Text()}
	learner, known := x.Learners.Current(r)
	if !known {
		return view, nil
	}
	code, err := x.DB.LinkOf(r.Context(), learner)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return view, err
	}
	if code != "" {
		view.Link = x.Address(r, "/desk/link/"+code)
	}
	return view, nil
}

// renewLink makes the link, or makes it anew; the old one then leads nowhere.
func (x *Room) renewLink(w http.ResponseWriter, r *http.Request) error {
	key, err := keyOf(w, r)
	if err != nil {
		return err
	}
	learner, err := x.Learners.Ensure(w, r)
	if err != nil {
		return err
	}
	code, err := x.DB.RenewLink(r.Context(), learner, key)
	if err != nil {
		return err
	}
	if ui.WantsJSON(r) {
		return ui.JSON(w, http.StatusOK, linkJSON(x.Address(r, "/desk/link/"+code)))
	}
	http.Redirect(w, r, "/desk/link", http.StatusSeeOther)
	return nil
}

// linkJSON is the link, or null while there is none.
func linkJSON(link string) map[string]any {
	if link == "" {
		return map[string]any{"link": nil}
	}
	return map[string]any{"link": link}
}

// landing is where a personal link leads: it shows a button, because a GET changes nothing.
func (x *Room) landing(w http.ResponseWriter, r *http.Request) error {
	owner, err := x.ownerOf(r)
	if err != nil {
		return err
	}
	view := landingView{Code: chi.URLParam(r, "code")}
	if learner, known := x.Learners.Current(r); known {
		view.Same, view.Other = learner == owner, learner != owner
	}
	return ui.Render(w, r, http.StatusOK, landingPage(view))
}

// landingView is what a personal link's page needs to know.
type landingView struct {
	Code  string
	Same  bool // this browser is the owner's already
	Other bool // this browser has work of its own, by another learner
}

// openLink makes this browser one of the owner's.
func (x *Room) openLink(w http.ResponseWriter, r *http.Request) error {
	owner, err := x.ownerOf(r)
	if err != nil {
		return err
	}
	if learner, known := x.Learners.Current(r); !known || learner != owner {
		secret, err := x.DB.AddSecret(r.Context(), owner)
		if err != nil {
			return err
		}
		x.Learners.Adopt(w, secret)
	}
	if ui.WantsJSON(r) {
		return ui.JSON(w, http.StatusOK, map[string]bool{"opened": true})
	}
	http.Redirect(w, r, "/desk", http.StatusSeeOther)
	return nil
}

func (x *Room) ownerOf(r *http.Request) (storage.LearnerID, error) {
	owner, err := x.DB.LearnerByLink(r.Context(), chi.URLParam(r, "code"))
	if errors.Is(err, storage.ErrNotFound) {
		return "", ui.NotFound("This personal link leads nowhere. It may have been made anew since; the desk of the browser you wrote in shows the one that holds.")
	}
	return owner, err
}

// keyOf reads the client-made key of a form or a JSON body; an empty body has none.
func keyOf(w http.ResponseWriter, r *http.Request) (string, error) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "application/x-www-form-urlencoded" {
		form, err := ui.Form(w, r)
		return form.Get("key"), err
	}
	body, err := ui.Body(w, r)
	if err != nil || len(body) == 0 {
		return "", err
	}
	var sent struct {
		Key string `json:"key"`
	}
	if err := ui.UnmarshalJSON(body, &sent); err != nil {
		return "", err
	}
	return sent.Key, nil
}
