// Package web puts the rooms of the site together: which address goes where, who is asking, what is refused
// before a room sees it, and what the server says about itself.
package web
