package book

import (
	"fmt"
	"strings"

	"arrowbook/exercises"
	"arrowbook/grading"
)

// says is a value in words, for an offered version or the history.
func says(f exercises.Field, v grading.Value) string {
	label := fieldView{Field: f}.optionLabel
	switch v.Kind {
	case grading.KindChoice, grading.KindPlace:
		return label(v.Text)
	case grading.KindList:
		return strings.Join(filled(v.Items), "\n")
	case grading.KindSet:
		names := make([]string, len(v.Items))
		for i, item := range v.Items {
			names[i] = label(item)
		}
		return strings.Join(names, ", ")
	case grading.KindCoupling:
		c := v.Coupling
		return fmt.Sprintf("%s interacting with %s under condition %s produces %s", c.X, c.Y, c.Z, c.B)
	case grading.KindRows:
		return saysRows(f, v.Rows)
	case grading.KindCurve:
		return saysCurve(v.Points)
	case grading.KindNumber:
		return fmt.Sprint(v.Number)
	}
	return v.Text
}

func saysRows(f exercises.Field, rows []map[string]string) string {
	var lines []string
	for _, row := range rows {
		var cells []string
		for _, column := range f.Columns {
			cells = append(cells, row[column])
		}
		lines = append(lines, strings.Join(cells, " · "))
	}
	return strings.Join(lines, "\n")
}

func saysCurve(points []grading.Point) string {
	pairs := make([]string, len(points))
	for i, p := range points {
		pairs[i] = fmt.Sprintf("%g at load %g", p.Y, p.X)
	}
	return strings.Join(pairs, ", ")
}
