package outreach

import (
	"errors"
	"slices"
	"strings"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// A place to stand is an office as long as there is something to come: one desk, with an opening for
// each published stop. Openings that are over are left out when the office is written again.

const openingPrefix = "stop-"

// openingID is the id of a stop's opening at its office.
func openingID(s StopID) string { return openingPrefix + strings.ToLower(string(s)) }

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
	office, err := catalogue.OfficeByID(tx, catalogue.OfficeID(id))
	if errors.Is(err, catalogue.ErrUnknownOffice) {
		office, err = newOffice(tx, v, p)
	}
	if err != nil {
		return err
	}
	office.Label = v.ID
	skills, err := o.skillsAt(tx, v, p)
	if err != nil {
		return err
	}
	desk := deskOf(office)
	office.Desks = withDesk(office.Desks, catalogue.Desk{ID: desk, Name: v.Name, Skills: skills})
	zone, err := time.LoadLocation(office.Zone)
	if err != nil {
		return ErrSetup.With("what", office.Zone).Because(err)
	}
	today := calendar.DateIn(tx.Now(), zone)
	office.Openings = slices.DeleteFunc(slices.Clone(office.Openings), func(x calendar.Opening) bool {
		mine := slices.ContainsFunc(o.Stops, func(s Stop) bool { return openingID(s.ID) == x.ID })
		return mine || strings.HasPrefix(x.ID, openingPrefix) && x.Until < today
	})
	if o.Open() {
		for _, s := range o.live() {
			if s.Place == id && s.State != Left {
				office.Openings = append(office.Openings, opening(o, s, desk, skills))
			}
		}
	}
	return catalogue.PutOffice(tx, office)
}

// withDesk adds a desk, or widens what it can do: another outing may need more of it.
func withDesk(desks []catalogue.Desk, d catalogue.Desk) []catalogue.Desk {
	desks = slices.Clone(desks)
	i := slices.IndexFunc(desks, func(o catalogue.Desk) bool { return o.ID == d.ID })
	if i < 0 {
		return append(desks, d)
	}
	all := slices.Concat(desks[i].Skills, d.Skills)
	slices.Sort(all)
	desks[i].Skills = slices.Compact(all)
	return desks
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
		if other.Kind == catalogue.TownHall {
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
