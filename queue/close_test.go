package queue

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// busyDay leaves somebody in every state at noon: done, left, missed, parked, serving, called,
// waiting, arrived by mistake, an appointment that is here, one that never came.
func busyDay(t *town) (in map[State]Ticket, absent, here booking.Appointment) {
	in = map[State]Ticket{}
	here, absent = t.book("paspoort", tuesday, "09:20"), t.book("rijbewijs", tuesday, "09:40")
	t.take(anna, "hal-1")
	t.take(bert, "hal-2")
	verb := func(who ledger.Actor, desk catalogue.DeskID, id TicketID, fn func(*ledger.Tx, DeskRequest, TicketID) (Ticket, error)) Ticket {
		return t.must(who, func(tx *ledger.Tx) (Ticket, error) { return fn(tx, t.here(desk), id) })
	}
	t.enter("paspoort")
	in[Done] = t.finish(anna, "hal-1", t.serve(anna, "hal-1").ID)
	in[Left] = verb(anna, "", t.enter("paspoort").ID, Leave)
	t.enter("rijbewijs")
	called := t.mustNext(anna, "hal-1")
	t.pass(time.Minute)
	in[Missed] = verb(anna, "hal-1", called.ID, Miss)
	t.enter("rijbewijs")
	in[Parked] = verb(anna, "hal-1", t.serve(anna, "hal-1").ID, Park)
	t.enter("paspoort")
	in[Serving] = t.serve(anna, "hal-1")
	t.enter("huwelijk")
	in[Called] = t.must(bert, func(tx *ledger.Tx) (Ticket, error) {
		id := t.look().Waiting[0].ID
		return PickByHand(tx, t.here("hal-2"), id, "quick")
	})
	verb(anna, "", t.enter("paspoort").ID, UndoArrive)
	in[Waiting] = t.join(here)
	t.at("2026-12-01T12:00")
	return in, absent, here
}

func TestACrashAtNoonLosesNobody(t *testing.T) {
	tn := newTown(t)
	in, _, _ := busyDay(tn)
	before, _ := json.Marshal(tn.look())
	tn.crash()
	if after, _ := json.Marshal(tn.look()); string(after) != string(before) {
		t.Errorf("before the crash %s\nafter %s", before, after)
	}
	for state, was := range in {
		if now := tn.ticket(was.ID); now.State != state || now.Number != was.Number {
			t.Errorf("%s was %s and is %s", was.Number, state, now.State)
		}
	}
	tn.finish(anna, "hal-1", in[Serving].ID)
}

func TestTheDayEndsWithTheRightStatistics(t *testing.T) {
	tn := newTown(t)
	in, absent, here := busyDay(tn)
	tn.crash() // at noon; nobody comes back until the next day
	tn.at("2026-12-02T02:59")
	if n, err := CloseOver(context.Background(), tn.ledger, TestLearner); n != 0 || err != nil {
		t.Fatalf("in the night %d days are closed: %v", n, err)
	}
	tn.at("2026-12-02T03:00")
	for i, want := range []int{1, 0} {
		if n, err := CloseOver(context.Background(), tn.ledger, TestLearner); n != want || err != nil {
			t.Fatalf("round %d closes %d days: %v", i, n, err)
		}
	}
	ends := map[State]State{Done: Done, Left: Left, Missed: Missed, Parked: Left, Serving: Done, Called: Missed, Waiting: Left}
	for was, want := range ends {
		if got := tn.ticket(in[was].ID); got.State != want || got.Finished.IsZero() {
			t.Errorf("who was %s is %s, want %s", was, got.State, want)
		}
	}
	if !tn.ticket(in[Serving].ID).Unlearned {
		t.Error("a visit that the night ended would be learned from")
	}
	if tn.state(absent) != booking.Missed || tn.state(here) != booking.Missed {
		t.Errorf("who never came is %s, who waited in vain %s", tn.state(absent), tn.state(here))
	}
	f := tn.figures(tuesday)
	if f.Issued != 7 || f.Helped != 2 || f.Left != 3 || f.Missed != 2 || f.Absent != 1 || f.Open != 0 {
		t.Errorf("figures: %+v", f)
	}
	if got := f.WalkIns; got.N != 6 || got.Within5 != 6 {
		t.Errorf("walk-ins, who went away unhelped too: %+v", got)
	}
	if got := f.Appointments; got.N != 1 || got.Within5 != 0 {
		t.Errorf("who waited in vain: %+v", got)
	}
}

