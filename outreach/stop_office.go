package outreach

import (
	"errors"
	"slices"
	"strings"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// A place to stand is an office as long as there is something to come: an opening for each published stop. The
// plan writes these, the desk where nobody set one up, and what the vehicle makes of the office; all else of an
// office that the municipality set up is the municipality's. Openings that are over are left out when a stop of
// the place is written again.

// openingID is the id of a stop's opening at its office.
func openingID(s StopID) string { return catalogue.StopPrefix + strings.ToLower(string(s)) }

// deskOf is the one desk of a place: that of an office which was there before, else one of ours.
func deskOf(o catalogue.Office) catalogue.DeskID {
	if len(o.Desks) > 0 {
		return o.Desks[0].ID
	}
	return catalogue.DeskID(string(o.ID) + "-bus")
}

// refreshOffices writes the offices of an outing's stops as they are to be: open for what is published. before is the
// outing as it was: a stop may have gone to another place.
func (o Outing) refreshOffices(tx *ledger.Tx, before Outing) error {
	d := catalogue.NewDraft(tx, catalogue.Outreach)
	if err := o.planOffices(tx, d, before); err != nil {
		return err
	}
	if err := catalogue.Apply(tx, d.Changes()); err != nil {
		return err
	}
	return o.forgetOpenings(tx)
}

// planOffices is refreshOffices in a draft.
func (o Outing) planOffices(r ledger.Reader, d *catalogue.Draft, before Outing) error {
	if o.State == Draft {
		return nil
	}
	v, err := VehicleByID(r, o.Vehicle)
	if err != nil {
		return err
	}
	done := map[PlaceID]bool{}
	for _, s := range slices.Concat(o.Stops, before.Stops) {
		if done[s.Place] {
			continue
		}
		done[s.Place] = true
		if err := o.planOffice(r, d, v, s.Place); err != nil {
			return err
		}
	}
	return nil
}

func (o Outing) planOffice(r ledger.Reader, d *catalogue.Draft, v Vehicle, id PlaceID) error {
	p, err := PlaceByID(r, id)
	if err != nil {
		return err
	}
	office, err := catalogue.OfficeNow(r, catalogue.OfficeID(id))
	if errors.Is(err, catalogue.ErrUnknownOffice) {
		if office, err = newOffice(r, v, p); err == nil {
			err = d.PutPlace(office)
		}
	}
	if err != nil {
		return err
	}
	skills, err := o.skillsAt(r, v, p)
	if err != nil {
		return err
	}
	desk := deskOf(office)
	if len(office.Desks) == 0 {
		if err := d.PutDesk(office.ID, catalogue.Desk{ID: desk, Name: v.Name, Skills: skills}); err != nil {
			return err
		}
	}
	if err := d.PutBerth(office.ID, catalogue.Berth{Label: v.ID, Desk: desk, Skills: berthSkills(office, skills)}); err != nil {
		return err
	}
	return o.planOpenings(d, office, desk, skills)
}

// planOpenings opens an office for the stops of an outing, and ends what is no stop of it any more.
func (o Outing) planOpenings(d *catalogue.Draft, office catalogue.Office, desk catalogue.DeskID, skills []string) error {
	open := map[string]bool{}
	for _, s := range o.live() {
		if o.Open() && catalogue.OfficeID(s.Place) == office.ID && s.State != Left {
			open[openingID(s.ID)] = true
			if err := d.PutStop(office.ID, opening(o, s, desk, skills)); err != nil {
				return err
			}
		}
	}
	for _, x := range office.Openings {
		if o.owns(x) && !open[x.ID] {
			if err := d.End(catalogue.Ref{Kind: catalogue.KindOpening, Office: office.ID, ID: x.ID}, 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// owns reports whether an opening is that of one of the outing's stops.
func (o Outing) owns(x calendar.Opening) bool {
	return slices.ContainsFunc(o.Stops, func(s Stop) bool { return openingID(s.ID) == x.ID })
}

// forgetOpenings leaves out what is over of other outings at the places of this one.
func (o Outing) forgetOpenings(tx *ledger.Tx) error {
	if o.State == Draft {
		return nil
	}
	for _, s := range o.Stops {
		office, err := catalogue.OfficeNow(tx, catalogue.OfficeID(s.Place))
		if err != nil {
			return err
		}
		for _, x := range office.Openings {
			if o.owns(x) || !strings.HasPrefix(x.ID, catalogue.StopPrefix) || x.Until >= office.Today(tx.Now()) {
				continue
			}
			if err := catalogue.Remove(tx, catalogue.Outreach, catalogue.Ref{Kind: catalogue.KindOpening, Office: office.ID, ID: x.ID}); err != nil {
				return err
			}
		}
	}
	return nil
}

// berthSkills are what the desk of a place can do while vehicles come there: another outing may need more of it.
func berthSkills(o catalogue.Office, skills []string) []string {
	skills = slices.Clone(skills)
	for _, x := range o.Openings {
		if strings.HasPrefix(x.ID, catalogue.StopPrefix) {
			skills = append(skills, x.Skills...)
		}
	}
	slices.Sort(skills)
	return slices.Compact(skills)
}

func opening(o Outing, s Stop, desk catalogue.DeskID, skills []string) calendar.Opening {
	return calendar.Opening{
		ID: openingID(s.ID), Desk: string(desk), Weekdays: []calendar.Weekday{calendar.Weekday(o.Date.Weekday())},
		From: o.Date, Until: o.Date, Start: s.Arrive, End: s.Leave, Skills: skills, Use: calendar.ForBoth, Share: calendar.Public,
	}
}

// newOffice is a place's office before it has any opening.
func newOffice(r ledger.Reader, v Vehicle, p Place) (catalogue.Office, error) {
	n, err := NeighbourhoodByID(r, p.Neighbourhood)
	if err != nil {
		return catalogue.Office{}, err
	}
	o := catalogue.Office{ID: catalogue.OfficeID(p.ID), Kind: catalogue.Stop, Name: v.Name + " " + n.Name, Street: p.Street, Postcode: p.Postcode, Place: n.Name,
		Lat: p.Lat, Lon: p.Lon, Zone: "Europe/Amsterdam", Label: v.ID}
	if o.Street == "" {
		o.Street = p.Name
	}
	all, err := catalogue.Offices(r)
	for _, other := range all {
		if other.Fixed() {
			o.Zone, o.Demo, o.Phone = other.Zone, other.Demo, other.Phone
			break
		}
	}
	return o, err
}

// skillsAt is what can be done at a place: what the vehicle can, and what its kit adds where the signal
// is good enough for it.
func (o Outing) skillsAt(r ledger.Reader, v Vehicle, p Place) ([]string, error) {
	skills := slices.Clone(v.Skills)
	if o.Kit != "" && p.Signal == Good {
		k, err := KitByID(r, o.Kit)
		if err != nil {
			return nil, err
		}
		skills = append(skills, k.Skills...)
	}
	slices.Sort(skills)
	return slices.Compact(skills), nil
}

// Booked returns who is booked at a stop: appointments that are to come, of its hours.
func Booked(r ledger.Reader, o Outing, s Stop) (booked []booking.Appointment, err error) {
	all, err := booking.AppointmentsBetween(r, catalogue.OfficeID(s.Place), o.Date, s.Arrive, s.Leave)
	if errors.Is(err, catalogue.ErrUnknownOffice) {
		return nil, nil
	}
	for _, a := range all {
		if a.State == booking.Booked {
			booked = append(booked, a)
		}
	}
	return booked, err
}
