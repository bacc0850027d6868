package ui

import (
	"fmt"
	"net/http"
)

// Problem is an error that a person can read and act on, with the status it is answered with.
type Problem struct {
	Status     int
	Title      string // what is wrong in a few words: the heading of the page
	Message    string // what to do about it; the whole of the JSON answer
	RetryAfter int    // seconds; 0: not said
}

func (p *Problem) Error() string { return p.Message }

// BadRequest says that a request is broken, and where.
func BadRequest(format string, args ...any) *Problem {
	return &Problem{Status: http.StatusBadRequest, Title: "This request cannot be read", Message: fmt.Sprintf(format, args...)}
}

// NotFound says that there is no such thing here.
func NotFound(format string, args ...any) *Problem {
	return &Problem{Status: http.StatusNotFound, Title: "There is nothing on this page", Message: fmt.Sprintf(format, args...)}
}

// Forbidden says that a request is understood and refused.
func Forbidden(format string, args ...any) *Problem {
	return &Problem{Status: http.StatusForbidden, Title: "This was refused", Message: fmt.Sprintf(format, args...)}
}

// Unprocessable says that a well-formed request asks for something that cannot be.
func Unprocessable(format string, args ...any) *Problem {
	return &Problem{Status: http.StatusUnprocessableEntity, Title: "This cannot be accepted", Message: fmt.Sprintf(format, args...)}
}

// TooLarge says that a body is longer than limit bytes.
func TooLarge(limit int64) *Problem {
	return &Problem{
		Status: http.StatusRequestEntityTooLarge, Title: "This is too long",
		Message: fmt.Sprintf("A request may be %d KiB long and this one is longer. Shorten it and send it again.", limit>>10),
	}
}

// TooMany says that one learner sends more than the book takes; seconds says when to try again.
func TooMany(seconds int) *Problem {
	return &Problem{
		Status: http.StatusTooManyRequests, Title: "Too fast", RetryAfter: seconds,
		Message: fmt.Sprintf("More arrives from you than this server takes at once. Nothing is lost; it can be sent again in %d s.", seconds),
	}
}

// TooBusy says that the server has no room now; seconds says when to try again.
func TooBusy(seconds int, format string, args ...any) *Problem {
	return &Problem{
		Status: http.StatusServiceUnavailable, Title: "The server is busy", RetryAfter: seconds,
		Message: fmt.Sprintf(format, args...),
	}
}

// NotAllowed says that an address exists but not for this method.
func NotAllowed(method string) *Problem {
	return &Problem{
		Status: http.StatusMethodNotAllowed, Title: "Not in this way",
		Message: fmt.Sprintf("This address does not answer %s.", method),
	}
}
