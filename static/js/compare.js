// Two runs on one clock: what both hold at the cursor, and the ways to another comparison without leaving the page.
window.arrowbook = window.arrowbook || {};

{
  const digits = v => (v > 0.9 && v < 1 ? Math.min(1 - Math.floor(Math.log10(1 - v)), 12) : v >= 100 ? 0 : v >= 10 ? 1 : 2);
  const shown = v => (v === null || v === undefined ? "–" : v.toLocaleString("en", Math.abs(v) < 0.1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: digits(v) }));

  const difference = (a, b) => {
    if (a === b) return "same";
    if (typeof a !== "number" || typeof b !== "number") return "–";
    return (b > a ? "+" : "−") + shown(Math.abs(b - a));
  };

  class Beside {
    constructor(player) {
      this.player = player;
      this.part = player.one("[data-versus]");
      player.root.addEventListener("click", e => this.follow(e));
      player.one("[data-compare]")?.addEventListener("submit", e => this.ask(e));
      this.rows = [...(this.part?.querySelectorAll("[data-now]") ?? [])];
      if (this.part) this.fetchRun();
    }

    async fetchRun() {
      const answer = await window.arrowbook.ask(this.part.dataset.versus, { headers: { Accept: "application/json" } }).catch(() => null);
      if (!answer?.ok) return;
      this.run = await answer.json();
      this.at(this.player.t);
    }

    at(t) {
      if (!this.run || !this.player.run) return;
      for (const row of this.rows) {
        const [a, b] = [this.player.run, this.run].map(run => run.series[row.dataset.now]?.[Math.min(Math.floor(t / run.step), run.series.t.length - 1)]);
        const cells = row.querySelectorAll("td");
        [shown(a), shown(b), difference(a, b)].forEach((text, i) => { cells[i].textContent = text; });
      }
    }

    /** A link to another set of runs: the cursor goes with it, unless the link leads to an instant of its own. */
    follow(e) {
      const a = e.target.closest("a[data-swap]");
      if (!a) return;
      e.preventDefault();
      if (a.dataset.wait) this.player.say(a.dataset.wait);
      const url = new URL(a.href);
      const t = Number.parseFloat(url.searchParams.get("t"));
      if (a.closest("[data-versus] h2 + p") && t >= 0) this.player.seek(t);
      else this.player.replace(url.pathname + url.search, a.textContent.trim() + ".");
    }

    ask(e) {
      e.preventDefault();
      const form = e.target, data = new FormData(form);
      data.set("t", `${Math.round(this.player.t * 10) / 10}s`);
      this.player.replace(`${form.getAttribute("action")}?${new URLSearchParams(data)}`, "Two runs on one clock.");
    }
  }

  window.arrowbook.Beside = Beside;
}
