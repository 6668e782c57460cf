package kiosk

import (
	"fmt"

	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
)

var (
	// ErrNotToday: the visit would not end before closing; args: closes. An appointment can be made.
	ErrNotToday = ledger.Refuse(ledger.Conflict, "walkin.late")
	// ErrShut: no desk that can do this works any more today.
	ErrShut = ledger.Refuse(ledger.Conflict, "walkin.shut")
)

// TakeNumber gives somebody without an appointment a number, if their whole visit ends before closing
// as it looks now: who has a number is helped. The receptionist gives one all the same by queue.Enter. The
// same key again is the same number. It refuses with ErrNotToday and ErrShut, and as queue.Enter does.
func TakeNumber(tx *ledger.Tx, v queue.Visitor) (queue.Ticket, error) {
	return ledger.Once(tx, "kiosk/"+string(v.Office)+"/"+v.Key, fmt.Appendf(nil, "%s %q %+v %+v", v.Kind, v.Lang, v.Wish, v.Marks), func() (queue.Ticket, error) {
		c, err := forecast.ChanceOf(tx, v.Office, v.Wish, v.Kind)
		switch {
		case err != nil:
			return queue.Ticket{}, err
		case !c.Open:
			return queue.Ticket{}, ErrShut
		case !c.Fits:
			return queue.Ticket{}, ErrNotToday.With("closes", c.Closes)
		}
		v.Key = ""
		return queue.Enter(tx, v)
	})
}
