package booking

import (
	"context"
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// LookupKind is by what a colleague looks for an appointment.
type LookupKind string

// The kinds of look-up.
const (
	LookupCode  LookupKind = "code"  // the spoken code
	LookupTime  LookupKind = "time"  // of today, at this office
	LookupName  LookupKind = "name"  // and the day
	LookupPhone LookupKind = "phone" // exactly
	LookupEmail LookupKind = "email" // exactly
)

// Lookup is a colleague's question for an appointment.
type Lookup struct {
	Kind   LookupKind
	Text   string        // what was typed; it is kept nowhere
	Date   calendar.Date // with LookupName, where it is not today
	Reason Reason
}

// Reason is why a colleague looks, one of a list: a free text would hold names in no time.
type Reason string

// Reasons are the reasons that can be given.
var Reasons = []Reason{"arrives", "calls", "moves", "cancels", "corrects", "resends", "asks", "mistake"}

// mostFound is how many appointments a look-up names. Of more it names none: a colleague asks
// the resident for something else, and never reads a list of names.
const mostFound = 5

var (
	// ErrReason: a look-up gives its reason.
	ErrReason = ledger.Refuse(ledger.Invalid, "lookup.reason")
	// ErrLookup: the text cannot be looked for in this way here.
	ErrLookup = ledger.Refuse(ledger.Invalid, "lookup.shape")
	// ErrFoundNone: there is no such appointment.
	ErrFoundNone = ledger.Refuse(ledger.NotFound, "lookup.none")
	// ErrFoundMany: there are too many to name them.
	ErrFoundMany = ledger.Refuse(ledger.Conflict, "lookup.many")
)

// FindToday looks among today's appointments of one office, by code, time or name. What it found,
// one to five ids, is returned when the audit has it on the disk. It refuses with ErrReason,
// ErrLookup, ErrFoundNone and ErrFoundMany.
func FindToday(ctx context.Context, l *ledger.Ledger, v *contact.Vault, who ledger.Actor, office catalogue.OfficeID, q Lookup) ([]AppointmentID, error) {
	return lookUp(ctx, l, who, office, q, func(r ledger.Reader) ([]Appointment, error) {
		o, err := catalogue.OfficeByID(r, office)
		if err != nil {
			return nil, err
		}
		q.Date = o.Today(r.Now())
		if q.Kind == LookupCode {
			found, err := byCodeOrNone(r, v, q.Text)
			return keepOnly(found, func(a Appointment) bool { return a.Offer.Office == office && a.Offer.Date == q.Date }), err
		}
		if q.Kind == LookupPhone { // they say it at the door when they know no code
			found, err := byContact(r, v, contact.Trait(q.Kind), q.Text)
			return keepOnly(found, func(a Appointment) bool {
				return a.Offer.Office == office && a.Offer.Date == q.Date && a.State != Cancelled
			}), err
		}
		today, err := AppointmentsOn(r, office, q.Date)
		if err != nil {
			return nil, err
		}
		switch q.Kind {
		case LookupTime:
			start, err := calendar.ParseCell(q.Text)
			if err != nil {
				return nil, ErrLookup
			}
			return keepOnly(today, func(a Appointment) bool { return a.Offer.Start == start }), nil
		case LookupName:
			return named(r, v, today, q.Text)
		}
		return nil, ErrLookup
	})
}

// FindAny looks among all appointments that are still to come, today's included, at every office:
// by code, by exact phone or e-mail, or by name and day. It answers like FindToday.
func FindAny(ctx context.Context, l *ledger.Ledger, v *contact.Vault, who ledger.Actor, q Lookup) ([]AppointmentID, error) {
	return lookUp(ctx, l, who, "", q, func(r ledger.Reader) ([]Appointment, error) {
		found, err := findAny(r, v, q)
		if err != nil {
			return nil, err
		}
		return keepOnly(found, func(a Appointment) bool {
			o, err := catalogue.OfficeByID(r, a.Offer.Office)
			return err == nil && a.State != Cancelled && a.Offer.Date >= o.Today(r.Now())
		}), nil
	})
}

func findAny(r ledger.Reader, v *contact.Vault, q Lookup) ([]Appointment, error) {
	switch q.Kind {
	case LookupCode:
		return byCodeOrNone(r, v, q.Text)
	case LookupPhone, LookupEmail:
		return byContact(r, v, contact.Trait(q.Kind), q.Text)
	case LookupName:
		offices, err := catalogue.Offices(r)
		if err != nil {
			return nil, err
		}
		var all []Appointment
		for _, o := range offices {
			day, err := AppointmentsOn(r, o.ID, q.Date)
			if err != nil {
				return nil, err
			}
			all = append(all, day...)
		}
		return named(r, v, all, q.Text)
	}
	return nil, ErrLookup
}

// lookUp reads, audits, and then answers.
func lookUp(ctx context.Context, l *ledger.Ledger, who ledger.Actor, office catalogue.OfficeID, q Lookup, find func(ledger.Reader) ([]Appointment, error)) (ids []AppointmentID, err error) {
	if !slices.Contains(Reasons, q.Reason) {
		return nil, ErrReason
	}
	var found []Appointment
	err = l.View(func(r ledger.Reader) (err error) { found, err = find(r); return err })
	if err != nil {
		return nil, err
	}
	line := ledger.Audited{What: "lookup." + string(q.Kind), Reason: string(q.Reason), Office: string(office), Found: len(found) > 0}
	if len(found) <= mostFound {
		for _, a := range found {
			ids, line.IDs = append(ids, a.ID), append(line.IDs, string(a.ID))
		}
	}
	if err := l.Update(ctx, who, func(tx *ledger.Tx) error { return tx.Audit(line) }); err != nil {
		return nil, err
	}
	switch {
	case len(found) == 0:
		return nil, ErrFoundNone
	case len(found) > mostFound:
		return nil, ErrFoundMany.With("n", len(found))
	}
	return ids, nil
}

func keepOnly(all []Appointment, keep func(Appointment) bool) []Appointment {
	return slices.DeleteFunc(all, func(a Appointment) bool { return !keep(a) })
}
