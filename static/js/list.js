// Lists and tables: add, remove, move by button, by Alt and an arrow key, or by dragging the number.

const listOf = (node) => node.closest?.("[data-list], [data-rows]");
const itemsOf = (list) => [...list.querySelectorAll("[data-item]")];
const nameOf = (list) => list.dataset.list ?? list.dataset.rows;

function say(words) {
  document.getElementById("says").textContent = words;
}

// number writes positions anew into labels, names and buttons.
function number(list) {
  const items = itemsOf(list);
  items.forEach((item, i) => {
    const n = item.querySelector(".n");
    if (n) n.textContent = i + 1;
    item.querySelectorAll("textarea, input").forEach((control) => renumber(control, nameOf(list), i));
    item.querySelectorAll("label").forEach((label) => label.setAttribute("for", label.htmlFor.replace(/-\d+(-|$)/, "-" + i + "$1")));
    item.querySelectorAll("label .unseen").forEach((words) => (words.textContent = ", row " + (i + 1)));
    item.querySelectorAll("[data-edit]").forEach((button) => renumberButton(button, nameOf(list), i, items.length));
  });
}

function renumber(control, name, i) {
  if (control.name !== name) control.name = name + ":" + i + ":" + control.name.split(":").pop();
  control.id = control.id.replace(/-\d+(-|$)/, "-" + i + "$1");
  const label = control.getAttribute("aria-label");
  if (label) control.setAttribute("aria-label", label.replace(/\d+$/, i + 1));
}

function renumberButton(button, name, i, of) {
  const edit = button.dataset.edit;
  button.value = name + ":" + i + ":" + edit;
  button.setAttribute("aria-label", { up: "Move " + (i + 1) + " up", down: "Move " + (i + 1) + " down", drop: "Remove " + (i + 1) }[edit]);
  button.disabled = (edit === "up" && i === 0) || (edit === "down" && i === of - 1);
}

function blank(item) {
  const copy = item.cloneNode(true);
  copy.querySelectorAll("textarea").forEach((area) => (area.value = ""));
  copy.querySelectorAll(".copy").forEach((mirror) => (mirror.textContent = ""));
  return copy;
}

function changedList(list) {
  number(list);
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

function add(list, after) {
  const items = itemsOf(list);
  if (items.length >= 50) return say("There can be 50 at most.");
  const item = blank(items[0]);
  (after ?? items[items.length - 1]).after(item);
  number(list);
  item.querySelector("textarea").focus();
  say("Item " + (itemsOf(list).indexOf(item) + 1) + " added");
}

// onward goes to the next line: the one that is there and empty, else a new one.
function onward(list, item) {
  const next = item.nextElementSibling?.querySelector("textarea");
  if (next && next.value.trim() === "") next.focus();
  else add(list, item);
}

function drop(list, item) {
  const items = itemsOf(list);
  const i = items.indexOf(item);
  if (items.length === 1) {
    item.replaceWith(blank(item));
  } else {
    item.remove();
  }
  changedList(list);
  itemsOf(list)[Math.max(0, i - 1)].querySelector("textarea").focus();
  say("Item " + (i + 1) + " removed");
}

// move takes an item to another position; the focus stays on what was focused in it.
function move(list, item, to) {
  const items = itemsOf(list);
  const from = items.indexOf(item);
  if (to < 0 || to >= items.length || to === from) return;
  const focused = item.contains(document.activeElement) ? document.activeElement : null;
  items[to][to < from ? "before" : "after"](item);
  changedList(list);
  focusAgain(item, focused);
  say("Item " + (from + 1) + " is now item " + (to + 1));
}

function focusAgain(item, focused) {
  if (!focused) return;
  const target = focused.disabled ? item.querySelector("[data-edit]:not([disabled])") : focused;
  target.focus();
}

function click(event) {
  const button = event.target.closest?.("[data-edit]");
  const list = button && listOf(button);
  if (!list) return;
  event.preventDefault();
  const item = button.closest("[data-item]");
  const i = itemsOf(list).indexOf(item);
  const edits = { add: () => add(list), up: () => move(list, item, i - 1), down: () => move(list, item, i + 1), drop: () => drop(list, item) };
  edits[button.dataset.edit]();
}

function keys(event) {
  const item = event.target.closest?.("[data-item]");
  const list = item && listOf(item);
  if (!list) return;
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (event.altKey && step && item.querySelector("[data-edit]")) {
    event.preventDefault();
    move(list, item, itemsOf(list).indexOf(item) + step);
  }
  if (event.key === "Enter" && list.dataset.list && event.target.matches("textarea") && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.isComposing) {
    event.preventDefault();
    onward(list, item);
  }
}

// drag follows a pointer that took an item by its number.
function drag(event) {
  const grip = event.target.closest?.("[data-grip]");
  const list = grip && listOf(grip);
  if (!list || event.button) return;
  const item = grip.closest("[data-item]");
  event.preventDefault();
  grip.setPointerCapture(event.pointerId);
  item.classList.add("dragged");
  const follow = (e) => follows(list, item, e.clientY);
  const end = () => {
    item.classList.remove("dragged");
    grip.removeEventListener("pointermove", follow);
  };
  grip.addEventListener("pointermove", follow);
  grip.addEventListener("lostpointercapture", end, { once: true });
}

function follows(list, item, y) {
  const items = itemsOf(list);
  const to = items.findIndex((other) => {
    const r = other.getBoundingClientRect();
    return other !== item && y > r.top + r.height * 0.25 && y < r.bottom - r.height * 0.25;
  });
  if (to >= 0) move(list, item, to);
}

// fill makes as many lines as a value has.
function fill(event) {
  const list = event.target.querySelector?.("[data-list], [data-rows]");
  if (!list || !Array.isArray(event.detail)) return;
  while (itemsOf(list).length < event.detail.length) itemsOf(list).at(-1).after(blank(itemsOf(list)[0]));
  number(list);
  if (!list.dataset.list) return;
  itemsOf(list).forEach((item, i) => (item.querySelector("textarea").value = event.detail[i] ?? ""));
}

document.addEventListener("click", click);
document.addEventListener("keydown", keys);
document.addEventListener("pointerdown", drag);
document.addEventListener("book:fill", fill);
