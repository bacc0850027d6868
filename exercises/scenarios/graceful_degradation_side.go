package scenarios

// side is one service with what is above and below it.
type side struct {
	clients, outer, inner *link // to the gateway, the service, the dependency
	service, dependency   *server
	reached, calls        []float64 // the calls that reach the dependency, by the second, and in a series
}

// newSide puts a service together, from its dependency to the clients.
func (m *degradation) newSide(name string) *side {
	service, dependency := "service-"+name, "dependency-"+name
	d := &side{service: m.newServer(service), dependency: m.newServer(dependency)}
	d.service.slots, d.dependency.slots, d.dependency.mean = serviceThreads, dependencySlots, dependencyTime
	d.service.mean = dependencyTime // for shedding
	compartment := m.gateway.add(dependencyTime)
	d.clients = m.newLink("clients->gateway", compartment)
	d.outer = m.newLink("gateway->"+service, d.service)
	d.inner = m.newLink(service+"->"+dependency, d)
	d.service.work = d.inner.ask
	d.inner.ended = func(id uint32, ok bool) { d.service.finish(m.calls.at(id).parent, ok) }
	d.outer.ended = func(id uint32, ok bool) { m.gateway.finish(m.calls.at(id).parent, ok) }
	return d
}

// A side is the far end of its inner link: the dependency, with the calls that reach it counted.

func (d *side) admit(shed bool, patience float64) bool {
	if l := d.inner; !l.hasBreaker || !l.breaker.shut(l.w.now()) {
		count(d.reached, l.w.now())
		l.w.rec.add(d.calls, l.w.now(), 1)
	}
	return d.dependency.admit(shed, patience)
}

func (d *side) accept(id uint32) { d.dependency.accept(id) }

func (d *side) abandon(id uint32) bool { return d.dependency.abandon(id) }
