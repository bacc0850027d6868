package lab

import (
	"strings"
	"testing"
)

// A slider can stand at the run's value, wherever that is: what a browser moves would change the next run.
func TestSlidersReachTheValueOfTheRun(t *testing.T) {
	page := get(t, open(t), "/lab/retry-storm?duration=30&retries=20&timeout=0.333&connections=500").Body.String()
	for _, slider := range []string{
		`name="retries" min="0" max="20" step="1" value="20"`, `name="timeout" min="0.25" max="10" step="any" value="0.333"`,
		`name="retry_budget" min="0" max="1" step="0.05" value="1"`, `name="connections" min="1" max="500" step="1" value="500"`,
	} {
		if !strings.Contains(page, slider) {
			t.Errorf("the page has no %s", slider)
		}
	}
}
