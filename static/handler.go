package static

import (
	"net/http"
	"strconv"
	"strings"
)

// forever is a year: the address changes with the bytes, so a copy is never stale.
const forever = "public, max-age=31536000, immutable"

// Serve answers a GET or HEAD below Prefix and says whether there is such a file.
func Serve(w http.ResponseWriter, r *http.Request) bool {
	a, ok := load().byURL[r.URL.Path]
	if !ok {
		return false
	}
	header := w.Header()
	header.Set("Content-Type", a.kind)
	header.Set("Cache-Control", forever)
	body := a.body
	if a.gzip != nil {
		header.Set("Vary", "Accept-Encoding")
		if acceptsGzip(r) {
			header.Set("Content-Encoding", "gzip")
			body = a.gzip()
		}
	}
	header.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
	return true
}

// acceptsGzip says whether the client takes gzip: named, and not with quality zero.
func acceptsGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) != "gzip" {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(quality), "q="), 64)
		return err != nil || q > 0
	}
	return false
}
