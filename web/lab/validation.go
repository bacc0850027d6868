package lab

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"arrowbook/exercises/scenarios"
	"arrowbook/web/ui"
)

// validationJSON is what `arrowbook validate --json` printed. It is kept with the program because the runs
// behind it take longer than a page may; a test makes them anew and holds it to the byte.
//
//go:embed validation.json
var validationJSON []byte

// validated is the report of the models against theory and published results.
type validated struct {
	Checks   []validatedCheck
	Drawings []drawnCheck
}

// validatedCheck is a check with what came of it.
type validatedCheck struct {
	ID, Group, What string
	Source          struct {
		Author, Title, Where string
		Year                 int
	}
	Formula, Unit, Relation string
	Expected, Ours          float64
	HalfWidth               float64 `json:"half_width"`
	Tolerance               float64
	Reason                  string
	Deviations              []string
	FirstSeed               uint64 `json:"first_seed"`
	Seeds                   int
	Run                     string
	Verdict                 string
}

// validatedGroup is the checks of one subject.
type validatedGroup struct {
	Name, ID string
	Checks   []validatedCheck
}

// readValidation reads the report that the program carries.
func readValidation() (validated, error) {
	var v validated
	if err := json.Unmarshal(validationJSON, &v); err != nil {
		return v, fmt.Errorf("lab: validation.json: %w", err)
	}
	return v, nil
}

// validation shows the report: as a page, or as JSON when the request asks for it.
func (x *Room) validation(w http.ResponseWriter, r *http.Request) error {
	if ui.WantsJSON(r) || strings.HasSuffix(r.URL.Path, ".json") {
		return ui.JSON(w, http.StatusOK, json.RawMessage(validationJSON))
	}
	v, err := readValidation()
	if err != nil {
		return err
	}
	return ui.Render(w, r, http.StatusOK, validationPage(v))
}

// groups are the checks by subject, in their order.
func (v validated) groups() []validatedGroup {
	var all []validatedGroup
	for _, c := range v.Checks {
		if len(all) == 0 || all[len(all)-1].Name != c.Group {
			all = append(all, validatedGroup{Name: c.Group, ID: fmt.Sprintf("group-%d", len(all)+1)})
		}
		last := &all[len(all)-1]
		last.Checks = append(last.Checks, c)
	}
	return all
}

// passed is how many checks are within their tolerance.
func (v validated) passed() int {
	n := 0
	for _, c := range v.Checks {
		if c.Passed() {
			n++
		}
	}
	return n
}

// deviating are the checks whose model differs from their source.
func (v validated) deviating() []validatedCheck {
	var all []validatedCheck
	for _, c := range v.Checks {
		if len(c.Deviations) > 0 {
			all = append(all, c)
		}
	}
	return all
}

// says is the page's result in a sentence.
func (v validated) says() string {
	if v.passed() == len(v.Checks) {
		return fmt.Sprintf("%d checks, and all are within their tolerance.", len(v.Checks))
	}
	return fmt.Sprintf("%d of %d checks are within their tolerance.", v.passed(), len(v.Checks))
}

// Passed says whether the check is within its tolerance.
func (c validatedCheck) Passed() bool { return c.Verdict == "within" }

// mark is the pen's mark for the verdict, which stands beside it in words.
func (c validatedCheck) mark() string {
	if c.Passed() {
		return "met"
	}
	return "missing"
}

// expected is what the check expects, with its unit.
func (c validatedCheck) expected() string {
	text := inDigits(c.Expected, 4)
	if c.Relation != "equal" {
		text = c.Relation + " " + text
	}
	return withUnit(text, c.Unit)
}

// ours is what was measured, with its interval where there is chance in it.
func (c validatedCheck) ours() string {
	if c.HalfWidth == 0 {
		return withUnit(inDigits(c.Ours, 4), c.Unit)
	}
	return withUnit(inDigits(c.Ours, 4)+" ± "+inDigits(c.HalfWidth, 2), c.Unit)
}

// allowed is how far off the model may be.
func (c validatedCheck) allowed() string {
	if c.HalfWidth == 0 && c.Tolerance < 1e-6 {
		return "none"
	}
	return "± " + inDigits(c.Tolerance, 2)
}

// cited is the source in short.
func (c validatedCheck) cited() string {
	if c.Source.Author == "Arrowbook" {
		return "derived here"
	}
	return fmt.Sprintf("%s, %d", c.Source.Author, c.Source.Year)
}

// seeds says on which seeds the check was measured.
func (c validatedCheck) seeds() string {
	if c.Seeds == 1 {
		return fmt.Sprintf("Seed %d.", c.FirstSeed)
	}
	return fmt.Sprintf("Seeds %d to %d.", c.FirstSeed, c.FirstSeed+uint64(c.Seeds)-1)
}

// link opens the run with the first seed; empty for a model of the validation's own.
func (c validatedCheck) link() string {
	if c.Run == "" {
		return ""
	}
	return "/lab/" + c.Run
}

// scenario is the title of the simulation that the check runs.
func (c validatedCheck) scenario() string {
	id, _, _ := strings.Cut(c.Run, "?")
	if s, found := scenarios.Lookup(id); found {
		return s.Title
	}
	return id
}

func withUnit(text, unit string) string {
	if unit == "" {
		return text
	}
	return text + " " + unit
}

// inDigits writes a figure with so many digits that count; a large one whole, with its thousands apart.
func inDigits(v float64, n int) string {
	short, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', n, 64), 64)
	if short >= 1000 {
		return thousands(short)
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}
