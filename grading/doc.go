// Package grading reads learners' answers and judges them against a task's rubric.
//
// It is pure: the same rubric and the same answer give the same report, byte for byte. It knows what a
// field, an answer, a criterion and a report are, and the language rules by which free text is read; what
// a particular task accepts is data that exercises hands it as a compiled [Rubric].
//
// A judgement has three values. [Met] shows the words that earned it. [Missing] is given only on positive
// evidence or full understanding. [Unsure] says honestly that a reader of these words could not tell.
package grading
