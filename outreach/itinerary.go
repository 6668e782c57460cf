package outreach

import (
	"balie/booking/ledger"
)

// PartKind is what a crew does in a part of its day.
type PartKind string

// The parts of a day on the road.
const (
	Driving PartKind = "drive"
	Resting PartKind = "rest"
	Waiting PartKind = "wait" // at a closed door
	Serving PartKind = "stop"
)

// Part is what a crew does from one minute of the day until another.
type Part struct {
	Kind        PartKind
	From, Until int // minutes of the day
	Stop        int // index of the stop: that it drives to, waits or rests at, or serves; past the last is home
}

// Minutes is how long a part takes.
func (p Part) Minutes() int { return p.Until - p.From }

// Itinerary is the day of an outing: when it leaves, and what it does until it is back.
type Itinerary struct {
	Departs, Back int // minutes of the day
	Parts         []Part
}

// A gap between stops of so many minutes beside the drive holds a break first; what is left of it is waiting.
const (
	gapWithBreak = 45
	breakOfCrew  = 30
)

// Total is how many minutes of a day are of a kind.
func (i Itinerary) Total(kind PartKind) (minutes int) {
	for _, p := range i.Parts {
		if p.Kind == kind {
			minutes += p.Minutes()
		}
	}
	return minutes
}

// ItineraryOf plans the day of an outing as late as it can: the crew leaves so that it comes when the first stop opens,
// and waits only where the next one opens later than it can be there. Stops that are off are left out; an outing
// without any has no parts.
func ItineraryOf(r ledger.Reader, o Outing) (Itinerary, error) {
	before, back, err := Legs(r, o)
	if err != nil {
		return Itinerary{}, err
	}
	return itinerary(o, before, back), nil
}

func itinerary(o Outing, before []int, back int) (i Itinerary) {
	now := -1
	for n, s := range o.Stops {
		if s.State == Off {
			continue
		}
		opens, closes := s.Arrive.Minutes(), s.Leave.Minutes()
		if now < 0 {
			now = opens - before[n]
			i.Departs = now
		}
		add := func(kind PartKind, minutes int) {
			if minutes > 0 {
				i.Parts = append(i.Parts, Part{kind, now, now + minutes, n})
				now += minutes
			}
		}
		add(Driving, before[n])
		if opens-now >= gapWithBreak {
			add(Resting, breakOfCrew)
		}
		add(Waiting, opens-now)
		add(Serving, closes-now)
	}
	if now < 0 {
		return i
	}
	if back > 0 {
		i.Parts = append(i.Parts, Part{Driving, now, now + back, len(o.Stops)})
	}
	i.Back = now + back
	return i
}
