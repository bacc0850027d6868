package exercises

import (
	"slices"

	"arrowbook/grading"
)

// fieldFile is a field as task.yaml writes it.
type fieldFile struct {
	ID        string
	Kind      grading.Kind
	Label     string
	Help      string
	Section   string
	Options   pairs
	Columns   pairs
	Keys      []string
	Row       string
	RowID     string `yaml:"row_id"`
	Lines     int
	Least     int
	Min, Max  float64
	AskedWhen *Condition `yaml:"asked_when"`
	Parts     map[string]string
}

var kinds = []grading.Kind{
	grading.KindChoice, grading.KindText, grading.KindList, grading.KindRows, grading.KindSet,
	grading.KindCoupling, grading.KindPlace, grading.KindCurve, grading.KindNumber,
}

// ownFields are the fields that the task itself asks for, in the file's order.
func ownFields(doc *document, file taskFile, diagram Diagram) []Field {
	var fields []Field
	seen := map[string]bool{}
	for i, f := range file.Fields {
		checkField(doc, i, f, seen)
		fields = append(fields, f.build(diagram))
	}
	return fields
}

func checkField(doc *document, i int, f fieldFile, seen map[string]bool) {
	fault := func(key, format string, args ...any) { doc.fault(at("fields", i, key), format, args...) }
	if f.ID == "" || seen[f.ID] {
		fault("id", "field id %q is empty or used twice", f.ID)
	}
	seen[f.ID] = true
	if !slices.Contains(kinds, f.Kind) {
		fault("kind", "%q is not a kind of field; there are %v", f.Kind, kinds)
	}
	if f.Label == "" {
		fault("label", "field %s has no label", f.ID)
	}
	switch f.Kind {
	case grading.KindChoice, grading.KindSet:
		if len(f.Options) < 2 {
			fault("options", "field %s needs at least two options", f.ID)
		}
	case grading.KindRows:
		if len(f.Columns) == 0 {
			fault("columns", "field %s names no columns", f.ID)
		}
	case grading.KindNumber:
		if f.Max <= f.Min {
			fault("max", "field %s: max must be above min", f.ID)
		}
	}
}

func (f fieldFile) build(diagram Diagram) Field {
	field := Field{
		Field:     grading.Field{ID: f.ID, Kind: f.Kind, Options: f.Options.keys(), Columns: f.Columns.keys(), Min: f.Min, Max: f.Max},
		FieldText: FieldText{Label: f.Label, Help: f.Help, Parts: f.Parts},
		Section:   f.Section, OptionLabels: f.Options.labels(), Row: f.Row, RowID: f.RowID, Lines: f.Lines,
		Least: f.Least, Keys: f.Keys, AskedWhen: f.AskedWhen,
	}
	if f.Kind == grading.KindRows {
		field.Parts = f.Columns.labels()
	}
	if f.Kind == grading.KindPlace {
		field.Options, field.OptionLabels = diagram.places()
	}
	return field
}

// The common fields, in the order in which a page asks for them.
var frameOrder = []grading.Field{
	{ID: "frame.kind", Kind: grading.KindChoice},
	{ID: "frame.coupling", Kind: grading.KindCoupling},
	{ID: "frame.place", Kind: grading.KindPlace},
	{ID: "frame.fix", Kind: grading.KindText},
	{ID: "frame.amplification", Kind: grading.KindText},
}

// frameFields are the common fields that the task does not omit.
func frameFields(file taskFile, frame frameFile, diagram Diagram) []Field {
	if file.Frame == nil {
		return nil
	}
	var fields []Field
	for _, common := range frameOrder {
		if slices.Contains(file.Frame.Omits, common.ID) {
			continue
		}
		text := frame.Fields[common.ID]
		field := Field{Field: common, FieldText: text.text(), Frame: true}
		if help := file.Frame.Help[common.ID]; help != "" {
			field.Help = help
		}
		switch common.Kind {
		case grading.KindChoice:
			field.Options, field.OptionLabels = text.Options.keys(), text.Options.labels()
		case grading.KindPlace:
			field.Options, field.OptionLabels = diagram.places()
		}
		fields = append(fields, field)
	}
	return fields
}
