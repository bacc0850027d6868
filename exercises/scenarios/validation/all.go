package validation

import "slices"

// All is every experiment, in the order in which a reader meets its checks.
func All() []Experiment {
	return slices.Concat(identities(), queues(), patience(), retries(), backoffs(), metastability(), artefact(), availability(), delivery(), bounds(), orphans())
}
