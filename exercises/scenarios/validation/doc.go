// Package validation holds the models against theory and published results.
//
// A check says what it holds, who says so, what is expected, and how far off the model may be. It is measured
// on some seeds that follow from its name. The tolerance is not chosen to fit: it is the half-width of the 99.9% confidence
// interval of the mean over those seeds (Student's t), plus an allowance where the model is known to differ
// from what the formula assumes, with the reason. So that a noisy measurement cannot pass by being noisy, each
// check also says how precise it has to be. One correct check in a thousand fails by chance; the seeds are
// fixed, so that it would fail for everyone alike.
//
// A check that no scenario can express (Little's law to the nanosecond, the published client-side throttle)
// runs a small model of this package's own on the kernel.
package validation
