package main

import "testing"

// TestAYearOnAPhone reads the times of long runs on a narrow page: none of them leaves it or lies on another.
func TestAYearOnAPhone(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	for _, run := range []string{"correlated-replicas?t=0s", "availability-coupling?t=0s", "control-plane-blip?t=0s"} {
		v.open(s.URL + "/lab/" + run)
		v.resize(320, 900)
		if found := eval[string](v, `(() => {
			const faults = [];
			for (const chart of document.querySelectorAll(".chart > svg")) {
				let end = -Infinity;
				for (const text of chart.querySelectorAll(":scope > text")) {
					if (text.getAttribute("dy") !== "1.5em" || getComputedStyle(text).display === "none") continue;
					const box = text.getBoundingClientRect();
					if (box.right > 320 || box.left < end + 4) faults.push(text.textContent);
					end = box.right;
				}
			}
			if (document.documentElement.scrollWidth > 321) faults.push("the page is " + document.documentElement.scrollWidth + " wide");
			return faults.join(", ");
		})()`); found != "" {
			t.Errorf("%s: %s", run, found)
		}
		v.picture("year-" + run[:12])
	}
}
