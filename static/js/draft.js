// Drafts: a learner never loses a word. What is typed is kept in this browser at once, sent within two seconds
// of the last key, and forgotten here only when the server has said that it is on its disk.

const quietFor = 900; // ms after the last key
const longest = 4000; // ms after the first unsent key, for somebody who never stops typing
const changed = new Map(); // field -> {value, base}: not yet saved
let task, form, revs, timer, firstChange, flying, tries, submitted;

function start() {
  task = document.getElementById("task");
  form = document.getElementById("answer");
  if (!form) return;
  revs = JSON.parse(form.elements.revs.value || "{}");
  tries = 0;
  restore();
}

// read gives a field's value as the server wants it; null where nothing is answered.
function read(field) {
  const id = field.dataset.field;
  const all = [...field.querySelectorAll("[name]")];
  const named = (name) => all.find((control) => control.name === name)?.value ?? "";
  const readers = {
    choice: () => checked(all)[0] ?? null,
    place: () => checked(all)[0] ?? null,
    set: () => checked(all),
    list: () => trimmed(all.filter((c) => c.name === id).map((c) => c.value)),
    rows: () => readRows(field, id),
    coupling: () => readCoupling(id, named),
    curve: () => readCurve(field, all),
    number: () => (named(id).trim() === "" ? null : Number(named(id))),
    text: () => named(id) || null,
  };
  return readers[field.dataset.kind]();
}

function checked(all) {
  return all.filter((c) => c.checked).map((c) => c.value);
}

function trimmed(items) {
  let end = items.length;
  while (end > 0 && items[end - 1].trim() === "") end--;
  return items.slice(0, end);
}

function readCoupling(id, named) {
  const parts = Object.fromEntries(["x", "y", "z", "b"].map((part) => [part, named(id + ":" + part)]));
  return Object.values(parts).some((text) => text.trim()) ? parts : null;
}

function readRows(field, id) {
  const rows = [];
  let written = false;
  field.querySelectorAll("[name^='" + id + ":']").forEach((control) => {
    const [index, column] = control.name.slice(id.length + 1).split(":");
    if (column === undefined) return;
    (rows[index] ??= {})[column] = control.value;
    written ||= control.type !== "hidden" && control.value.trim() !== "";
  });
  return written ? rows : [];
}

// readCurve leaves a curve at the loads it came with until one of the nine heights is touched.
function readCurve(field, all) {
  if (all.every((c) => c.value === c.defaultValue)) return JSON.parse(field.querySelector("[data-points]").dataset.points);
  return all.filter((c) => c.dataset.load && c.value.trim() !== "").map((c) => [Number(c.dataset.load), Number(c.value)]);
}

// fill puts a value into a field's controls. Lists, tables and drawings fill themselves on the event.
function fill(field, value) {
  const id = field.dataset.field;
  field.dispatchEvent(new CustomEvent("book:fill", { bubbles: true, detail: value }));
  field.querySelectorAll("[name]").forEach((control) => {
    const key = control.name.slice(id.length + 1).split(":");
    if (control.type === "radio") control.checked = control.value === value;
    else if (control.type === "checkbox") control.checked = (value ?? []).includes(control.value);
    else if (control.dataset.load || control.type === "hidden") return;
    else if (control.name === id && !Array.isArray(value)) control.value = value ?? "";
    else if (key.length === 1 && control.name !== id) control.value = value?.[key[0]] ?? "";
    else if (key.length === 2) control.value = value?.[key[0]]?.[key[1]] ?? "";
  });
  field.dispatchEvent(new CustomEvent("book:filled", { bubbles: true }));
}

function fieldOf(id) {
  return [...form.querySelectorAll("[data-field]")].find((field) => field.dataset.field === id);
}

function kept(id) {
  return "arrowbook:" + task.dataset.task + ":" + id;
}

// keep writes to this browser; a browser that refuses still has the page itself.
function keep(id, entry) {
  try {
    if (entry) localStorage.setItem(kept(id), JSON.stringify(entry));
    else localStorage.removeItem(kept(id));
  } catch { /* full or forbidden */ }
}

function keptHere() {
  const out = [];
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const name = localStorage.key(i);
      if (name.startsWith(kept(""))) out.push([name.slice(kept("").length), JSON.parse(localStorage.getItem(name))]);
    }
  } catch { /* forbidden, or not ours */ }
  return out;
}

// restore brings back what this browser kept and the server never confirmed. Where the server has moved on
// since, both stay: the field shows the server's, this browser's is offered and sent as another version.
function restore() {
  for (const [id, entry] of keptHere()) {
    const field = fieldOf(id);
    if (!field || changed.has(id)) continue;
    if (same(read(field), entry.value)) {
      keep(id, null);
      continue;
    }
    if ((revs[id] ?? 0) === entry.base) fill(field, entry.value);
    else offer(field, [{ value: entry.value }]);
    changed.set(id, entry);
  }
  if (changed.size) schedule(0);
}

function same(a, b) {
  const text = (v) => JSON.stringify(v === "" || (Array.isArray(v) && !v.length) ? null : v ?? null);
  return text(a) === text(b);
}

function note(event) {
  const field = event.target.closest?.("[data-field]");
  if (!field || !form?.contains(field)) return;
  const id = field.dataset.field;
  const entry = { value: read(field), base: changed.get(id)?.base ?? revs[id] ?? 0 };
  changed.set(id, entry);
  keep(id, entry);
  status("saving", "Saving");
  firstChange ??= Date.now();
  schedule(Math.max(0, Math.min(quietFor, firstChange + longest - Date.now())));
}

