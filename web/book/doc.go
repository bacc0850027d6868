// Package book is the room in which one reads, answers and is checked: the map of the book, the lessons with
// their own checks, and the tasks with every answer kind as a control, drafts, checks, marks, proofs and help.
//
// Everything is a plain form first. A form and a JSON body lead to the same handlers; whatever a page shows
// can be had again by GET.
package book
