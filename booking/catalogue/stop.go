package catalogue

import "balie/booking/calendar"

// PutPlace plans an office without desks and rules that the draft's owner needs, and refuses with ErrOwned, as the
// others like it.
func (d *Draft) PutPlace(o Office) error {
	return d.putOwn(Ref{KindOffice, "", string(o.ID)}, 0, o.bare())
}

// PutDesk plans a desk of an office.
func (d *Draft) PutDesk(office OfficeID, desk Desk) error {
	return d.putOwn(Ref{KindDesk, office, string(desk.ID)}, 0, desk.bare())
}

// PutBerth plans what a vehicle makes of an office.
func (d *Draft) PutBerth(office OfficeID, b Berth) error {
	return d.putOwn(Ref{KindBerth, office, string(office)}, 0, b)
}

// PutStop plans the opening of a stop. It may share hours with another: two vehicles may stand at one place. It refuses
// with ErrSetup one that could not be.
func (d *Draft) PutStop(office OfficeID, o calendar.Opening) error {
	if err := validRules(calendar.Rules{Openings: []calendar.Opening{o}}); err != nil {
		return err
	}
	return d.putOwn(Ref{KindOpening, office, o.ID}, 0, o)
}
