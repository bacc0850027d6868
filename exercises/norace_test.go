//go:build !race

package exercises

// everyNth thins the corpus where a test judges each answer many times.
const everyNth = 4

const underRace = false
