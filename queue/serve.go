package queue

import (
	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Start notes that whom this desk called is there. Once started it is no error.
func Start(tx *ledger.Tx, at DeskRequest, id TicketID) (Ticket, error) {
	return at.with(tx, id, "start", nil, func(s *DeskSession, from Ticket) (Ticket, error) {
		if s.has(from, Serving) == nil {
			return from, nil
		}
		if err := s.has(from, Called); err != nil {
			return from, err
		}
		to := from
		to.State = Serving
		if to.Started.IsZero() {
			to.Started = tx.Now()
		}
		s.hold(to, tx.Now())
		return change(tx, from, to, "started")
	})
}

// Report is what was really done, and what comes after it.
type Report struct {
	Done    []Handled // empty: what was wished, for each person
	Nothing bool      // and not even that could be done
	Follow  *FollowUp // nil: nothing
}

// mostHandled bounds what one visit can hold.
const mostHandled = 10

// ErrReport: what was done names an unknown product, a product twice, or a count that cannot be.
var ErrReport = ledger.Refuse(ledger.Invalid, "finish.report")

// Finish ends a visit, here and in booking, and gives the desk two minutes to finish up. A ticket
// that is done already is answered as it is. It refuses with ErrState and ErrReport.
func Finish(tx *ledger.Tx, at DeskRequest, id TicketID, report Report) (Ticket, error) {
	return at.with(tx, id, "finish", nil, func(s *DeskSession, from Ticket) (Ticket, error) {
		if from.State == Done && from.Desk == s.Desk {
			return from, nil
		}
		if err := s.has(from, Serving); err != nil {
			return from, err
		}
		to := from
		to.Done, to.Follow, to.Handover = report.Done, report.Follow, ""
		if err := to.checkReport(tx, report.Nothing); err != nil {
			return from, err
		}
		to.State, to.Finished, to.Unlearned = Done, tx.Now(), from.Unlearned || s.Training
		s.free(tx.Now(), WrapUpTime)
		if to.Appointment != "" {
			if _, err := booking.Serve(tx, to.Appointment); err != nil {
				return from, err
			}
		}
		return change(tx, from, to, "finished")
	})
}

func (t *Ticket) checkReport(r ledger.Reader, nothing bool) error {
	if nothing && len(t.Done) > 0 {
		return ErrReport
	}
	if len(t.Done) == 0 && !nothing {
		for _, line := range t.Wish {
			t.Done = append(t.Done, Handled{line.Product, line.Persons})
		}
	}
	seen := map[catalogue.ProductID]bool{}
	for _, h := range t.Done {
		if _, err := catalogue.ProductByID(r, h.Product); err != nil || seen[h.Product] || h.Count < 1 || h.Count > 99 || len(t.Done) > mostHandled {
			return ErrReport
		}
		seen[h.Product] = true
	}
	if t.Follow != nil {
		return t.Follow.check(r)
	}
	return nil
}
