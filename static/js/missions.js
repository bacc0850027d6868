// Missions: the server judges each run. This browser remembers which goals were reached before, and says so where the
// run on the page does not reach them. What is reached for the first time is said in the live region.
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

  /** One sentence on the goals that are reached for the first time; nothing on goals that are out of sight. */
  const news = (part, goals) => {
    if (!goals.length || !part.checkVisibility()) return "";
    const words = goals.map(goal => goal.querySelector("[data-goal]").textContent.replace(/\.$/, ""));
    return `${goals.length > 1 ? "Missions" : "Mission"} reached: ${words.join("; ")}.`;
  };

  /** Marks what an earlier run reached, remembers what this one does, and returns what is new in one sentence. */
  const mark = part => {
    const all = kept(), before = [all[part.dataset.missions] ?? []].flat();
    const goals = [...part.querySelectorAll("[data-mission]")];
    const met = goal => "met" in goal.dataset, known = goal => before.includes(goal.dataset.mission);
    for (const goal of goals) goal.querySelector("[data-before]").hidden = met(goal) || !known(goal);
    const reached = goals.filter(goal => met(goal) || known(goal)).map(goal => goal.dataset.mission);
    const first = goals.filter(goal => met(goal) && !known(goal));
    if (first.length) keep({ ...all, [part.dataset.missions]: reached });
    return news(part, first);
  };

  class Missions {
    constructor(player) {
      const part = player.one("[data-missions]");
      player.news = part ? mark(part) : "";
      if (player.news) player.say(player.news);
    }

    at() {} // a run is judged as a whole
  }

  (window.arrowbook.parts ??= []).push(Missions);
  for (const part of document.querySelectorAll(".player:not([data-player]) [data-missions]")) {
    part.closest(".player").querySelector("[data-live]").textContent = mark(part);
  }
}
