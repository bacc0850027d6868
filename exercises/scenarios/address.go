package scenarios

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"arrowbook/exercises/simulation"
)

// Address is a permalink of a run: what runs, where the cursor is, what it is compared with.
type Address struct {
	Request   Request
	Cursor    simulation.Time
	HasCursor bool
	Versus    string   // another run's query
	Pins      []string // queries of runs that stay in the chart
	Band      int      // asks for the band of so many seeds; 0: for none
	Example   int      // which of the followed requests is told; 0: the first
	Model     int      // version of the model that the link was made with; 0: not said
}

// ParseAddress reads a permalink's query. The errors are *ParamError.
func ParseAddress(scenario, rawQuery string) (Address, error) {
	s, found := Lookup(scenario)
	if !found {
		return Address{}, paramErrorf("there is no scenario %q", scenario)
	}
	query, err := url.ParseQuery(rawQuery)
	if err != nil {
		return Address{}, paramErrorf("the address cannot be read: %v", err)
	}
	return s.parseQuery(query)
}

func (s *Scenario) parseQuery(query url.Values) (Address, error) {
	var a Address
	var written []Setting
	var err error
	for _, name := range sortedNames(query) {
		values := query[name]
		if name != "at" && name != "pin" && len(values) > 1 {
			return a, paramErrorf("%s is set twice", name)
		}
		switch name {
		case "at":
		case "seed":
			_, err = seedNumber(values[0])
		case "t":
			a.Cursor, err = parseTime(values[0])
			a.HasCursor = true
		case "vs":
			a.Versus = values[0]
		case "pin":
			a.Pins, err = parsePins(values)
		case "band":
			a.Band, err = parseBand(values[0])
		case "example":
			a.Example, err = strconv.Atoi(values[0])
			if err != nil || a.Example < 1 {
				err = paramErrorf("example is a whole number from 1, not %.60q", values[0])
			}
		case "m":
			a.Model, err = strconv.Atoi(values[0])
			if err != nil || a.Model < 1 || a.Model > s.Version {
				err = paramErrorf("m is the version of the model, 1 to %d, not %.60q", s.Version, values[0])
			}
		default:
			written = append(written, Setting{name, values[0]})
		}
		if err != nil {
			return a, err
		}
	}
	a.Request, err = s.Parse(written, query.Get("seed"), query["at"])
	return a, err
}

// MaxPins is how many runs may stay in a chart: more cannot be told apart.
const MaxPins = 4

func parsePins(queries []string) ([]string, error) {
	if len(queries) > MaxPins {
		return nil, paramErrorf("at most %d runs can be pinned, not %d", MaxPins, len(queries))
	}
	return queries, nil
}

// Bands are the numbers of seeds that a band is made of: few come soon, more say more.
var Bands = []int{20, 100}

func parseBand(value string) (int, error) {
	if n, err := strconv.Atoi(value); err == nil && slices.Contains(Bands, n) {
		return n, nil
	}
	return 0, paramErrorf("band is 20 or 100 seeds, not %.60q", value)
}

func sortedNames(query url.Values) []string {
	names := make([]string, 0, len(query))
	for name := range query {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Query is the address in its one form: names sorted, defaults left out.
func (a Address) Query() string {
	var parts []string
	for _, s := range a.Request.Settings {
		parts = append(parts, s.Name+"="+url.QueryEscape(s.Value))
	}
	if a.Request.Seed != 1 {
		parts = append(parts, "seed="+strconv.FormatUint(a.Request.Seed, 10))
	}
	for _, i := range a.Request.At {
		parts = append(parts, "at="+timeText(i.At)+":"+i.Name+"="+url.QueryEscape(i.Value))
	}
	if a.HasCursor {
		parts = append(parts, "t="+timeText(a.Cursor))
	}
	if a.Versus != "" {
		parts = append(parts, "vs="+url.QueryEscape(a.Versus))
	}
	for _, pin := range a.Pins {
		parts = append(parts, "pin="+url.QueryEscape(pin))
	}
	if a.Band != 0 {
		parts = append(parts, "band="+strconv.Itoa(a.Band))
	}
	if a.Example > 1 {
		parts = append(parts, "example="+strconv.Itoa(a.Example))
	}
	if a.Model != 0 {
		parts = append(parts, "m="+strconv.Itoa(a.Model))
	}
	return strings.Join(parts, "&")
}

func timeText(t simulation.Time) string { return plain(t.Seconds()) + "s" }

// At is the same run with the cursor at a time, in seconds.
func (a Address) At(t float64) Address {
	a.Cursor, a.HasCursor = simulation.FromSeconds(t), true
	return a
}

// Intervene is the run with one more change at a time, in seconds, and the cursor there.
func (a Address) Intervene(t float64, name, value string) Address {
	change := Intervention{simulation.FromSeconds(t), name, value}
	a.Request.At = append(slices.Clone(a.Request.At), change)
	slices.SortStableFunc(a.Request.At, func(x, y Intervention) int { return int(x.At - y.At) })
	return a.At(t)
}
