package booking

import (
	"errors"
	"fmt"
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// Schema is what this package, the catalogue and the supply keep in the ledger.
var Schema = ledger.Schema{
	Name:       "booking",
	Prefixes:   slices.Concat(catalogue.Prefixes, supply.Prefixes, []string{"bh:", "bx:", "ap:", "bc:", "br:", "bv:", "aq:", "lt:", "wl:", "wi:", "im:", "iv:", "ic:", "tb:", "tk:", "tm:", "gd:"}),
	Migrations: slices.Concat(catalogue.Migrations, []ledger.Migration{nameSubjects, adoptInvites, catalogue.Split, catalogue.StampHomes}),
	Check:      check,
}

// check holds appointments against occupancy and occupancy against I1.
func check(r ledger.Reader, report func(string)) error {
	found, asked := map[string]supply.Claim{}, map[string]bool{}
	err := reschedules.Each(r, nil, func(_ ledger.Key, a RescheduleRequest) error {
		asked[string(a.Appointment)] = a.State.Open()
		return nil
	})
	if err == nil {
		err = supply.EachOfficeDay(r, func(day string, claims []supply.Claim) { checkDay(day, claims, found, asked, report) })
	}
	if err != nil {
		return err
	}
	versions, err := catalogue.AllVersions(r)
	damaged := errors.Is(err, ledger.ErrDamaged) // and said where the record is read
	if err == nil {
		err = catalogue.Check(r, report)
	}
	if err != nil && !damaged {
		return err
	}
	err = appointments.Each(r, nil, func(_ ledger.Key, a Appointment) error {
		checkAppointment(a, found, report)
		if !damaged {
			a.checkVersions(versions, report)
		}
		delete(found, string(a.ID))
		return nil
	})
	for id := range found {
		report(fmt.Sprintf("desk time is taken for appointment %s, which does not exist", id))
	}
	return err
}

// checkDay reports desk time that is sold twice, and gathers the appointments' claims. Who is asked to come at another
// time, or lost their desk to a changed supply, has a promise and no desk: others may have that.
func checkDay(day string, stays []supply.Claim, found map[string]supply.Claim, asked map[string]bool, report func(string)) {
	taken := map[uint16]calendar.Cells{}
	for _, s := range stays {
		if s.Kind == supply.Booked {
			if _, twice := found[s.ID]; twice {
				report(fmt.Sprintf("appointment %s has desk time twice", s.ID))
			}
			found[s.ID] = s
		}
		if s.Kind != supply.Booked || asked[s.ID] || s.Visit.Desk == supply.NoDesk {
			continue
		}
		end := s.Visit.Start + calendar.Cell(s.Visit.Cells)
		mine := calendar.Cells{}.With(s.Visit.Start, end)
		if !taken[s.Visit.Desk].And(mine).Empty() {
			report(fmt.Sprintf("day %q: desk %d is sold twice at %s (I1)", day, s.Visit.Desk, s.Visit.Start))
		}
		taken[s.Visit.Desk] = taken[s.Visit.Desk].Or(mine)
	}
}

func checkAppointment(a Appointment, found map[string]supply.Claim, report func(string)) {
	s, has := found[string(a.ID)]
	switch {
	case a.State == Cancelled && has:
		report(fmt.Sprintf("appointment %s is cancelled but keeps its desk time", a.ID))
	case a.State != Cancelled && !has:
		report(fmt.Sprintf("appointment %s is %s but has no desk time", a.ID, a.State))
	case has && !a.hasItsTime(s):
		report(fmt.Sprintf("appointment %s is at %s, its desk time at %s", a.ID, a.Offer.Start, s.Visit.Start))
	}
}

// hasItsTime reports whether a claim is what an appointment was promised of a desk.
func (a Appointment) hasItsTime(s supply.Claim) bool {
	start, cells := a.Offer.DeskTime()
	return s.Visit.Start == start && s.Visit.Cells == cells && a.Cells == cells
}

// checkVersions reports a version of a product that an appointment was made with and that nobody knows.
func (a Appointment) checkVersions(all catalogue.Versions, report func(string)) {
	if len(a.With) > 0 && len(a.With) != len(a.Wish) {
		report(fmt.Sprintf("appointment %s was made with %d products and has %d", a.ID, len(a.With), len(a.Wish)))
		return
	}
	for i, version := range a.With {
		if _, known := all[a.Wish[i].Product][version]; !known {
			report(fmt.Sprintf("appointment %s was made with version %d of %s, which is not there", a.ID, version, a.Wish[i].Product))
		}
	}
}

// Shortfall is an appointment that stands on a day whose supply no longer has room for it.
type Shortfall struct {
	Appointment AppointmentID
	Office      catalogue.OfficeID
	Date        calendar.Date
}

// Shortfalls returns the promises of an office that no desk can keep as the rules stand, from a
// day on: somebody must open a desk or find the resident another time.
func Shortfalls(r ledger.Reader, office catalogue.OfficeID, from calendar.Date) (found []Shortfall, err error) {
	lost, err := supply.Unkept(r, office, from)
	for _, l := range lost {
		found = append(found, Shortfall{AppointmentID(l.ID), office, l.Date})
	}
	return found, err
}
