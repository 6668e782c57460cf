package booking

import (
	"errors"
	"slices"

	"balie/booking/ledger"
	"balie/booking/supply"
)

// AcceptProposal moves an appointment to the nth proposed time, from 0 on; the other one is let go.
// The same answer sent twice is answered the same. It refuses with ErrNoRequest, with ErrNoProposal a
// time that is not held any more, and like Move.
func AcceptProposal(tx *ledger.Tx, id AppointmentID, n int) (Appointment, error) {
	ask, err := openRequest(tx, id)
	if errors.Is(err, ErrNoRequest) && ask.State == Agreed && n >= 0 && n < len(ask.Proposals) {
		a, err := AppointmentByID(tx, id)
		if err == nil && a.Offer.Same(ask.Proposals[n].Offer) {
			return a, nil
		}
		return a, ErrNoRequest
	}
	if err != nil {
		return Appointment{}, err
	}
	if n < 0 || n >= len(ask.Proposals) || !ask.Held(tx.Now()) {
		return Appointment{}, ErrNoProposal
	}
	a, err := AppointmentByID(tx, id)
	if err != nil {
		return a, err
	}
	if a.Offer.Same(ask.Proposals[n].Offer) { // it is there already, and was not agreed yet
		_, err := ask.become(tx, Agreed)
		return a, err
	}
	if err := ask.releaseProposals(tx); err != nil {
		return a, err
	}
	return MoveFor(tx, id, supply.Staff, ask.Proposals[n].Offer, a.Moves)
}

// KeepTime lets an appointment stand at its time. It refuses with ErrNoRequest, and with ErrCannotKeep
// where no desk could help the resident then.
func KeepTime(tx *ledger.Tx, id AppointmentID) error {
	ask, err := openRequest(tx, id)
	if errors.Is(err, ErrNoRequest) && ask.State == Kept {
		return nil
	}
	if err != nil {
		return err
	}
	keeps, err := CanKeep(tx, id)
	if err != nil {
		return err
	}
	if !keeps {
		return ErrCannotKeep
	}
	_, err = ask.become(tx, Kept)
	return err
}

// CanKeep reports whether the desks of an appointment's day, as the rules stand now, have room for
// it among the other appointments.
func CanKeep(r ledger.Reader, id AppointmentID) (bool, error) {
	a, err := AppointmentByID(r, id)
	if err != nil {
		return false, err
	}
	left, err := supply.Unseated(r, a.Offer.Office, a.Offer.Date)
	return !slices.Contains(left, string(id)) && err == nil, err
}

// settleReschedule ends what is asked about an appointment that was moved, cancelled, or whose resident came.
func settleReschedule(tx *ledger.Tx, id AppointmentID, end RescheduleState) error {
	ask, err := openRequest(tx, id)
	if errors.Is(err, ErrNoRequest) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = ask.become(tx, end)
	if err != nil {
		return err
	}
	return tx.Withdraw("asked/" + string(id))
}