function schedule(wait) {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
}

// send saves everything that is not yet saved, one request at a time.
async function send(leaving) {
  if (!changed.size || (flying && leaving !== true)) return;
  clearTimeout(timer);
  firstChange = undefined;
  const batch = new Map(changed);
  const answers = Object.fromEntries([...batch].map(([id, entry]) => [id, entry.value]));
  const bases = Object.fromEntries([...batch].map(([id, entry]) => [id, entry.base]));
  flying = put({ answers, revs: bases, key: crypto.randomUUID?.() ?? String(Math.random()) }, leaving === true);
  const result = await flying;
  flying = undefined;
  if (result.ok) return saved(batch, result.body);
  if (result.refused) return status("kept", "Kept here: " + result.refused);
  status("kept", "Kept here");
  tries++;
  schedule((result.after || Math.min(30, 2 ** tries)) * 1000 * (0.75 + Math.random() / 2));
}

async function put(body, keepalive) {
  try {
    const answer = await fetch("/tasks/" + task.dataset.task + "/draft", {
      method: "PUT", keepalive, body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", Accept: "application/json" },
    });
    const said = await answer.json();
    if (answer.ok) return { ok: true, body: said };
    const again = answer.status === 429 || answer.status >= 500;
    return again ? { after: Number(answer.headers.get("Retry-After")) } : { refused: said.error };
  } catch {
    return {};
  }
}

// saved forgets here what is on the server's disk. What was typed meanwhile goes on from the new revision.
function saved(batch, body) {
  tries = 0;
  for (const [id, sent] of batch) {
    revs[id] = body.revs[id] ?? revs[id];
    const now = changed.get(id);
    if (now && same(now.value, sent.value)) {
      changed.delete(id);
      keep(id, null);
    } else if (now) {
      now.base = revs[id];
      keep(id, now);
    }
    if (body.others?.[id]) offer(fieldOf(id), body.others[id]);
  }
  form.elements.revs.value = JSON.stringify(revs);
  if (changed.size) schedule(quietFor);
  else status("saved", "Saved");
}

function status(state, words) {
  const place = document.getElementById("saved");
  if (!place || place.textContent === words) return;
  place.dataset.state = state;
  place.textContent = words;
  if (state === "kept") document.getElementById("says").textContent = "What you wrote is kept in this browser and sent later.";
}

// offer shows versions that were written elsewhere, each with a button that takes it over.
function offer(field, versions) {
  const place = field?.querySelector("[data-others]");
  for (const { value } of place ? versions : []) {
    if (same(value, read(field))) continue;
    const box = document.createElement("div");
    const words = document.createElement("blockquote");
    const use = document.createElement("button");
    box.className = "other";
    words.textContent = inWords(value);
    Object.assign(use, { type: "button", className: "link", textContent: "Use this one" });
    use.addEventListener("click", () => take(field, value, box));
    box.append("Also written, in another tab or browser:", words, use);
    place.append(box);
  }
}

function take(field, value, box) {
  const mine = read(field);
  fill(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  box.remove();
  offer(field, [{ value: mine }]);
}

function inWords(value) {
  if (value === null || value === "") return "(empty)";
  if (Array.isArray(value)) return value.map(inWords).join("\n");
  return typeof value === "object" ? Object.values(value).join(" · ") : String(value);
}

// A form that is sent saves everything in it. A save on its way is awaited, else the form would be older.
function awaitSave(event) {
  if (event.target !== form || !flying) return;
  event.preventDefault();
  flying.finally(() => setTimeout(() => event.detail.issueRequest(true)));
}

function submit(event) {
  if (event.target !== form) return;
  clearTimeout(timer);
  submitted = new Map([...form.querySelectorAll("[data-field]")].map((f) => [f.dataset.field, read(f)]));
}

// swapped comes after a form was answered: only what was typed meanwhile is still unsaved.
function swapped(event) {
  if (!submitted || !event.detail.target?.matches?.("#answer")) return;
  const waiting = new Map(changed);
  changed.clear();
  waiting.forEach((_, id) => keep(id, null));
  start();
  for (const [id, entry] of waiting) {
    const field = fieldOf(id);
    if (!field || same(entry.value, submitted.get(id))) continue;
    fill(field, entry.value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  submitted = undefined;
  if (!changed.size) status("saved", "Saved");
}

function failed(event) {
  if (event.target !== form) return;
  submitted = undefined;
  let said = "The server does not answer. Your words are kept here; try again in a moment.";
  try {
    said = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").querySelector("main .lead")?.textContent || said;
  } catch { /* the server said nothing */ }
  status("kept", "Kept here");
  const place = form.querySelector("[data-trouble]");
  place.textContent = said;
  place.hidden = false;
  if (changed.size) schedule(2000);
}

function leave() {
  if (document.visibilityState === "hidden") send(true);
}

document.addEventListener("input", note);
document.addEventListener("change", note);
document.addEventListener("visibilitychange", leave);
addEventListener("pagehide", () => send(true));
addEventListener("online", () => schedule(0));
document.addEventListener("htmx:confirm", awaitSave);
document.addEventListener("htmx:beforeRequest", submit);
document.addEventListener("htmx:afterSwap", swapped);
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", failed);
start();
