package web

import (
	"net/http"
	"strings"

	"arrowbook/web/ui"
)

const moodCookie = "mood"

// moodOf is the mood that this browser chose; empty follows the system.
func moodOf(r *http.Request) string {
	cookie, err := r.Cookie(moodCookie)
	if err != nil || (cookie.Value != ui.Paper && cookie.Value != ui.Night) {
		return ""
	}
	return cookie.Value
}

// setMood keeps the choice in a cookie and leads back to the page it was made on.
func (s *Server) setMood(w http.ResponseWriter, r *http.Request) error {
	form, err := ui.Form(w, r)
	if err != nil {
		return err
	}
	switch mood := form.Get("mood"); mood {
	case ui.Paper, ui.Night:
		http.SetCookie(w, s.learners.cookie(moodCookie, mood, cookieSeconds))
	case "system":
		http.SetCookie(w, s.learners.cookie(moodCookie, "", -1))
	default:
		return ui.Unprocessable("mood: paper, night or system, not %q.", mood)
	}
	http.Redirect(w, r, localPath(form.Get("back")), http.StatusSeeOther)
	return nil
}

// localPath is a path of this site, or the first page: a form must not lead anywhere else.
func localPath(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}
