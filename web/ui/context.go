package ui

import (
	"context"
	"strconv"

	"arrowbook/static"
)

func itoa(n int) string { return strconv.Itoa(n) }

// contextKey keeps what the middleware tells the pages about a request.
type contextKey int

const (
	visitKey contextKey = iota
	translatorKey
)

// The moods of a page. An empty mood follows the system.
const (
	Paper = "paper"
	Night = "night"
)

// Visit is what every page knows about the request it answers.
type Visit struct {
	Mood string // Paper, Night or empty
	Path string // where the page is, to come back to after a change of mood
}

// WithVisit gives the pages of a request what they need to know about it.
func WithVisit(ctx context.Context, v Visit) context.Context {
	return context.WithValue(ctx, visitKey, v)
}

// VisitOf is what WithVisit said, or nothing.
func VisitOf(ctx context.Context) Visit {
	v, _ := ctx.Value(visitKey).(Visit)
	return v
}

// WithTranslator gives Adapt a function that knows what errors of the lower packages mean to a reader; it
// returns a *Problem for those and all others as they are.
func WithTranslator(ctx context.Context, translate func(error) error) context.Context {
	return context.WithValue(ctx, translatorKey, translate)
}

// Asset is the address of a static file, such as "css/base.css", with the hash of its bytes.
func Asset(name string) string { return static.URL(name) }
