// Missions: the server judges each run. This browser remembers which goals were reached before, and says so where the
// run on the page does not reach them.
window.arrowbook = window.arrowbook || {};

{
  const KEPT = "arrowbook.missions"; // {scenario: [mission, …]}

  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(KEPT)) ?? {};
    } catch {
      return {}; // storage is shut, or holds something else
    }
  };

  const keep = all => {
    try {
      localStorage.setItem(KEPT, JSON.stringify(all));
    } catch {
      // storage is shut or full: the mark is lost, nothing else
    }
  };

  /** Marks what an earlier run reached, and remembers what this one does. */
  const mark = part => {
    const all = kept(), before = [all[part.dataset.missions] ?? []].flat();
    const goals = [...part.querySelectorAll("[data-mission]")];
    const met = goal => "met" in goal.dataset, known = goal => before.includes(goal.dataset.mission);
    for (const goal of goals) goal.querySelector("[data-before]").hidden = met(goal) || !known(goal);
    const reached = goals.filter(goal => met(goal) || known(goal)).map(goal => goal.dataset.mission);
    if (goals.some(goal => met(goal) && !known(goal))) keep({ ...all, [part.dataset.missions]: reached });
  };

  class Missions {
    constructor(player) {
      const part = player.one("[data-missions]");
      if (part) mark(part);
    }

    at() {} // a run is judged as a whole
  }

  (window.arrowbook.parts ??= []).push(Missions);
  for (const part of document.querySelectorAll(".player:not([data-player]) [data-missions]")) mark(part);
}
