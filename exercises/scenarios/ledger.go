package scenarios

// Ledger counts what became of everything; it balances at every moment:
// Requests = Succeeded + Failed + InFlight and
// Attempts = First + Retries = Useful + Wasted + Abandoned + Refused + Lost + InFlightAttempts.
type Ledger struct {
	Requests         int64 `json:"requests"`
	Succeeded        int64 `json:"succeeded"`
	Failed           int64 `json:"failed"`
	InFlight         int64 `json:"in_flight"`
	Attempts         int64 `json:"attempts"`
	First            int64 `json:"first_attempts"`
	Retries          int64 `json:"retries"`
	Useful           int64 `json:"useful"`
	Wasted           int64 `json:"wasted"`    // served for a caller who had gone
	Abandoned        int64 `json:"abandoned"` // left the line unserved
	Refused          int64 `json:"refused"`   // turned away
	Lost             int64 `json:"lost"`      // by a link
	InFlightAttempts int64 `json:"in_flight_attempts"`
}

// Balances says whether everything is accounted for.
func (l Ledger) Balances() bool {
	return l.Requests == l.Succeeded+l.Failed+l.InFlight && l.Attempts == l.First+l.Retries &&
		l.Attempts == l.Useful+l.Wasted+l.Abandoned+l.Refused+l.Lost+l.InFlightAttempts
}

// add adds another run's ledger.
func (l *Ledger) add(o Ledger) {
	l.Requests += o.Requests
	l.Succeeded += o.Succeeded
	l.Failed += o.Failed
	l.InFlight += o.InFlight
	l.Attempts += o.Attempts
	l.First += o.First
	l.Retries += o.Retries
	l.Useful += o.Useful
	l.Wasted += o.Wasted
	l.Abandoned += o.Abandoned
	l.Refused += o.Refused
	l.Lost += o.Lost
	l.InFlightAttempts += o.InFlightAttempts
}

// begin counts a request with its one attempt; serve counts its useful end, lose that a link lost it.
func (l *Ledger) begin() {
	l.Requests++
	l.InFlight++
	l.Attempts++
	l.First++
	l.InFlightAttempts++
}

func (l *Ledger) serve() {
	l.InFlight--
	l.InFlightAttempts--
	l.Succeeded++
	l.Useful++
}

func (l *Ledger) lose() {
	l.InFlight--
	l.InFlightAttempts--
	l.Failed++
	l.Lost++
}
