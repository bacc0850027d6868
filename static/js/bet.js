// Predict first: until a bet is placed or skipped, the run is covered from where it is asked about, and play is
// locked. The reveal lays a drawn curve over the run and says where the two lie furthest apart.
window.arrowbook = window.arrowbook || {};

{
  const LOCKED = "[data-transport] button, [data-transport] input";

  class Bet {
    constructor(player) {
      this.player = player;
      this.field = player.one("[data-predict]");
      if (!this.field || this.field.dataset.done) return;
      this.field.querySelector(".no-script")?.remove();
      for (const button of this.field.querySelectorAll("button")) button.hidden = false;
      const asked = this.field.querySelector("[data-draw]");
      if (asked) this.drawing = new window.arrowbook.Drawing(player.one(".chart-load"), asked, player.end);
      this.lock(true);
      this.field.addEventListener("click", e => this.press(e.target.closest("button")));
    }

    press(button) {
      if (!button || this.field.dataset.done) return;
      this.field.dataset.done = "yes";
      this.lock(false);
      this.field.querySelector("[data-bet-skip]").remove();
      for (const other of this.field.querySelectorAll("[data-bet]")) other.disabled = true;
      this.reveal(button);
    }

    lock(on) {
      const { root } = this.player;
      for (const control of root.querySelectorAll(LOCKED)) control.disabled = on;
      if (root.dataset.sealed === undefined) return;
      root.classList.toggle("covered", on);
      this.hush(on);
      this.cover(on ? Number(this.drawing?.from ?? this.player.t) / this.player.end : 1);
    }

    /** A stage whose sentence is its figures has them in its name too; they come after the bet. */
    hush(on) {
      const { root } = this.player;
      if (root.querySelector("[data-stage] [data-pool]")) return;
      const says = root.querySelector("[data-stage-says]").textContent;
      for (const layout of root.querySelectorAll("[data-layout]")) layout.setAttribute("aria-label", on ? "Its figures come after the bet." : says);
    }

    /** Shows each chart's curves up to a share of the time; what lies beyond a box of its own is not drawn. */
    cover(share) {
      for (const curves of this.player.root.querySelectorAll("[data-curves]")) {
        const { height } = curves.viewBox.baseVal;
        curves.setAttribute("viewBox", `0 0 ${1000 * share} ${height}`);
        curves.setAttribute("width", `${100 * share}%`);
      }
    }

    reveal(button) {
      const drawn = button.dataset.drawDone !== undefined || this.drawing?.touched;
      const chosen = this.field.querySelector(`[data-reveal="${button.dataset.bet}"]`);
      button.setAttribute("aria-pressed", "true");
      if (chosen) chosen.hidden = false;
      if (drawn && button.dataset.betSkip === undefined) this.compare();
      else this.drawing?.remove();
      if (chosen) this.player.say(chosen.textContent);
    }

    /** Says the biggest gap between what was drawn and the run. */
    async compare() {
      this.drawing.settle();
      await this.player.load();
      if (!this.player.run) return;
      const gap = this.field.querySelector("[data-gap]");
      gap.textContent = this.drawing.says(this.player.run);
      gap.hidden = false;
      this.player.say(gap.textContent);
    }

    /** A bet that is placed goes with its drawing to the run that takes this one's place; one that is open is asked again. */
    moveTo(fresh) {
      const other = fresh.querySelector("[data-predict]");
      if (!this.field) return other?.remove();
      if (!this.field.dataset.done) return;
      if (other) other.replaceWith(this.field);
      else fresh.querySelector(".player-main").prepend(this.field);
      if (this.drawing?.settled) this.drawing.moveTo(fresh.querySelector(".chart-load"));
    }
  }

  window.arrowbook.Bet = Bet;
}
