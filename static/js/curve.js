// The load curve: placed and dragged on the plane by pointer, or typed as nine heights; the peak and the bend
// are numbers that stand as lines on the same plane.

const left = 60, bottom = 340, perLoad = 280, perHeight = 266; // the drawing's units, as the server draws them
const svg = (name, attributes) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};
const planeX = (load) => left + load * perLoad;
const planeY = (height) => bottom - height * perHeight;

function heights(field) {
  return [...field.querySelectorAll("[data-load]")];
}

// points is the curve: as it came, perhaps at other loads, while no height is touched; then the nine.
function points(field) {
  const all = heights(field);
  if (all.every((c) => c.value === c.defaultValue)) return JSON.parse(field.querySelector("[data-points]").dataset.points);
  return all.filter((c) => c.value.trim() !== "").map((c) => [Number(c.dataset.load), Number(c.value)]);
}

// fill takes over a curve that came from elsewhere.
function fill(event) {
  const field = event.target.querySelector?.("[data-curve]");
  if (!field) return;
  const curve = event.detail ?? [];
  field.querySelector("[data-points]").dataset.points = JSON.stringify(curve);
  for (const c of heights(field)) c.value = c.defaultValue = heightAt(curve, Number(c.dataset.load));
}

// heightAt reads a height off the curve, as the server does; empty where nothing is drawn.
function heightAt(curve, load) {
  const next = curve.findIndex(([x]) => x >= load);
  if (next < 0) return "";
  const [x, y] = curve[next];
  if (x === load) return String(y);
  if (next === 0) return "";
  const [x0, y0] = curve[next - 1];
  return String(Number((y0 + ((load - x0) / (x - x0)) * (y - y0)).toFixed(3)));
}

function draw(field) {
  const drawn = points(field).map(([x, y]) => [planeX(x), planeY(y)]);
  field.querySelector("[data-drawn]").setAttribute("d", drawn.map((p, i) => (i ? "L" : "M") + p.join(" ")).join(""));
  field.querySelector("[data-dots]").replaceChildren(...drawn.map(([cx, cy]) => svg("circle", { class: "dot", cx, cy, r: 6 })));
  field.querySelector("[data-marks]").replaceChildren(...marks(field));
}

// marks are the numbers that are read off this curve, as upright lines with their first words.
function marks(field) {
  const out = [];
  document.querySelectorAll("[data-plane='" + field.dataset.curve + "'] input").forEach((input, i) => {
    const load = Number(input.value);
    if (input.value.trim() === "" || !(load >= 0 && load <= 2)) return;
    const label = svg("text", { class: "mark-label", x: planeX(load) + 6, y: 36 + i * 18 });
    label.textContent = input.name;
    out.push(svg("path", { class: "mark-line", d: "M" + planeX(load) + " 20V" + bottom }), label);
  });
  return out;
}

function drawAll() {
  document.querySelectorAll("[data-curve]").forEach(draw);
}

// set takes a point of the plane to the nearest of the nine loads.
function set(field, event) {
  const plane = field.querySelector("svg");
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(plane.getScreenCTM().inverse());
  const load = (at.x - left) / perLoad;
  const height = Math.max(0, Math.min(1.2, (bottom - at.y) / perHeight));
  const nearest = heights(field).reduce((a, b) => (Math.abs(b.dataset.load - load) < Math.abs(a.dataset.load - load) ? b : a));
  nearest.value = height.toFixed(2);
  nearest.dispatchEvent(new Event("input", { bubbles: true }));
}

function drag(event) {
  const plane = event.target.closest?.("[data-curve] .plane svg");
  if (!plane || event.button) return;
  const field = plane.closest("[data-curve]");
  event.preventDefault();
  plane.setPointerCapture(event.pointerId);
  const follow = (e) => set(field, e);
  set(field, event);
  plane.addEventListener("pointermove", follow);
  plane.addEventListener("lostpointercapture", () => plane.removeEventListener("pointermove", follow), { once: true });
}

// step moves a height or a mark by a twentieth with the arrow keys.
function step(event) {
  const input = event.target.closest?.("[data-load], [data-plane] input");
  const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (!input || !way || !(input.dataset.load || input.closest("[data-plane]").dataset.plane)) return;
  event.preventDefault();
  const value = Math.round((Number(input.value) + way * 0.05) * 100) / 100;
  input.value = Math.max(Number(input.min), Math.min(Number(input.max), value));
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function follow(event) {
  if (event.target.closest?.("[data-curve], [data-plane]") || event.target.querySelector?.("[data-curve], [data-plane]")) drawAll();
}

for (const name of ["input", "book:filled"]) document.addEventListener(name, follow);
document.addEventListener("book:fill", fill);
document.addEventListener("pointerdown", drag);
document.addEventListener("keydown", step);
document.addEventListener("htmx:afterSwap", drawAll);
drawAll();
