package grading

// Rubric is what a task's answers are judged against, compiled and ready for use by many at once.
type Rubric struct{}
