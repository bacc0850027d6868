// Times of a run in words, the same as the server writes: in seconds, or, in a run of hours or days, in the two greatest
// units that they fill and the axes have.
window.arrowbook = window.arrowbook || {};

{
  const MINUTE = 60, HOUR = 3600, DAY = 24 * HOUR;

  const seconds = t => `${(Math.round(t * 10) / 10).toLocaleString("en")} s`;

  /** Counts what is full, as a clock does; a second part of nothing is left out. */
  const twoUnits = (t, great, greatName, small, smallName) => {
    const rest = Math.floor((t % great) / small);
    return `${Math.floor(t / great).toLocaleString("en")} ${greatName}${rest > 0 ? ` ${rest} ${smallName}` : ""}`;
  };

  /** A time t of a run that lasts so many seconds. */
  window.arrowbook.instant = (t, of) => {
    if (of < HOUR || t < MINUTE) return seconds(t);
    if (of < 6 * HOUR || t < HOUR) return twoUnits(t, MINUTE, "min", 1, "s");
    if (of < 4 * DAY || t < DAY) return twoUnits(t, HOUR, "h", MINUTE, "min");
    return twoUnits(t, DAY, "d", HOUR, "h");
  };
}
