package lab

import (
	"fmt"
	"math"
	"slices"

	"arrowbook/exercises/scenarios"
)

// A story is drawn in units of a picture that is as wide as a phone; time runs down.
const (
	storyWidth = 320
	storyLeft  = 84  // of the first lifeline: to its left stand the times
	storyRight = 44  // right of the last one
	storyTop   = 34  // of the first instant: above it stand the names
	storyLong  = 380 // the story's time
	storyTail  = 18  // below the last instant
	timeApart  = 15  // between two times that can be read
	stayWidth  = 8
	stayPitch  = 10 // between the stays of two attempts
	messageGap = 5  // between a lifeline and a message's ends
	lostAt     = .6 // of its way a message is lost
	glyphAt    = .3 // of its way it carries its number
)

// spaceTime is a story as it is drawn.
type spaceTime struct {
	Height   float64
	Lines    []drawnLine
	Times    []drawnTime
	Stays    []drawnStay
	Messages []drawnMessage
	Marks    []drawnMark
}

type drawnLine struct {
	X     float64
	Label string
}

type drawnTime struct {
	Y     float64
	Label string
}

type drawnStay struct {
	X, Y, H float64
	Kind    string
}

// drawnMessage is an arrow with its number; one that is lost ends in a cross.
type drawnMessage struct {
	X1, Y1, X2, Y2 float64
	Kind, Glyph    string
	GlyphX, GlyphY float64
	Turn           float64
	Lost           bool
}

type drawnMark struct {
	X, Y float64
	Kind string
}

// plan knows where lifelines and instants lie.
type plan struct {
	lines    []scenarios.Lifeline
	from, to float64
}

func newSpaceTime(lines []scenarios.Lifeline, s scenarios.Story) spaceTime {
	p := plan{lines, s.From, s.To}
	d := spaceTime{Height: storyTop + storyLong + storyTail}
	for _, l := range lines {
		d.Lines = append(d.Lines, drawnLine{p.x(l.ID), l.Label})
	}
	for _, stay := range s.Stays {
		d.Stays = append(d.Stays, p.stay(stay))
	}
	for _, m := range s.Messages {
		d.Messages = append(d.Messages, p.message(m))
	}
	for _, e := range s.Events {
		if e.Mark != "" {
			d.Marks = append(d.Marks, drawnMark{p.x(e.On), p.y(e.T), string(e.Mark)})
		}
	}
	d.Times = p.times(s.Events)
	return d
}

func (p plan) x(id string) float64 {
	i := slices.IndexFunc(p.lines, func(l scenarios.Lifeline) bool { return l.ID == id })
	return storyLeft + float64(i)*(storyWidth-storyLeft-storyRight)/float64(max(len(p.lines)-1, 1))
}

func (p plan) y(t float64) float64 {
	return storyTop + storyLong*(t-p.from)/max(p.to-p.from, 1e-9)
}

// stay stands right of its lifeline, that of a later attempt further right.
func (p plan) stay(s scenarios.Stay) drawnStay {
	return drawnStay{p.x(s.On) - stayWidth/2 + stayPitch*float64(s.Attempt%4), p.y(s.From), max(p.y(s.To)-p.y(s.From), 1), string(s.Kind)}
}

func (p plan) message(m scenarios.Message) drawnMessage {
	x1, x2, y1, y2 := p.x(m.From), p.x(m.To), p.y(m.Sent), p.y(m.Comes)
	way := messageGap * math.Copysign(1, x2-x1)
	d := drawnMessage{X1: x1 + way, Y1: y1, X2: x2 - way, Y2: y2, Kind: string(m.Kind), Lost: m.Lost}
	if m.Kind == scenarios.AnswerBack {
		d.Kind = "answer"
	} else {
		d.Glyph = fmt.Sprint(m.N)
	}
	if m.Lost {
		d.X2, d.Y2 = d.X1+lostAt*(d.X2-d.X1), d.Y1+lostAt*(d.Y2-d.Y1)
	}
	d.GlyphX, d.GlyphY = d.X1+glyphAt*(d.X2-d.X1), d.Y1+glyphAt*(d.Y2-d.Y1)
	d.Turn = degrees(d.Y2-d.Y1, d.X2-d.X1)
	return d
}

// times are the instants at which something happens, as far apart as they can be read.
func (p plan) times(events []scenarios.Event) []drawnTime {
	var all []drawnTime
	for _, e := range events {
		y := p.y(e.T)
		if last := len(all) - 1; last >= 0 && y < all[last].Y+timeApart {
			continue
		}
		all = append(all, drawnTime{y, after(e.T - p.from)})
	}
	return all
}

func (m drawnMessage) head() string {
	return fmt.Sprintf("translate(%s %s) rotate(%s)", coordinate(m.X2), coordinate(m.Y2), coordinate(m.Turn))
}

func (m drawnMessage) end() string {
	return fmt.Sprintf("translate(%s %s)", coordinate(m.X2), coordinate(m.Y2))
}

func (m drawnMessage) glyph() string {
	return fmt.Sprintf("translate(%s %s)", coordinate(m.GlyphX), coordinate(m.GlyphY))
}

func (m drawnMark) place() string {
	return fmt.Sprintf("translate(%s %s)", coordinate(m.X), coordinate(m.Y))
}
