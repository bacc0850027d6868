// The ghost: after an intervention, the curve of useful answers as it was before the change stays in the chart,
// with its name where no curve is in the way.
{
  const SVG = "http://www.w3.org/2000/svg";
  const AIR = 4; // px between a curve and the name
  const WORDS = { text: "before the change", wide: 112, high: 15 }; // px

  /** Leaves the curve that a chart shows in the chart that takes its place, at the new one's scale. */
  function haunt(before, after, from) {
    const old = before?.querySelector("[data-series=goodput]"), now = after?.querySelector("[data-series=goodput]");
    if (!old || !now) return;
    const box = old.ownerSVGElement.viewBox.baseVal;
    const scale = before.dataset.top / after.dataset.top;
    const curve = points(old).map(([x, y]) => [x, box.height + (y - box.height) * scale]);
    const ghost = document.createElementNS(SVG, "path");
    ghost.setAttribute("class", "curve ghost");
    ghost.setAttribute("d", old.getAttribute("d"));
    ghost.setAttribute("transform", `translate(0 ${box.height * (1 - scale)}) scale(1 ${scale})`);
    ghost.setAttribute("vector-effect", "non-scaling-stroke");
    name(after, curve, from, box, old.ownerSVGElement.getBoundingClientRect());
    now.before(ghost);
  }

  function points(path) {
    return [...path.getAttribute("d").matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  }

  /** Names the ghost: near its end, above or below, where the words cross the fewest curves. */
  function name(chart, curve, from, box, drawn) {
    const units = { x: box.width / drawn.width, y: box.height / drawn.height };
    const curves = [curve, ...[...chart.querySelectorAll("[data-series]")].map(points)];
    const weight = place => curves.filter(c => crosses(c, place)).length + (place.left < from * box.width ? .5 : 0);
    const places = [...curve].reverse().flatMap(point => beside(point, units))
      .filter(p => p.left >= 0 && p.top >= 0 && p.bottom <= box.height);
    const best = places.reduce((a, b) => (weight(b) < weight(a) ? b : a), places[0]);
    if (!best) return;
    const label = document.createElementNS(SVG, "text");
    label.setAttribute("class", "ghost-label");
    label.setAttribute("x", `${(best.left / box.width) * 100}%`);
    label.setAttribute("y", `${(best.bottom / box.height) * 100}%`);
    label.setAttribute("dy", "-.25em");
    label.textContent = WORDS.text;
    chart.querySelector(":scope > svg").append(label);
  }

  /** The places above and below a point at which words end. */
  function beside([x, y], units) {
    const wide = WORDS.wide * units.x, high = WORDS.high * units.y, air = AIR * units.y;
    return [y - air - high, y + air].map(top => ({ left: x - wide, right: x, top, bottom: top + high }));
  }

  function crosses(curve, { left, right, top, bottom }) {
    return curve.some(([x, y], i) => {
      const [x0, y0] = curve[i - 1] ?? [x, y];
      return x >= left && x0 <= right && Math.max(y, y0) > top && Math.min(y, y0) < bottom;
    });
  }

  (window.arrowbook ??= {}).haunt = haunt;
}
