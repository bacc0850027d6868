package exercises

import (
	"testing"

	"go.yaml.in/yaml/v3"
)

func TestACurveToDrawIsInOrder(t *testing.T) {
	for written, faults := range map[string]int{
		"{series: goodput, ask: Draw it., from: 20, at: [25, 60]}":     0,
		"{series: goodput, ask: Draw it., from: 20, at: [20, 60, 60]}": 2,
		"{series: goodput, from: 20, at: [25]}":                        1,
	} {
		var file drawFile
		if err := yaml.Unmarshal([]byte(written), &file); err != nil {
			t.Fatal(err)
		}
		doc := &document{file: "task.yaml", root: &yaml.Node{}, faults: &Faults{}}
		file.build(doc)
		if got := len(doc.faults.List); got != faults {
			t.Errorf("%s: %d faults", written, got)
		}
	}
}
