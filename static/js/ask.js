// Asking the server for runs: one that has too much to do is asked again when it says, a few times at most.
window.arrowbook = window.arrowbook || {};

{
  const AGAIN = 2; // times that a busy server is asked again
  const WAIT = 2; // seconds, where it does not say how long

  const rest = seconds => new Promise(done => setTimeout(done, 1000 * seconds));

  /** Seconds until the next try: no sooner than the server says, and not all at once. */
  const pause = answer => (Number(answer.headers.get("Retry-After")) || WAIT) * (1 + Math.random() / 2);

  /** Fetches an address; busy is called before each wait. */
  window.arrowbook.ask = async (address, options = {}, busy = () => {}) => {
    for (let left = AGAIN; ; left--) {
      const answer = await fetch(address, options);
      if (answer.status !== 503 || left === 0) return answer;
      busy();
      await rest(pause(answer));
    }
  };

  window.arrowbook.rest = rest;
}
