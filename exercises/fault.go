package exercises

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Fault is one thing wrong with the content.
type Fault struct {
	File    string // path within the content folder
	Line    int    // from 1; 0 when the fault is of the whole file
	Problem string // what is wrong and, where it helps, what would be right
}

// String is the fault as a compiler would print it: file:line: problem.
func (f Fault) String() string {
	if f.Line == 0 {
		return fmt.Sprintf("%s: %s", f.File, f.Problem)
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Problem)
}

// Faults is the error of content that cannot be used. It holds every fault found, by file and line.
type Faults struct {
	List []Fault
	mu   sync.Mutex // rubrics are compiled side by side
}

// Error names the first fault and how many there are.
func (f *Faults) Error() string {
	lines := make([]string, len(f.List))
	for i, fault := range f.List {
		lines[i] = fault.String()
	}
	return strings.Join(lines, "\n")
}

func (f *Faults) add(file string, line int, format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.List = append(f.List, Fault{File: file, Line: line, Problem: fmt.Sprintf(format, args...)})
}

// sorted gives the faults in the order in which somebody would mend them.
func (f *Faults) sorted() []Fault {
	slices.SortStableFunc(f.List, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return f.List
}
