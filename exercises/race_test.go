//go:build race

package exercises

// everyNth thins the corpus where a test judges each answer many times; the race detector makes that slow, and the
// whole of it runs without.
const everyNth = 24

const underRace = true
