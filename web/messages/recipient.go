package messages

import (
	"context"
	"errors"
	"slices"
	"time"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// What one recipient gets in a day of what anybody can have sent who types their address: the rest waits for
// tomorrow, and is sent then if it is still true. What the municipality has to say is not counted.
const (
	mailsADay = 20
	textsADay = 10
)

// askedFor are the messages that whoever types an address or number causes.
var askedFor = []string{booking.NotifyBooked, booking.NotifyMoved, booking.NotifyRevised, booking.NotifyCancelled, booking.NotifyLink, booking.NotifyProof}

// errTomorrow says that its recipient got enough for today.
var errTomorrow = errors.New("messages: tomorrow")

// recipients counts what went out today, to whom only the vault could say. A restart begins anew.
type recipients struct {
	day  string
	sent map[string]int
	seen map[string]bool // messages that were counted, however often they are tried
}

// admits reports whether a message may go to somebody today, and counts it.
func (n *recipients) admits(v *contact.Vault, tell string, by contact.Channel, d contact.Details, key string, now time.Time) bool {
	to, most := contact.Recipient(v, by, d), mailsADay
	if to == "" || !slices.Contains(askedFor, tell) {
		return true
	}
	if by == contact.BySMS {
		most = textsADay
	}
	if day := now.Format(time.DateOnly); day != n.day {
		n.day, n.sent, n.seen = day, map[string]int{}, map[string]bool{}
	}
	if n.seen[key] {
		return true
	}
	if n.sent[to] >= most {
		return false
	}
	n.sent[to]++
	n.seen[key] = true
	return true
}

// tomorrow puts a message off until the morning.
func (w *Worker) tomorrow(ctx context.Context, o ledger.Outgoing) error {
	w.Log.Warn("a recipient got enough messages for today", "template", o.Message.Template)
	return w.Ledger.Update(context.WithoutCancel(ctx), "system", func(tx *ledger.Tx) error {
		if stands, err := tx.Stands(o); err != nil || !stands {
			return err
		}
		return tx.Postpone(o.Key, tx.Now().Truncate(24*time.Hour).Add(30*time.Hour), "")
	})
}
