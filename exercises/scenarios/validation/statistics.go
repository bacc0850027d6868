package validation

import (
	"fmt"
	"math"
)

// quantiles of Student's distribution for a two-sided interval of 99.9%, by the number of seeds: that many
// less one are the degrees of freedom.
var quantiles = map[int]float64{5: 8.610, 10: 4.781, 20: 3.883, 30: 3.659, 50: 3.500, 100: 3.392}

// student is the quantile for so many seeds.
func student(seeds int) float64 {
	q, ok := quantiles[seeds]
	if !ok {
		panic(fmt.Sprintf("validation: there is no quantile for %d seeds", seeds))
	}
	return q
}

// meanOf is the mean and its standard error.
func meanOf(values []float64) (mean, errorOfMean float64) {
	n := float64(len(values))
	for _, v := range values {
		mean += v
	}
	mean /= n
	squares := 0.0
	for _, v := range values {
		squares += float64((v - mean) * (v - mean))
	}
	return mean, math.Sqrt(squares / (n - 1) / n)
}
