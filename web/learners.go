package web

import (
	"context"
	"errors"
	"net/http"

	"arrowbook/storage"
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

// asking is who asks in a request: their id and the secret they showed.
type asking struct {
	id     storage.LearnerID
	secret string
}

// identify finds who is asking, once per request, before a room sees it. A database that does not answer
// fails the request: taking a known learner for a new one would hide their work from them.
func (l *learners) identify(r *http.Request) (*http.Request, error) {
	cookie, err := r.Cookie(learnerCookie)
	if err != nil {
		return r, nil
	}
	id, err := l.db.LearnerBySecret(r.Context(), cookie.Value)
	if errors.Is(err, storage.ErrNotFound) {
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	return r.WithContext(context.WithValue(r.Context(), learnerKey{}, asking{id, cookie.Value})), nil
}

// Current is the learner who asks; false when nobody is known by this cookie.
func (l *learners) Current(r *http.Request) (storage.LearnerID, bool) {
	who, ok := r.Context().Value(learnerKey{}).(asking)
	return who.id, ok
}

// Ensure is the learner who writes, made now if this is their first write. The cookie is sent with each
// write, so that it lasts from the last one.
func (l *learners) Ensure(w http.ResponseWriter, r *http.Request) (storage.LearnerID, error) {
	if who, ok := r.Context().Value(learnerKey{}).(asking); ok {
		l.Adopt(w, who.secret)
		return who.id, nil
	}
	id, secret, err := l.db.CreateLearner(r.Context())
	if err != nil {
		return "", err
	}
	l.Adopt(w, secret)
	return id, nil
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
