package ledger

import (
	"context"
	"strings"

	"balie/booking/calendar"
)

// Side is on whose side an event began. It is told from the actor of the transaction and is all
// that an event keeps of it (I13).
type Side string

// The sides.
const (
	ResidentSide  Side = "resident"  // a resident, on the web, at a kiosk or on a phone
	ColleagueSide Side = "colleague" // somebody who works here, at a desk, on the telephone or on the road
	PartnerSide   Side = "partner"   // an organisation that books for others
	SystemSide    Side = "system"    // nobody: a job, an import, the command line
)

// Side is the side that an actor is on.
func (a Actor) Side() Side {
	kind, _, _ := strings.Cut(string(a), " ")
	switch kind {
	case "resident", "kiosk", "visitor":
		return ResidentSide
	case "staff", "outing":
		return ColleagueSide
	case "partner":
		return PartnerSide
	}
	return SystemSide
}

// Door is the way by which a request came in: "web", "desk", "phone", "kiosk". The assembly of
// pages names it for each of its rooms; a job has none.
type Door string

type doorKey struct{}

// DoorKey is the key under which a context carries its Door.
var DoorKey any = doorKey{}

// Through returns a context whose transactions came in by a door.
func Through(ctx context.Context, d Door) context.Context { return context.WithValue(ctx, DoorKey, d) }

func doorOf(ctx context.Context) Door {
	d, _ := ctx.Value(DoorKey).(Door)
	return d
}

// Facts are what figures need to know of an event beside its subject: places, kinds and numbers,
// never a person. What does not apply is left out.
type Facts struct {
	Office   string        `json:"office,omitempty"`
	Products []string      `json:"products,omitempty"` // ids, in the order of the visit
	Persons  int           `json:"persons,omitempty"`  // of the whole visit
	Route    string        `json:"route,omitempty"`    // how one meets: "counter", "phone", "video", "stop", "home"
	Channel  string        `json:"channel,omitempty"`  // how somebody is told: "email", "sms", "letter"
	LeadDays *int          `json:"lead,omitempty"`     // whole days from the event until the visit, by the office's calendar
	Minutes  int           `json:"minutes,omitempty"`  // planned, of the whole visit
	Reason   string        `json:"reason,omitempty"`   // a key, never a text that somebody typed
	Day      calendar.Date `json:"day,omitzero"`       // on which it happened, by the office's calendar

	Outcome *Outcome `json:"out,omitempty"`  // how the visit ended
	Undone  *Outcome `json:"undo,omitempty"` // how it had ended, which counts no longer
}

// Outcome is how a visit ended, with all that figures count of it: the same outcome that is told when a visit ends is
// told as Undone when that is taken back, so that what is counted is a sum of events.
type Outcome struct {
	End      string        `json:"end"`                // "helped", "left", "missed" who did not come when called, "absent" who never came
	Kind     string        `json:"kind"`               // "appointment", "walkin", "collect", "callback"
	Route    string        `json:"route"`              // as Facts.Route
	Product  string        `json:"product,omitempty"`  // the first of the visit
	Day      calendar.Date `json:"day"`                // of the visit
	Hour     int           `json:"hour"`               // by the office's clock, from which the promised wait counts
	Promise  int           `json:"promise,omitempty"`  // seconds from the later of booked and arrived until the call, or until going away
	Raw      int           `json:"raw,omitempty"`      // the same from coming in
	Way      int           `json:"way,omitempty"`      // seconds from the call to the start; 0 where nobody was helped
	Service  int           `json:"service,omitempty"`  // seconds from the start to the end; 0 where that is not known
	Planned  int           `json:"planned,omitempty"`  // minutes
	Lead     *int          `json:"lead,omitempty"`     // days between making an appointment and the visit
	Channel  string        `json:"channel,omitempty"`  // by which an appointment's resident is told
	Reminded bool          `json:"reminded,omitempty"` // a reminder was due before the visit
}
