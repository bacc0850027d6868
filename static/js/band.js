// While a band of many seeds is computed, the button that asked for it says how many of them are done.
window.arrowbook = window.arrowbook || {};

{
  const EVERY = 400; // ms between two looks

  class Band {
    constructor(player) {
      this.root = player.root;
      this.root.addEventListener("click", e => this.asked(e.target.closest("[data-progress]")));
    }

    at() {} // it does not follow the cursor

    async asked(link) {
      if (!link) return;
      const words = link.textContent;
      link.textContent = link.dataset.wait;
      do {
        await new Promise(passed => setTimeout(passed, EVERY));
        await this.look(link);
      } while (link.isConnected && this.root.hasAttribute("aria-busy"));
      link.textContent = words; // the band did not come: the button asks again
    }

    async look(link) {
      const answer = await fetch(link.dataset.progress).catch(() => null);
      if (!answer?.ok) return;
      const { done, of, under_way: underWay } = await answer.json();
      if (underWay) link.textContent = `${done} of ${of} runs are done.`;
    }
  }

  (window.arrowbook.parts ??= []).push(Band);
}
