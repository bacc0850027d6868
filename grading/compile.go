package grading

import (
	"fmt"
	"slices"
	"strings"
)

// Version is the checker's own version: reports of another one may differ.
const Version = "1"

// TaskInfo is what a rubric is compiled for.
type TaskInfo struct {
	Number  int
	Fields  []Field
	Prompts []string // the task's own words: repeated, they do not count
}

// Criterion is what a page may know of a criterion: nothing that gives the answer away.
type Criterion struct {
	ID     string
	Title  string
	Fields []string
	Frame  bool
	Exact  bool
}

// Rubric is what a task's answers are judged against, compiled and ready for use by many at once.
type Rubric struct {
	task     TaskInfo
	given    map[string]bool // rows of words of the prompts
	criteria []criterion
	frame    *frame
}

// criterion is a compiled criterion.
type criterion struct {
	CriterionSource
	met, unless, unsure, both rule
	order                     []concept
	kinds                     []concept
	every                     rule
	match                     [][2]concept
	wrong                     []misconception
}

type misconception struct {
	id    string
	when  rule
	reply string
}

// rule is alternatives of concepts.
type rule [][]concept

// compiler knows the concepts of a task.
type compiler struct {
	concepts map[string][]string
	done     map[string]concept
}

// Compile makes a rubric ready. The error names the part that is wrong, such as "criteria.rule.met".
func Compile(task TaskInfo, source Source, lexicon *Lexicon) (*Rubric, error) {
	c := &compiler{concepts: map[string][]string{}, done: map[string]concept{}}
	for name, forms := range lexicon.concepts {
		c.concepts[name] = forms
	}
	for name, forms := range source.Concepts {
		c.concepts[name] = append(slices.Clone(c.concepts[name]), forms...)
	}
	r := &Rubric{task: task, given: shingles(task.Prompts)}
	for _, s := range source.Criteria {
		one, err := c.criterion(s, source.Misconceptions)
		if err == nil {
			err = r.checkFields(s)
		}
		if err != nil {
			return nil, fmt.Errorf("criteria.%s%w", s.ID, err)
		}
		r.criteria = append(r.criteria, one)
	}
	var err error
	if source.Frame != nil {
		if r.frame, err = c.frame(*source.Frame); err != nil {
			return nil, fmt.Errorf("frame%w", err)
		}
	}
	return r, nil
}

func (r *Rubric) checkFields(s CriterionSource) error {
	for _, id := range s.Fields {
		if !slices.ContainsFunc(r.task.Fields, func(f Field) bool { return f.ID == id }) {
			return fmt.Errorf(".fields: the task has no field %q", id)
		}
	}
	if s.Title == "" || s.Says.Missing == "" {
		return fmt.Errorf(": a criterion has a title and says what is missing")
	}
	return nil
}

func (c *compiler) criterion(s CriterionSource, wrong []MisconceptionSource) (criterion, error) {
	one := criterion{CriterionSource: s}
	var err error
	for _, part := range []struct {
		name string
		from []string
		into *rule
	}{{"met", s.Met, &one.met}, {"unless", s.Unless, &one.unless}, {"unsure", s.Unsure, &one.unsure}, {"both", s.Both, &one.both}} {
		if *part.into, err = c.rule(part.from); err != nil {
			return one, fmt.Errorf(".%s: %w", part.name, err)
		}
	}
	if err := c.shapes(s, &one); err != nil {
		return one, err
	}
	for _, m := range wrong {
		if m.Criterion == s.ID {
			when, err := c.rule(m.When)
			if err != nil {
				return one, fmt.Errorf(".misconception %s: %w", m.ID, err)
			}
			one.wrong = append(one.wrong, misconception{m.ID, when, m.Reply})
		}
	}
	return one, nil
}

// shapes compiles what judges lists and tables.
func (c *compiler) shapes(s CriterionSource, one *criterion) error {
	var err error
	if s.Order != nil {
		if one.order, err = c.list(s.Order.Events); err != nil {
			return fmt.Errorf(".order: %w", err)
		}
	}
	if s.Count != nil {
		if one.kinds, err = c.list(s.Count.Kinds); err != nil {
			return fmt.Errorf(".count: %w", err)
		}
	}
	if s.Rows != nil {
		if one.every, err = c.rule(s.Rows.Every); err != nil {
			return fmt.Errorf(".rows: %w", err)
		}
		for _, pair := range s.Rows.Match {
			both, err := c.list(pair)
			if err != nil || len(both) != 2 {
				return fmt.Errorf(".rows.match: %v is not two concepts (%v)", pair, err)
			}
			one.match = append(one.match, [2]concept{both[0], both[1]})
		}
	}
	return nil
}

func (c *compiler) list(names []string) ([]concept, error) {
	var all []concept
	for _, name := range names {
		one, err := c.concept(name)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (c *compiler) rule(alternatives []string) (rule, error) {
	var r rule
	for _, a := range alternatives {
		all, err := c.list(strings.Split(a, " & "))
		if err != nil {
			return nil, err
		}
		r = append(r, all)
	}
	return r, nil
}

// concept compiles a concept by its name, or a form written out after an equals sign.
func (c *compiler) concept(name string) (concept, error) {
	name = strings.TrimSpace(name)
	if done, ok := c.done[name]; ok {
		return done, nil
	}
	forms, known := c.concepts[name]
	if form, quoted := strings.CutPrefix(name, "="); quoted {
		forms, known = []string{form}, true
	}
	if !known {
		return nil, fmt.Errorf("there is no concept %q", name)
	}
	var all concept
	for _, form := range forms {
		p, err := parsePattern(form)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	c.done[name] = all
	return all, nil
}

// Criteria lists the criteria in the contract's order, the frame's last.
func (r *Rubric) Criteria() []Criterion {
	var all []Criterion
	for _, c := range r.criteria {
		all = append(all, Criterion{ID: c.ID, Title: c.Title, Fields: c.Fields, Exact: c.Exact != nil})
	}
	if r.frame != nil {
		all = append(all, r.frame.criteria(r)...)
	}
	return all
}
