package scenarios

import (
	"context"
	"fmt"

	"arrowbook/exercises/simulation"
)

var orderingViolations = &Scenario{
	ID: "ordering", Title: "The reply that came first", Version: 1, Axis: TimeAxis,
	Lead:  "Somebody asks, and somebody answers. Four workers take the messages from one line, and the answer is done before the question.",
	Model: "Messages of many conversations arrive by themselves and are taken from one line by parallel workers. A message takes its worker an exponential time. Each message of a conversation answers the one before it. It is out of order when it is done before an earlier one of its conversation. It is a reply to the future when that is the one it answers. Partitioned by conversation, each conversation belongs to one worker, who does its messages one after the other; the conversations are dealt out to the workers in turn. The hot share is the share of one conversation; the others have the rest evenly. Left out: messages that arrive out of order already, deliveries that are repeated, and work that waits for its turn inside a worker. The numbers are chosen so that the workers have time to spare: four of 0.15 s do 27 messages a second, and 20 arrive.",
	Params: []Param{
		rate("arrival_rate", "Messages", 20, 2000).slider(2, 40, 1),
		integer("conversations", "Conversations", 20, 1, 10_000, 100),
		integer("workers", "Workers", 4, 1, 1000, 16),
		secondsParam("processing_time", "Processing time", .15, .001, 600).slider(.05, 1, .05),
		toggle("partition_by_conversation", "Partition by conversation"),
		share("hot_share", "Share of the hottest conversation", 0).slider(0, 1, .05).help("0: all are alike").named("0", "none"),
		secondsParam("duration", "Duration", 120, 1, 36_000),
	},
	SummaryNames: []string{"messages", "out_of_order", "out_of_order_share", "replies_to_the_future", "throughput", "p99"},
	Series: []SeriesInfo{
		{Name: "messages", Label: "messages per second", Unit: "/s", Chart: LoadChart, Look: "offered"},
		{Name: "done", Label: "messages done per second", Unit: "/s", Chart: LoadChart, Look: "good", Area: true},
		{Name: "workers_busy", Label: "workers busy"},
		{Name: "queue_length", Label: "waiting", Chart: LineChart, Look: "line", Area: true},
		{Name: "out_of_order", Label: "out of order, so far", Chart: LineChart, Look: "bad"},
	},
	Stations: []Station{
		{ID: "people", Kind: Node, Label: "people"}, {ID: "people->queue", Kind: Link}, {ID: "queue", Kind: Node, Label: "queue"},
		{ID: "queue->workers", Kind: Link}, {ID: "workers.line", Kind: Line, Label: "line", WaitingSeries: "queue_length"},
		{ID: "workers", Kind: Pool, Label: "workers", BusySeries: "workers_busy", Figure: "out_of_order", FigureWords: "out of order so far"},
	},
	Offers: []Offer{
		{"partition_by_conversation", "on", "Partition by conversation"}, {"workers", "8", "Double the workers"}, {"hot_share", "0.5", "Let half belong to one conversation"},
	},
	run: runOrdering,
}

const (
	drawHot          = drawOwn     // whether a message is of the hot conversation, number 0
	drawConversation = drawOwn + 1 // and of which it is otherwise
)

// post is a message of a conversation, from its arrival until it is done.
type post struct {
	id           uint64
	conversation uint32
	place        int    // in its conversation, from 1
	before, next uint32 // in its conversation, of those that are not done; none: no such one
	partition    uint32 // none: any worker may take it
	token        int
	came         simulation.Time
}

// conversation is what is known of one.
type conversation struct {
	posts int
	last  uint32 // of those that are not done
}

// partition is the messages that one worker does, one after the other.
type partition struct {
	held bool // one of them is with the workers
	line fifo
}

// conversations is people -> queue -> workers.
type conversations struct {
	*world
	arrivals       *source
	ledger         *Ledger
	workers        *pool
	posts          slab[post]
	all            []conversation
	partitions     []partition
	held           int // messages in the partitions' lines
	done           uint32
	outOfOrder     int
	future         int64
	spent          latencies
	arrived, ended []float64 // series
}

func runOrdering(ctx context.Context, s *settings) (*Result, error) {
	m := newConversations(s)
	if err := m.run(ctx); err != nil {
		return nil, err
	}
	return m.report(), nil
}

func newConversations(s *settings) *conversations {
	m := &conversations{world: newWorld(s)}
	m.ledger = m.newLedger()
	m.workers = m.newPool("workers", m.work)
	m.done = m.handle(m.finish)
	m.arrivals = m.newSource(drawArrival, m.arrive)
	m.read(m.set)
	m.record()
	return m
}

