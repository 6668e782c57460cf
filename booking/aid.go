package booking

import (
	"context"
	"errors"
	"slices"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// extra is what an asker needs beyond the products: minutes, and a desk with properties. It is never kept
// as such. The visit's length is in its offer, and a visit that needs a special desk is pinned to one, so
// that the ledger does not say what for.
type extra struct {
	minutes    int
	properties []string
}

// aidMinutes are what an aid adds to a visit; aidProperty is what its desk must have.
var (
	aidMinutes  = map[contact.AidKind]int{contact.Interpreter: 10, contact.MoreTime: 10}
	aidProperty = map[contact.AidKind]string{contact.Wheelchair: "low", contact.Loop: "loop", contact.Quiet: "closed-room"}
)

func extraOf(a contact.Aid) (x extra) {
	x.minutes = aidMinutes[a.Kind]
	if p := aidProperty[a.Kind]; p != "" {
		x.properties = []string{p}
	}
	return x
}

// standingExtra is what an asker's own hold or appointment has: whoever moves keeps their minutes and a
// desk that is as special.
func (c *catalogue) standingExtra(r ledger.Reader, a Asking) (x extra, err error) {
	offer, id := Offer{}, ""
	switch {
	case a.Moving != "":
		moving, err := AppointmentByID(r, a.Moving)
		if err != nil {
			return x, err
		}
		offer, id = moving.Offer, string(a.Moving)
	case a.Key != "":
		h, found, err := holds.Find(r, ledger.K().Str(string(a.Key)))
		if err != nil || !found || !slices.Equal(h.Wish, a.Wish) {
			return x, err
		}
		offer, id = h.Offer, string(a.Key)
	default:
		return x, nil
	}
	need, err := c.measure(a.Wish)
	if err != nil {
		return x, err
	}
	x.minutes = max(0, offer.Minutes-need.Minutes)
	x.properties, err = c.pinnedTo(r, offer, id)
	return x, err
}

// pinnedTo are the properties of the desk to which a stay is pinned, none for one that is not.
func (c *catalogue) pinnedTo(r ledger.Reader, at Offer, id string) ([]string, error) {
	book, err := occupancies.Shared(r, occupancyKey(at.Office, at.Date))
	if book == nil || err != nil {
		return nil, err
	}
	o, err := c.office(at.Office)
	if err != nil {
		return nil, nil // the office is gone
	}
	for _, s := range book.stays {
		if s.id != id || !s.visit.Pinned {
			continue
		}
		for _, d := range o.Desks {
			if d.Number == s.visit.Desk {
				return d.Properties, nil
			}
		}
	}
	return nil, nil
}

// propertySkill is a property among the skills, which it is for fit.
func propertySkill(property string) string { return "@" + property }

func propertySkills(properties []string) (names []string) {
	for _, p := range properties {
		names = append(names, propertySkill(p))
	}
	return names
}

// ErrAidTime: what the resident needs does not fit at this time; others are offered.
var ErrAidTime = ledger.Refuse(ledger.Conflict, "aid.time")

// Adapt keeps the held time for somebody who needs something: with more minutes, or at a desk that has
// what they need. It refuses with ErrTaken where that does not fit; then the hold stays as it was.
func Adapt(tx *ledger.Tx, key VisitKey, a contact.Aid) (Hold, error) {
	h, err := HoldOf(tx, key)
	if err != nil {
		return h, err
	}
	x := extraOf(a)
	return takeHold(tx, Hold{Key: key, Wish: h.Wish, Offer: h.Offer, For: h.For, Last: h.Last}, &x)
}

// ForgetAid is the template of a promise in the outbox: what somebody needed is forgotten the day after.
const ForgetAid = "forget-aid"

func (a Appointment) aidKey() string { return "forget-aid/" + string(a.ID) }

// keepAid seals what somebody needs, until the day after the visit.
func (a Appointment) keepAid(tx *ledger.Tx, v *contact.Vault, aid contact.Aid) error {
	if aid.Kind == contact.NoAid {
		return nil
	}
	return errors.Join(contact.KeepAid(tx, v, string(a.ID), aid), a.forgetAidLater(tx))
}

func (a Appointment) forgetAidLater(tx *ledger.Tx) error {
	o, err := OfficeByID(tx, a.Offer.Office)
	if err != nil {
		return err
	}
	midnight := (Appointment{Offer: Offer{Date: a.Offer.Date + 1}}).Begins(o)
	return tx.Send(midnight, a.aidKey(), ledger.Message{Template: ForgetAid, Subject: a.ID.Subject(), Reason: "the visit is over"})
}

// moveAid lets the promise to forget follow the appointment, where there is one.
func (a Appointment) moveAid(tx *ledger.Tx) error {
	kept, err := tx.Awaits(a.aidKey())
	if err != nil || !kept {
		return err
	}
	return a.forgetAidLater(tx)
}

// ForgetAidsDue forgets what was needed at visits of days that are over, and returns of how many.
func ForgetAidsDue(ctx context.Context, l *ledger.Ledger, v *contact.Vault) (int, error) {
	var due []ledger.Outgoing
	err := l.View(func(r ledger.Reader) (err error) { due, err = ledger.Due(r, forgetChunk, ForgetAid); return err })
	if err != nil || len(due) == 0 {
		return 0, err
	}
	names := make([]ledger.Subject, len(due))
	for i, o := range due {
		names[i] = contact.AidOf(o.Message.Subject.ID)
	}
	err = contact.Forget(ctx, l, v, func(tx *ledger.Tx) error {
		for _, o := range due {
			if err := tx.Withdraw(o.Key); err != nil {
				return err
			}
		}
		return nil
	}, names...)
	return len(due), err
}

// forgetAidNow makes the promise due, for an appointment that is off.
func (a Appointment) forgetAidNow(tx *ledger.Tx) error {
	kept, err := tx.Awaits(a.aidKey())
	if err != nil || !kept {
		return err
	}
	return tx.Send(tx.Now(), a.aidKey(), ledger.Message{Template: ForgetAid, Subject: a.ID.Subject(), Reason: "the appointment is off"})
}
