package scenarios

// Processes that draw. The numbers are part of what a seed means and never change. The blocks of a second
// link or server draw from the same processes, 256 further on.
const (
	drawArrival uint32 = iota + 1
	drawService
	drawBackoff
	drawDoor
	drawSample
	drawCrash
	drawLoss
	drawAnswerLoss
	drawUpDown
	// drawOwn is the first of a scenario's own processes, which end at 255.
	drawOwn uint32 = 64
)