// set takes the parameters as they stand. What waits, waits where it is.
func (m *conversations) set() {
	m.arrivals.rate = m.numbers["arrival_rate"]
	for len(m.all) < int(m.numbers["conversations"]) {
		m.all = append(m.all, conversation{last: none})
	}
	for len(m.partitions) < int(m.numbers["workers"]) {
		m.partitions = append(m.partitions, partition{})
	}
	m.workers.resize(int(m.numbers["workers"]))
}

// belongs draws which conversation a message is of.
func (m *conversations) belongs(id uint64) uint32 {
	n, hot := int(m.numbers["conversations"]), m.numbers["hot_share"]
	u := m.draw.Uniform(drawConversation, id, 0)
	switch {
	case hot == 0 || n == 1:
		return uint32(u * float64(n))
	case m.draw.Hit(hot, drawHot, id, 0):
		return 0
	}
	return 1 + uint32(u*float64(n-1))
}

// arrive is a new message: to a worker, or in line.
func (m *conversations) arrive(id uint64) {
	m.rec.add(m.arrived, m.now(), 1)
	m.ledger.begin()
	which := m.belongs(id)
	i := m.posts.add(m.newPost(id, which))
	p := m.posts.at(i)
	if p.before != none {
		m.posts.at(p.before).next = i
	}
	m.all[which].last = i
	if p.partition == none {
		m.hand(i)
		return
	}
	if part := &m.partitions[p.partition]; part.held {
		part.line.push(i)
		m.held++
		m.leg(p.token, m.workers.lined)
		return
	}
	m.partitions[p.partition].held = true
	m.hand(i)
}

func (m *conversations) newPost(id uint64, which uint32) post {
	c := &m.all[which]
	c.posts++
	p := post{id: id, conversation: which, place: c.posts, before: c.last, next: none, partition: none, token: -1, came: m.now()}
	if m.on("partition_by_conversation") {
		p.partition = which % uint32(m.workers.slots)
	}
	if m.tokens.follows(id) {
		now := milli(m.now())
		p.token = m.tokens.begin(id, 1, Leg{"queue->workers", now, now})
	}
	return p
}

// hand gives a message to the workers.
func (m *conversations) hand(i uint32) {
	if !m.workers.enter(i) {
		m.leg(m.posts.at(i).token, m.workers.lined)
	}
}

// work is a worker's work on a message.
func (m *conversations) work(i uint32) bool {
	p := m.posts.at(i)
	m.leg(p.token, m.workers.place)
	m.afterSeconds(m.draw.Exponential(drawService, p.id, 0)*m.numbers["processing_time"], m.done, i)
	return true
}

// finish is a message done.
func (m *conversations) finish(i uint32) {
	p := m.posts.at(i)
	m.rec.add(m.ended, m.now(), 1)
	m.spent.add(m.now() - p.came)
	m.ledger.serve()
	m.endToken(p.token, "ok")
	m.judge(p)
	part := p.partition
	m.posts.remove(i)
	m.workers.release()
	if part != none {
		m.takeNext(&m.partitions[part])
	}
}

// judge says whether a message is done in its order, and takes it out of those that are not done.
func (m *conversations) judge(p *post) {
	if p.before != none {
		m.overtakes(p, m.posts.at(p.before))
		m.posts.at(p.before).next = p.next
	}
	if p.next != none {
		m.posts.at(p.next).before = p.before
	} else {
		m.all[p.conversation].last = p.before
	}
}

// overtakes is a message that is done before an earlier one.
func (m *conversations) overtakes(p, earlier *post) {
	m.outOfOrder++
	if p.token >= 0 { // names are made for the few that are followed
		m.note(p.token, Note{
			What: "overtakes", Other: earlier.id, OtherName: fmt.Sprintf("message %d", earlier.place),
			Name: fmt.Sprintf("message %d of conversation %d", p.place, p.conversation+1),
		})
	}
	if earlier.place < p.place-1 {
		return
	}
	if m.future++; m.future == 1 {
		m.moment("first-reply", fmt.Sprintf("message %d of conversation %d is done before message %d", p.place, p.conversation+1, earlier.place))
	}
}

// takeNext lets a partition's next message go to the workers.
func (m *conversations) takeNext(part *partition) {
	next, ok := part.line.pop()
	part.held = ok
	if ok {
		m.held--
		m.hand(next)
	}
}
