// The keyboard stays where it was when a player takes another's place.
window.arrowbook = window.arrowbook || {};

{
  const controlsOf = root => [...root.querySelectorAll("a[href], button, input, select, summary, [tabindex]")];
  const nameOf = control => control.id || `${control.tagName} ${control.getAttribute("aria-label") ?? control.textContent.trim()}`;

  /** Names of what has the focus and of all that comes before it, the nearest first; none when it is elsewhere. */
  window.arrowbook.placesOf = root => {
    const all = controlsOf(root);
    return all.slice(0, all.indexOf(document.activeElement) + 1).reverse().map(nameOf);
  };

  const takes = control => {
    control?.focus({ preventScroll: true });
    return control && control === document.activeElement;
  };

  /** Puts the focus where it was, or where that is gone, on the nearest control before it, else on the first. */
  window.arrowbook.goOn = (places, root) => {
    const all = controlsOf(root);
    const named = new Map(all.toReversed().map(control => [nameOf(control), control]));
    if (!places.some(place => takes(named.get(place))) && places.length) all.some(takes);
  };
}
