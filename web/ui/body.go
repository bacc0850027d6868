package ui

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

// MaxBody is how many bytes a form or a JSON body may have.
const MaxBody = 1 << 20

// Body reads a whole body of at most MaxBody bytes.
func Body(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return nil, err
	}
	if err != nil {
		return nil, BadRequest("The body ends after %d bytes, before it is complete.", len(body))
	}
	return body, nil
}

// DecodeJSON reads a JSON body into v. Broken JSON is a 400 with its line and column, a wrong type or an
// unknown name a 422 that names it, a body over MaxBody a 413.
func DecodeJSON(w http.ResponseWriter, r *http.Request, v any) error {
	body, err := Body(w, r)
	if err != nil {
		return err
	}
	return UnmarshalJSON(body, v)
}

// UnmarshalJSON reads JSON that is already here, with the same errors as DecodeJSON.
func UnmarshalJSON(body []byte, v any) error {
	if bad := invalidUTF8(body); bad >= 0 {
		return BadRequest("Broken JSON at %s: not UTF-8.", place(body, int64(bad)+1))
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(v); err != nil {
		return jsonProblem(body, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return BadRequest("Broken JSON at %s: something follows the value.", place(body, decoder.InputOffset()))
	}
	return nil
}

func jsonProblem(body []byte, err error) error {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return BadRequest("Broken JSON at %s: %v.", place(body, syntax.Offset), err)
	}
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return Unprocessable("%s: %s is not expected here.", fieldOf(kind), kind.Value)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return BadRequest("Broken JSON at %s: it ends too early.", place(body, int64(len(body))))
	}
	return Unprocessable("%s.", strings.TrimPrefix(err.Error(), "json: "))
}

func fieldOf(err *json.UnmarshalTypeError) string {
	if err.Field == "" {
		return "body"
	}
	return err.Field
}

// place says where an offset lies, as an editor counts: lines and columns from 1.
func place(body []byte, offset int64) string {
	before := body[:min(offset, int64(len(body)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(before) - bytes.LastIndexByte(before, '\n') - 1
	return "line " + itoa(line) + ", column " + itoa(max(column, 1))
}

// Form reads a form of at most MaxBody bytes. A broken one is a 400 that shows the broken piece.
func Form(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "application/x-www-form-urlencoded" {
		return nil, BadRequest("A form comes as application/x-www-form-urlencoded, not as %q.", kind)
	}
	body, err := Body(w, r)
	if err != nil {
		return nil, err
	}
	values, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, BadRequest("The form is broken: %v.", err)
	}
	for name, all := range values {
		for _, value := range all {
			if !utf8.ValidString(name + value) {
				return nil, BadRequest("The form is broken: %q is not UTF-8.", name)
			}
		}
	}
	return values, nil
}

// invalidUTF8 is the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(body []byte) int {
	for i := 0; i < len(body); {
		r, size := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
