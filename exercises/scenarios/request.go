package scenarios

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"arrowbook/exercises/simulation"
)

// MaxSeed is the largest seed: the largest whole number that JSON's readers keep exactly.
const MaxSeed = 1<<53 - 1

// Setting is a parameter with a value, as written.
type Setting struct{ Name, Value string }

// Intervention changes a parameter while the run is under way. Everything that ends at or before At is as
// it would be without.
type Intervention struct {
	At          simulation.Time
	Name, Value string
}

// Request names a run: canonical, so that equal runs have equal keys.
type Request struct {
	Scenario string
	Settings []Setting // sorted by name, those that differ from the default
	Seed     uint64
	At       []Intervention // by time
}

// Parse reads a request from its parts; the errors are *ParamError and name the parameter with its range.
func (s *Scenario) Parse(written []Setting, seed string, at []string) (Request, error) {
	r := Request{Scenario: s.ID}
	var err error
	if r.Seed, err = parseSeed(seed); err != nil {
		return r, err
	}
	if r.Settings, err = s.parseSettings(written); err != nil {
		return r, err
	}
	r.At, err = s.parseInterventions(at)
	return r, err
}

func parseSeed(text string) (uint64, error) {
	if text == "" {
		return 1, nil
	}
	return seedNumber(text)
}

func seedNumber(text string) (uint64, error) {
	seed, err := strconv.ParseUint(text, 10, 64)
	if err != nil || seed < 1 || seed > MaxSeed {
		return 0, paramErrorf("seed is a whole number from 1 to 2^53-1, not %.60q", text)
	}
	return seed, nil
}

func (s *Scenario) parseSettings(written []Setting) ([]Setting, error) {
	var settings []Setting
	seen := map[string]bool{}
	for _, w := range written {
		p, err := s.known(w.Name)
		if err != nil {
			return nil, err
		}
		if seen[w.Name] {
			return nil, paramErrorf("%s is set twice", w.Name)
		}
		seen[w.Name] = true
		value, err := p.canonical(w.Value)
		if err != nil {
			return nil, err
		}
		if value != p.standard() {
			settings = append(settings, Setting{w.Name, value})
		}
	}
	slices.SortFunc(settings, func(a, b Setting) int { return cmp.Compare(a.Name, b.Name) })
	return settings, nil
}

func (s *Scenario) known(name string) (Param, error) {
	p, found := s.param(name)
	if !found {
		return p, paramErrorf("%s has no parameter %.60q; it has %s", s.ID, name, strings.Join(s.paramNames(), ", "))
	}
	return p, nil
}

func (s *Scenario) paramNames() []string {
	names := make([]string, len(s.Params))
	for i, p := range s.Params {
		names[i] = p.Name
	}
	return names
}

// parseInterventions reads changes of the form 60s:retries=0, for scenarios over time.
func (s *Scenario) parseInterventions(written []string) ([]Intervention, error) {
	var all []Intervention
	for _, w := range written {
		if s.Axis != TimeAxis {
			return nil, paramErrorf("%s does not run over time: nothing can be changed under way", s.ID)
		}
		i, err := s.parseIntervention(w)
		if err != nil {
			return nil, err
		}
		all = append(all, i)
	}
	slices.SortStableFunc(all, func(a, b Intervention) int { return cmp.Compare(a.At, b.At) })
	return all, nil
}

func (s *Scenario) parseIntervention(written string) (Intervention, error) {
	when, change, ok := strings.Cut(written, ":")
	name, value, ok2 := strings.Cut(change, "=")
	at, err := parseTime(when)
	if !ok || !ok2 || err != nil {
		return Intervention{}, paramErrorf("at is a change under way, written like 60s:retries=0, not %.60q", written)
	}
	p, err := s.known(name)
	if err != nil {
		return Intervention{}, err
	}
	if name == "duration" {
		return Intervention{}, paramErrorf("duration cannot be changed under way")
	}
	canonical, err := p.canonical(value)
	return Intervention{at, name, canonical}, err
}

// parseTime reads seconds with or without the unit.
func parseTime(text string) (simulation.Time, error) {
	v, err := strconv.ParseFloat(strings.TrimSuffix(text, "s"), 64)
	if err != nil || !(v >= 0) || v > 1e9 {
		return 0, paramErrorf("t is a number of seconds from 0 to 1e9, such as 23.4s, not %.60q", text)
	}
	return simulation.FromSeconds(v), nil
}

// Key names the run: equal requests have equal keys.
func (r Request) Key() string { return r.Scenario + "?" + Address{Request: r}.Query() }

// Value is a parameter's value at the start of the run.
func (r Request) Value(p Param) string {
	for _, s := range r.Settings {
		if s.Name == p.Name {
			return s.Value
		}
	}
	return p.standard()
}

// Number is a parameter's value as a number; 0 when the scenario has no such number.
func (r Request) Number(s *Scenario, name string) float64 {
	p, found := s.param(name)
	if !found || p.Kind == Option {
		return 0
	}
	return mustNumber(r.Value(p))
}

// Changes says whether an intervention sets a parameter.
func (r Request) Changes(name string) bool {
	return slices.ContainsFunc(r.At, func(i Intervention) bool { return i.Name == name })
}

// With is the request with one parameter set to a canonical value.
func (r Request) With(s *Scenario, name, value string) (Request, error) {
	settings := slices.DeleteFunc(slices.Clone(r.Settings), func(x Setting) bool { return x.Name == name })
	var err error
	r.Settings, err = s.parseSettings(append(settings, Setting{name, value}))
	return r, err
}

func mustNumber(value string) float64 {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil {
		panic(err) // a canonical value of a number is a number
	}
	return v
}
