// The player: a cursor over a run that the server has computed and drawn. It starts paused; play, one
// event, the next moment, scrub and speed move the cursor; a knob or an intervention asks for another run.
{
  const WINDOW = 4; // seconds of the run in one window of the trace, at normal speed
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  const seconds = t => `${(Math.round(t * 10) / 10).toLocaleString("en")} s`;

  class Player {
    constructor(root) {
      this.root = root;
      this.t = Number(root.dataset.cursor);
      this.end = Number(root.dataset.end);
      this.stage = new window.arrowbook.Stage(root, JSON.parse(root.dataset.stations), JSON.parse(root.dataset.lines), Number(root.dataset.patience));
      this.pools = JSON.parse(root.dataset.pools);
      this.moments = [...root.querySelectorAll("[data-moments] li")];
      this.window = { from: 0, to: 0 };
      this.speed = 1;
      this.wire();
      this.predict();
      this.fetchRun();
      this.seek(this.t);
    }

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
      this.one("[data-offers]")?.addEventListener("click", e => this.intervene(e));
      if (still.matches) this.one("[data-do=play]").hidden = true;
    }

    press(what) {
      if (what === "play") this.playing ? this.pause() : this.play();
      if (what === "next-moment") this.toMoment(1);
      if (what === "prev-moment") this.toMoment(-1);
      if (what === "next-event") this.toEvent(1);
      if (what === "prev-event") this.toEvent(-1);
    }

    async fetchRun() {
      const answer = await fetch(this.root.dataset.run, { headers: { Accept: "application/json" } });
      if (!answer.ok) return this.say("The numbers of this run could not be fetched. The picture stays as it is.");
      this.run = await answer.json();
      this.paint();
    }

    /** What pools and lines hold at an instant, from the series of the run. */
    levels(t) {
      const levels = {};
      if (!this.run?.series?.t) return levels;
      const i = Math.min(Math.max(Math.floor(t / this.run.step), 0), this.run.series.t.length - 1);
      const value = name => this.run.series[name]?.[i] ?? 0;
      for (const p of this.pools) {
        levels[p.station] = { slots: p.slots, busy: value(p.busy), wasted: value(p.wasted), waiting: value(p.waiting) };
      }
      return levels;
    }

    play() {
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
      this.t = t;
      const x = `${(t / this.end) * 100}%`;
      for (const line of this.root.querySelectorAll("[data-cursor-line]")) {
        line.setAttribute("x1", x);
        line.setAttribute("x2", x);
      }
      for (const clock of this.root.querySelectorAll("[data-clock]")) clock.textContent = seconds(t);
      this.one("[data-scrub]").value = t;
      this.mark();
      this.paint();
      this.fetchWindow();
    }

    paint() {
      const levels = this.levels(this.t);
      this.stage.at(this.t, this.speed, levels);
      for (const p of this.pools) {
        if (p.slots && levels[p.station]) this.caption(p, levels[p.station]);
      }
    }

    /** The sentence below the stage says what the picture means at this instant, in the server's words. */
    caption(pool, level) {
      const wasted = level.wasted > 0 ? `; ${level.wasted} of them work for callers who have left` : "";
      this.one("[data-stage-says]").textContent = `${level.busy} of the ${level.slots} ${pool.label} are taken${wasted}.`;
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
      try {
        const answer = await fetch(`${this.root.dataset.trace}${join}from=${from.toFixed(3)}&to=${to.toFixed(3)}`);
        if (answer.ok) this.show(await answer.json(), from, to);
      } finally {
        this.fetching = false;
      }
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
      this.say(seconds(this.t));
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
        output.textContent = named ?? `${Number(input.value).toLocaleString("en")} ${output.dataset.unit}`.trim();
      }
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.rerun(), 60);
    }

    rerun() {
      const form = this.one("[data-knobs]");
      this.replace(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`, "The run with the new settings.");
    }

    intervene(e) {
      const offer = e.target.closest("[data-offer]");
      if (!offer) return;
      e.preventDefault();
      const url = new URL(offer.href);
      const changes = url.searchParams.getAll("at");
      url.searchParams.delete("at");
      changes.slice(0, -1).forEach(c => url.searchParams.append("at", c));
      url.searchParams.append("at", `${(Math.round(this.t * 10) / 10)}s:${offer.dataset.name}=${offer.dataset.value}`);
      url.searchParams.set("t", `${(Math.round(this.t * 10) / 10)}s`);
      this.replace(url.pathname + url.search, "The same past, another future.", true);
    }

    /** Puts another run in this one's place; the old curve of useful answers stays as a ghost beside an intervention. */
    async replace(address, words, ghost) {
      this.pause();
      this.request?.abort();
      this.request = new AbortController();
      this.root.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(address, { signal: this.request.signal });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.querySelector("[data-player]");
        if (!answer.ok || !fresh) return this.say("The run could not be made. The settings may be out of range.");
        this.settle(document.importNode(fresh, true), words, ghost);
      } catch (fault) {
        if (fault.name !== "AbortError") this.say("The server did not answer. Your settings are still here.");
      } finally {
        this.root.removeAttribute("aria-busy");
      }
    }

    settle(fresh, words, ghost) {
      const focused = document.activeElement?.id;
      const open = this.one("details.numbers")?.open;
      if (ghost) window.arrowbook.haunt(this.one(".chart-load"), fresh.querySelector(".chart-load"), this.t / this.end);
      const bet = this.one("[data-predict]");
      if (bet) fresh.querySelector("[data-predict]")?.replaceWith(bet);
      else fresh.querySelector("[data-predict]")?.remove();
      fresh.dataset.cursor = this.t;
      this.root.replaceWith(fresh);
      const next = new Player(fresh);
      if (open) fresh.querySelector("details.numbers").open = true;
      if (focused) document.getElementById(focused)?.focus();
      next.say(`${words} ${fresh.querySelector("[data-says]").textContent}`);
      next.remember();
    }

    /** The address names this run and this instant, so that a copied link shows the same frame. */
    remember() {
      if (!location.pathname.startsWith("/lab/")) return;
      const url = new URL(this.root.dataset.link, location.href);
      url.searchParams.set("t", `${Math.round(this.t * 10) / 10}s`);
      history.replaceState(null, "", url.pathname + url.search);
    }

    /** The bet comes first: play unlocks once one is placed or skipped. */
    predict() {
      const field = this.one("[data-predict]");
      if (!field || field.dataset.done) return;
      field.querySelector(".no-script")?.remove();
      for (const button of field.querySelectorAll("button")) button.hidden = false;
      const play = this.one("[data-do=play]");
      play.disabled = true;
      field.addEventListener("click", e => {
        const button = e.target.closest("button");
        if (!button || field.dataset.done) return;
        field.dataset.done = "yes";
        if (button.dataset.bet) this.reveal(field, button);
        this.root.querySelector("[data-do=play]").disabled = false;
        field.querySelector("[data-bet-skip]").remove();
      });
    }

    reveal(field, button) {
      button.setAttribute("aria-pressed", "true");
      for (const other of field.querySelectorAll("[data-bet]")) other.disabled = true;
      field.querySelector(`[data-reveal="${button.dataset.bet}"]`).hidden = false;
      this.say(field.querySelector(`[data-reveal="${button.dataset.bet}"]`).textContent);
    }

    say(words) { this.one("[data-live]").textContent = words; }
  }

  for (const root of document.querySelectorAll("[data-player]")) new Player(root);
}
