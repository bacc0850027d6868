package lab

import (
	"fmt"
	"math"

	"arrowbook/exercises/scenarios"
)

// spaceTimeView is what became of one followed request, as messages between lifelines.
type spaceTimeView struct {
	ID       string
	Says     string
	None     string // said instead of a picture
	N, Of    int    // which example of how many
	Previous string // links; empty at the ends
	Next     string
	Followed string // how many of the requests are followed
	Start    string // when the story begins
	At       string // the link to the stage at that instant
	Drawn    spaceTime
	Events   []storyEvent
}

// storyEvent is one row of the story's table.
type storyEvent struct{ After, On, What string }

// SpaceTime tells a followed request of the player's run; nil where the scenario has no lifelines, and in
// another room.
func (p player) SpaceTime() *spaceTimeView {
	x := p.Scenario.SpaceTime()
	if x == nil || p.Embeds {
		return nil
	}
	examples := x.Examples(p.Result)
	v := &spaceTimeView{ID: p.ID + "-story", None: x.None, Of: len(examples), Followed: followed(p.Result.Followed())}
	if v.Of == 0 {
		return v
	}
	v.N = min(max(p.Address.Example, 1), v.Of)
	story := x.Story(p.Result, examples[v.N-1])
	v.Says, v.Start, v.At = story.Says, instant(story.From, p.End), link(p.Address.At(math.Round(story.From*10)/10))
	v.Previous, v.Next = p.example(v.N-1, v.Of), p.example(v.N+1, v.Of)
	v.Drawn = newSpaceTime(x.Lifelines, story)
	for _, e := range story.Events {
		v.Events = append(v.Events, storyEvent{after(e.T - story.From), labelOf(x.Lifelines, e.On), e.What})
	}
	return v
}

// example is the link to an example; empty where there is none of that number.
func (p player) example(n, of int) string {
	if n < 1 || n > of {
		return ""
	}
	a := p.Address
	a.Example = n
	return link(a)
}

// followed says how many of the requests the stories are taken from.
func followed(share float64) string {
	if share >= 1 {
		return "All are followed."
	}
	return fmt.Sprintf("One in %s is followed.", thousands(math.Round(1/share)))
}

// after writes a time since the story began, to the millisecond.
func after(v float64) string { return "+" + trimmed(v, 3) + " s" }

func labelOf(lines []scenarios.Lifeline, id string) string {
	for _, l := range lines {
		if l.ID == id {
			return l.Label
		}
	}
	return id
}
