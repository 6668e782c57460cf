package queue

import (
	"slices"
	"testing"
	"time"

	"balie/booking/ledger"
)

// TestTheNormCountsEverybody: nobody falls out of the figure by leaving, by a vain call or by not being called at all.
func TestTheNormCountsEverybody(t *testing.T) {
	cases := map[string]struct {
		does         func(*town, Ticket)
		n, within    int
		left, waited int // minutes
	}{
		"waits within the norm":   {func(tn *town, _ Ticket) { tn.pass(5 * time.Minute) }, 0, 0, 0, 5},
		"late from that second":   {func(tn *town, _ Ticket) { tn.pass(5*time.Minute + time.Second) }, 1, 0, 0, 5},
		"goes away in time":       {func(tn *town, t Ticket) { tn.pass(3 * time.Minute); tn.leave(t); tn.pass(time.Hour) }, 1, 1, 1, 3},
		"goes away late":          {func(tn *town, t Ticket) { tn.pass(9 * time.Minute); tn.leave(t) }, 1, 0, 1, 9},
		"called in vain":          {func(tn *town, t Ticket) { tn.vain(2 * time.Minute) }, 1, 1, 0, 2},
		"back and waits too long": {func(tn *town, t Ticket) { tn.vain(2 * time.Minute); tn.back(t); tn.pass(7 * time.Minute) }, 1, 0, 0, 7},
		"back and called soon": {func(tn *town, t Ticket) {
			tn.vain(2 * time.Minute)
			tn.back(t)
			tn.pass(time.Minute)
			tn.mustNext(anna, "hal-1")
		}, 1, 1, 0, 2},
		"a vain call wipes no late one": {func(tn *town, t Ticket) {
			tn.vain(8 * time.Minute)
			tn.back(t)
			tn.mustNext(anna, "hal-1")
		}, 1, 0, 0, 8},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			tn := newTown(t)
			tn.take(anna, "hal-1")
			made := tn.book("paspoort", tuesday, "09:10")
			tn.at("2026-12-01T09:10")
			ticket := tn.join(made)
			c.does(tn, ticket)
			f := tn.figures(tuesday)
			if f.Appointments.N != c.n || f.Appointments.Within5 != c.within || f.Leavers.N != c.left {
				t.Errorf("counts %+v, leavers %+v", f.Appointments, f.Leavers)
			}
			if waited, _ := tn.ticket(ticket.ID).Waited(tn.now()); int(waited.Minutes()) != c.waited {
				t.Errorf("waited %v", waited)
			}
		})
	}
}

func (t *town) leave(of Ticket) {
	t.must("host", func(tx *ledger.Tx) (Ticket, error) { return Leave(tx, DeskRequest{Office: "hal"}, of.ID) })
}

func (t *town) back(of Ticket) {
	t.pass(20 * time.Minute)
	t.must("host", func(tx *ledger.Tx) (Ticket, error) { return Return(tx, DeskRequest{Office: "hal"}, of.ID) })
}

// vain calls whoever waits after a while, and nobody comes.
func (t *town) vain(after time.Duration) {
	t.pass(after)
	called := t.mustNext(anna, "hal-1")
	t.pass(RecallEvery)
	t.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Miss(tx, t.here("hal-1"), called.ID) })
}

func TestWhoStillWaitedAtClosingIsNamed(t *testing.T) {
	tn := newTown(t)
	walked := tn.enter("paspoort")
	tn.pass(time.Minute)
	if err := CloseDay(t.Context(), tn.ledger, anna, "hal", tuesday, nil); err != nil {
		t.Fatal(err)
	}
	f := tn.figures(tuesday)
	if !slices.Equal(f.Unhelped, []Number{walked.Number}) || f.WalkIns.N != 1 || f.Leavers.N != 1 {
		t.Errorf("closed, the figures say %+v", f)
	}
}
