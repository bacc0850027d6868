// A curve drawn over the chart: a few handles by pointer and touch, their heights as numbers for the keyboard.
window.arrowbook = window.arrowbook || {};

{
  const SVG = "http://www.w3.org/2000/svg";
  const SMOOTH = 1; // seconds to each side over which the run is averaged before it is compared: one bucket is chance

  const element = (name, attributes, parent) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return parent.appendChild(node);
  };

  /** Two digits are as much as a hand can mean. */
  const round = v => Number(v.toPrecision(2)).toLocaleString("en");

  class Drawing {
    constructor(chart, asked, end) {
      Object.assign(this, { chart, asked, end });
      this.from = Number(asked.dataset.from);
      this.top = Number(asked.dataset.top);
      this.inputs = [...asked.querySelectorAll("[data-at]")];
      asked.hidden = false;
      this.layer();
      asked.addEventListener("input", () => { this.touched = true; this.show(); });
      this.begin = e => this.drag(e);
      chart.addEventListener("pointerdown", this.begin);
      this.show();
    }

    /** The drawn line in a stretched box, and its handles, which are not stretched. */
    layer() {
      this.svg = this.chart.querySelector("svg");
      this.group = element("g", { class: "drawn" }, this.svg);
      const box = element("svg", { viewBox: "0 0 1000 1000", preserveAspectRatio: "none", width: "100%", height: "100%" }, this.group);
      this.line = element("path", { class: "bet", "vector-effect": "non-scaling-stroke" }, box);
      this.dots = this.inputs.map(() => element("circle", { class: "handle", r: 7 }, this.group));
      this.name = element("text", { class: "bet-label", "text-anchor": "end", dy: "-.7em" }, this.group);
      this.name.textContent = "your bet";
    }

    get points() {
      return [[this.from, Number(this.asked.dataset.value)], ...this.inputs.map(i => [Number(i.dataset.at), Number(i.value)])];
    }

    show() {
      const top = Number(this.chart.dataset.top);
      const places = this.points.map(([t, v]) => [t / this.end, 1 - Math.min(v / top, 1)]);
      this.line.setAttribute("d", places.map(([x, y], i) => `${i ? "L" : "M"}${x * 1000} ${y * 1000}`).join(""));
      this.dots.forEach((dot, i) => {
        dot.setAttribute("cx", `${places[i + 1][0] * 100}%`);
        dot.setAttribute("cy", `${places[i + 1][1] * 100}%`);
      });
      const [x, y] = places.at(-1);
      this.name.setAttribute("x", `${x * 100 - 1.5}%`);
      this.name.setAttribute("y", `${y * 100}%`);
    }

    drag(e) {
      if (e.button || this.settled) return;
      e.preventDefault();
      const follow = move => this.set(move);
      this.chart.setPointerCapture(e.pointerId);
      this.chart.addEventListener("pointermove", follow);
      this.chart.addEventListener("lostpointercapture", () => this.chart.removeEventListener("pointermove", follow), { once: true });
      this.set(e);
    }

    /** Takes the height under the pointer to the nearest handle. */
    set(e) {
      const box = this.svg.getBoundingClientRect();
      const t = ((e.clientX - box.left) / box.width) * this.end;
      const height = Math.min(Math.max(1 - (e.clientY - box.top) / box.height, 0), 1);
      const nearest = this.inputs.reduce((a, b) => (Math.abs(b.dataset.at - t) < Math.abs(a.dataset.at - t) ? b : a));
      const step = Number(nearest.step);
      nearest.value = Number((Math.round((height * this.top) / step) * step).toFixed(6));
      nearest.dispatchEvent(new Event("input", { bubbles: true }));
    }

    /** The bet stands: its line stays, its handles go. */
    settle() {
      this.settled = true;
      this.asked.hidden = true;
      for (const dot of this.dots) dot.remove();
      this.dots = [];
    }

    remove() {
      this.settle();
      this.settled = false;
      this.group.remove();
    }

    moveTo(chart) {
      this.chart = chart;
      chart.querySelector("svg").append(this.group);
      this.show();
    }

    at(t) {
      const { points } = this;
      const next = Math.max(points.findIndex(([x]) => x >= t), 1);
      const [x0, y0] = points[next - 1], [x, y] = points[next];
      return y0 + ((t - x0) / (x - x0)) * (y - y0);
    }

    /** The biggest gap in one sentence, looked for at whole seconds. */
    says(run) {
      const values = run.series[this.asked.dataset.draw], unit = this.asked.dataset.unit;
      let most = { gap: -1 };
      for (let t = Math.ceil(this.from) + 1; t <= Math.min(this.points.at(-1)[0], this.end - SMOOTH); t++) {
        const real = mean(values.slice(Math.floor((t - SMOOTH) / run.step), Math.ceil((t + SMOOTH) / run.step)));
        const gap = Math.abs(this.at(t) - real);
        if (gap > most.gap) most = { gap, t, real };
      }
      const close = most.gap < this.top / 20 ? "Close: the two are never further apart than here. " : "";
      return `${close}At ${window.arrowbook.instant(most.t, this.end)} you drew ${round(this.at(most.t))}${unit}; it was ${round(most.real)}${unit}.`;
    }
  }

  const mean = values => {
    const known = values.filter(v => v !== null);
    return known.length ? known.reduce((a, b) => a + b, 0) / known.length : 0;
  };

  window.arrowbook.Drawing = Drawing;
}
