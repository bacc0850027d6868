// The learner erased everything: what this browser kept for sending later goes too.
for (const key of Object.keys(localStorage)) {
  if (key.startsWith("arrowbook")) localStorage.removeItem(key);
}
