package exercises

import "arrowbook/grading"

// Book is the whole content: what Load returns, valid in every part.
type Book struct {
	Title    string
	Chapters []Chapter  // the map of the book, in reading order
	Tasks    []*Task    // by number
	Lessons  []*Lesson  // in reading order
	Missions []Missions // by scenario
	Contrast Contrast
	Frame    Frame
}

// Chapter is one row of the map: a family of failures with what there is to learn, watch and do.
type Chapter struct {
	ID    string // synchronous, asynchronous, emergence
	Title string
	Motto string
	Learn []string // lesson slugs
	Watch []string // scenario ids
	Do    []int    // task numbers
}

// Contrast is what the two families look like beside each other.
type Contrast struct {
	Rows      []ContrastRow
	Insight   HTML // how each family fails, loudly or quietly
	Neither   HTML // why neither is better
	OneLine   HTML // the rule to remember
	Streaming HTML // how streaming combines both
}

// ContrastRow compares the families along one dimension.
type ContrastRow struct{ Dimension, Synchronous, Asynchronous string }

// HTML is rendered Markdown of the book itself, safe to write into a page; never a learner's text.
type HTML string

// Frame is the text of the constraints common to all tasks.
type Frame struct {
	Title  string
	Intro  HTML
	Fields map[string]FieldText // by frame field id
}

// FieldText is how a field is put to the learner.
type FieldText struct {
	Label string
	Help  string            // one sentence below the label; may be empty
	Parts map[string]string // labels of a coupling's parts or a table's columns
}

// Task is one of the twelve tasks, or one that somebody added.
type Task struct {
	Number      int
	Slug        string
	Title       string
	Lead        string // the scene in one or two sentences
	Prompt      HTML
	Deliverable string // what is to be written, when the task says so
	Chapter     string
	Fields      []Field
	Diagram     Diagram
	Rubric      *grading.Rubric
	Hints       []Hint // in steps
	Model       Model
	Wrong       []WrongAnswer
	Watch       *Watch   // the simulation embedded in the page; nil without
	Proofs      []*Proof // the runs that can prove a fix, for each answer at most one
	PromptText  []string // words of the task itself: repeated, they do not count
	HintTexts   []string // likewise, once a hint was seen
	Hash        string   // of every file of the folder; changes whenever the content does
}

// Field is a field with its presentation.
type Field struct {
	grading.Field
	FieldText
	Section      string            // heading it stands under; empty continues the section before
	OptionLabels map[string]string // by option; an option without one is shown as it is
	Row          string            // choice in a table: the observation that the row is about
	RowID        string            // r1, i3, …: fields with the same one share a row
	Least        int               // list, rows: how many are asked for
	Keys         []string          // rows: values that the first column offers, such as arrows; may be empty
	AskedWhen    *Condition        // nil: always
	Frame        bool              // one of the common fields
	Lines        int               // text: height of the control in lines; 0: as the page likes
}

// Condition is that a field has a value: another one is asked for only then, or a proof is for that case.
type Condition struct{ Field, Is string }

// Hint is one step of help, from a nudge to nearly all.
type Hint struct{ Text HTML }

// Model is a complete answer that passes, and what is worth seeing in it.
type Model struct {
	Answers grading.Answers
	Notes   HTML
}

// WrongAnswer is a typical wrong answer with the reply made for it.
type WrongAnswer struct {
	ID        string
	Criterion string          // the criterion that it fails
	Answers   grading.Answers // just the fields it is about
	Reply     string          // at most 45 words; names the difference, never the missing term
}

// Watch embeds a simulation in a task or lesson.
type Watch struct {
	Scenario string
	Query    string // parameters, as in a permalink
	At       string // id of the moment at which it opens, or an instant such as 120s
	Title    string
	Intro    HTML
	Predict  *Predict
}

// Predict is the bet that a learner places before play unlocks.
type Predict struct {
	Question string
	Choices  []Choice
	Draw     *Draw  // asks for the curve of one series beside the choice; nil without
	Reveal   string // one sentence on what happened
}

// Draw asks a learner to draw how one series of the run goes on.
type Draw struct {
	Series string    // of the scenario
	Ask    string    // what to draw, in one sentence
	From   float64   // seconds: until then the run is shown
	At     []float64 // seconds: where the handles stand
}

// Diagram is a task's boxes and arrows with their positions.
type Diagram struct {
	Boxes    []Box
	Arrows   []Arrow
	Wide     Size              // for stages of 40 rem and more
	Narrow   Size              // for phones
	Stations map[string]Places // by the id of a scenario's station
}

// Size is a drawing's extent in its own units.
type Size struct{ Width, Height float64 }

// Box is a component. Positions are centres, in the drawing's units.
type Box struct {
	ID, Label, Note string
	Wide, Narrow    Rect
}

// Rect is a box's place: centre and extent.
type Rect struct{ X, Y, W, H float64 }

// Arrow is an interaction between two boxes.
type Arrow struct {
	ID       string // "from->to"
	From, To string
	Label    string
}

// Lesson teaches one failure class.
type Lesson struct {
	Slug      string
	Title     string
	Family    string // synchronous or asynchronous
	Order     int    // within the family, from 1
	Lead      string
	Question  string // the question asked
	Assumed   HTML   // what the model silently assumes
	Sections  []Section
	RootCause string
	Failure   string // the failure mode in one line
	Margin    []Note
	Watch     *Watch
	Check     []Question
	Tasks     []int // where it comes back
	Hash      string
}

// Section is a stretch of a lesson's prose.
type Section struct {
	ID, Title string
	Body      HTML
}

// Note stands in the margin beside a section.
type Note struct {
	Section, Title string
	Body           HTML
}

// Question is one question of a lesson's own check.
type Question struct {
	ID      string
	Text    HTML
	Local   bool // a truly local case, whose fix is on a box
	Choices []Choice
}

// Choice is one possible answer with what there is to say about it.
type Choice struct {
	ID      string
	Label   string
	Right   bool
	Explain HTML
}
