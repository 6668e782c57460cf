package booking

import (
	"context"
	"slices"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// aidMinutes are what an aid adds to a visit; aidProperty is what its desk must have.
var (
	aidMinutes  = map[contact.AidKind]int{contact.Interpreter: 10, contact.MoreTime: 10}
	aidProperty = map[contact.AidKind]string{contact.Wheelchair: "low", contact.Loop: "loop", contact.Quiet: "closed-room"}
)

// ExtraFor is what somebody with a need asks of a desk beyond the products. It is never kept as such: the
// visit's length is in its offer, and a visit that needs a special desk is pinned to one, so that the ledger
// does not say what for.
func ExtraFor(a contact.Aid) *supply.Extra {
	var x supply.Extra
	for _, k := range a.Kind.Each() {
		x.Minutes += aidMinutes[k]
		if p := aidProperty[k]; p != "" {
			x.Properties = append(x.Properties, p)
		}
	}
	return &x
}

// Unmet are the needs of a hold that cannot be met at its time, each looked at alone; none where they cannot be met together.
func Unmet(r ledger.Reader, h Hold, a contact.Aid) (unmet []contact.AidKind, err error) {
	for _, k := range a.Kind.Each() {
		starts, err := supply.Day(r, h.Offer.Office, h.query(contact.Aid{Kind: k}), h.Offer.Date)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(starts, h.Offer.Start) {
			unmet = append(unmet, k)
		}
	}
	return unmet, nil
}

// WithAid are the n times nearest to the one that is held at which somebody's needs can be met, at its office first.
func WithAid(r ledger.Reader, h Hold, a contact.Aid, n int) ([]supply.Offer, error) {
	return supply.Nearest(r, h.query(a), h.Offer, n)
}

func (h Hold) query(a contact.Aid) supply.Query {
	return supply.Query{Wish: h.Wish, Key: h.Key, Audience: h.For, Extra: ExtraFor(a)}
}

// AdaptTo holds another time for somebody with needs, in the place of the one that is held. It refuses as Adapt does, and
// then the hold stays as it was.
func AdaptTo(tx *ledger.Tx, key VisitKey, to supply.Offer, a contact.Aid) (Hold, error) {
	h, err := HoldOf(tx, key)
	if err != nil {
		return h, err
	}
	return takeHold(tx, Hold{Key: key, Wish: h.Wish, Offer: to, For: h.For, Last: h.Last}, ExtraFor(a))
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
	return takeHold(tx, Hold{Key: key, Wish: h.Wish, Offer: h.Offer, For: h.For, Last: h.Last}, ExtraFor(a))
}

// ForgetAid is the template of a promise in the outbox: what somebody needed is forgotten the day after.
const ForgetAid = "forget-aid"

func (a Appointment) aidKey() string { return "forget-aid/" + string(a.ID) }

// keepAid seals what somebody needs, until the day after the visit.
func (a Appointment) keepAid(tx *ledger.Tx, v *contact.Vault, aid contact.Aid) error {
	if aid.Kind == contact.NoAid {
		return nil
	}
	if err := contact.KeepAid(tx, v, string(a.ID), aid); err != nil {
		return err
	}
	return a.forgetAidLater(tx)
}

func (a Appointment) forgetAidLater(tx *ledger.Tx) error {
	o, err := catalogue.OfficeByID(tx, a.Offer.Office)
	if err != nil {
		return err
	}
	midnight := (Appointment{Offer: supply.Offer{Date: a.Offer.Date + 1}}).Begins(o)
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
