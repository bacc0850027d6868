package lab

// speed is how many seconds of a run pass in one of the viewer's.
type speed struct {
	Value, Label string
	Selected     bool
}

// Speeds for any run, and what a long one is played at: about so many seconds of the viewer's, and no fewer than that.
const (
	playedFor = 60.0
	leastPlay = 15.0
)

// speeds are those of a run of so many seconds. One that lasts hours or a year is played as fast as it can be watched.
func speeds(end float64) []speed {
	all := []speed{{"0.02", "1/50", false}, {"0.1", "1/10", false}, {"0.25", "1/4", false}, {"1", "1×", true}, {"4", "4×", false}, {"8", "8×", false}}
	for decade := 10.0; ; decade *= 10 {
		for _, step := range []float64{2, 5, 10} {
			v := decade * step
			if v > end/leastPlay || end < 20*playedFor {
				return all
			}
			all = append(all, speed{Value: plain(v), Label: thousands(v) + "×"})
			if v <= end/playedFor {
				selectLast(all)
			}
		}
	}
}

func selectLast(all []speed) {
	for i := range all {
		all[i].Selected = i == len(all)-1
	}
}
