package booking

import (
	"slices"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// Revision is what somebody makes of an appointment that stands: other products or persons, at the time it has or at
// another.
type Revision struct {
	Wish    catalogue.Wish
	At      supply.Offer
	Answers []contact.Answer // to what the products ask themselves
	Phone   string           // for a product that cannot do without, where none is known
	Moves   int              // the appointment's Moves as the page showed it
	// Staff says that a colleague does it for them: from more of the supply, what residents do not book themselves too,
	// and what is asked is asked at the desk.
	Staff bool
}

var (
	// ErrUnchanged: it is for the same, at the same time.
	ErrUnchanged = ledger.Refuse(ledger.Conflict, "appointment.same")
	// ErrAnswerFirst: we asked for another time, and hold some; that is answered first.
	ErrAnswerFirst = ledger.Refuse(ledger.Conflict, "appointment.asked")
)

// Revise gives an appointment other products or persons, in one transaction: same appointment, link and code, and the old
// one stands until then. What it leaves of its time goes to who waits. The same revision sent twice is answered the same.
// It refuses with ErrNotBooked, ErrStarted, ErrMovedMeanwhile, ErrUnchanged, ErrAnswerFirst, ErrHidden and ErrDetails; as
// catalogue.Measure does; and with supply.ErrTaken and supply.ErrPast a time that does not fit.
func Revise(tx *ledger.Tx, v *contact.Vault, id AppointmentID, q Revision) (Appointment, error) {
	a, _, err := changeable(tx, id)
	if err != nil {
		return a, err
	}
	same := slices.Equal(a.Wish, q.Wish) && a.Offer.Same(q.At)
	switch {
	case same && a.Moves == q.Moves+1:
		return a, nil
	case a.Moves != q.Moves:
		return a, ErrMovedMeanwhile
	case same:
		return a, ErrUnchanged
	}
	if err := refuseRevision(tx, a, q); err != nil {
		return a, err
	}
	if err := reviseContact(tx, v, a, q); err != nil {
		return a, err
	}
	ask, err := RevisionQuery(tx, v, a, q.Wish, q.Staff)
	if err != nil {
		return a, err
	}
	return a.reviseTo(tx, ask, q.At)
}

// RevisionQuery asks for times for an appointment as it would be with another wish: with what its resident needs at the
// desk, and its own time as free. A reserve is for what was urgent: with a product more it is looked for in public.
func RevisionQuery(r ledger.Reader, v *contact.Vault, a Appointment, w catalogue.Wish, staff bool) (supply.Query, error) {
	q := supply.Query{Wish: w, Moving: a.ID, Audience: a.Audience()}
	if len(added(a.Wish, w)) > 0 {
		q.Audience = supply.Public
	}
	if staff {
		q.Audience = supply.Staff
	}
	more, err := supply.Standing(r, supply.Query{Wish: a.Wish, Moving: a.ID})
	if err != nil {
		return q, err
	}
	aid, err := contact.ReadAid(r, v, string(a.ID))
	more.Minutes = ExtraFor(aid).Minutes // what the products take is measured anew
	q.Extra = more
	return q, err
}

// KeepsTime reports whether an appointment with the wish of a query of RevisionQuery can stay at its time.
func KeepsTime(r ledger.Reader, a Appointment, q supply.Query) (bool, error) {
	starts, err := supply.Day(r, a.Offer.Office, a.keeping(q), a.Offer.Date)
	return slices.Contains(starts, a.Offer.Start), err
}

// keeping is a query for the time that an appointment has: it was promised, so only a product that is new needs its notice,
// and what it has, whoever gave it, it may keep of it.
func (a Appointment) keeping(q supply.Query) supply.Query {
	q.Promised = len(added(a.Wish, q.Wish)) == 0
	if less(a.Wish, q.Wish) && q.Audience == supply.Public {
		q.Audience = supply.Urgent
	}
	return q
}

// less reports whether a wish asks nothing that another does not.
func less(was, now catalogue.Wish) bool {
	return !slices.ContainsFunc(now, func(l catalogue.Line) bool {
		return !slices.ContainsFunc(was, func(m catalogue.Line) bool { return m.Product == l.Product && m.Persons >= l.Persons })
	})
}

// added are the lines of a wish for a product that another does not have.
func added(was, now catalogue.Wish) (lines catalogue.Wish) {
	for _, l := range now {
		if !was.Has(l.Product) {
			lines = append(lines, l)
		}
	}
	return lines
}

// refuseRevision refuses what is new in a revision and cannot be had, and one while we wait for an answer.
func refuseRevision(r ledger.Reader, a Appointment, q Revision) error {
	if _, err := catalogue.Measure(r, q.Wish); err != nil {
		return err
	}
	c, err := catalogue.Of(r)
	if err != nil {
		return err
	}
	if err := c.RefuseWithdrawn(added(a.Wish, q.Wish)); err != nil {
		return err
	}
	if !q.Staff {
		if err := refuseNew(r, added(a.Wish, q.Wish)); err != nil {
			return err
		}
	}
	asked, _, err := RescheduleRequestOf(r, a.ID)
	if err == nil && asked.State == Notified {
		err = ErrAnswerFirst
	}
	return err
}

// reviseContact keeps what the products of a revision ask, and lets go what those ask that are gone.
func reviseContact(tx *ledger.Tx, v *contact.Vault, a Appointment, q Revision) error {
	before, err := contact.Read(tx, v, a.ID.Subject())
	if err != nil {
		return err
	}
	d := before
	if !q.Staff {
		d.Answers = q.Answers
	}
	if d.Phone == "" {
		d.Phone = q.Phone
	}
	d = d.Clean()
	if d, err = (Request{Contact: d, Unasked: q.Staff}).asked(tx, q.Wish, q.At.Date); err != nil || d.Same(before) {
		return err
	}
	return contact.Correct(tx, v, a.ID.Subject(), d)
}

// reviseTo takes the time for the wish of a query, and lets all that hangs on the appointment follow.
func (a Appointment) reviseTo(tx *ledger.Tx, ask supply.Query, to supply.Offer) (Appointment, error) {
	from, id, stays := a.Offer, a.ID, a.Offer.Same(to)
	if stays {
		ask = a.keeping(ask)
	}
	left, _, err := freedTimeOf(tx, from, string(id))
	if err != nil {
		return a, err
	}
	revised := a
	err = tx.Try(func() (err error) {
		if err := supply.Vacate(tx, from.Office, from.Date, string(id)); err != nil {
			return err
		}
		revised.Offer, err = supply.Take(tx, ask, to, supply.Claim{Kind: supply.Booked, ID: string(id)})
		return err
	})
	if err != nil {
		return a, err
	}
	revised.Wish, revised.Cells, revised.Brought = ask.Wish, deskCells(revised.Offer), 0
	revised.Moves, revised.Changed, revised.Urgent = a.Moves+1, tx.Now(), a.Urgent && len(added(a.Wish, ask.Wish)) == 0
	if revised.With, err = catalogue.VersionsOf(tx, ask.Wish, revised.Offer.Date); err != nil {
		return a, err
	}
	if !stays {
		revised.Late = 0
	}
	if err := revised.follow(tx, stays); err != nil {
		return a, err
	}
	now, _, err := freedTimeOf(tx, revised.Offer, string(id))
	if err != nil {
		return a, err
	}
	for _, rest := range left.without(now) {
		if err := rest.offerLeft(tx, maxMoves); err != nil {
			return a, err
		}
	}
	return revised, revised.emit(tx, "changed", "", string(from.Office))
}

// follow writes a revised appointment with what hangs on it: what is told and when, what is forgotten, what is waited for.
func (a Appointment) follow(tx *ledger.Tx, stays bool) error {
	settle := func() error { return a.waitOn(tx) }
	if !stays {
		settle = func() error {
			if err := settleReschedule(tx, a.ID, Agreed); err != nil {
				return err
			}
			return StopWaiting(tx, a.ID)
		}
	}
	for _, step := range []func() error{
		func() error { return a.forgetLater(tx) },
		func() error { return a.write(tx) },
		func() error { return tx.Withdraw(a.callKey()) },
		func() error { return a.callLater(tx) },
		func() error { return a.notifyMoved(tx, NotifyRevised) },
		func() error { return a.moveAid(tx) },
		settle,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// waitOn lets who waits for an earlier time wait on: one that is held for them was for what they came for before.
func (a Appointment) waitOn(tx *ledger.Tx) error {
	w, found, err := WaitOf(tx, a.ID)
	if err != nil || !found || w.State != Offered {
		return err
	}
	return w.pass(tx)
}
