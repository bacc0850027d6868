// The stage: what a run looks like at one instant. It draws sampled tokens over the server's diagram and
// sets the levels of pools and lines. It knows nothing of play and pause.
window.arrowbook = window.arrowbook || {};

{
  const SVG = "http://www.w3.org/2000/svg";
  const MAX_TOKENS = 300;
  const SPACING = 12; // between two who wait in line, in the drawing's units

  const element = (name, attributes, parent) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return parent.appendChild(node);
  };

  /** One drawn token, used again for whoever is on stage. */
  class Glyph {
    constructor(layer) {
      this.group = element("g", { class: "token", visibility: "hidden" }, layer);
      this.circle = element("circle", { class: "shell", r: 5 }, this.group);
      this.heart = element("circle", { class: "patience", r: 5 }, this.group);
      this.diamond = element("rect", { class: "shell", x: -4.6, y: -4.6, width: 9.2, height: 9.2, rx: 1.5, transform: "rotate(45)" }, this.group);
      this.core = element("rect", { class: "patience", x: -4.6, y: -4.6, width: 9.2, height: 9.2, rx: 1.5 }, this.group);
      this.cross = element("path", { class: "cross", d: "M-4 -4L4 4M4 -4L-4 4" }, this.group);
      this.number = element("text", { class: "attempt", dy: 3, "text-anchor": "middle" }, this.group);
    }

    hide() { this.group.setAttribute("visibility", "hidden"); }

    show(x, y, token) {
      const kind = token.failed ? "failed" : token.dup ? "dup" : token.n > 1 ? "retry" : "first";
      this.group.setAttribute("class", `token ${kind}${token.left <= 0 ? " hollow" : ""}`);
      this.group.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      this.group.setAttribute("visibility", "visible");
      this.heart.setAttribute("r", (5 * Math.max(token.left, 0)).toFixed(2));
      this.core.setAttribute("transform", `rotate(45) scale(${Math.max(token.left, 0).toFixed(2)})`);
      this.number.textContent = token.n > 1 && !token.failed ? token.n : "";
    }
  }

  /** One drawing of the stage, wide or narrow. */
  class Layout {
    constructor(svg, stations) {
      this.svg = svg;
      this.stations = stations;
      this.layer = svg.querySelector("[data-tokens]");
      this.paths = new Map();
      this.glyphs = [];
      for (const path of svg.querySelectorAll("[data-part] path.arrow")) this.paths.set(path.parentNode.dataset.part, path);
    }

    get visible() { return getComputedStyle(this.svg).display !== "none"; }

    /** The way of a request at a station: of several places it takes one after the other in turn. */
    way(station, id) {
      const places = this.stations[station] ?? [], place = places[id % places.length] ?? "";
      const back = place.startsWith("back:");
      return { path: this.paths.get(back ? place.replace("back:", "arrow:") : place), back };
    }

    /** Where a token is: on its way along an arrow, or in line before a station. */
    position(shown) {
      const { path, back } = this.way(shown.place, shown.id);
      if (!path) return null;
      const length = path.getTotalLength();
      if (shown.line === undefined) return this.along(path, length * (back ? 1 - shown.progress : shown.progress), shown.side);
      return this.along(path, length - 8 - SPACING * Math.floor(shown.line / 2), shown.line % 2 ? 14 : -14);
    }

    along(path, at, side) {
      if (at < 4) return null;
      const here = path.getPointAtLength(at), ahead = path.getPointAtLength(at + 1), behind = path.getPointAtLength(at - 1);
      const dx = ahead.x - behind.x, dy = ahead.y - behind.y, d = Math.hypot(dx, dy) || 1;
      return { x: here.x - (dy / d) * side, y: here.y + (dx / d) * side };
    }

    draw(tokens) {
      let used = 0;
      for (const token of tokens) {
        if (used >= MAX_TOKENS) break;
        const at = this.position(token);
        if (!at) continue;
        this.glyphs[used] ||= new Glyph(this.layer);
        this.glyphs[used++].show(at.x, at.y, token);
      }
      for (let i = used; i < this.glyphs.length; i++) this.glyphs[i].hide();
    }

    /** levels: {station: {busy, wasted, slots, waiting}} */
    level(levels) {
      for (const pool of this.svg.querySelectorAll("[data-pool]")) {
        const l = levels[pool.dataset.pool];
        if (l) fillPool(pool, l);
      }
      for (const text of this.svg.querySelectorAll("[data-line]")) {
        const l = levels[text.dataset.line];
        if (l) text.textContent = Math.round(l.waiting) > 0 ? `${rough(l.waiting)} ${text.dataset.words}` : "";
      }
      for (const text of this.svg.querySelectorAll("[data-figure]")) {
        const l = levels[text.dataset.figure];
        if (l) text.textContent = `${l.figure === null ? "no" : rough(l.figure)} ${text.dataset.words}`;
      }
    }
  }

  /** A number for a glance, as the server writes it. */
  const rough = v => v.toLocaleString("en", { maximumFractionDigits: v >= 10 ? 0 : 1 });

  const fillPool = (pool, level) => {
    pool.querySelectorAll(".slot").forEach((slot, i) => {
      const state = i < level.busy - level.wasted ? "useful" : i < level.busy ? "wasted" : "free";
      slot.setAttribute("class", `slot ${state}`);
    });
    const whole = pool.querySelector(".whole");
    if (whole) fillBar(pool, level, Number(whole.getAttribute("x")), whole.getAttribute("width") / level.slots);
    const label = pool.querySelector("[data-pool-label]");
    label.textContent = `${Math.round(level.busy)} of ${level.slots} ${label.dataset.poolLabel}`.trim();
  };

  const fillBar = (pool, level, x, each) => {
    const useful = (level.busy - level.wasted) * each;
    pool.querySelector(".bar.useful").setAttribute("width", useful);
    pool.querySelector(".bar.wasted").setAttribute("x", x + useful);
    pool.querySelector(".bar.wasted").setAttribute("width", level.wasted * each);
  };

  const TRAVEL = 0.45; // seconds of the viewer's time that a token takes along an arrow, so that the eye can follow

  const LOST = 0.6; // of the way that what is lost goes before it is seen to be

  /** What a token shows at an instant: its place, how far along it is, what is left of its caller's patience. */
  const shownAt = (token, t, travel, patience) => {
    const start = token.legs[0][1];
    let here = start; // a leg begins when the way before it has been walked
    for (const [i, [place, begun, to]] of token.legs.entries()) {
      const from = Math.max(begun, here);
      const until = to === null ? Infinity : place.includes("->") ? Math.max(to, from + travel) : Math.max(to, from);
      here = until;
      if (t < from || t >= until) continue;
      const left = token.gone !== null && token.gone !== undefined && t >= token.gone ? 0 : patience ? 1 - (t - start) / patience : 1;
      let progress = Math.min((t - from) / Math.max(until - from, 1e-9), 1);
      const failed = token.end === "lost" && i === token.legs.length - 1 && progress > LOST;
      if (failed) progress = LOST;
      return { id: token.id, n: token.n, dup: token.dup, failed, place, left, progress, from, side: ((token.id * 7 + token.n * 13) % 9) * 5 - 20 };
    }
    return null;
  };

  class Stage {
    constructor(root, stations, lines, patience) {
      this.layouts = [...root.querySelectorAll("[data-layout]")].map(svg => new Layout(svg, stations));
      this.lines = new Set(lines);
      this.patience = patience;
      this.tokens = [];
    }

    /** The tokens of a window of the trace. */
    load(tokens) { this.tokens = tokens; }

    at(t, speed, levels) {
      const shown = [];
      const waiting = {};
      for (const token of this.tokens) {
        const s = shownAt(token, t, TRAVEL * speed, this.patience);
        if (s) shown.push(s);
      }
      shown.sort((a, b) => a.from - b.from);
      for (const s of shown) {
        if (this.lines.has(s.place)) s.line = waiting[s.place] = (waiting[s.place] ?? -1) + 1;
      }
      for (const layout of this.layouts) {
        layout.level(levels);
        if (layout.visible) layout.draw(shown);
      }
    }

    /** The next instant, after or before t, at which a token on stage begins or ends something. */
    event(t, direction) {
      let best = null;
      for (const token of this.tokens) {
        for (const [, from, to] of token.legs) {
          for (const instant of [from, to]) {
            if (instant === null || (instant - t) * direction <= 1e-6) continue;
            if (best === null || (instant - best) * direction < 0) best = instant;
          }
        }
      }
      return best;
    }
  }

  window.arrowbook.Stage = Stage;
}
