package grading

import (
	"fmt"
	"slices"
	"strings"
)

// Version is the checker's own version: reports of another one may differ.
const Version = "6"

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
	task       TaskInfo
	given      map[string]bool // rows of words of the prompts
	words      map[string]bool // the beginnings of their words
	spelling   *spelling
	vocabulary *vocabulary
	index      index
	own        *OwnSource
	nodes      []node
	criteria   []criterion
	frame      *frame

	// What the lexicon may have under these names; nil where it does not.
	toChecker *concept // speaks to the checker
	untrue    *concept // calls its sentence untrue
	mocks     *concept // says a thing tongue in cheek, or in somebody else's mouth
	holdsOff  *concept // says that a thing is somebody's belief, was turned down, or would have been
	rebuts    *concept // as a sentence of its own, takes the one before back
	wavers    *concept // takes back, within one text, what it says
}

// criterion is a compiled criterion.
type criterion struct {
	CriterionSource
	met, both, unless, missing, unsure rule
	lists                              lists
	wrong                              []misconception
}

type misconception struct {
	id    string
	when  rule
	reply string
}

// compiler knows the concepts of a task.
type compiler struct {
	forms          map[string][]string
	done           map[string]*concept
	vocabulary     *vocabulary
	misconceptions []MisconceptionSource
}

// Compile makes a rubric ready. The error names the part that is wrong, such as "criteria.rule.met".
func Compile(task TaskInfo, source Source, lexicon *Lexicon) (*Rubric, error) {
	c := newCompiler(source, lexicon)
	r := &Rubric{task: task, given: shingles(task.Prompts), words: wordsOf(task.Prompts), own: source.Own}
	for _, s := range source.Criteria {
		one, err := c.criterion(s)
		if err == nil {
			err = r.checkFields(s)
		}
		if err != nil {
			return nil, fmt.Errorf("criteria.%s%w", s.ID, err)
		}
		r.criteria = append(r.criteria, one)
	}
	err := r.checkBeside()
	if err != nil {
		return nil, err
	}
	if source.Frame != nil {
		if r.frame, err = c.frame(*source.Frame); err != nil {
			return nil, fmt.Errorf("frame%w", err)
		}
	}
	if r.nodes, err = c.nodes(lexicon.nodes); err != nil {
		return nil, err
	}
	for name, into := range map[string]**concept{"to the checker": &r.toChecker, "calls untrue": &r.untrue, "mocks": &r.mocks, "rebuts": &r.rebuts, "contradicts itself": &r.wavers, "holds off": &r.holdsOff} {
		if *into, err = c.optional(name); err != nil {
			return nil, err
		}
	}
	r.vocabulary, r.index = c.vocabulary, c.vocabulary.index(c.all())
	r.spelling = newSpelling(c.all(), lexicon.english)
	return r, nil
}

func compilerOf(forms map[string][]string) *compiler {
	return &compiler{forms: forms, done: map[string]*concept{}, vocabulary: newVocabulary()}
}

// newCompiler joins a task's concepts with those that all tasks share.
func newCompiler(source Source, lexicon *Lexicon) *compiler {
	c := compilerOf(map[string][]string{})
	for name, forms := range lexicon.concepts {
		c.forms[name] = forms
	}
	for name, forms := range source.Concepts {
		c.forms[name] = append(slices.Clone(c.forms[name]), forms...)
	}
	c.misconceptions = slices.Concat(source.Misconceptions, lexicon.misconceptions)
	return c
}

// all are the concepts in use, by name.
func (c *compiler) all() []*concept {
	all := make([]*concept, 0, len(c.done))
	for _, one := range c.done {
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b *concept) int { return strings.Compare(a.name, b.name) })
	return all
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

// checkBeside wants criteria that others name.
func (r *Rubric) checkBeside() error {
	for _, c := range r.criteria {
		for _, id := range c.Beside {
			if !slices.ContainsFunc(r.criteria, func(other criterion) bool { return other.ID == id }) {
				return fmt.Errorf("criteria.%s.beside: the task has no criterion %q", c.ID, id)
			}
		}
	}
	return nil
}

// named is a rule with the name of the part that it stands in, to be compiled into its place.
type named struct {
	part string
	from []string
	into *rule
}

func (c *compiler) rules(all ...named) error {
	for _, one := range all {
		r, err := c.rule(one.from)
		if err != nil {
			return fmt.Errorf(".%s: %w", one.part, err)
		}
		*one.into = r
	}
	return nil
}

func (c *compiler) criterion(s CriterionSource) (criterion, error) {
	one := criterion{CriterionSource: s}
	err := c.rules(
		named{"met", s.Met, &one.met}, named{"both", s.Both, &one.both}, named{"unless", s.Unless, &one.unless},
		named{"missing", s.Missing, &one.missing}, named{"unsure", s.Unsure, &one.unsure},
	)
	if err == nil {
		one.lists, err = c.listsOf(s)
	}
	if err == nil {
		one.wrong, err = c.wrong(s.ID)
	}
	return one, err
}

// wrong are the typical wrong ideas about a criterion, the task's own first.
func (c *compiler) wrong(criterion string) ([]misconception, error) {
	var all []misconception
	for _, m := range c.misconceptions {
		if m.Criterion != criterion {
			continue
		}
		when, err := c.rule(m.When)
		if err != nil {
			return nil, fmt.Errorf(".misconception %s: %w", m.ID, err)
		}
		all = append(all, misconception{m.ID, when, m.Reply})
	}
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
