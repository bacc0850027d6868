// The way: a dot stands on the run's path through load and goodput where the cursor stands in time.
window.arrowbook = window.arrowbook || {};

{
  class Way {
    constructor(player) {
      this.dot = player.one("[data-way-now]");
      const numbers = player.one("[data-way]")?.dataset.way.split(" ").map(Number) ?? [];
      this.points = [];
      for (let i = 0; i < numbers.length; i += 3) this.points.push(numbers.slice(i, i + 3));
    }

    /** Between two points of the path, the dot is on the line that joins them. */
    at(t) {
      if (!this.dot) return;
      const next = this.points.findIndex(([instant]) => instant >= t);
      const b = this.points.at(next), a = next > 0 ? this.points[next - 1] : b; // after the last one: there
      const share = b[0] > a[0] && t < b[0] ? (t - a[0]) / (b[0] - a[0]) : 1;
      this.dot.setAttribute("cx", `${a[1] + (b[1] - a[1]) * share}%`);
      this.dot.setAttribute("cy", `${a[2] + (b[2] - a[2]) * share}%`);
    }
  }

  (window.arrowbook.parts ??= []).push(Way);
}
