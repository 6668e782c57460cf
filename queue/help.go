package queue

import (
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Help is what an office-day asked of colleagues who do other work, and what it cost. It names no
// colleague: who was asked stands in records of their own that go when the day is closed (I13).
type Help struct {
	Requests []HelpRequest `json:"asks,omitempty"`   // the oldest first
	Spent    time.Duration `json:"spent"`            // of colleagues who came to help, in all
	Came     int           `json:"came"`             // how often one came
	Warned   *Warned       `json:"warned,omitempty"` // that stands now
}

// HelpRequest is one request for a colleague.
type HelpRequest struct {
	ID       string           `json:"id"`
	State    HelpRequestState `json:"state"`
	At       time.Time        `json:"at"`
	Desk     catalogue.DeskID `json:"desk"`             // to be opened
	Number   Number           `json:"number,omitempty"` // who would wait too long; "" for one who is to come
	Before   time.Time        `json:"before,omitzero"`  // when they would pass the norm
	Prevents float64          `json:"prevents"`         // late appointments, on average
	Closed   time.Time        `json:"closed,omitzero"`
}

// HelpRequestState is where a request stands.
type HelpRequestState string

// The states of a request.
const (
	Asked    HelpRequestState = "asked"
	Accepted HelpRequestState = "accepted" // a colleague opened the desk
	Declined HelpRequestState = "declined" // everybody who was asked cannot
	Lapsed   HelpRequestState = "lapsed"   // no longer needed
)

// legalHelpRequests is every move from state to state.
var legalHelpRequests = map[HelpRequestState][]HelpRequestState{
	Asked:    {Accepted, Declined, Lapsed},
	Accepted: {},
	Declined: {},
	Lapsed:   {},
}

// CanBecome reports whether a request may go from s to next.
func (s HelpRequestState) CanBecome(next HelpRequestState) bool {
	return slices.Contains(legalHelpRequests[s], next)
}

// MaxHelpRequests is how often one colleague is asked in a day.
const MaxHelpRequests = 3

// helpPause is how long after a request that nobody answered, or could, the next one may come.
const helpPause = 5 * time.Minute

// helper is a colleague who said that they can help today, and how often they were asked. It goes
// when the day is closed.
type helper struct {
	Off      bool     `json:"off,omitempty"` // said that they cannot today
	Asked    int      `json:"asked,omitempty"`
	Last     string   `json:"last,omitempty"`     // the request they see
	Declined []string `json:"declined,omitempty"` // requests that they could not follow
}

var (
	helps   = ledger.NewTable[Help]("qh:")   // office-day
	helpers = ledger.NewTable[helper]("qi:") // office-day + colleague
)

var (
	// ErrNoHelper: nobody said that they can help, or everybody was asked often enough today.
	ErrNoHelper = ledger.Refuse(ledger.Conflict, "help.nobody")
	// ErrHelpRequested: a request stands already.
	ErrHelpRequested = ledger.Refuse(ledger.Conflict, "help.asking")
	// ErrHelpRequestOver: somebody came already, or help is no longer needed.
	ErrHelpRequestOver = ledger.Refuse(ledger.Conflict, "help.over")
	// ErrNoSpare: no desk is free that could be opened.
	ErrNoSpare = ledger.Refuse(ledger.Conflict, "help.nodesk")
)

// HelpOf returns what an office asked of colleagues on a day.
func HelpOf(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) (Help, error) {
	h, _, err := helps.Find(r, dayKey(office, date))
	return h, err
}

// Standing is the request that stands now; ok is false where there is none.
func (h Help) Standing() (a HelpRequest, ok bool) {
	if n := len(h.Requests); n > 0 && h.Requests[n-1].State == Asked {
		return h.Requests[n-1], true
	}
	return a, false
}

// OfferHelp notes that a colleague, the actor, can help at the counter today when it gets busy, or
// cannot any longer. Said again it changes nothing.
func OfferHelp(tx *ledger.Tx, office catalogue.OfficeID, can bool) error {
	o, err := catalogue.OfficeByID(tx, office)
	if err != nil {
		return err
	}
	return offerHelp(tx, dayKey(office, o.Today(tx.Now())), tx.Actor(), can, office)
}

func offerHelp(tx *ledger.Tx, day ledger.Key, who ledger.Actor, can bool, office catalogue.OfficeID) error {
	key := day.Str(string(who))
	h, found, err := helpers.Find(tx, key)
	if err != nil || found && h.Off != can || !found && !can {
		return err
	}
	h.Off, h.Last = !can, ""
	if err := helpers.Put(tx, key, h); err != nil {
		return err
	}
	return tx.Emit("help.changed", string(office))
}

// MayBeAsked reports whether a colleague said that they can help today, or the roster did.
func MayBeAsked(r ledger.Reader, office catalogue.OfficeID, who ledger.Actor) (bool, error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return false, err
	}
	h, found, err := helpers.Find(r, dayKey(office, o.Today(r.Now())).Str(string(who)))
	return found && !h.Off, err
}

// write keeps the requests of a day and tells screens of the office alone.
func (h Help) write(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date) error {
	if err := helps.Put(tx, dayKey(office, date), h); err != nil {
		return err
	}
	return tx.Emit("help.changed", string(office))
}

// close ends the request that stands.
func (h *Help) close(tx *ledger.Tx, to HelpRequestState) {
	h.Requests = slices.Clone(h.Requests)
	a := &h.Requests[len(h.Requests)-1]
	a.State, a.Closed = to, tx.Now()
}

// SomebodyCanHelp reports whether a colleague said that they can help that day, and may still be asked.
func SomebodyCanHelp(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) (can bool, err error) {
	err = helpers.Each(r, dayKey(office, date), func(_ ledger.Key, h helper) error {
		can = can || !h.Off && h.Asked < MaxHelpRequests
		return nil
	})
	return can, err
}