func TestClosingGoesOnWhereACrashCutItShort(t *testing.T) {
	tn := newTown(t)
	for range 2*closeChunk + 10 {
		tn.enter("paspoort")
	}
	tn.do(func(tx *ledger.Tx) error { _, err := shut(tx, "hal", tuesday); return err })
	tn.do(func(tx *ledger.Tx) error { _, _, err := closeSome(tx, "hal", tuesday, nil, TestLearner); return err })
	tn.crash()
	tn.at("2026-12-02T08:00")
	if n, err := CloseOver(context.Background(), tn.ledger, TestLearner); n != 1 || err != nil {
		t.Fatalf("%d days closed: %v", n, err)
	}
	if f := tn.figures(tuesday); f.Left != 2*closeChunk+10 || f.Open != 0 {
		t.Errorf("figures: %+v", f)
	}
}

func TestAnOfficeClosedByMistakeOpensAgain(t *testing.T) {
	tn := newTown(t)
	w := tn.enter("paspoort")
	for range 2 {
		if err := CloseDay(context.Background(), tn.ledger, anna, "hal", tuesday, TestLearner); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tn.verb(anna, func(tx *ledger.Tx) (Ticket, error) { return Return(tx, tn.here(""), w.ID) }); !errors.Is(err, ErrDayClosed) {
		t.Errorf("coming back to a closed office: %v", err)
	}
	tn.do(func(tx *ledger.Tx) error { return ReopenDay(tx, "hal") })
	tn.take(anna, "hal-1")
	back := tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Return(tx, tn.here(""), w.ID) })
	if called := tn.mustNext(anna, "hal-1"); called.ID != w.ID || back.Number != w.Number {
		t.Errorf("called %s, came back as %s", called.Number, back.Number)
	}
}

// TestNobodyCanTellWhatAColleagueDid scans all that outlives the day for staff ids and desks (I13).
func TestNobodyCanTellWhatAColleagueDid(t *testing.T) {
	tn := newTown(t)
	busyDay(tn)
	scan := func(when string, forbidden []string, values ...any) {
		t.Helper()
		text, err := json.Marshal(values)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range forbidden {
			if strings.Contains(string(text), word) {
				t.Errorf("%s, %q stands in %s", when, word, text)
			}
		}
	}
	staff := []string{string(anna), string(bert)}
	scan("by day", staff, tn.look(), tn.figures(tuesday), tn.allTickets(), tn.events())
	scan("by day", []string{"hal-1", "hal-2"}, tn.figures(tuesday), tn.events())
	tn.at("2026-12-02T08:00")
	if _, err := CloseOver(context.Background(), tn.ledger, TestLearner); err != nil {
		t.Fatal(err)
	}
	scan("afterwards", append(staff, "hal-1", "hal-2"), tn.figures(tuesday), tn.allTickets(), tn.events())
	tn.see(func(r ledger.Reader) error {
		left := 0
		count := func(ledger.Key, DeskSession) error { left++; return nil }
		if err := deskSessions.Each(r, nil, count); err != nil {
			return err
		}
		err := places.Each(r, nil, count)
		if err2 := steps.Each(r, nil, func(ledger.Key, Step) error { left++; return nil }); err2 != nil || left > 0 {
			t.Errorf("%d records of desks in service are left: %v", left, err2)
		}
		return err
	})
}

func (t *town) allTickets() (all []Ticket) {
	t.see(func(r ledger.Reader) error {
		return tickets.Each(r, nil, func(_ ledger.Key, tk Ticket) error { all = append(all, tk); return nil })
	})
	return all
}

func (t *town) events() (all []ledger.Event) {
	t.see(func(r ledger.Reader) (err error) { all, err = ledger.Events(r, 0, 10_000); return err })
	return all
}
