package ui

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// Render writes a page or a fragment. It is rendered into memory first: an error leaves the answer unwritten.
func Render(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	body := templ.GetBuffer()
	defer templ.ReleaseBuffer(body)
	if err := page.Render(r.Context(), body); err != nil {
		return err
	}
	return send(w, status, "text/html; charset=utf-8", body)
}

// JSON writes a value as one line of JSON.
func JSON(w http.ResponseWriter, status int, v any) error {
	body := new(bytes.Buffer)
	encoder := json.NewEncoder(body)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return err
	}
	return send(w, status, "application/json", body)
}

// send writes a whole body. A failed write is not an error of the handler: the reader has gone.
func send(w http.ResponseWriter, status int, kind string, body *bytes.Buffer) error {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(body.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes())
	return nil
}

// WantsJSON says whether a request asks for JSON: it names application/json, and text/html not before it.
func WantsJSON(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept"), ",") {
		switch kind, _, _ := mime.ParseMediaType(part); kind {
		case "application/json":
			return true
		case "text/html":
			return false
		}
	}
	return false
}
