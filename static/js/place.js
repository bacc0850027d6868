// Diagrams one can answer on: choosing an arrow or a box, and drawing the boundary around boxes. The radio
// buttons and check boxes beside the diagram are the answer; the drawing shows it and takes clicks for them.

function controls(field) {
  return [...field.querySelectorAll("input[type=radio], input[type=checkbox]")];
}

function controlOf(field, part) {
  const value = field.dataset.set ? part.replace(/^box:/, "") : part;
  return controls(field).find((control) => control.value === value);
}

function draw(field) {
  const chosen = controls(field).filter((c) => c.checked).map((c) => c.value);
  field.querySelectorAll("[data-part]").forEach((part) => {
    const control = controlOf(field, part.dataset.part);
    part.classList.toggle("choosable", !!control);
    part.classList.toggle("chosen", !!control?.checked);
    part.classList.toggle("focused", !!control?.matches(":focus-visible"));
  });
  field.querySelectorAll("[data-fix]").forEach((label) => {
    label.setAttribute("visibility", chosen.includes(label.dataset.fix) ? "visible" : "hidden");
  });
  field.querySelectorAll("[data-in]").forEach((line) => {
    const within = line.dataset.in.split(" ").every((box) => chosen.includes(box));
    line.setAttribute("class", within ? "in" : "out");
  });
}

function drawAll() {
  document.querySelectorAll("[data-place], [data-set]").forEach(draw);
}

function click(event) {
  const part = event.target.closest?.("[data-part]");
  const field = part?.closest("[data-place], [data-set]");
  const control = field && controlOf(field, part.dataset.part);
  if (!control) return;
  control.checked = control.type === "radio" || !control.checked;
  control.focus();
  control.dispatchEvent(new Event("input", { bubbles: true }));
  draw(field);
}

function follow(event) {
  const field = event.target.closest?.("[data-place], [data-set]") ?? event.target.querySelector?.("[data-place], [data-set]");
  if (field) draw(field);
}

for (const name of ["input", "focusin", "focusout", "book:filled"]) document.addEventListener(name, follow);
document.addEventListener("click", click);
document.addEventListener("htmx:afterSwap", drawAll);
drawAll();
