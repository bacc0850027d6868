// The causal loop follows the cursor: its arrows are as thick as the run makes them at that instant. The server
// has drawn it where it shows best; it stays so until the cursor moves.
window.arrowbook = window.arrowbook || {};

{
  const CLOSED = 10; // percent from which on an arrow carries enough, as on the server

  class Loop {
    constructor(player) {
      this.player = player;
      this.part = player.one("[data-loop]");
      if (!this.part) return;
      const { t, cursor, step, holds } = this.part.dataset;
      this.t = Number(t);
      this.step = Number(step);
      this.holds = holds !== undefined && cursor === player.root.dataset.cursor;
      this.start = player.t;
      this.arrows = [...this.part.querySelectorAll("[data-arrow]")].map(li => this.arrow(li));
      this.part.addEventListener("click", e => this.cut(e));
    }

    arrow(li) {
      const drawn = this.part.querySelector(`[data-ring="${li.dataset.arrow}"]`);
      return {
        n: li.dataset.arrow, means: li.dataset.means, over: li.dataset.over.split(" ").map(Number),
        drawn, shaft: drawn.querySelector(".shaft"), tip: drawn.querySelector(".tip"),
        words: this.part.querySelectorAll(`[data-share-of="${li.dataset.arrow}"]`),
      };
    }

    at(t) {
      if (!this.part || this.holds && t === this.start) return;
      this.holds = false;
      this.t = t;
      for (const clock of this.part.querySelectorAll("[data-loop-clock]")) clock.textContent = this.player.clock(t);
      const now = this.arrows.map(a => this.draw(a));
      const thinnest = Math.min(...now), arrow = this.arrows[now.indexOf(thinnest)];
      const state = thinnest >= CLOSED ? "closed. Its thinnest arrow is" : "open at arrow";
      this.part.querySelector("[data-loop-says]").textContent = `At ${this.player.clock(t)} the loop is ${state} ${arrow.n}: ${thinnest}% ${arrow.means}.`;
    }

    draw({ over, drawn, shaft, tip, words }) {
      const strength = over[Math.min(Math.floor(this.t / this.step + 1e-9), over.length - 1)];
      drawn.classList.toggle("carries", strength >= CLOSED);
      drawn.classList.toggle("idle", strength === 0);
      shaft.setAttribute("stroke-width", 1.2 + 0.08 * strength);
      tip.setAttribute("transform", tip.getAttribute("transform").replace(/scale\(.*\)/, `scale(${0.7 + 0.008 * strength})`));
      for (const word of words) word.textContent = `${strength}%`;
      return strength;
    }

    /** Cuts an arrow at the instant that the picture shows. */
    cut(e) {
      const offer = e.target.closest("[data-offer]");
      if (!offer) return;
      e.preventDefault();
      if (this.player.t !== this.t) this.player.seek(this.t);
      this.player.intervene(offer);
    }
  }

  (window.arrowbook.parts ??= []).push(Loop);
}
