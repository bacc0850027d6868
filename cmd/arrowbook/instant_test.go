package main

import "testing"

// TestInstantsAlike holds what the server and the script call a time of a run: a page has both.
func TestInstantsAlike(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	for _, run := range []string{"retry-storm", "control-plane-blip", "availability-coupling", "availability-coupling?duration=21700", "correlated-replicas"} {
		v.open(s.URL + "/lab/" + run)
		v.until(`!document.querySelector("[data-transport]").hidden`)
		apart := eval[string](v, `(() => {
			const end = Number(document.querySelector("[data-player]").dataset.end);
			const server = [...document.querySelectorAll("[data-moments] li")].map(li => [Number(li.dataset.t), li.querySelector("span").textContent]);
			server.push([end, document.querySelector("[data-clock]").parentNode.textContent.split(" of ")[1]]);
			return server.filter(([t, words]) => arrowbook.instant(t, end) !== words).map(both => both.join(" s is called ")).join("; ");
		})()`)
		if apart != "" {
			t.Errorf("%s: the script has other words: %s", run, apart)
		}
	}
}

// TestTheClockCountsHours moves the cursor through a run of a day: what names its place says hours.
func TestTheClockCountsHours(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/availability-coupling")
	v.until(`!document.querySelector("[data-transport]").hidden`)
	eval[bool](v, `(() => { const s = document.querySelector("[data-scrub]"); s.value = 57738.5; return s.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	v.until(`[...document.querySelectorAll("[data-clock]")].every(clock => clock.textContent === "16 h 2 min")`)
}
