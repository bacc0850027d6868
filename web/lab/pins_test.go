package lab

import (
	"strings"
	"testing"
)

func TestPinnedRunsStay(t *testing.T) {
	x := open(t)
	page := get(t, x, "/lab/retry-storm?t=30s&pin=retries%3D0%26seed%3D1&pin=seed%3D4").Body.String()
	for _, part := range []string{
		`data-series="pin.1"`, `data-series="pin.2"`, ">Retries 0</a>", ">seed 4</a>", "Unpin all",
		`href="/lab/retry-storm?t=30s&amp;pin=seed%3D4" data-swap aria-label="Unpin pin 1"`,
		`href="/lab/retry-storm?t=30s&amp;pin=retries%3D0%26seed%3D1&amp;pin=seed%3D4&amp;pin=seed%3D1"`,
		`<input type="hidden" name="pin" value="seed=4">`,
	} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
}

func TestPinsAreBounded(t *testing.T) {
	x := open(t)
	full := "/lab/retry-storm?duration=30" + strings.Repeat("&pin=duration%3D30%26seed%3D2", 4)
	if page := get(t, x, full).Body.String(); strings.Contains(page, "Pin this run") || !strings.Contains(page, "room for no more") {
		t.Error("a fifth run can be pinned")
	}
	for path, says := range map[string]string{full + "&pin=seed%3D3": "at most 4", "/lab/retry-storm?pin=rain%3D1": "rain"} {
		if got := get(t, x, path); got.Code != 400 || !strings.Contains(got.Body.String(), says) {
			t.Errorf("%s: %d without %q", path, got.Code, says)
		}
	}
}

func TestAPinnedRunCannotBePinnedAgain(t *testing.T) {
	if page := get(t, open(t), "/lab/retry-storm?retries=0&pin=retries%3D0%26seed%3D1").Body.String(); strings.Contains(page, "Pin this run") {
		t.Error("the same run can be pinned twice")
	}
}
