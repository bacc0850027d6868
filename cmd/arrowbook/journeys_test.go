package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"arrowbook/exercises"
	"arrowbook/grading"
)

// fillScript writes an answer into the page's own controls, as typing and choosing would.
const fillScript = `(async answers => {
	const set = (control, value) => {
		control.value = value;
		control.dispatchEvent(new Event("input", {bubbles: true}));
		control.dispatchEvent(new Event("change", {bubbles: true}));
	};
	for (const [id, value] of Object.entries(answers)) {
		if (Array.isArray(value)) {
			for (let i = 0; i < value.length; i++) {
				let items = document.querySelectorAll('textarea[name="' + id + '"]');
				if (items.length <= i) {
					document.querySelector('button[value="' + id + ':add"]').click();
					await new Promise(done => setTimeout(done, 50));
					items = document.querySelectorAll('textarea[name="' + id + '"]');
				}
				set(items[i], value[i]);
			}
		} else if (typeof value === "object") {
			for (const [part, text] of Object.entries(value)) set(document.querySelector('[name="' + id + ':' + part + '"]'), text);
		} else {
			const radio = document.querySelector('input[type=radio][name="' + id + '"][value="' + CSS.escape(value).replaceAll("\\", "\\") + '"]')
				|| [...document.querySelectorAll('input[type=radio][name="' + id + '"]')].find(r => r.value === value);
			if (radio) radio.click();
			else set(document.querySelector('[name="' + id + '"]'), value);
		}
	}
	return true;
})`

func (v *visitor) fill(answers grading.Answers) {
	v.t.Helper()
	data, err := json.Marshal(answers)
	if err != nil {
		v.t.Fatal(err)
	}
	eval[bool](v, fillScript+"("+string(data)+")")
}

func modelOf(t *testing.T, number int) grading.Answers {
	t.Helper()
	book, err := exercises.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	task, found := book.Task(number)
	if !found {
		t.Fatalf("there is no task %d", number)
	}
	answers := grading.Answers{}
	for id, value := range task.Model.Answers {
		answers[id] = value
	}
	return answers
}

// TestALearnerWorksThroughTaskThree answers wholly, is told what is missing, mends it, passes, proves the
// fix, and finds everything again after the server was killed.
func TestALearnerWorksThroughTaskThree(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/tasks/3")
	v.axe("task 3, empty")
	v.picture("task3-empty")
	answers := modelOf(t, 3)
	right := map[string]grading.Value{"optimum.client": answers["optimum.client"], "optimum.db": answers["optimum.db"]}
	answers["optimum.client"] = grading.Value{Kind: grading.KindText, Text: "It was a mistake."}
	answers["optimum.db"] = grading.Value{Kind: grading.KindText, Text: "A number."}
	v.fill(answers)
	v.until(`document.querySelector("#saved").textContent.trim().toLowerCase().startsWith("saved")`)
	v.click("#check")
	v.until(`document.querySelectorAll(".note.missing").length >= 1`)
	if marked := eval[int](v, `document.querySelectorAll("#answer mark, #answer u").length`); marked == 0 {
		t.Error("no words are marked")
	}
	v.axe("task 3, checked")
	v.picture("task3-checked")
	s.kill()
	s.start()
	v.do(chromedp.Reload(), chromedp.WaitReady(chromedp.CSS("main")))
	if text := eval[string](v, `document.querySelector('[name="optimum.client"]').value`); text != "It was a mistake." {
		t.Errorf("after the kill the field says %q", text)
	}
	v.fill(right)
	v.until(`document.querySelector("#saved").textContent.trim().toLowerCase().startsWith("saved")`)
	v.click("#check")
	v.until(`document.querySelector(".result.passed")`)
	v.axe("task 3, passed")
	v.picture("task3-passed")
	prove(v)
	v.do(chromedp.Reload(), chromedp.WaitReady(chromedp.CSS("main")))
	v.until(`document.querySelector("main").textContent.includes("On all 20 seeds")`)
	v.open(s.URL + eval[string](v, `document.querySelector('a[href$="/why"]').getAttribute("href")`))
	v.until(`document.querySelector("main").textContent.includes("What met it")`)
	v.axe("why task 3 passed")
	v.picture("task3-why")
}

// prove sets the budget of the proof to a tenth and runs it.
func prove(v *visitor) {
	v.t.Helper()
	eval[bool](v, `(() => {
		const knob = document.querySelector('[name="proof:retry_budget"]');
		knob.value = "0.1";
		knob.dispatchEvent(new Event("input", {bubbles: true}));
		return true;
	})()`)
	v.until(`!document.querySelector("#prove").disabled`)
	v.click("#prove")
	v.until(`document.querySelector("main").textContent.includes("On all 20 seeds")`)
}

