package change

import (
	"context"
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Outage plans that a desk takes nobody for the rest of today, since it or who was to sit there fell out. It refuses
// with ErrNoDesk, with ErrStop, and with ErrShut a desk that takes nobody already.
func Outage(r ledger.Reader, office catalogue.OfficeID, desk catalogue.DeskID) (*catalogue.Draft, error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return nil, err
	}
	today, now := calendar.CellIn(r.Now(), o.Location())
	k := calendar.Closure{ID: outageID(desk, today), Desk: string(desk), From: today, Until: today, Start: now, End: calendar.CellsPerDay, Reason: "uitval"}
	if slices.Contains(FallenOut(o, today), desk) {
		return nil, ErrShut
	}
	if err := refuseClosure(r, o, k); err != nil {
		return nil, err
	}
	d := catalogue.NewDraft(r, catalogue.Disruption)
	return d, d.PutClosure(office, k)
}

// outageID names the closure of a desk that fell out on a day.
func outageID(desk catalogue.DeskID, date calendar.Date) string {
	return catalogue.OutagePrefix + date.String() + "-" + string(desk)
}

// FallenOut are the desks of an office that fell out on a day.
func FallenOut(o catalogue.Office, date calendar.Date) (desks []catalogue.DeskID) {
	for _, k := range o.Closures {
		if desk := catalogue.DeskID(k.Desk); k.ID == outageID(desk, date) {
			desks = append(desks, desk)
		}
	}
	return desks
}

// EndOutage lets a desk that fell out today take people again. Of whom nobody was told nothing is heard: their change
// is taken back. Who was moved keeps the new time. Ended twice it is ended once.
func EndOutage(ctx context.Context, l *ledger.Ledger, actor ledger.Actor, office catalogue.OfficeID, desk catalogue.DeskID) error {
	var by Change
	var found bool
	ref := catalogue.Ref{Kind: catalogue.KindClosure, Office: office}
	err := l.View(func(r ledger.Reader) error {
		o, err := catalogue.OfficeByID(r, office)
		if err != nil {
			return err
		}
		ref.ID = outageID(desk, o.Today(r.Now()))
		by, found, err = outageBy(r, ref)
		return err
	})
	switch {
	case err != nil:
		return err
	case found && by.State == Waiting:
		_, err = TakeBack(ctx, l, actor, by.ID)
		return err
	case found && by.State == Sending:
		if _, err := Send(ctx, l, by.ID); err != nil {
			return err
		}
	}
	return l.Update(ctx, actor, func(tx *ledger.Tx) error {
		if found {
			_, err := Reopen(tx, by.ID)
			return err
		}
		return catalogue.End(tx, catalogue.Disruption, ref)
	})
}

// outageBy is the change by which a closure of an outage stands; found is false for one that asked nobody to move.
func outageBy(r ledger.Reader, ref catalogue.Ref) (c Change, found bool, err error) {
	all, err := All(r)
	for _, c := range all {
		if c.State.stands() && len(c.Changes) == 1 && c.Changes[0].Ref == ref {
			return c, true, err
		}
	}
	return c, false, err
}
