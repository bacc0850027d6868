package lab

import (
	"maps"
	"net/url"
	"slices"
	"strconv"

	"arrowbook/exercises/scenarios"
	"arrowbook/web/ui"
)

// field is a hidden part of a form.
type field struct{ Name, Value string }

// fields are an address as a form keeps it.
func fields(a scenarios.Address, keep func(name string) bool) []field {
	var all []field
	values, _ := url.ParseQuery(a.Query()) // an address writes what can be read
	for _, name := range slices.Sorted(maps.Keys(values)) {
		for _, value := range values[name] {
			if keep(name) {
				all = append(all, field{name, value})
			}
		}
	}
	return all
}

// CompareFields are what the form for a comparison keeps of the address.
func (p player) CompareFields() []field {
	address := p.Address
	if !p.Still() {
		address = address.At(p.Cursor)
	}
	return fields(address, func(name string) bool { return name != "vs" })
}

// KnobFields are what another run keeps of the address: what no control shows, the runs beside it, and the changes
// that the page makes itself.
func (p player) KnobFields() []field {
	shown := []string{"seed", "t", "m"}
	for _, c := range p.Controls {
		shown = append(shown, c.Name)
	}
	kept := fields(p.Address, func(name string) bool { return !slices.Contains(shown, name) })
	return slices.DeleteFunc(kept, func(f field) bool { return f.Name == "at" && !slices.Contains(p.ownChanges(), f.Value) })
}

// comparing says whether a query comes from the form that asks for a second run.
func comparing(query url.Values) bool { return query.Has("compare") }

// compared is the address that the form asks for: the same run beside itself with one parameter set, from the
// start or from the cursor on.
func compared(id string, query url.Values) (string, error) {
	name, value, when := query.Get("compare"), query.Get("to"), query.Get("when")
	for _, own := range []string{"compare", "to", "when", "vs"} {
		query.Del(own)
	}
	a, err := parseAddress(id, query.Encode())
	if err != nil {
		return "", err
	}
	b := scenarios.Address{Request: a.Request}
	if when == "cursor" {
		b, err = parseAddress(id, queryOf(b)+"&at="+strconv.FormatFloat(a.Cursor.Seconds(), 'f', -1, 64)+"s:"+name+"="+url.QueryEscape(value))
	} else {
		scenario, _ := scenarios.Lookup(id)
		b.Request, err = b.Request.With(scenario, name, value)
	}
	if err != nil {
		return "", ui.BadRequest("%v", err)
	}
	a.Versus = queryOf(b)
	return link(a), nil
}
