package scenarios

import (
	"context"

	"arrowbook/exercises/simulation"
)

// Axis is what a run's series are drawn over.
type Axis string

// The axes.
const (
	TimeAxis Axis = "time"
	LoadAxis Axis = "load"
	NoAxis   Axis = "none"
)

// Scenario is one model with all that a page or the command line needs to offer it.
type Scenario struct {
	ID, Title, Lead string
	Model           string // what the model is, what it leaves out, where its numbers come from
	Version         int
	Axis            Axis
	Params          []Param
	SummaryNames    []string
	Series          []SeriesInfo
	Stations        []Station
	Offers          []Offer
	run             func(context.Context, *settings) (*Result, error)
}

// ChartKind says in which chart a series is drawn.
type ChartKind int

// The charts below a stage.
const (
	NoChart ChartKind = iota
	LoadChart
	LineChart
)

// SeriesInfo describes a series. Look is its place in the visual grammar: offered, good, retry, bad or line.
type SeriesInfo struct {
	Name, Label, Unit string
	Chart             ChartKind
	Look              string
	Area              bool
}

// StationKind says what a place of the model is.
type StationKind int

// The kinds of places.
const (
	Node StationKind = iota
	Link
	Line
	Pool
)

// Station is a place of the model that tokens pass; a task's diagram maps it to a box or an arrow.
type Station struct {
	ID    string
	Kind  StationKind
	Label string
	// The series that hold the station's levels; empty without.
	BusySeries, WastedSeries, WaitingSeries string
	// What the slots of a pool are that count as busy, as in "3 of the 30 nodes are up"; empty: taken. And what
	// those of them do that count as wasted, as in "1 of them stuck"; empty: they work for callers who have left.
	Busy, Vain string
	// The series, or without an axis the figure of the summary, that a stage writes at the place, and the words that
	// follow the number. Empty without.
	Figure, FigureWords string
}

// Offer is a change that a page makes at the cursor with one press.
type Offer struct{ Name, Value, Label string }

// All lists the scenarios, in the order of the book.
func All() []*Scenario { return all }

var all = []*Scenario{
	retryStorm,
	duplicateExecution,
	metastable,
	layeredRetries,
	ordersInventory,
	gracefulDegradation,
	boundaries,
	blockingAmplification,
	backoffAndJitter,
	boundedQueue,
	enqueueBeforeCommit,
	loadCurve,
	cacheStampede,
	paymentsLedger,
	availabilityCoupling,
	orderingViolations,
	correlatedReplicas,
	controlPlaneBlip,
	deadlock,
	orphanedWork,
	completionInvisibility,
	streaming,
}

// Lookup finds a scenario by its id.
func Lookup(id string) (*Scenario, bool) {
	for _, s := range all {
		if s.ID == id {
			return s, true
		}
	}
	return nil, false
}

// param finds a parameter by its name.
func (s *Scenario) param(name string) (Param, bool) {
	for _, p := range s.Params {
		if p.Name == name {
			return p, true
		}
	}
	return Param{}, false
}

// EventBudget bounds a run: one that needs more events is an error, never cut in silence.
const EventBudget = 60_000_000

// Run computes a run. It returns the context's error when that ends first, and a *ParamError when the run
// needs more events than EventBudget.
func Run(ctx context.Context, r Request) (*Result, error) {
	scenario, found := Lookup(r.Scenario)
	if !found {
		return nil, paramErrorf("there is no scenario %q", r.Scenario)
	}
	s := newSettings(scenario, r)
	result, err := scenario.run(ctx, s)
	if err != nil {
		return nil, err
	}
	result.Scenario, result.Model, result.Seed, result.Axis = scenario.ID, scenario.Version, r.Seed, scenario.Axis
	result.Params, result.Interventions = s.initial, r.At
	return result, nil
}

// settings are a run's parameters as they stand at an instant.
type settings struct {
	scenario *Scenario
	request  Request
	numbers  map[string]float64
	options  map[string]string
	initial  []ParamValue
	draw     simulation.Draw
}

func newSettings(scenario *Scenario, r Request) *settings {
	s := &settings{scenario: scenario, request: r, numbers: map[string]float64{}, options: map[string]string{}, draw: simulation.NewDraw(r.Seed)}
	for _, p := range scenario.Params {
		s.set(p, r.Value(p))
		s.initial = append(s.initial, s.paramValue(p))
	}
	return s
}

func (s *settings) set(p Param, value string) {
	if p.Kind == Option {
		s.options[p.Name] = value
		return
	}
	s.numbers[p.Name] = mustNumber(value)
}

func (s *settings) paramValue(p Param) ParamValue {
	if p.Kind == Option {
		return ParamValue{p.Name, s.options[p.Name]}
	}
	return ParamValue{p.Name, s.numbers[p.Name]}
}

// change applies an intervention.
func (s *settings) change(i Intervention) {
	p, _ := s.scenario.param(i.Name)
	s.set(p, i.Value)
}

func (s *settings) on(name string) bool { return s.options[name] == "on" }

func (s *settings) time(name string) simulation.Time { return simulation.FromSeconds(s.numbers[name]) }
