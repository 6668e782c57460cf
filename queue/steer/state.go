package steer

import (
	"math/bits"
	"time"
)

// Skills is a set of up to 64 skills, one bit each, numbered by whoever makes the State.
type Skills uint64

// Has reports whether every skill of need is in s.
func (s Skills) Has(need Skills) bool { return need&^s == 0 }

// Count is how many skills are in s: of two desks that can both help, the one with fewer is the
// less flexible.
func (s Skills) Count() int { return bits.OnesCount64(uint64(s)) }

// Kind is why somebody is in the house.
type Kind string

// The kinds of guests.
const (
	Appointment Kind = "appointment"
	WalkIn      Kind = "walkin"
	Collect     Kind = "collect"  // fetches a document: short, without an appointment
	Callback    Kind = "callback" // is at home; we call
)

// State is the office as it is at Now, without anybody's name.
type State struct {
	Now      time.Time
	Desks    []Desk
	Guests   []Guest    // present and waiting
	Expected []Expected // appointments of the coming hour that have not arrived
	Waiting  int        // how many wait in all; Guests may leave out those far behind

	// Informed says that the laws below are known, from history or from the plan. Without, a
	// decision is by due date.
	Informed bool
	Walks    []Walk // who may come without an appointment in the coming hours
	Punctual bool   // nobody who comes before their time is called before it
	Seed     uint64 // of what is drawn; the same state with the same seed decides the same
}

// Walk is one kind of visitor without an appointment, and how often they come for a while.
type Walk struct {
	From, Until time.Time
	PerMinute   float64
	Need        Skills
	Minutes     int
	Lasts       *Distribution
}

// Desk is one desk and what it does.
type Desk struct {
	ID     string
	Can    Skills
	Works  bool      // somebody is there who takes people: not paused, not gone
	FreeAt time.Time // when it is expected to be free; not after Now where it is free now
	Until  time.Time // it takes nobody who would stay longer; zero for no end
	Pace   int       // percent of the planned minutes; 0 is 100 (training takes longer)

	Helping Kind          // whom it helps now; "" for nobody
	Since   time.Time     // since when
	Minutes int           // planned for that, at a pace of 100
	Lasts   *Distribution // how long such a visit takes, at a pace of 100; nil where that is not known
	Back    time.Time     // when it takes people again, where it does not now and that is known
}

// Takes is how long the desk takes for a visit of so many planned minutes.
func (d Desk) Takes(minutes int) time.Duration {
	pace := d.Pace
	if pace == 0 {
		pace = 100
	}
	return time.Duration(minutes) * time.Minute * time.Duration(pace) / 100
}

func (d Desk) freeFrom(now time.Time) time.Time {
	if d.FreeAt.Before(now) {
		return now
	}
	return d.FreeAt
}

// Guest is somebody who is here and waits.
type Guest struct {
	ID      string
	Kind    Kind
	Need    Skills
	Minutes int       // planned
	Booked  time.Time // zero without an appointment
	Arrived time.Time
	Due     time.Time     // until when the norm is kept
	After   time.Time     // not to be called before; zero for at once
	Urgent  bool          // somebody decided, with a reason, that this cannot wait
	Only    string        // the one desk that may call; "" for any
	Lasts   *Distribution // how long this takes; nil where that is not known
}

// Expected is an appointment whose resident has not arrived.
type Expected struct {
	ID      string
	At      time.Time // when it begins
	Due     time.Time // until when the norm is kept, if they arrive in time
	Need    Skills
	Minutes int
	Lasts   *Distribution // how long this takes; nil where that is not known
	Offset  *Distribution // how much later than At they come; nil for in time
	Comes   float64       // chance that they come at all; 0 where that is not known
}

// Reason says why a guest is called, or why not now.
type Reason string

// The reasons of a call, and of passing a guest over.
const (
	Due      Reason = "due"      // nobody is due earlier
	Urgent   Reason = "urgent"   // cannot wait
	Waited   Reason = "waited"   // has waited too long to be passed over again
	Short    Reason = "short"    // is quickly done, and nobody passes the norm by it
	Earlier  Reason = "earlier"  // not now: somebody else is due earlier
	Kept     Reason = "kept"     // not now: an appointment falls due before this would end
	Leave    Reason = "leave"    // not here: another free desk can do this, and less else
	Closing  Reason = "closing"  // not here: it would not end in time
	Skill    Reason = "skill"    // not here: this desk cannot do it
	OtherOne Reason = "other"    // not here: another desk was asked for
	Later    Reason = "later"    // not yet: comes back later
	Nobody   Reason = "nobody"   // nobody waits
	NotThere Reason = "notthere" // this desk takes nobody now
)

// Decision is whom a desk calls, or that it waits.
type Decision struct {
	Ticket string // whom to call; "" for nobody
	Hold   bool   // somebody waits, but it is better to wait for an appointment
	Why    Reason
	// Until is, for a hold, when the appointment it waits for falls due.
	Until time.Time
	// Alternatives are others that were looked at, and why they were not called.
	Alternatives []Alternative
}

// Alternative is a guest who is not called now, and why.
type Alternative struct {
	Ticket string
	Why    Reason
	// Cost is how much worse calling them now is expected to be, and Late how many more people
	// would pass the norm by it in the coming hour; 0 where nothing was simulated.
	Cost, Late float64
}

// Chooser decides whom a desk calls. It must be pure: the same State gives the same Decision.
type Chooser func(s State, desk string) Decision

// Decide is the calling order of the house: it looks ahead where enough is known, and goes by due
// date where not.
func Decide(s State, desk string) Decision {
	if !s.Informed {
		return EDD(s, desk)
	}
	return NewRollout(Standard).Decide(s, desk)
}
