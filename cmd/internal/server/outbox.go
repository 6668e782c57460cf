package server

import (
	"context"
	"fmt"
	"slices"
	"time"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// toResidents are the messages in the outbox that are for residents: those tried no more, and the others.
func toResidents(r ledger.Reader) (dead, waiting []ledger.Outgoing, err error) {
	all, err := ledger.Waiting(r)
	for _, o := range all {
		switch {
		case o.Dead != "":
			dead = append(dead, o)
		case slices.Contains(booking.NotificationsBy(contact.Written...), o.Message.Template):
			waiting = append(waiting, o)
		}
	}
	return dead, waiting, err
}

func (h *Server) outbox() (r Report) {
	err := h.Ledger.View(func(v ledger.Reader) error {
		dead, waiting, err := toResidents(v)
		for _, o := range dead {
			r.Lines = append(r.Lines, fmt.Sprintf("%s  %s  given up after try %d", o.Key, o.Dead, o.Tries))
		}
		for _, o := range waiting {
			if o.Tries > 0 {
				r.Lines = append(r.Lines, fmt.Sprintf("%s  failed %d times, tried again at %s", o.Key, o.Tries, o.Due.Format(time.RFC3339)))
			}
		}
		r.Lines = append(r.Lines, fmt.Sprintf("%d could not be delivered, %d wait", len(dead), len(waiting)))
		return err
	})
	if err != nil {
		return refused(err)
	}
	return r
}

// retry sends dead letters anew: tries are counted from nothing.
func (h *Server) retry(ctx context.Context, key string) Report {
	n := 0
	err := h.Ledger.Update(ctx, "cli", func(tx *ledger.Tx) error {
		n = 0
		dead, _, err := toResidents(tx)
		for _, o := range dead {
			if err == nil && (o.Key == key || key == "all") {
				n++
				err = tx.Send(tx.Now(), o.Key, o.Message)
			}
		}
		return err
	})
	switch {
	case err != nil:
		return refused(err)
	case n == 0:
		return Report{Refusal: fmt.Sprintf("%q is no message that could not be delivered; balie outbox names them", key)}
	}
	return Report{Lines: []string{fmt.Sprintf("%d to be tried again", n)}}
}
