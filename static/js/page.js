// Enhancements of every page. Without this script each of them is a plain form or simply absent.

// say speaks one sentence to a screen reader, after what it is saying now.
export function say(sentence) {
  const region = document.getElementById("says");
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = sentence; });
}

// Other scripts of the page say something with an event, so that they need not import this file.
document.addEventListener("arrowbook:say", (event) => say(event.detail));

// The mood changes at once; the form tells the server in the background, for the next page.
document.querySelector("form.mood")?.addEventListener("submit", (event) => {
  const form = event.currentTarget, mood = event.submitter.value;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => {});
  document.documentElement.className = mood === "system" ? "" : mood;
  document.querySelector('meta[name="color-scheme"]').content = { paper: "light", night: "dark", system: "light dark" }[mood];
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button === event.submitter));
  }
  say(`This page now reads as ${event.submitter.textContent}.`);
});
