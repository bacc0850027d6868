package static

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

func serve(t *testing.T, path, encoding string) (*httptest.ResponseRecorder, bool) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", encoding)
	w := httptest.NewRecorder()
	return w, Serve(w, r)
}

func TestServe(t *testing.T) {
	cases := []struct {
		name, path, accept, kind, encoding string
		found                              bool
	}{
		{"sheet, packed", URL("css/base.css"), "gzip, br", "text/css; charset=utf-8", "gzip", true},
		{"sheet, plain", URL("css/base.css"), "", "text/css; charset=utf-8", "", true},
		{"sheet, gzip refused", URL("css/base.css"), "gzip;q=0", "text/css; charset=utf-8", "", true},
		{"script", URL("js/page.js"), "br, gzip;q=0.5", "text/javascript; charset=utf-8", "gzip", true},
		{"font is never packed again", URL("vendor/source-sans-3/source-sans-3-latin-400-normal.woff2"), "gzip", "font/woff2", "", true},
		{"icon", URL("img/icon.svg"), "gzip", "image/svg+xml", "gzip", true},
		{"without its hash", "/static/css/base.css", "gzip", "", "", false},
		{"with another hash", "/static/css/base.000000000000.css", "gzip", "", "", false},
		{"outside", "/static/../embed.go", "gzip", "", "", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w, found := serve(t, c.path, c.accept)
			if found != c.found {
				t.Fatalf("found: %v, want %v", found, c.found)
			}
			if got := w.Header().Get("Content-Encoding"); got != c.encoding {
				t.Errorf("Content-Encoding %q, want %q", got, c.encoding)
			}
			if got := w.Header().Get("Content-Type"); got != c.kind {
				t.Errorf("Content-Type %q, want %q", got, c.kind)
			}
			if got := w.Header().Get("Cache-Control"); found && got != "public, max-age=31536000, immutable" {
				t.Errorf("Cache-Control %q", got)
			}
		})
	}
}

func TestPackedIsTheSameFile(t *testing.T) {
	plain, _ := serve(t, URL("js/page.js"), "")
	packed, _ := serve(t, URL("js/page.js"), "gzip")
	reader, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := io.ReadAll(reader)
	if err != nil || !bytes.Equal(unpacked, plain.Body.Bytes()) {
		t.Errorf("unpacked differs from plain (error %v)", err)
	}
}
