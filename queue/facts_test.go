package queue

import (
	"strings"
	"testing"

	"balie/booking/ledger"
)

// TestEveryTicketEventSaysWhatFiguresNeed serves somebody and reads the events: each names office,
// products and kind, and the side that it began on, and none names a colleague or a desk.
func TestEveryTicketEventSaysWhatFiguresNeed(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	tn.enter("paspoort")
	called, err := tn.next(anna, "hal-1")
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []func(*ledger.Tx) (Ticket, error){
		func(tx *ledger.Tx) (Ticket, error) { return Start(tx, tn.here("hal-1"), called.ID) },
		func(tx *ledger.Tx) (Ticket, error) { return Finish(tx, tn.here("hal-1"), called.ID, Report{}) },
	} {
		if _, err := tn.verb(anna, step); err != nil {
			t.Fatal(err)
		}
	}
	seen := 0
	tn.see(func(r ledger.Reader) error {
		all, err := ledger.Events(r, 0, 1000)
		for _, e := range all {
			if !strings.HasPrefix(e.Kind, "ticket.") {
				continue
			}
			seen++
			if e.Office == "" || len(e.Products) == 0 || e.Persons == 0 || e.Route == "" || e.Side == "" {
				t.Errorf("%s does not say where, what and by whom: %+v", e.Kind, e)
			}
			for _, id := range e.IDs {
				if strings.Contains(id, "staff") {
					t.Errorf("%s names a colleague: %v", e.Kind, e.IDs)
				}
			}
		}
		return err
	})
	if seen < 4 {
		t.Errorf("only %d events", seen)
	}
}
