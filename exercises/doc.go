// Package exercises is the book: its tasks, lessons and diagrams, as data.
//
// Content is plain files, one folder per task and per lesson and a file for the goals of each simulation,
// embedded in the program; a content folder lies over it, so that a workshop can bring its own. Load
// validates everything: wrong content stops the start with the file and the line.
package exercises
