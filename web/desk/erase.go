package desk

import (
	"net/http"

	"arrowbook/web/ui"
)

// export hands over everything kept about the learner, as a file.
func (x *Room) export(w http.ResponseWriter, r *http.Request) error {
	learner, known := x.Learners.Current(r)
	if !known {
		return ui.NotFound("Nothing is kept about you here: this browser has not written anything yet.")
	}
	all, err := x.DB.Export(r.Context(), learner)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Disposition", `attachment; filename="arrowbook.json"`)
	w.Header().Set("Cache-Control", "no-store")
	return ui.JSON(w, http.StatusOK, all)
}

// confirmErase asks before everything is removed.
func (x *Room) confirmErase(w http.ResponseWriter, r *http.Request) error {
	_, known := x.Learners.Current(r)
	return ui.Render(w, r, http.StatusOK, erasePage(known))
}

// erase removes the learner with everything kept about them, and the cookie.
func (x *Room) erase(w http.ResponseWriter, r *http.Request) error {
	if _, err := keyOf(w, r); err != nil {
		return err
	}
	if learner, known := x.Learners.Current(r); known {
		if err := x.DB.Erase(r.Context(), learner); err != nil {
			return err
		}
	}
	x.Learners.Forget(w)
	if ui.WantsJSON(r) {
		return ui.JSON(w, http.StatusOK, map[string]bool{"erased": true})
	}
	return ui.Render(w, r, http.StatusOK, erasedPage())
}
