// The player: a cursor over a run that the server has computed and drawn. It starts paused; play, one
// event, the next moment, scrub and speed move the cursor; a knob or an intervention asks for another run.
{
  const WINDOW = 4; // seconds of the run in one window of the trace, at normal speed
  const REST = 5; // seconds before what did not come is asked for again
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  class Player {
    constructor(root) {
      this.root = root;
      this.t = Number(root.dataset.cursor);
      this.end = Number(root.dataset.end);
      this.stage = new window.arrowbook.Stage(root, JSON.parse(root.dataset.stations), JSON.parse(root.dataset.lines), Number(root.dataset.patience));
      this.stations = JSON.parse(root.dataset.levels);
      this.moments = [...root.querySelectorAll("[data-moments] li")];
      this.window = { from: 0, to: 0 };
      this.speed = Number(this.one("[data-speed]").value);
      this.wire();
      this.beside = new window.arrowbook.Beside(this);
      this.bet = new window.arrowbook.Bet(this);
      this.parts = (window.arrowbook.parts ?? []).map(Part => new Part(this)); // what else follows the cursor
      this.seek(this.t);
    }

    /** A time of this run, in words. */
    clock(t) { return window.arrowbook.instant(t, this.end); }

    one(selector) { return this.root.querySelector(selector); }

    wire() {
      const transport = this.one("[data-transport]");
      transport.hidden = false;
      transport.addEventListener("click", e => this.press(e.target.closest("[data-do]")?.dataset.do));
      this.one("[data-scrub]").addEventListener("input", e => { this.pause(); this.seek(Number(e.target.value)); });
      this.one("[data-speed]").addEventListener("change", e => { this.speed = Number(e.target.value); this.window = { from: 0, to: 0 }; });
      this.one("[data-moments]").addEventListener("click", e => this.jump(e));
      this.one("[data-knobs]").addEventListener("input", e => this.turn(e.target));
      this.one("[data-knobs]").addEventListener("submit", e => { e.preventDefault(); this.rerun(); });
      this.one("[data-offers]")?.addEventListener("click", e => this.offered(e));
      if (still.matches) this.one("[data-do=play]").hidden = true;
    }

    press(what) {
      if (what === "play") this.playing ? this.pause() : this.play();
      if (what === "next-moment") this.toMoment(1);
      if (what === "prev-moment") this.toMoment(-1);
      if (what === "next-event") this.toEvent(1);
      if (what === "prev-event") this.toEvent(-1);
    }

    /** The numbers of the run come with the first move of the cursor: the server has drawn the frame it stands at. */
    load() { return (this.loading ??= this.fetchRun()); }

    async fetchRun() {
      const answer = await window.arrowbook.ask(this.root.dataset.run, { headers: { Accept: "application/json" } }).catch(() => null);
      if (!answer?.ok) return this.wait();
      this.run = await answer.json();
      this.paint();
    }

    /** The numbers did not come: a move after a while asks again. */
    async wait() {
      this.warn("The numbers of this run could not be fetched. The picture stays as it is.");
      await window.arrowbook.rest(REST);
      this.loading = null;
    }

    /** What stations hold at an instant, from the series of a run. */
    levels(run, t) {
      const levels = {};
      if (!run?.series?.t) return levels;
      const i = Math.min(Math.max(Math.floor(t / run.step), 0), run.series.t.length - 1);
      const value = name => run.series[name]?.[i] ?? 0;
      for (const s of this.stations) {
        levels[s.station] = { slots: s.slots, busy: value(s.busy), wasted: value(s.wasted), waiting: value(s.waiting), figure: run.series[s.figure]?.[i] ?? null };
      }
      return levels;
    }

    play() {
      this.load();
      if (this.t >= this.end) this.seek(0);
      this.playing = true;
      this.one("[data-do=play]").textContent = "Pause";
      this.last = performance.now();
      requestAnimationFrame(now => this.frame(now));
    }

    pause() {
      if (!this.playing) return;
      this.playing = false;
      this.one("[data-do=play]").textContent = "Play";
      this.remember();
    }

    frame(now) {
      if (!this.playing || !this.root.isConnected) return;
      const passed = Math.min((now - this.last) / 1000, 0.1);
      this.last = now;
      this.seek(Math.min(this.t + passed * this.speed, this.end));
      if (this.t >= this.end) return this.pause();
      requestAnimationFrame(next => this.frame(next));
    }

    seek(t) {
      if (t !== this.t) this.load();
      this.t = t;
      const x = `${(t / this.end) * 100}%`;
      for (const line of this.root.querySelectorAll("[data-cursor-line]")) {
        line.setAttribute("x1", x);
        line.setAttribute("x2", x);
      }
      for (const clock of this.root.querySelectorAll("[data-clock]")) clock.textContent = this.clock(t);
      this.one("[data-scrub]").value = t;
      this.mark();
      this.paint();
      for (const part of this.parts) part.at(t);
      this.fetchWindow();
    }

    paint() {
      const levels = this.levels(this.run, this.t);
      this.stage.at(this.t, this.speed, levels);
      this.beside?.at(this.t);
      const pools = this.stations.filter(s => s.slots && levels[s.station]);
      for (const s of pools) this.caption(s, levels[s.station]);
      if (!pools.length && this.run) this.tell();
    }

    /** Without a pool the sentence below the stage is what its figures say. */
    tell() {
      const figures = [...this.one("[data-layout]").querySelectorAll("[data-figure]")];
      if (figures.length) this.one("[data-stage-says]").textContent = `${figures.map(text => text.textContent).join("; ")}.`;
    }

    /** The sentence below the stage says what the picture means at this instant, in the server's words. */
    caption(pool, level) {
      const busy = Math.round(level.busy), gone = Math.round(level.wasted);
      const taken = busy === level.slots ? `All ${level.slots} ${pool.label} are ${pool.is}` : `${busy} of the ${level.slots} ${pool.label} are ${pool.is}`;
      const wasted = gone > 0 ? `; ${gone === busy ? "all" : gone} of them ${pool.vain}` : "";
      this.one("[data-stage-says]").textContent = `${taken}${wasted}.`;
    }

    /** Marks the moment that the cursor has reached. */
    mark() {
      let reached = null;
      for (const li of this.moments) {
        li.removeAttribute("aria-current");
        if (Number(li.dataset.t) <= this.t + 1e-9) reached = li;
      }
      reached?.setAttribute("aria-current", "true");
    }

    async fetchWindow() {
      const length = WINDOW * Math.max(this.speed, 0.25);
      const missing = this.t < this.window.from || this.t > this.window.to - length / 4;
      if (!missing || this.fetching || this.window.to >= this.end && this.t >= this.window.from) return;
      this.fetching = true;
      const from = Math.max(0, this.t - length / 4), to = Math.min(this.end, from + length * 1.25);
      const join = this.root.dataset.trace.includes("?") ? "&" : "?";
      const answer = await window.arrowbook.ask(`${this.root.dataset.trace}${join}from=${from.toFixed(3)}&to=${to.toFixed(3)}`).catch(() => null);
      if (answer?.ok) this.show(await answer.json(), from, to);
      else await window.arrowbook.rest(REST);
      this.fetching = false;
    }

    show(trace, from, to) {
      this.window = { from, to };
      this.stage.load(trace.tokens);
      const share = this.one("[data-share]");
      if (share) share.textContent = trace.share >= 1 || !trace.share ? "" : `One request in ${Math.round(1 / trace.share)} is drawn; the figures count them all.`;
      this.paint();
    }

    toMoment(direction) {
      this.pause();
      const times = this.moments.map(li => Number(li.dataset.t));
      const next = direction > 0 ? times.find(t => t > this.t + 1e-6) : times.findLast(t => t < this.t - 1e-6);
      if (next === undefined) return this.say(direction > 0 ? "That was the last moment." : "That was the first moment.");
      this.seek(next);
      this.say(this.moments.find(li => Number(li.dataset.t) === next).textContent.trim());
      this.remember();
    }

    toEvent(direction) {
      this.pause();
      const next = this.stage.event(this.t, direction);
      if (next !== null) this.seek(Math.min(Math.max(next, 0), this.end));
      this.say(this.clock(this.t));
    }

    jump(e) {
      const li = e.target.closest("li");
      if (!li) return;
      e.preventDefault();
      this.pause();
      this.seek(Number(li.dataset.t));
      this.remember();
    }

    /** A knob shows its value at once; the run follows when the hand has rested for a moment. */
    turn(input) {
      const output = input.closest(".knob")?.querySelector("output");
      if (output) {
        const named = JSON.parse(output.dataset.named || "{}")[input.value];
        output.textContent = named ?? `${Number(input.value).toLocaleString("en", { maximumFractionDigits: 6 })} ${output.dataset.unit}`.trim();
      }
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.rerun(), 60);
    }

    say(words, seen = false) {
      const live = this.one("[data-live]");
      live.textContent = words;
      live.classList.toggle("visually-hidden", !seen);
      live.classList.toggle("warning", seen);
    }

    /** What went wrong is said to the eye too, until there is something else to say. */
    warn(words) { this.say(words, true); }
  }

  Object.assign(Player.prototype, window.arrowbook.swapping);
  window.arrowbook.Player = Player;
  for (const root of document.querySelectorAll("[data-player]")) new Player(root);
}
