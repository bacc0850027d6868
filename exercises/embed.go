package exercises

import (
	"embed"
	"io/fs"
)

//go:embed all:content
var embedded embed.FS

// Embedded is the book that the program carries.
func Embedded() fs.FS {
	content, err := fs.Sub(embedded, "content")
	if err != nil {
		panic(err) // the folder is part of the program: its absence is a build fault
	}
	return content
}
