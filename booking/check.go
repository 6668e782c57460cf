package booking

import (
	"encoding/binary"
	"fmt"

	"balie/booking/calendar"
	"balie/booking/fit"
	"balie/booking/ledger"
)

// Schema is what this package keeps in the ledger.
var Schema = ledger.Schema{
	Name:       "booking",
	Prefixes:   []string{"bp:", "bo:", "bs:", "sk:", "bh:", "bx:", "oc:", "ap:", "bc:", "aq:", "lt:", "wl:", "wi:", "im:", "iv:", "ic:", "tb:", "tk:", "tm:", "gd:"},
	Migrations: []ledger.Migration{ledger.InOne(nameProperties), nameSubjects, adoptInvites},
	Check:      check,
}

// check holds appointments against occupancy and occupancy against I1.
func check(r ledger.Reader, report func(string)) error {
	found := map[string]stay{}
	err := occupancies.Each(r, nil, func(k ledger.Key, book dayBook) error {
		checkDay(k, book.stays, found, report)
		return nil
	})
	if err != nil {
		return err
	}
	err = appointments.Each(r, nil, func(_ ledger.Key, a Appointment) error {
		checkAppointment(a, found, report)
		delete(found, string(a.ID))
		return nil
	})
	for id := range found {
		report(fmt.Sprintf("desk time is taken for appointment %s, which does not exist", id))
	}
	return err
}

// checkDay reports desk time that is sold twice, and gathers the appointments' stays.
func checkDay(k ledger.Key, stays []stay, found map[string]stay, report func(string)) {
	taken := map[uint16]calendar.Cells{}
	for _, s := range stays {
		if s.kind == booked {
			if _, twice := found[s.id]; twice {
				report(fmt.Sprintf("appointment %s has desk time twice", s.id))
			}
			found[s.id] = s
		}
		if s.kind != booked {
			continue
		}
		end := s.visit.Start + calendar.Cell(s.visit.Cells)
		mine := calendar.Cells{}.With(s.visit.Start, end)
		if !taken[s.visit.Desk].And(mine).Empty() {
			report(fmt.Sprintf("day %q: desk %d is sold twice at %s (I1)", k, s.visit.Desk, s.visit.Start))
		}
		taken[s.visit.Desk] = taken[s.visit.Desk].Or(mine)
	}
}

func checkAppointment(a Appointment, found map[string]stay, report func(string)) {
	s, has := found[string(a.ID)]
	switch {
	case a.State == Cancelled && has:
		report(fmt.Sprintf("appointment %s is cancelled but keeps its desk time", a.ID))
	case a.State != Cancelled && !has:
		report(fmt.Sprintf("appointment %s is %s but has no desk time", a.ID, a.State))
	case has && (s.visit.Start != a.Offer.Start || s.visit.Cells != a.Cells):
		report(fmt.Sprintf("appointment %s is at %s, its desk time at %s", a.ID, a.Offer.Start, s.visit.Start))
	}
}

// Shortfall is an appointment that stands on a day whose supply no longer has room for it.
type Shortfall struct {
	Appointment AppointmentID
	Office      OfficeID
	Date        calendar.Date
}

// Shortfalls returns the promises of an office that no desk can keep as the rules stand, from a
// day on: somebody must open a desk or find the resident another time.
func Shortfalls(r ledger.Reader, office OfficeID, from calendar.Date) ([]Shortfall, error) {
	c, err := catalogueOf(r)
	if err != nil {
		return nil, err
	}
	o, err := c.office(office)
	if err != nil {
		return nil, err
	}
	var found []Shortfall
	start, end := occupancyKey(office, from), occupancyKey(office, from.AddDays(800))
	err = occupancies.Range(r, start, end, func(k ledger.Key, book dayBook) error {
		date := dateOf(k)
		supply, err := c.supplyOf(r, o, date)
		if err != nil {
			return err
		}
		desks := supply.desksAt(o, date, r.Now())
		for _, id := range unseated(desks, appointmentsOnly(book.stays)) {
			found = append(found, Shortfall{AppointmentID(id), o.ID, date})
		}
		return nil
	})
	return found, err
}

// unseated returns the ids of the stays for which the desks have no room.
func unseated(desks []fit.Desk, stays []stay) (ids []string) {
	visits := make([]fit.Visit, len(stays))
	for i, s := range stays {
		visits[i] = s.visit
	}
	if fit.Feasible(desks, visits) {
		return nil
	}
	_, left := fit.Arrange(desks, visits)
	for _, i := range left {
		ids = append(ids, stays[i].id)
	}
	return ids
}

func appointmentsOnly(stays []stay) (kept []stay) {
	for _, s := range stays {
		if s.kind == booked {
			kept = append(kept, s)
		}
	}
	return kept
}

// dateOf reads the day from the key of an occupancy record.
func dateOf(k ledger.Key) calendar.Date {
	return calendar.Date(int32(binary.BigEndian.Uint32(k[len(k)-4:]) ^ 1<<31))
}
