package booking

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"balie/booking/ledger"
)

// CallList returns who stands on the call list: first whom somebody has to call, in the order of
// their visits, then what was settled, the newest first.
func CallList(r ledger.Reader) ([]RescheduleRequest, error) {
	var listed []RescheduleRequest
	err := reschedules.Each(r, nil, func(_ ledger.Key, a RescheduleRequest) error {
		if !a.Listed.IsZero() {
			listed = append(listed, a)
		}
		return nil
	})
	slices.SortStableFunc(listed, func(a, b RescheduleRequest) int {
		switch {
		case a.State.ToDo() != b.State.ToDo():
			return cmp.Compare(firstIf(b.State.ToDo()), firstIf(a.State.ToDo()))
		case a.State.ToDo():
			return cmp.Or(cmp.Compare(a.Was.Date, b.Was.Date), cmp.Compare(a.Was.Start, b.Was.Start), cmp.Compare(a.Appointment, b.Appointment))
		}
		return cmp.Or(b.Listed.Compare(a.Listed), cmp.Compare(a.Appointment, b.Appointment))
	})
	return listed, err
}

// NoteTried notes that a resident on the call list was called and not reached.
func NoteTried(tx *ledger.Tx, id AppointmentID) (RescheduleRequest, error) {
	return noteCall(tx, id, Tried)
}

// NoteReached notes that a resident on the call list was reached and will let us know.
func NoteReached(tx *ledger.Tx, id AppointmentID) (RescheduleRequest, error) {
	return noteCall(tx, id, Reached)
}

func noteCall(tx *ledger.Tx, id AppointmentID, next RescheduleState) (RescheduleRequest, error) {
	a, err := openRequest(tx, id)
	if err != nil {
		return a, err
	}
	if !a.State.ToDo() {
		return a, ErrNoRequest
	}
	a.Tries, a.Last = a.Tries+1, tx.Now()
	if a.State == next {
		return a, a.write(tx)
	}
	return a.become(tx, next)
}

// ListToCall puts the resident of an appointment on the call list, for who cannot be told by message: a
// message that nobody took, or an appointment that was asked about and not answered. Whom we need
// not tell any more is left out.
func ListToCall(tx *ledger.Tx, id AppointmentID, why Change) error {
	if i, err := InviteByID(tx, InviteID(id)); err == nil {
		if i.State == InviteOpen {
			_, err = i.become(tx, InviteListed)
		}
		return err
	}
	a, _, err := changeable(tx, id)
	if isRefusal(err, ErrNotBooked, ErrStarted, ErrUnknownAppointment) {
		return nil
	}
	if err != nil {
		return err
	}
	ask, found, err := RescheduleRequestOf(tx, id)
	if err != nil {
		return err
	}
	if !found || !ask.State.Open() {
		ask = RescheduleRequest{Appointment: id, Why: why, Was: a.Offer, Made: tx.Now()}
	}
	if ask.State.ToDo() {
		return nil
	}
	_, err = ask.become(tx, ToCall)
	return err
}

func isRefusal(err error, refusals ...error) bool {
	return slices.ContainsFunc(refusals, func(r error) bool { return errors.Is(err, r) })
}

// unansweredChunk is how many unanswered asks one transaction puts on the call list.
const unansweredChunk = 25

// ListUnanswered puts everybody on the call list who was asked by message and has not answered until
// the end, and returns how many.
func ListUnanswered(ctx context.Context, l *ledger.Ledger) (listed int, err error) {
	for {
		var due []ledger.Outgoing
		err := l.View(func(r ledger.Reader) (err error) {
			due, err = ledger.Due(r, unansweredChunk, RescheduleEnd)
			return err
		})
		if err != nil || len(due) == 0 {
			return listed, err
		}
		err = l.Update(ctx, "system", func(tx *ledger.Tx) error {
			for _, o := range due {
				stands, err := tx.Stands(o)
				if err != nil {
					return err
				}
				if !stands {
					continue
				}
				if err := tx.Withdraw(o.Key); err != nil {
					return err
				}
				if err := ListToCall(tx, AppointmentID(o.Message.Subject.ID), Change(o.Message.Reason)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return listed, err
		}
		listed += len(due)
	}
}

// firstIf sorts what is set before what is not.
func firstIf(set bool) int {
	if set {
		return 1
	}
	return 0
}
