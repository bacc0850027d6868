package book

import (
	"net/http"
	"net/http/cookiejar"
	"sync"
	"testing"

	"arrowbook/exercises"
)

var loadBook = sync.OnceValues(func() (*exercises.Book, error) { return exercises.Load(nil) })

// testBook is the book itself: the pages are tested with the tasks they are for.
func testBook(t *testing.T) *exercises.Book {
	t.Helper()
	book, err := loadBook()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// longWithoutRace skips what takes minutes under the race detector and is one goroutine's work.
func longWithoutRace(t *testing.T) {
	t.Helper()
	if underRace {
		t.Skip("long, and made without the race detector")
	}
}

// newBrowser keeps cookies and shows redirects instead of following them.
func newBrowser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}
