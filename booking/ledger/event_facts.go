package ledger

import (
	"context"
	"strings"
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
	Office   string   `json:"office,omitempty"`
	Products []string `json:"products,omitempty"` // ids, in the order of the visit
	Persons  int      `json:"persons,omitempty"`  // of the whole visit
	Route    string   `json:"route,omitempty"`    // how one meets: "counter", "phone", "video", "stop", "home"
	Channel  string   `json:"channel,omitempty"`  // how somebody is told: "email", "sms", "letter"
	LeadDays *int     `json:"lead,omitempty"`     // whole days from the event until the visit, by the office's calendar
	Minutes  int      `json:"minutes,omitempty"`  // planned, of the whole visit
	Reason   string   `json:"reason,omitempty"`   // a key, never a text that somebody typed
}
