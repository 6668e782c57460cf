package queue

import (
	"fmt"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Schema is what this package and queue/forecast keep in the ledger: lessons (qe:), forecasts (qf:) and their
// scores (qg:) are forecast's, and stand here so that a ledger has one schema of the queue.
var Schema = ledger.Schema{
	Name:     "queue",
	Prefixes: []string{"qt:", "qa:", "qk:", "qd:", "qo:", "qw:", "ql:", "qs:", "qp:", "qu:", "qe:", "qx:", "qr:", "qc:", "qf:", "qg:", "qh:", "qi:"},
	Check:    check,
}

// checking holds every ticket against the indexes of its day, desks and appointments.
type checking struct {
	report func(string)
	spots  map[string]bool // keys of who waits
	atDesk map[string]bool
	counts map[string]map[string]int // day → class → how many wait
	calls  map[TicketID]int          // ticket → desks that have it
	owners map[string]TicketID       // day and number → ticket
	of     map[booking.AppointmentID]TicketID
	shut   map[string]bool // days that are being closed: their desks are let go last
}

func check(r ledger.Reader, report func(string)) error {
	c := checking{report, map[string]bool{}, map[string]bool{}, map[string]map[string]int{}, map[TicketID]int{}, map[string]TicketID{}, map[booking.AppointmentID]TicketID{}, map[string]bool{}}
	for _, step := range []func(ledger.Reader) error{c.gather, c.services, c.tickets, c.days, c.appointments} {
		if err := step(r); err != nil {
			return err
		}
	}
	for key := range c.spots {
		report(fmt.Sprintf("queue: %q waits, but no ticket says so", key))
	}
	for key := range c.atDesk {
		report(fmt.Sprintf("queue: %q is at a desk, but no ticket says so", key))
	}
	return checkAlarms(r, report)
}

func (c *checking) gather(r ledger.Reader) error {
	err := spots.Each(r, nil, func(k ledger.Key, _ Spot) error { c.spots[string(k)] = true; return nil })
	if err != nil {
		return err
	}
	err = atDesk.Each(r, nil, func(k ledger.Key, _ bool) error { c.atDesk[string(k)] = true; return nil })
	if err != nil {
		return err
	}
	err = numbers.Each(r, nil, func(k ledger.Key, id TicketID) error { c.owners[string(k)] = id; return nil })
	if err != nil {
		return err
	}
	err = days.Each(r, nil, func(k ledger.Key, d day) error { c.shut[string(k)] = d.Closing; return nil })
	if err != nil {
		return err
	}
	return byAppointment.Each(r, nil, func(k ledger.Key, id TicketID) error {
		c.of[booking.AppointmentID(k[:len(k)-1])] = id
		return nil
	})
}

// services: a desk has one ticket, a ticket one desk (I2), a colleague one desk.
func (c *checking) services(r ledger.Reader) error {
	staff := map[string]catalogue.DeskID{}
	return deskSessions.Each(r, nil, func(_ ledger.Key, s DeskSession) error {
		place := fmt.Sprintf("%s/%s", s.Date, s.Staff)
		if other, twice := staff[place]; twice {
			c.report(fmt.Sprintf("queue: one colleague is at %s and at %s", other, s.Desk))
		}
		staff[place] = s.Desk
		if s.Ticket == "" || c.shut[string(dayKey(s.Office, s.Date))] {
			return nil
		}
		c.calls[s.Ticket]++
		t, err := ByID(r, s.Ticket)
		if err != nil || t.State != Called && t.State != Serving || t.Desk != s.Desk {
			c.report(fmt.Sprintf("queue: desk %s has ticket %s, which is %s at %s", s.Desk, s.Ticket, t.State, t.Desk))
		}
		return nil
	})
}

func (c *checking) tickets(r ledger.Reader) error {
	return tickets.Each(r, nil, func(_ ledger.Key, t Ticket) error {
		c.ticket(t)
		return nil
	})
}

func (c *checking) ticket(t Ticket) {
	say := func(wrong bool, what string) {
		if wrong {
			c.report(fmt.Sprintf("queue: ticket %s (%s of %s, %s) %s", t.ID, t.Number, t.Date, t.State, what))
		}
	}
	say(c.owners[string(t.dayKey().Str(string(t.Number)))] != t.ID, "has a number that another has too (I9)")
	if t.State == Waiting {
		say(!c.spots[string(t.spotKey())], "waits, but is not in the queue")
		delete(c.spots, string(t.spotKey()))
		key := string(t.dayKey())
		if c.counts[key] == nil {
			c.counts[key] = map[string]int{}
		}
		c.counts[key][t.class()]++
	}
	desk := string(t.dayKey().Str(string(t.ID)))
	say(t.State.here() != c.atDesk[desk], "is not where the index says")
	delete(c.atDesk, desk)
	atOne := t.State == Called || t.State == Serving
	say(atOne && !c.shut[string(t.dayKey())] && c.calls[t.ID] != 1, fmt.Sprintf("is with %d desks (I2)", c.calls[t.ID]))
}

func (c *checking) days(r ledger.Reader) error {
	return days.Each(r, nil, func(k ledger.Key, d day) error {
		counts := c.counts[string(k)]
		for class, n := range counts {
			if d.Classes[class] != n {
				c.report(fmt.Sprintf("queue: %q counts %d of %q, %d wait", k, d.Classes[class], class, n))
			}
		}
		if len(counts) != len(d.Classes) {
			c.report(fmt.Sprintf("queue: %q counts %d classes, %d wait", k, len(d.Classes), len(counts)))
		}
		return nil
	})
}

// appointments: whoever arrived or was served has exactly one ticket (I8).
func (c *checking) appointments(r ledger.Reader) error {
	return booking.EachAppointment(r, func(a booking.Appointment) error {
		if id, has := c.of[a.ID]; !has && (a.State == booking.Arrived || a.State == booking.Served) {
			c.report(fmt.Sprintf("queue: appointment %s is %s, but has no ticket (I8)", a.ID, a.State))
		} else if has {
			t, err := ByID(r, id)
			if err != nil || t.Appointment != a.ID {
				c.report(fmt.Sprintf("queue: appointment %s has the ticket of another (I8)", a.ID))
			}
		}
		return nil
	})
}
