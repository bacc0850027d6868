package web

import (
	"context"
	"errors"
	"net/http"

	"arrowbook/storage"
	"arrowbook/web/ui"
)

// The cookie that holds a learner's secret, and how long a browser keeps it after the last write: as long
// as browsers allow.
const (
	learnerCookie = "arrowbook"
	cookieSeconds = 400 * 24 * 60 * 60
)

// learners knows who is asking by the secret in the cookie. It is what the rooms are given.
type learners struct {
	db     *storage.DB
	secure bool // the site is served over https
}

type learnerKey struct{}

// asking is who asks in a request: their id, empty for somebody who has not written yet, and the secret by which
// this browser is or will be known.
type asking struct {
	id     storage.LearnerID
	secret string
}

// identify finds who is asking, once per request, before a room sees it. A database that does not answer
// fails the request: taking a known learner for a new one would hide their work from them.
func (l *learners) identify(w http.ResponseWriter, r *http.Request) (*http.Request, error) {
	var who asking
	if cookie, err := r.Cookie(learnerCookie); err == nil && storage.IsSecret(cookie.Value) {
		who.secret = cookie.Value
		who.id, err = l.db.LearnerBySecret(r.Context(), who.secret)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return nil, err
		}
	} else {
		who.secret = l.offer(w, r)
	}
	return r.WithContext(context.WithValue(r.Context(), learnerKey{}, who)), nil
}

// offer makes a secret for a browser without one. It goes out with the first page, for as long as the browser is
// open, and is unknown to the database: what is then written at once is written by one learner.
func (l *learners) offer(w http.ResponseWriter, r *http.Request) string {
	secret := storage.NewSecret()
	if r.Method == http.MethodGet && !ui.WantsJSON(r) {
		http.SetCookie(w, l.cookie(learnerCookie, secret, 0))
	}
	return secret
}

// Current is the learner who asks; false when nobody is known by this cookie.
func (l *learners) Current(r *http.Request) (storage.LearnerID, bool) {
	who, _ := r.Context().Value(learnerKey{}).(asking)
	return who.id, who.id != ""
}

// Ensure is the learner who writes, made now if this is their first write. The cookie is sent with each
// write, so that it lasts from the last one.
func (l *learners) Ensure(w http.ResponseWriter, r *http.Request) (storage.LearnerID, error) {
	who, _ := r.Context().Value(learnerKey{}).(asking)
	if who.id == "" {
		var err error
		if who.id, err = l.db.LearnerFor(r.Context(), who.secret); err != nil {
			return "", err
		}
	}
	l.Adopt(w, who.secret)
	return who.id, nil
}

// Adopt makes this browser one of the learner's whose secret it is.
func (l *learners) Adopt(w http.ResponseWriter, secret string) {
	http.SetCookie(w, l.cookie(learnerCookie, secret, cookieSeconds))
}

// Forget takes the secret from this browser.
func (l *learners) Forget(w http.ResponseWriter) {
	http.SetCookie(w, l.cookie(learnerCookie, "", -1))
}

func (l *learners) cookie(name, value string, seconds int) *http.Cookie {
	return &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: seconds,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: l.secure,
	}
}
