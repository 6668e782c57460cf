package catalogue

import (
	"balie/booking/calendar"
	"balie/booking/ledger"
)

// ErrOverlap: the desk is open by another rule in these hours already; an Overlap says which.
var ErrOverlap = ledger.Refuse(ledger.Conflict, "hours.overlap")

// Overlap is the opening that is in the way of another, and the first day on which it is.
type Overlap struct {
	With calendar.Opening
	On   calendar.Date
}

func (o Overlap) Error() string { return "opening " + o.With.ID + " on " + o.On.String() }

// PutOpening plans an opening of an office from a day on; zero is today, and what the rule said before holds until
// then. It refuses with ErrSetup one that could not be, with ErrOwned another owner's, and with ErrOverlap one that
// shares hours with another of its desk.
func (d *Draft) PutOpening(office OfficeID, o calendar.Opening, from calendar.Date) error {
	if err := validRules(calendar.Rules{Openings: []calendar.Opening{o}}); err != nil {
		return err
	}
	if err := d.putOwn(Ref{KindOpening, office, o.ID}, from, o); err != nil {
		return err
	}
	after, err := d.officeAfter(office)
	if err != nil {
		return err
	}
	if _, known := after.Desk(DeskID(o.Desk)); !known {
		return ErrSetup.With("what", "desk "+o.Desk)
	}
	if with, on, found := after.Rules().Overlap(o.ID, Today(d.reader)); found {
		return ErrOverlap.Because(Overlap{with, on})
	}
	return nil
}

// PutException plans other hours for one day of an office. It refuses as PutOpening does.
func (d *Draft) PutException(office OfficeID, e calendar.Exception) error {
	if err := validRules(calendar.Rules{Exceptions: []calendar.Exception{e}}); err != nil {
		return err
	}
	return d.putOwn(Ref{KindException, office, e.ID}, 0, e)
}

// End plans that a rule says nothing from a day on; zero is today. It refuses with ErrOwned another owner's.
func (d *Draft) End(ref Ref, from calendar.Date) error {
	if err := d.end(ref, from); err != nil {
		return err
	}
	return d.ownOnly()
}

// SetHolidays plans whether the openings of an office rest on Dutch holidays.
func (d *Draft) SetHolidays(office OfficeID, rest bool) error {
	o, err := d.officeAfter(office)
	if err != nil {
		return err
	}
	o.Holidays = rest
	return d.putOwn(Ref{KindOffice, "", string(office)}, 0, o.bare())
}

func (d *Draft) putOwn(ref Ref, from calendar.Date, value any) error {
	if err := d.put(ref, from, value, 0); err != nil {
		return err
	}
	return d.ownOnly()
}

// ownOnly refuses a draft that left anything to its owner.
func (d *Draft) ownOnly() error {
	for _, ref := range d.left {
		return ErrOwned.With("what", ref.String())
	}
	return nil
}

func (d *Draft) officeAfter(id OfficeID) (Office, error) {
	c, err := d.Snapshot(Today(d.reader))
	if err != nil {
		return Office{}, err
	}
	return c.Office(id)
}
