// One run in another's place: a knob, an intervention, a comparison ask the server for the page of another
// run, and its player takes this one's place with the cursor where it was.
window.arrowbook = window.arrowbook || {};

window.arrowbook.swapping = {
  rerun() {
    const form = this.one("[data-knobs]");
    this.replace(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`, "The run with the new settings.");
  },

  offered(e) {
    const offer = e.target.closest("[data-offer]");
    if (!offer) return;
    e.preventDefault();
    this.intervene(offer);
  },

  /** Makes the change that an offer's link makes, at the cursor. */
  intervene(offer) {
    const url = new URL(offer.getAttribute("href"), location.href);
    const change = `${offer.dataset.name}=${offer.dataset.value}`;
    const others = url.searchParams.getAll("at").filter(c => !c.endsWith(`:${change}`));
    url.searchParams.delete("at");
    others.forEach(c => url.searchParams.append("at", c));
    url.searchParams.append("at", `${(Math.round(this.t * 10) / 10)}s:${change}`);
    url.searchParams.set("t", `${(Math.round(this.t * 10) / 10)}s`);
    this.replace(url.pathname + url.search, "The same past, another future.", true);
  },

  /** Puts another run in this one's place; the old curve of useful answers stays as a ghost beside an intervention. */
  async replace(address, words, ghost) {
    this.pause();
    this.request?.abort();
    const request = this.request = new AbortController();
    this.root.setAttribute("aria-busy", "true");
    try {
      const options = { signal: request.signal, headers: { "Arrowbook-Page": this.root.dataset.page } };
      const answer = await window.arrowbook.ask(address, options, () => this.warn("The server is busy. It is asked again in a few seconds."));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-player]");
      if (!answer.ok || !fresh) return this.warn(`The run could not be made: ${page.querySelector(".problem .lead")?.textContent ?? "the answer cannot be read."}`);
      this.settle(document.importNode(fresh, true), words, ghost);
    } catch (fault) {
      if (fault.name !== "AbortError") this.warn("The server did not answer. Your settings are still here.");
    } finally {
      if (this.request === request) this.root.removeAttribute("aria-busy"); // else a later one is under way
    }
  },

  settle(fresh, words, ghost) {
    const places = window.arrowbook.placesOf(this.root);
    const open = this.one("details.numbers")?.open;
    if (ghost) window.arrowbook.haunt(this.one(".chart-load"), fresh.querySelector(".chart-load"), this.t / this.end);
    this.bet.moveTo(fresh);
    fresh.dataset.cursor = this.t;
    this.root.replaceWith(fresh);
    const next = new window.arrowbook.Player(fresh);
    next.load(); // its frame was drawn for another instant
    if (open) fresh.querySelector("details.numbers").open = true;
    window.arrowbook.goOn(places, fresh);
    next.say(`${words} ${fresh.querySelector("[data-says]").textContent} ${next.news}`.trim());
    next.remember();
  },

  /** The address names this run and this instant, so that a copied link shows the same frame. */
  remember() {
    if (!location.pathname.startsWith("/lab/")) return;
    const url = new URL(this.root.dataset.link, location.href);
    url.searchParams.set("t", `${Math.round(this.t * 10) / 10}s`);
    history.replaceState(null, "", url.pathname + url.search);
  },
};
