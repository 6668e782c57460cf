package forecast

import (
	"errors"
	"testing"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/steer"
)

// punctual sets whether the town hall keeps to the clock.
func (t *town) punctual(keeps bool) {
	t.Helper()
	t.do(func(tx *ledger.Tx) error {
		o, err := catalogue.OfficeByID(tx, "hal")
		if err != nil {
			return err
		}
		o.Punctual = keeps
		return catalogue.PutOffice(tx, o)
	})
}

// TestTheOrderCallsWhoIsEarlyAsTheOfficeDecided: what the line, the forecast and every way of calling say is one
// decision of the office.
func TestTheOrderCallsWhoIsEarlyAsTheOfficeDecided(t *testing.T) {
	for name, keeps := range map[string]bool{"early": false, "punctual": true} {
		t.Run(name, func(t *testing.T) {
			tn := newTown(t)
			tn.punctual(keeps)
			tn.take(anna, "hal-1")
			early := tn.join(tn.book("paspoort", tuesday, "09:30"))
			if got := tn.look().Waiting[0].NotYet; got != keeps {
				t.Errorf("the line says not yet: %v", got)
			}
			var wait Range
			tn.see(func(r ledger.Reader) (err error) { wait, err = Wait(r, early); return err })
			if soon := wait.Likely < 5*time.Minute; soon == keeps || wait.Nobody {
				t.Errorf("half an hour early, the forecast says %+v", wait)
			}
			_, err := tn.next(anna, "hal-1")
			if called := err == nil; called == keeps {
				t.Errorf("half an hour early, calling says %v", err)
			}
			if keeps {
				tn.refusedUntilBooked(early)
			}
		})
	}
}

// refusedUntilBooked: no decision, however it was made, calls a ticket before its time.
func (t *town) refusedUntilBooked(early queue.Ticket) {
	t.Helper()
	force := func(steer.State, string) steer.Decision { return steer.Decision{Ticket: string(early.ID)} }
	_, err := queue.Next(t.Context(), t.ledger, anna, t.here("hal-1"), SteeringState, force)
	if !errors.Is(err, queue.ErrNotYet) {
		t.Errorf("a decision that calls early is answered %v", err)
	}
	t.at("2026-12-01T09:30")
	if called := t.mustNext(anna, "hal-1"); called.ID != early.ID {
		t.Errorf("at its time %s is called", called.Number)
	}
}

// TestWhoCannotWaitIsCalledEarlyEverywhere, and so is who a colleague picks by hand with a reason.
func TestWhoCannotWaitIsCalledEarlyEverywhere(t *testing.T) {
	tn := newTown(t)
	tn.punctual(true)
	tn.take(anna, "hal-1")
	tn.take(bert, "hal-2")
	urgent, picked := tn.join(tn.book("paspoort", tuesday, "09:30")), tn.join(tn.book("paspoort", tuesday, "09:40"))
	tn.must("host", func(tx *ledger.Tx) (queue.Ticket, error) {
		return queue.Prioritise(tx, queue.DeskRequest{Office: "hal"}, urgent.ID, queue.Reasons[0])
	})
	if called := tn.mustNext(anna, "hal-1"); called.ID != urgent.ID {
		t.Errorf("%s is called", called.Number)
	}
	tn.must(bert, func(tx *ledger.Tx) (queue.Ticket, error) {
		return queue.PickByHand(tx, tn.here("hal-2"), picked.ID, queue.Reasons[0])
	})
}
