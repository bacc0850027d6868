// Package scenarios holds the models that the book shows, one file each, on the simulation kernel.
//
// A run is a pure function of scenario, parameters, seed and interventions. It reports a summary, series
// over buckets of time, named moments, a ledger that balances, and a sample of tokens for the stage. Its
// memory is bounded by its length in buckets and by the sample, not by the number of its requests.
package scenarios
