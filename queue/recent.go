package queue

import (
	"slices"
	"time"

	"balie/booking/catalogue"
)

// LastCall is a number that was called today, for the board. It stays when the visit is over, and goes
// when the day is closed (I13).
type LastCall struct {
	Ticket TicketID         `json:"ticket"`
	Number Number           `json:"number"`
	Desk   catalogue.DeskID `json:"desk"`
	Lang   string           `json:"lang,omitempty"`
	Calls  int              `json:"calls"` // how often
	At     time.Time        `json:"at"`
}

// mostRecent is how many calls a day remembers.
const mostRecent = 8

// note remembers a call, or forgets one that was undone. Whom we telephone is on no board.
func (d *day) note(t Ticket, event string) {
	if t.Kind == Callback || event != "called" && event != "recalled" && event != "undone" {
		return
	}
	d.Calls = slices.DeleteFunc(slices.Clone(d.Calls), func(c LastCall) bool { return c.Ticket == t.ID })
	if t.State == Called {
		d.Calls = slices.Insert(d.Calls, 0, LastCall{t.ID, t.Number, t.Desk, t.Lang, t.Calls, t.LastCall})
		d.Calls = d.Calls[:min(len(d.Calls), mostRecent)]
	}
}
