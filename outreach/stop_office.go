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

// refreshOffices writes the offices of an outing's stops as they are to be: open for what is published.
func (o Outing) refreshOffices(tx *ledger.Tx) error {
	if o.State == Draft {
		return nil
	}
	v, err := VehicleByID(tx, o.Vehicle)
	if err != nil {
		return err
	}
	done := map[PlaceID]bool{}
	for _, s := range o.Stops {
		if done[s.Place] {
			continue
		}
		done[s.Place] = true
		if err := o.refreshOffice(tx, v, s.Place); err != nil {
			return err
		}
	}
	return nil
}

func (o Outing) refreshOffice(tx *ledger.Tx, v Vehicle, id PlaceID) error {
	p, err := PlaceByID(tx, id)
	if err != nil {
		return err
	}
	office, err := catalogue.OfficeNow(tx, catalogue.OfficeID(id))
	if errors.Is(err, catalogue.ErrUnknownOffice) {
		if office, err = newOffice(tx, v, p); err == nil {
			err = catalogue.PutPlace(tx, catalogue.Outreach, office)
		}
	}
	if err != nil {
		return err
	}
	skills, err := o.skillsAt(tx, v, p)
	if err != nil {
		return err
	}
	desk := deskOf(office)
	if len(office.Desks) == 0 {
		if err := catalogue.PutDesk(tx, catalogue.Outreach, office.ID, catalogue.Desk{ID: desk, Name: v.Name, Skills: skills}); err != nil {
			return err
		}
	}
	if err := catalogue.PutBerth(tx, office.ID, catalogue.Berth{Label: v.ID, Desk: desk, Skills: berthSkills(office, skills)}); err != nil {
		return err
	}
	return o.refreshOpenings(tx, office, desk, skills)
}

// refreshOpenings writes the openings of an outing's stops at an office, and takes away what is over.
func (o Outing) refreshOpenings(tx *ledger.Tx, office catalogue.Office, desk catalogue.DeskID, skills []string) error {
	today := office.Today(tx.Now())
	open := map[string]bool{}
	for _, s := range o.live() {
		if o.Open() && catalogue.OfficeID(s.Place) == office.ID && s.State != Left {
			open[openingID(s.ID)] = true
			if err := catalogue.PutOpening(tx, catalogue.Outreach, office.ID, opening(o, s, desk, skills)); err != nil {
				return err
			}
		}
	}
	for _, x := range office.Openings {
		ref := catalogue.Ref{Kind: catalogue.KindOpening, Office: office.ID, ID: x.ID}
		mine := slices.ContainsFunc(o.Stops, func(s Stop) bool { return openingID(s.ID) == x.ID })
		var err error
		switch {
		case mine && !open[x.ID]:
			err = catalogue.End(tx, catalogue.Outreach, ref)
		case !mine && strings.HasPrefix(x.ID, catalogue.StopPrefix) && x.Until < today:
			err = catalogue.Remove(tx, catalogue.Outreach, ref)
		}
		if err != nil {
			return err
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
	o.Street = p.Spot()
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
