package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"path"
	"regexp"
	"strings"
	"sync"
)

// Prefix is where Handler is mounted.
const Prefix = "/static/"

// asset is one file as it is served.
type asset struct {
	url  string // with the hash
	kind string // Content-Type
	body []byte
	gzip func() []byte // nil when compressing gains nothing; else made when first asked for
}

// assets is every file by its own name and by its hashed address.
type assets struct {
	byName map[string]*asset // "css/base.css"
	byURL  map[string]*asset // "/static/css/base.1a2b3c4d5e6f.css"
}

var load = sync.OnceValue(func() *assets { return build(files) })

// URL is the address of a file, such as "css/base.css", with the hash of its bytes. A name that is not
// there gives an address that is answered 404; a test looks for such names in the sources.
func URL(name string) string {
	if a, ok := load().byName[name]; ok {
		return a.url
	}
	return Prefix + name
}

// Names lists every file that has an address.
func Names() []string {
	var names []string
	for name := range load().byName {
		names = append(names, name)
	}
	return names
}

// build hashes all files: first what names nothing, then the style sheets, which name fonts.
func build(content fs.FS) *assets {
	all := &assets{byName: map[string]*asset{}, byURL: map[string]*asset{}}
	var sheets []string
	_ = fs.WalkDir(content, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) == "" {
			return err
		}
		if path.Ext(name) == ".css" {
			sheets = append(sheets, name)
			return nil
		}
		return all.add(content, name)
	})
	for _, name := range sheets {
		_ = all.add(content, name)
	}
	return all
}

func (all *assets) add(content fs.FS, name string) error {
	body, err := fs.ReadFile(content, name)
	if err != nil {
		return err
	}
	if path.Ext(name) == ".css" {
		body = all.withAddresses(name, body)
	}
	a := &asset{url: hashed(name, body), kind: kindOf(name), body: body}
	if path.Ext(name) != ".woff2" {
		a.gzip = sync.OnceValue(func() []byte { return compress(body) })
	}
	all.byName[name], all.byURL[a.url] = a, a
	return nil
}

var reference = regexp.MustCompile(`url\(([^)"']+)\)`)

// withAddresses replaces what a style sheet names by relative path with its hashed address.
func (all *assets) withAddresses(sheet string, body []byte) []byte {
	return reference.ReplaceAllFunc(body, func(match []byte) []byte {
		name := path.Join(path.Dir(sheet), string(reference.FindSubmatch(match)[1]))
		if a, ok := all.byName[name]; ok {
			return []byte("url(" + a.url + ")")
		}
		return match
	})
}

// hashed puts 12 hexadecimal digits of the body's SHA-256 before the name's extension.
func hashed(name string, body []byte) string {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	return Prefix + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
}

func kindOf(name string) string {
	switch ext := path.Ext(name); ext {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	case ".svg":
		return "image/svg+xml"
	default:
		return mime.TypeByExtension(ext)
	}
}

func compress(body []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	_, _ = w.Write(body)
	_ = w.Close()
	return out.Bytes()
}