// TestTaskThreeWithoutScripts does the same by plain forms, up to the check.
func TestTaskThreeWithoutScripts(t *testing.T) {
	s := startServer(t)
	form := url.Values{"do": {"check"}, "key": {"plain-1"}}
	for id, value := range modelOf(t, 3) {
		switch value.Kind {
		case grading.KindList:
			form[id] = value.Items
		case grading.KindCoupling:
			c := value.Coupling
			form.Set(id+":x", c.X)
			form.Set(id+":y", c.Y)
			form.Set(id+":z", c.Z)
			form.Set(id+":b", c.B)
		default:
			form.Set(id, value.Text)
		}
	}
	c := newClients(t, s)[0].http
	response, err := c.PostForm(s.URL+"/tasks/3", form)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	page := read(t, response)
	if response.StatusCode != http.StatusOK || !strings.Contains(page, "Passed. Every criterion is met.") {
		t.Errorf("%d, and the page does not say that it is passed", response.StatusCode)
	}
}

// TestAxeFindsNothing looks at every page in both moods and at the width of a phone.
func TestAxeFindsNothing(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	for _, mood := range []string{"light", "dark"} {
		v.mood(mood)
		for _, path := range pages(t) {
			v.open(s.URL + path)
			v.axe(mood + " " + path)
		}
	}
	v.resize(320, 700)
	for _, path := range []string{"/", "/tasks/3", "/tasks/11", "/lab/retry-storm", "/lab/validation", "/lessons/cascading-failure", "/marking", "/marking/7"} {
		v.open(s.URL + path)
		v.axe("320 px " + path)
		if eval[bool](v, `document.documentElement.scrollWidth > 321`) {
			t.Errorf("%s is wider than a phone", path)
		}
	}
}

func pages(t *testing.T) []string {
	t.Helper()
	book, err := exercises.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	all := []string{"/", "/lessons", "/tasks", "/lab", "/lab/retry-storm", "/lab/duplicate-execution", "/lab/validation", "/desk", "/marking", "/marking/7", "/boundaries", "/no-such-page"}
	for _, task := range book.Tasks {
		all = append(all, fmt.Sprintf("/tasks/%d", task.Number))
	}
	for _, lesson := range book.Lessons {
		all = append(all, "/lessons/"+lesson.Slug)
	}
	return all
}

// TestThePlayer bets, plays, steps, jumps and intervenes.
func TestThePlayer(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/lab/retry-storm")
	v.until(`document.querySelector("[data-transport]") && !document.querySelector("[data-transport]").hidden`)
	if !eval[bool](v, `document.querySelector("[data-do=play]").disabled`) {
		t.Error("play is not locked before the bet")
	}
	v.click(`[data-bet="stays"]`)
	v.until(`!document.querySelector("[data-do=play]").disabled`)
	before := eval[string](v, `document.querySelector("[data-clock]").textContent`)
	v.click("[data-do=next-moment]")
	v.until(fmt.Sprintf(`document.querySelector("[data-clock]").textContent !== %q`, before))
	v.until(`location.search.includes("t=")`)
	v.click("[data-do=play]")
	v.until(`document.querySelectorAll("[data-tokens] .token[visibility=visible]").length > 0`)
	v.click("[data-do=play]")
	v.click("[data-offer][data-name=retries]")
	v.until(`location.search.includes("at=")`)
	v.until(`document.querySelector("[data-says]").textContent.includes("Useful answers kept up")`)
	v.until(`document.querySelector(".chart-load .ghost") && document.querySelector(".chart-load .ghost-label").textContent === "before the change"`)
	v.picture("player-intervened")
}

// TestChoosingByKeyboard places a fix and draws a boundary without a pointer.
func TestChoosingByKeyboard(t *testing.T) {
	s := startServer(t)
	v := newVisitor(t)
	v.open(s.URL + "/tasks/4")
	eval[bool](v, `(document.querySelector('[name="which"]').focus(), true)`)
	v.keys(" ")
	v.keys(kb.ArrowDown + kb.ArrowDown)
	v.until(`document.querySelector('[name="which"][value="c"]').checked`)
	for _, box := range []string{"clients", "checkout", "tax-api"} {
		eval[bool](v, fmt.Sprintf(`(document.querySelector('[name="boundary"][value=%q]').focus(), true)`, box))
		v.keys(" ")
	}
	v.until(`document.querySelectorAll('[name="boundary"]:checked').length === 3`)
	v.until(`document.querySelector("#saved").textContent.trim().toLowerCase().startsWith("saved")`)
	v.do(chromedp.Reload(), chromedp.WaitReady(chromedp.CSS("main")))
	if n := eval[int](v, `document.querySelectorAll('[name="boundary"]:checked').length`); n != 3 {
		t.Errorf("after a reload %d boxes lie inside", n)
	}
}
