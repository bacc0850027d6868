package scenarios

// set takes the parameters as they stand. Nodes are added, or the last ones taken away.
func (m *cluster) set() {
	m.leases.length = m.time("lease")
	m.beat.period = m.leases.length / 3
	m.stable = m.on("static_stability")
	for m.size = int(m.numbers["nodes"]); len(m.nodes) < m.size; {
		m.nodes = append(m.nodes, clusterNode{})
	}
	for who := range uint32(len(m.nodes)) {
		switch n := &m.nodes[who]; {
		case int(who) >= m.size:
			m.leases.release(&n.held)
			m.stop(who)
		case !n.beating:
			m.join(who)
		case !n.up && !n.restarting && m.away == 0: // it had been taken away
			m.comesUp(who)
		case n.up && !n.leased && !m.stable:
			m.stop(who)
		}
	}
	m.judge()
}

// join is a new node. With the control plane it is up at once.
func (m *cluster) join(who uint32) {
	m.nodes[who].beating = true
	phase := m.draw.Uniform(drawPhase, uint64(who), 0) * m.beat.period.Seconds()
	m.afterSeconds(phase, m.beat.kind, who)
	if m.away == 0 {
		m.comesUp(who)
	}
}

// renew asks for a lease again, without an answer during a blip. A node that is down does not ask.
func (m *cluster) renew(who uint32) bool {
	n := &m.nodes[who]
	if int(who) >= m.size {
		n.beating = false
		return false
	}
	if !n.up {
		return true
	}
	m.rec.add(m.renewals, m.now(), 1)
	if m.away > 0 {
		m.rec.add(m.unanswered, m.now(), 1)
		m.count("lost")
		return true
	}
	m.count("ok")
	m.grant(who)
	return true
}

// count counts a renewal, which is one attempt.
func (m *cluster) count(end string) {
	l := m.ledger
	l.begin()
	if end == "ok" {
		l.serve()
	} else {
		l.lose()
	}
	if id := uint64(l.Requests); m.tokens.follows(id) {
		now := milli(m.now())
		m.endToken(m.tokens.begin(id, 1, Leg{"data-plane->control-plane", now, now}), end)
	}
}

func (m *cluster) grant(who uint32) {
	n := &m.nodes[who]
	if n.up && !n.leased {
		m.stale--
	}
	n.leased = true
	m.leases.renew(&n.held, who)
}

// runOut is the end of a node's lease.
func (m *cluster) runOut(who uint32) {
	n := &m.nodes[who]
	n.leased = false
	m.stale++
	if m.stable {
		m.moment("stale", "first lease runs out: the node keeps what it knew and serves on")
		return
	}
	m.moment("stops", "first lease runs out: the node stops")
	m.stop(who)
	m.judge()
}

// stop takes a node down. Without a blip it restarts at once.
func (m *cluster) stop(who uint32) {
	n := &m.nodes[who]
	if n.restarting {
		m.engine.Cancel(n.restart)
		n.restarting = false
		m.waiting--
	}
	if n.up && !n.leased {
		m.stale--
	}
	if n.up {
		m.upNodes--
	}
	n.up, n.leased = false, false
	if m.away == 0 && int(who) < m.size {
		m.begin(who)
	}
}

// begin is the beginning of a restart.
func (m *cluster) begin(who uint32) {
	n := &m.nodes[who]
	n.restarting = true
	m.waiting++
	n.restart = m.after(m.time("restart_time"), m.restarted, who)
}

// comesUp is a node with a new lease.
func (m *cluster) comesUp(who uint32) {
	n := &m.nodes[who]
	if n.restarting {
		n.restarting = false
		m.waiting--
	}
	m.grant(who)
	n.up = true
	m.upNodes++
	if m.upNodes == 1 {
		m.judge()
	}
}

// blipBegins takes the control plane away. Restarts stop where they are.
func (m *cluster) blipBegins(uint32) {
	m.after(m.time("blip_every"), m.begins, 0)
	length := m.time("blip_for")
	if length == 0 {
		return
	}
	m.after(length, m.ends, 0)
	m.blips++
	m.away++
	if m.away > 1 {
		return // it was away already
	}
	m.moment("blip", "the control plane is away")
	m.blip.add(m.now(), 1)
	for who := range m.nodes {
		if n := &m.nodes[who]; n.restarting {
			m.engine.Cancel(n.restart)
			n.restarting = false
		}
	}
	m.waiting = 0
}

// blipEnds brings it back; all that stopped restart now.
func (m *cluster) blipEnds(uint32) {
	m.away--
	if m.away > 0 {
		return
	}
	m.blip.add(m.now(), -1)
	m.moment("back", "the control plane is back")
	for who := range uint32(m.size) {
		if !m.nodes[who].up {
			m.begin(who)
		}
	}
}

// judge notes an outage's beginning and end.
func (m *cluster) judge() {
	down := m.upNodes == 0
	if down == (m.down.level == 1) {
		return
	}
	if down {
		m.outages++
		m.down.add(m.now(), 1)
		m.moment("outage", "no node is up")
		return
	}
	m.down.add(m.now(), -1)
	m.moment("up", "nodes are up again")
}
