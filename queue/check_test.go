package queue

import (
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// damages are ways in which a bug could leave the ledger, each with what the check must say of it.
var damages = map[string]struct {
	do   func(*ledger.Tx, map[State]Ticket) error
	says string
}{
	"a ticket at two desks (I2)": {func(tx *ledger.Tx, in map[State]Ticket) error {
		s, err := deskSessions.Get(tx, sessionKey("hal", tuesday, "hal-2"))
		if err != nil {
			return err
		}
		s.Ticket = in[Serving].ID
		return s.write(tx)
	}, "I2"},
	"a desk that forgot whom it has": {func(tx *ledger.Tx, _ map[State]Ticket) error {
		s, err := deskSessions.Get(tx, sessionKey("hal", tuesday, "hal-1"))
		if err != nil {
			return err
		}
		s.Ticket = ""
		return s.write(tx)
	}, "is with 0 desks"},
	"a colleague at two desks": {func(tx *ledger.Tx, _ map[State]Ticket) error {
		return DeskSession{Office: "hal", Date: tuesday, Desk: "hal-3", Staff: anna, Mode: Open}.write(tx)
	}, "one colleague"},
	"a number given twice (I9)": {func(tx *ledger.Tx, in map[State]Ticket) error {
		t := in[Waiting]
		return numbers.Put(tx, t.dayKey().Str(string(t.Number)), in[Done].ID)
	}, "I9"},
	"a ticket that waits unseen": {func(tx *ledger.Tx, in map[State]Ticket) error {
		spots.Delete(tx, in[Waiting].spotKey())
		return nil
	}, "is not in the queue"},
	"somebody seen who does not wait": {func(tx *ledger.Tx, in map[State]Ticket) error {
		return spots.Put(tx, in[Done].spotKey(), in[Done].spot())
	}, "but no ticket says so"},
	"a parked ticket that nobody sees": {func(tx *ledger.Tx, in map[State]Ticket) error {
		atDesk.Delete(tx, in[Parked].dayKey().Str(string(in[Parked].ID)))
		return nil
	}, "is not where the index says"},
	"a count that is wrong": {func(tx *ledger.Tx, in map[State]Ticket) error {
		d, err := dayOf(tx, "hal", tuesday)
		if err != nil {
			return err
		}
		d.count(in[Waiting].class(), +1)
		return days.Put(tx, dayKey("hal", tuesday), d)
	}, "counts"},
	"an arrival without a ticket (I8)": {func(tx *ledger.Tx, in map[State]Ticket) error {
		byAppointment.Delete(tx, ledger.K().Str(string(in[Waiting].Appointment)))
		return nil
	}, "I8"},
	"an appointment with another's ticket (I8)": {func(tx *ledger.Tx, in map[State]Ticket) error {
		return byAppointment.Put(tx, ledger.K().Str(string(in[Waiting].Appointment)), in[Done].ID)
	}, "I8"},
}

func TestTheCheckFindsWhatABugCouldLeave(t *testing.T) {
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			tn := newTown(t)
			in, _, _ := busyDay(tn)
			tn.check()
			tn.do(func(tx *ledger.Tx) error { return damage.do(tx, in) })
			var said []string
			if _, err := tn.ledger.Check(func(p string) { said = append(said, p) }); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(strings.Join(said, "\n"), damage.says) {
				t.Errorf("the check says %q, want %q", said, damage.says)
			}
			tn.forget()
		})
	}
}

// forget closes a ledger that a test damaged, without checking it.
func (t *town) forget() {
	_, _ = t.ledger.Close(), t.vault.Close()
	t.ledger = nil
}

func TestADeskKnowsItsColleagueAndAColleagueTheirDesk(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	tn.take(anna, "hal-1")
	tn.take(anna, "hal-2")
	deskOf := func(who ledger.Actor) (desk catalogue.DeskID) {
		tn.see(func(r ledger.Reader) error {
			s, _, err := DeskOf(r, who)
			desk = s.Desk
			return err
		})
		return desk
	}
	if deskOf(anna) != "hal-2" || deskOf(bert) != "" {
		t.Errorf("anna is at %q, bert at %q", deskOf(anna), deskOf(bert))
	}
	tn.take(bert, "hal-1")
	tn.at("2026-12-02T09:00")
	if got := deskOf(anna); got != "" {
		t.Errorf("the next day anna is at %q", got)
	}
	tn.take(cees, "hal-2")
	if state := tn.look().Desks[0].State; state != DeskClosed {
		t.Errorf("the next day Balie 1 is %s", state)
	}
}
