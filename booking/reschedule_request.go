package booking

import (
	"time"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// mostProposals is how many times are proposed; a person remembers two at the telephone.
const mostProposals = 2

// proposalsHeld is how long proposed times are held at most, and how long before the first of them
// they are let go at the latest.
const (
	proposalsHeld = 72 * time.Hour
	proposalsLast = time.Hour
)

// letterDays is how long before the visit a letter must leave to arrive in time.
const letterDays = 4

// noticeNeeded is how long before the visit a message must leave for its reader to act on it.
var noticeNeeded = map[contact.Channel]time.Duration{contact.ByEmail: 4 * time.Hour, contact.BySMS: time.Hour, contact.ByLetter: letterDays * 24 * time.Hour}

// RescheduleEnd is the template of a promise in the outbox: who has not answered by then is called.
const RescheduleEnd = "ask-end"

// RequestReschedule asks a resident to come at another time, since something changed on our side. At most
// two proposed times are held for them until they answer, three days at most. They are told by the
// channel they chose; told is false where no message can reach them in time, and then they stand on
// the call list. So after it returns everybody is told or on the list. Asking the same again changes
// nothing; asking anew lets the earlier proposals go.
//
// It refuses with ErrProposals, with ErrTaken or ErrPast a proposal that cannot be had, and like
// Cancel an appointment that is no longer to come.
func RequestReschedule(tx *ledger.Tx, id AppointmentID, why Change, proposals []supply.Offer) (told bool, err error) {
	if len(proposals) > mostProposals {
		return false, ErrProposals
	}
	a, o, err := changeable(tx, id)
	if err != nil {
		return false, err
	}
	before, found, err := RescheduleRequestOf(tx, id)
	if err != nil {
		return false, err
	}
	if found && before.State.Open() && before.sameAs(a, why, proposals) {
		return before.State == Notified, nil
	}
	if err := before.releaseProposals(tx); err != nil {
		return false, err
	}
	ask := RescheduleRequest{Appointment: id, Why: why, Was: a.Offer, Made: tx.Now()}
	if err := ask.holdProposals(tx, a, proposals); err != nil {
		return false, err
	}
	return ask.begin(tx, a, o)
}

// sameAs reports whether this very thing is asked already.
func (a RescheduleRequest) sameAs(of Appointment, why Change, proposals []supply.Offer) bool {
	if a.Why != why || a.Was != of.Offer || len(a.Proposals) != len(proposals) {
		return false
	}
	for i, p := range a.Proposals {
		if !p.Offer.Same(proposals[i]) {
			return false
		}
	}
	return true
}

// holdProposals keeps the proposed times for the resident.
func (a *RescheduleRequest) holdProposals(tx *ledger.Tx, of Appointment, proposals []supply.Offer) error {
	a.Until = tx.Now().Add(proposalsHeld)
	for _, p := range proposals {
		o, err := catalogue.OfficeByID(tx, p.Office)
		if err != nil {
			return err
		}
		if last := (Appointment{Offer: p}).Begins(o).Add(-proposalsLast); last.Before(a.Until) {
			a.Until = last
		}
	}
	if len(proposals) > 0 && !tx.Now().Before(a.Until) {
		return supply.ErrPast
	}
	more, err := supply.Standing(tx, supply.Query{Wish: of.Wish, Moving: of.ID})
	if err != nil {
		return err
	}
	for _, p := range proposals {
		key := VisitKey(tx.NewID())
		offer, err := supply.Take(tx, supply.Query{Wish: of.Wish, Audience: supply.Staff, Extra: more, Kept: true}, p, supply.Claim{Kind: supply.Held, ID: string(key), Until: a.Until})
		if err != nil {
			return err
		}
		a.Proposals = append(a.Proposals, Proposal{offer, key})
	}
	return nil
}

// begin tells the resident, or puts them on the call list.
func (a RescheduleRequest) begin(tx *ledger.Tx, of Appointment, o catalogue.Office) (told bool, err error) {
	if told = of.CanBeNotified(tx.Now(), o); !told {
		_, err = a.become(tx, ToCall)
		return false, err
	}
	if a, err = a.become(tx, Notified); err != nil {
		return false, err
	}
	end := ledger.Message{Template: RescheduleEnd, Subject: a.Appointment.Subject(), Reason: string(a.Why)}
	due := of.Begins(o).Add(-noticeNeeded[of.Channel] / 2)
	if a.Until.Before(due) {
		due = a.Until
	}
	if err := tx.Send(due, rescheduleEndKey(a.Appointment), end); err != nil {
		return false, err
	}
	return true, of.notify(tx, tx.Now(), of.askedKey(), NotifyReschedule, string(a.Why))
}

// CanBeNotified reports whether a message that leaves at an instant reaches the resident early enough before the
// visit to act on it.
func (a Appointment) CanBeNotified(now time.Time, o catalogue.Office) bool {
	return a.Written() && !now.Add(noticeNeeded[a.Channel]).After(a.Begins(o))
}
