package kiosk

import (
	"errors"
	"strconv"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/queue"
)

// DayList is an office today as colleagues need it when there is nothing but paper: who is to come, and
// who is in the house. It names people, so it leaves this program sealed or on paper only.
type DayList struct {
	Office string     `json:"office"`
	Day    string     `json:"day"`  // "2026-11-30"
	Made   string     `json:"made"` // "9.05", at the office
	Coming []DayEntry `json:"coming"`
	Here   []DayEntry `json:"here"`
}

// DayEntry is one visit.
type DayEntry struct {
	At      string `json:"at,omitempty"`     // of the appointment
	Number  string `json:"number,omitempty"` // of whoever is here
	Name    string `json:"name,omitempty"`
	What    string `json:"what"`
	Minutes int    `json:"minutes"`
	Note    string `json:"note,omitempty"` // why the visit cannot wait, or what the receptionist saw
}

// ListOf gathers the list of an office. What is discreet is named by what. Whoever hands it on notes that
// in the audit.
func ListOf(r ledger.Reader, v *contact.Vault, office catalogue.OfficeID, discreet string) (DayList, error) {
	look, err := queue.Look(r, office)
	if err != nil {
		return DayList{}, err
	}
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return DayList{}, err
	}
	l := DayList{Office: o.Name, Day: look.Date.String(), Made: wall(look.Now, o)}
	for _, a := range look.Expected {
		e := DayEntry{At: wall(a.Begins(o), o), Minutes: a.Offer.Minutes}
		if err := e.fill(r, v, a.Wish, a.ID, discreet); err != nil {
			return l, err
		}
		l.Coming = append(l.Coming, e)
	}
	var here []queue.Ticket
	for _, t := range look.Waiting {
		here = append(here, t.Ticket)
	}
	here = append(append(append(here, look.Called...), look.Serving...), look.Parked...)
	for _, t := range here {
		e := DayEntry{Number: string(t.Number), Minutes: t.Minutes, Note: string(t.Priority)}
		if !t.Booked.IsZero() {
			e.At = wall(t.Booked, o)
		}
		if err := e.fill(r, v, t.Wish, t.Appointment, discreet); err != nil {
			return l, err
		}
		l.Here = append(l.Here, e)
	}
	return l, nil
}

func (e *DayEntry) fill(r ledger.Reader, v *contact.Vault, wish catalogue.Wish, id booking.AppointmentID, discreet string) error {
	for i, line := range wish {
		p, err := catalogue.ProductByID(r, line.Product)
		if errors.Is(err, catalogue.ErrUnknownProduct) {
			continue
		}
		if err != nil {
			return err
		}
		what := p.Text("nl").Short
		if p.Discreet {
			what = discreet
		}
		if line.Persons > 1 {
			what += " (" + strconv.Itoa(line.Persons) + ")"
		}
		if i > 0 {
			what = ", " + what
		}
		e.What += what
	}
	if id == "" {
		return nil
	}
	d, err := contact.Read(r, v, id.Subject())
	if err == nil {
		e.Name = d.Name
	}
	if ledger.CodeOf(err) == ledger.Gone {
		return nil
	}
	return err
}

func wall(at time.Time, o catalogue.Office) string {
	local := at.In(o.Location())
	return strconv.Itoa(local.Hour()) + "." + local.Format("04")
}
