package change

import (
	"context"
	"errors"
	"slices"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// SendAfter is how long a change waits before anybody is told, so that it can be taken back.
const SendAfter = 15 * time.Minute

// chunk is how many lines one transaction holds or carries out: few, since each writes some ten records.
const chunk = 5

// SendDue is the template of the promise in the outbox to carry a change out.
const SendDue = "change-due"

// Make closes the supply at once and holds the new times. Nobody is told before Due, but whose visit is within
// three hours: for them it is carried out now. A change that touches nobody is sent at once. It refuses with ErrOther
// where the catalogue changed since the plan was made, or somebody got a time at one of its offices. What is
// confirmed survives a crash: Work goes on with it.
func Make(ctx context.Context, l *ledger.Ledger, actor ledger.Actor, p Plan) (Change, error) {
	var c Change
	err := l.Update(ctx, actor, func(tx *ledger.Tx) (err error) {
		c, err = begin(tx, p)
		return err
	})
	if err != nil {
		return c, err
	}
	if err := hold(ctx, l, c.ID); err != nil {
		return c, err
	}
	if err := carryOut(ctx, l, c.ID, true); err != nil {
		return c, err
	}
	err = l.View(func(r ledger.Reader) (err error) { c, err = ByID(r, c.ID); return err })
	return c, err
}

// begin makes the change of the catalogue and writes down what is to be done.
func begin(tx *ledger.Tx, p Plan) (c Change, err error) {
	if err := catalogue.Unchanged(tx, p.Changes); err != nil {
		return c, ErrOther.Because(err)
	}
	if err := p.refuseSince(tx); err != nil {
		return c, err
	}
	if err := p.refuseRoster(tx); err != nil {
		return c, err
	}
	if err := catalogue.Apply(tx, p.Changes); err != nil {
		return c, err
	}
	if err := p.With.do(tx); err != nil {
		return c, err
	}
	c = Change{
		ID: ID(tx.NewID()), Why: p.Why, Office: p.Office, Made: tx.Now(), By: tx.Actor(),
		Due: tx.Now().Add(SendAfter), Changes: p.Changes, With: p.With, Lines: p.Lines,
	}
	if len(c.Lines) == 0 {
		c.Due = c.Made
		return c, c.become(tx, Sent)
	}
	if err := tx.Send(c.Due, c.dueKey(), ledger.Message{Template: SendDue, Subject: c.ID.subject(), Reason: string(c.Why)}); err != nil {
		return c, err
	}
	return c, c.become(tx, Waiting)
}

// hold holds the new times of lines, a few in each transaction. A time that somebody took meanwhile is left
// out: that line is planned again when it is carried out.
func hold(ctx context.Context, l *ledger.Ledger, id ID) error {
	return eachChunk(ctx, l, id, func(tx *ledger.Tx, c *Change, line *Line) error {
		if line.State != Planned {
			return nil
		}
		if err := touching.Put(tx, ledger.K().Str(string(line.Appointment)), c.ID); err != nil {
			return err
		}
		return line.hold(tx, c.Due)
	}, func(c Change, line Line) bool { return c.State != TakenBack && line.State == Planned })
}

// hold takes a line's new times under keys of their own until a while after they are due.
func (l *Line) hold(tx *ledger.Tx, due time.Time) error {
	a, err := booking.AppointmentByID(tx, l.Appointment)
	if err != nil {
		return err
	}
	if a.State != booking.Booked || !a.Offer.Same(l.Was) {
		l.State = Settled
		touching.Delete(tx, ledger.K().Str(string(l.Appointment)))
		return nil
	}
	more, err := supply.Standing(tx, query(a, nil))
	if err != nil {
		return err
	}
	var held []supply.Offer
	for _, to := range l.To {
		key := booking.VisitKey(tx.NewID())
		err := tx.Try(func() error {
			_, err := supply.Take(tx, supply.Query{Wish: a.Wish, Audience: supply.Staff, Extra: more, Kept: true}, to, supply.Claim{Kind: supply.Held, ID: string(key), Until: due.Add(SendAfter)})
			return err
		})
		switch {
		case errors.Is(err, supply.ErrTaken) || errors.Is(err, supply.ErrPast):
			continue
		case err != nil:
			return err
		}
		held, l.Keys = append(held, to), append(l.Keys, key)
	}
	if l.To = held; len(held) == 0 && l.How == Move {
		l.How = Propose
	}
	l.State = Held
	return nil
}

// eachChunk calls fn with a few lines of a change in each transaction, until none is left for which wants holds.
func eachChunk(ctx context.Context, l *ledger.Ledger, id ID, fn func(*ledger.Tx, *Change, *Line) error, wants func(Change, Line) bool) error {
	for more := true; more; {
		more = false
		err := l.Update(ctx, "system", func(tx *ledger.Tx) error {
			c, err := ByID(tx, id)
			if err != nil {
				return err
			}
			done := 0
			for i := range c.Lines {
				if !wants(c, c.Lines[i]) {
					continue
				}
				if done == chunk {
					more = true
					break
				}
				if err := fn(tx, &c, &c.Lines[i]); err != nil {
					return err
				}
				done++
			}
			if done == 0 {
				return nil
			}
			return c.write(tx)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// refuseSince refuses with ErrOther where somebody got a time since the plan was made that it might take: no line would
// say so, and nobody would tell them.
func (p Plan) refuseSince(r ledger.Reader) error {
	for at := p.seq; ; {
		since, err := ledger.Events(r, at, 500)
		if err != nil || len(since) == 0 {
			return err
		}
		for _, e := range since {
			if slices.Contains(placed, e.Kind) && p.touches(catalogue.OfficeID(e.Office)) {
				return ErrOther
			}
		}
		at = since[len(since)-1].Seq
	}
}

// placed are the events by which an appointment has a time that it did not have.
var placed = []string{"appointment.booked", "appointment.moved", "appointment.changed"}

// touches reports whether the plan changes what an office offers.
func (p Plan) touches(office catalogue.OfficeID) bool {
	return slices.Contains(p.at, office) || slices.ContainsFunc(p.Changes, func(c catalogue.Change) bool {
		return c.Ref.Kind == catalogue.KindProduct || c.Ref.Home() == office
	})
}
