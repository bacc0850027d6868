package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"arrowbook/exercises/scenarios"
)

// hall is many learners who drag the controls of simulations at once, each another, while others read.
type hall struct {
	s        *site
	client   *http.Client
	learners int
	drags    int           // of each learner
	rest     time.Duration // of the hand between two of them

	mu       sync.Mutex
	faults   []string
	answered map[int]int // drags by status; 0: given up by the learner
	dragged  []time.Duration
	read     []time.Duration
}

// patience is how long every second learner waits for a run before the hand moves on; the others wait for all.
const patience = 300 * time.Millisecond

// pages are what the others read.
var pages = []string{"/", "/lessons", "/tasks", "/lab", "/desk", "/tasks/1", "/tasks/3", "/boundaries", "/healthz"}

// newHall opens a hall. What its pages begin with is there already, as in a server that has been up for a while.
func newHall(s *site, learners, drags int, rest time.Duration) *hall {
	holdOpenings(s)
	return &hall{
		s: s, learners: learners, drags: drags, rest: rest, answered: map[int]int{},
		client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 2 * learners}},
	}
}

// holdOpenings waits for the runs that the pages of the hall begin with.
func holdOpenings(s *site) {
	var requests []scenarios.Request
	for _, task := range s.server.Book.Tasks {
		if watch := task.Watch; watch != nil && slices.Contains(pages, "/tasks/"+strconv.Itoa(task.Number)) {
			address, _ := scenarios.ParseAddress(watch.Scenario, watch.Query)
			requests = append(requests, address.Request)
			s.server.Runs.Run(context.Background(), address.Request)
		}
	}
	s.server.Runs.Hold(requests)
}

// fill lets all learners drag and a few read until the last has dragged.
func (h *hall) fill() {
	defer h.client.CloseIdleConnections()
	var dragging, reading sync.WaitGroup
	emptied := make(chan struct{})
	for i := range h.learners {
		dragging.Go(func() { h.drag(i) })
	}
	for i := range 4 {
		reading.Go(func() { h.reads(i, emptied) })
	}
	dragging.Wait()
	close(emptied)
	reading.Wait()
}

// drag turns one control of one simulation from end to end.
func (h *hall) drag(learner int) {
	all := scenarios.All()
	s := all[learner%len(all)]
	for step := range h.drags {
		ctx, cancel := context.Background(), func() {}
		if learner%2 == 1 {
			ctx, cancel = context.WithTimeout(ctx, patience)
		}
		began := time.Now()
		status, retry, err := h.get(ctx, turned(s, learner, step))
		h.note(status, retry, err, time.Since(began))
		cancel()
		time.Sleep(h.rest)
	}
}

// turned is the address of a run with one control at another place each time. Every third is asked for as JSON.
func turned(s *scenarios.Scenario, learner, step int) string {
	form := ""
	if learner%3 == 0 {
		form = ".json"
	}
	var knobs []scenarios.Param
	for _, p := range s.Params {
		if p.Control && p.Kind != scenarios.Option {
			knobs = append(knobs, p)
		}
	}
	p := knobs[learner/len(scenarios.All())%len(knobs)]
	steps := int((p.SliderMax-p.SliderMin)/p.SliderStep + .5)
	value := p.SliderMin + p.SliderStep*float64((1+7*step)%(steps+1))
	return fmt.Sprintf("/lab/%s%s?%s=%s&seed=%d", s.ID, form, p.Name, strconv.FormatFloat(value, 'f', -1, 64), 1+learner)
}

// get asks for a page as a browser does, packed, and reads it to its end.
func (h *hall) get(ctx context.Context, path string) (status int, retry string, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, h.s.url+path, nil)
	if err != nil {
		return 0, "", err
	}
	r.Header.Set("Accept-Encoding", "gzip")
	answer, err := h.client.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, answer.Header.Get("Retry-After"), err
}

