package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics is what the server counts about itself, in a registry of its own.
type metrics struct {
	registry *prometheus.Registry
	answers  *prometheus.CounterVec
	took     *prometheus.HistogramVec
	panics   prometheus.Counter
}

// newMetrics registers the counters and reads the boundaries' figures whenever they are asked for.
func newMetrics(s *Server) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "arrowbook_requests_total", Help: "Requests answered, by route, method and status.",
		}, []string{"route", "method", "status"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "arrowbook_request_seconds", Help: "Time from a request's arrival to its answer, by route.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5},
		}, []string{"route"}),
		panics: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "arrowbook_panics_total", Help: "Requests that ended in a fault of the program.",
		}),
	}
	m.registry.MustRegister(m.answers, m.took, m.panics, boundaryCollector{s},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), buildInfo(s.Version, s.Commit))
	return m
}

// buildInfo is the constant 1 with the program's version as labels, as is the custom.
func buildInfo(version, commit string) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "arrowbook_build_info", Help: "The program's version and commit.",
		ConstLabels: prometheus.Labels{"version": version, "commit": commit},
	}, func() float64 { return 1 })
}

// knownMethods keeps made-up methods from becoming labels.
var knownMethods = map[string]bool{"GET": true, "HEAD": true, "POST": true, "PUT": true, "DELETE": true, "PATCH": true, "OPTIONS": true}

func (m *metrics) observe(method, route string, status int, took time.Duration) {
	if !knownMethods[method] {
		method = "other"
	}
	m.answers.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.took.WithLabelValues(route).Observe(took.Seconds())
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true})
}

// boundaryCollector shows the live figures of the boundaries page as gauges.
type boundaryCollector struct{ site *Server }

// Describe sends nothing: which figures there are is known when they are collected.
func (boundaryCollector) Describe(chan<- *prometheus.Desc) {}

// Collect reads each boundary's figures.
func (c boundaryCollector) Collect(out chan<- prometheus.Metric) {
	for _, b := range c.site.boundaries() {
		for _, f := range b.Figures {
			desc := prometheus.NewDesc("arrowbook_boundary", "Live figures of the asynchronous boundaries, as on /boundaries.",
				nil, prometheus.Labels{"boundary": b.ID, "figure": f.ID})
			out <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, f.Value)
		}
	}
}
