package figures

import (
	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Place is where something is counted: an office, Road for all that is visited at stops of a vehicle together, or ""
// for what belongs to no place.
type Place string

// Road is every stop of every vehicle: one stop alone has too few visitors to say something of.
const Road Place = "~road"

// Stream is what is counted: each a crowd of its own.
type Stream string

// The streams. A visit is of the kind of its ticket.
const (
	Appointments Stream = "visit.appointment"
	WalkIns      Stream = "visit.walkin"
	Collects     Stream = "visit.collect"
	Callbacks    Stream = "visit.callback"
	Booked       Stream = "booked"    // appointments made
	Cancelled    Stream = "cancelled" // and cancelled
	Moved        Stream = "moved"     // and moved
	Held         Stream = "held"      // times chosen
	Expired      Stream = "expired"   // and let go of unbooked
	Sent         Stream = "sent"      // messages
	Failed       Stream = "failed"    // and those that were given up
)

// Visits are the streams of people who came, or should have.
var Visits = []Stream{Appointments, WalkIns, Collects, Callbacks}

// Cut is a way in which a stream is divided: everybody stands in one part of it.
type Cut string

// The cuts.
const (
	ByDay      Cut = "day"      // Monday is "1"
	ByHour     Cut = "hour"     // "09"
	ByProduct  Cut = "product"  // the first of a visit
	ByLead     Cut = "lead"     // days before the visit: see Leads
	ByRoute    Cut = "route"    // "counter", "phone", "video", "stop"
	ByDoor     Cut = "door"     // where it was done: "web", "desk", "phone", "kiosk", "partner"
	BySide     Cut = "side"     // who did it: "resident", "colleague", "partner", "system"
	ByChannel  Cut = "channel"  // how they are told
	ByReminder Cut = "reminder" // "yes" where one was due
	ByMessage  Cut = "message"  // which
)

// Leads are the parts of ByLead, each named by its first day.
var Leads = []struct {
	Name  string
	Until int
}{{"00", 2}, {"03", 7}, {"08", 14}, {"15", 28}, {"29", 1 << 30}}

// Crowd is one stream at one place.
type Crowd struct {
	All  Cell                    `json:"all"`
	Cuts map[Cut]map[string]Cell `json:"cuts,omitempty"`
}

// Week is what was counted at a place in a week.
type Week map[Stream]Crowd

var (
	weeks  = ledger.NewTable[Week]("fw:")   // place, Monday
	stamps = ledger.NewTable[string]("fs:") // the same: another with each change of a week
)

func weekKey(p Place, monday calendar.Date) ledger.Key {
	return ledger.K().Str(string(p)).Int32(int32(monday))
}

// add adds another week to this one, whose maps are nobody else's. What comes to nothing is not kept.
func (w Week) add(o Week) {
	for s, crowd := range o {
		sum := w[s]
		if sum.Cuts == nil {
			sum.Cuts = map[Cut]map[string]Cell{}
		}
		sum.All.add(crowd.All)
		for cut, parts := range crowd.Cuts {
			if sum.Cuts[cut] == nil {
				sum.Cuts[cut] = map[string]Cell{}
			}
			addParts(sum.Cuts[cut], parts)
			if len(sum.Cuts[cut]) == 0 {
				delete(sum.Cuts, cut)
			}
		}
		if w[s] = sum; sum.All.empty() && len(sum.Cuts) == 0 {
			delete(w, s)
		}
	}
}

func addParts(to, more map[string]Cell) {
	for name, cell := range more {
		sum := to[name]
		if sum.add(cell); sum.empty() {
			delete(to, name)
		} else {
			to[name] = sum
		}
	}
}