func (h *hall) note(status int, retry string, err error, took time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	seconds, _ := strconv.Atoi(retry)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		status = 0
	case err != nil:
		h.faults = append(h.faults, err.Error())
	case status == http.StatusOK:
		h.dragged = append(h.dragged, took)
	case status != http.StatusServiceUnavailable || seconds < 1:
		h.faults = append(h.faults, fmt.Sprintf("a drag is answered %d, Retry-After %q", status, retry))
	}
	h.answered[status]++
}

// reads turns the pages of the book until the hall is empty.
func (h *hall) reads(reader int, emptied <-chan struct{}) {
	for i := reader; ; i++ {
		select {
		case <-emptied:
			return
		case <-time.After(20 * time.Millisecond):
		}
		path := pages[i%len(pages)]
		began := time.Now()
		status, retry, err := h.get(context.Background(), path)
		took := time.Since(began)
		stats := h.s.server.Runs.Stats()
		h.mu.Lock()
		h.read = append(h.read, took)
		if stats.Running > stats.Parallel || stats.Waiting > stats.Line {
			h.faults = append(h.faults, fmt.Sprintf("too many runs: %+v", stats))
		}
		if status != http.StatusOK || err != nil {
			h.faults = append(h.faults, fmt.Sprintf("%s is answered %d, Retry-After %q, %v", path, status, retry, err))
		}
		h.mu.Unlock()
	}
}

// TestAHallThatDrags: whoever drags is answered with a run, or told when to come back; whoever reads has the page;
// and never are there more runs under way or in line than there may be.
func TestAHallThatDrags(t *testing.T) {
	h := newHall(open(t), 200, 2, 50*time.Millisecond)
	h.fill()
	for _, fault := range h.faults {
		t.Error(fault)
	}
	told := h.answered[http.StatusOK] + h.answered[http.StatusServiceUnavailable] + h.answered[0]
	if told != h.learners*h.drags || h.answered[http.StatusOK] == 0 || len(h.read) == 0 {
		t.Errorf("of %d drags the answers are %v; %d pages were read", h.learners*h.drags, h.answered, len(h.read))
	}
	if said := h.s.log.String(); strings.Contains(said, "panic") || strings.Contains(said, "status=500") {
		t.Errorf("the log has a fault: %s", said)
	}
}

// percentile is the time that a share of all stay under.
func percentile(times []time.Duration, share float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	slices.Sort(times)
	return times[int(share*float64(len(times)-1))]
}

// BenchmarkAHallThatDrags says what two hundred hands at once cost those who read.
func BenchmarkAHallThatDrags(b *testing.B) {
	for b.Loop() {
		h := newHall(open(b), 200, 8, 150*time.Millisecond)
		h.fill()
		for _, fault := range h.faults {
			b.Error(fault)
		}
		b.ReportMetric(float64(percentile(h.read, .5).Microseconds())/1000, "ms-page-p50")
		b.ReportMetric(float64(percentile(h.read, .99).Microseconds())/1000, "ms-page-p99")
		b.ReportMetric(float64(percentile(h.dragged, .5).Microseconds())/1000, "ms-drag-p50")
		b.ReportMetric(float64(percentile(h.dragged, .99).Microseconds())/1000, "ms-drag-p99")
		b.ReportMetric(float64(h.answered[200]), "runs")
		b.ReportMetric(float64(h.answered[503]), "refused")
		b.ReportMetric(float64(h.answered[0]), "left")
		b.ReportMetric(float64(len(h.read)), "pages")
	}
}

// BenchmarkADrag is one hand that turns one control after another: how long each simulation takes to answer.
func BenchmarkADrag(b *testing.B) {
	s := open(b)
	h := newHall(s, 1, 1, 0)
	for i, scenario := range scenarios.All() {
		b.Run(scenario.ID, func(b *testing.B) {
			step, worst := 0, time.Duration(0)
			for b.Loop() {
				step++
				began := time.Now()
				if status, _, err := h.get(context.Background(), turned(scenario, i+step*len(scenarios.All()), step)); status != http.StatusOK {
					b.Fatal(status, err)
				}
				worst = max(worst, time.Since(began))
			}
			b.ReportMetric(float64(worst.Microseconds())/1000, "ms-worst")
		})
	}
}
