// A task's page: underlined words, fields that depend on others, the keys, and what is spoken.

// mirror keeps the read-only copy below a text area at its words; edited words lose their underlines.
function mirror(area) {
  const copy = area.closest(".writing")?.querySelector(".copy");
  if (copy && copy.textContent !== area.value) copy.textContent = area.value;
}

function mirrorAll(event) {
  const root = event?.target?.querySelectorAll ? event.target : document;
  root.querySelectorAll(".writing textarea").forEach(mirror);
}

// depend shows the fields that are asked for only when another one has a certain value.
function depend() {
  document.querySelectorAll("[data-asked]").forEach((field) => {
    const on = document.getElementById(field.dataset.asked);
    const chosen = on?.querySelector("input:checked")?.value;
    field.hidden = chosen !== field.dataset.askedIs;
  });
}

// localTimes writes moments in the reader's own time zone.
function localTimes() {
  const form = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  document.querySelectorAll("time[datetime]").forEach((t) => {
    t.textContent = form.format(new Date(t.dateTime));
  });
}

function keys(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest?.("#answer")) {
    event.preventDefault();
    document.getElementById("check").click();
  }
}

// again puts the cursor into the field that a note asks to be said another way.
function again(event) {
  const link = event.target.closest?.("[data-say]");
  const control = link && document.getElementById(link.dataset.say)?.querySelector("textarea, input");
  if (!control) return;
  event.preventDefault();
  control.focus();
}

function busy(event) {
  if (event.target.id !== "answer") return;
  const button = event.detail.requestConfig?.triggeringEvent?.submitter;
  document.getElementById("saved").textContent = button?.value === "prove" ? "Running" : button?.value === "check" ? "Checking" : "Saving";
}

function speak(event) {
  if (!event.detail.target?.matches?.("#answer")) return;
  ready();
  document.getElementById("says").textContent = document.getElementById("answer").dataset.says;
}

function ready() {
  depend();
  localTimes();
}

document.addEventListener("input", (event) => event.target.matches?.("textarea") && mirror(event.target));
document.addEventListener("book:filled", mirrorAll);
document.addEventListener("change", depend);
document.addEventListener("keydown", keys);
document.addEventListener("click", again);
document.addEventListener("htmx:beforeRequest", busy);
document.addEventListener("htmx:afterSwap", speak);
document.addEventListener("pageshow", mirrorAll);
mirrorAll();
ready();
