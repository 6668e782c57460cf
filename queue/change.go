package queue

import (
	"balie/booking/ledger"
)

// issue gives a new ticket its id and number and writes it.
func issue(tx *ledger.Tx, t Ticket) (Ticket, error) {
	d, err := dayOf(tx, t.Office, t.Date)
	if err != nil {
		return t, err
	}
	if d.Closed {
		return t, ErrDayClosed
	}
	if d.Last == nil {
		d.Last = map[string]int{}
	}
	letter := letters[t.Kind]
	d.Last[letter]++
	t.ID, t.Number = TicketID(tx.NewID()), numberOf(t.Kind, d.Last[letter])
	if err := numbers.Put(tx, t.dayKey().Str(string(t.Number)), t.ID); err != nil {
		return t, err
	}
	if t.Appointment != "" {
		if err := byAppointment.Put(tx, ledger.K().Str(string(t.Appointment)), t.ID); err != nil {
			return t, err
		}
	}
	return write(tx, d, Ticket{}, t, "issued")
}

// change writes what became of a ticket, after judging that it may: every verb but issue ends here.
func change(tx *ledger.Tx, from, to Ticket, event string) (Ticket, error) {
	if from.State != to.State && !from.State.CanBecome(to.State) {
		return from, from.refuse()
	}
	d, err := dayOf(tx, to.Office, to.Date)
	switch {
	case err != nil:
		return to, err
	case d.Closed && to.State.Live() && !from.State.Live():
		return from, ErrDayClosed
	}
	return write(tx, d, from, to, event)
}

// write keeps a ticket, the indexes of its day and the day's version together, and says so.
func write(tx *ledger.Tx, d day, from, to Ticket, event string) (Ticket, error) {
	if from.State == Waiting {
		spots.Delete(tx, from.spotKey())
		d.count(from.class(), -1)
	}
	if from.State.here() && !to.State.here() {
		atDesk.Delete(tx, from.dayKey().Str(string(from.ID)))
	}
	var failed error
	if to.State == Waiting {
		failed = spots.Put(tx, to.spotKey(), to.spot())
		d.count(to.class(), +1)
	}
	if to.State.here() {
		failed = atDesk.Put(tx, to.dayKey().Str(string(to.ID)), true)
	}
	d.Version++
	d.note(to, event)
	to.Version = d.Version
	outcome, uncounted := to.outcome(tx)
	if uncounted != nil {
		return to, uncounted
	}
	to.Counted = outcome
	if failed == nil {
		failed = d.put(tx, to.dayKey())
	}
	if failed == nil {
		failed = tickets.Put(tx, ledger.K().Str(string(to.ID)), to)
	}
	if failed != nil {
		return to, failed
	}
	facts, err := to.facts(tx)
	if err != nil {
		return to, err
	}
	facts.Outcome, facts.Undone = to.Counted, from.Counted
	return to, tx.EmitFacts(facts, "ticket."+event, string(to.ID), string(to.Office))
}
