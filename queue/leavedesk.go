package queue

import (
	"math"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// LeaveDesk ends a desk's service for today, by the colleague who is there or by whoever has the
// right to free a desk that somebody forgot. Who waited for this desk alone waits for any desk
// from now on. That nobody is there is no error. It refuses with ErrDeskHelping.
func LeaveDesk(tx *ledger.Tx, office catalogue.OfficeID, desk catalogue.DeskID) error {
	o, err := catalogue.OfficeByID(tx, office)
	if err != nil {
		return err
	}
	s, found, err := deskSessions.Find(tx, sessionKey(office, o.Today(tx.Now()), desk))
	if err != nil || !found {
		return err
	}
	return leave(tx, s, "")
}

// leave ends a service. to is the desk that its colleague goes to in the same office, "" for none.
func leave(tx *ledger.Tx, s DeskSession, to catalogue.DeskID) error {
	if s.Ticket != "" {
		t, err := ByID(tx, s.Ticket)
		if err != nil {
			return err
		}
		return ErrDeskHelping.With("number", string(t.Number))
	}
	if err := redirect(tx, s, to); err != nil {
		return err
	}
	if err := s.spent(tx); err != nil {
		return err
	}
	deskSessions.Delete(tx, s.key())
	steps.Delete(tx, s.key())
	places.Delete(tx, ledger.K().Str(string(s.Staff)))
	return touch(tx, s.Office, s.Date)
}

// redirect lets everybody who waits for one desk alone follow its colleague, or wait for any.
func redirect(tx *ledger.Tx, s DeskSession, to catalogue.DeskID) error {
	o, err := catalogue.OfficeByID(tx, s.Office)
	if err != nil {
		return err
	}
	next, _ := o.Desk(to)
	waiting, err := waitingFor(tx, s)
	if err != nil {
		return err
	}
	for _, t := range waiting {
		from := t
		t.For, t.Follows = "", false
		if from.Follows && next.ID != "" && next.Can(t.Skills) {
			t.For, t.Follows = to, true
		}
		if _, err := change(tx, from, t, "transferred"); err != nil {
			return err
		}
	}
	return nil
}

// waitingFor returns the tickets that wait for this desk alone.
func waitingFor(r ledger.Reader, s DeskSession) (found []Ticket, err error) {
	key := dayKey(s.Office, s.Date)
	d, err := dayOf(r, s.Office, s.Date)
	if err != nil {
		return nil, err
	}
	for _, class := range d.classes() {
		if _, only := standsFor(class); only != s.Desk {
			continue
		}
		all, err := inClass(r, key, class, math.MaxInt)
		if err != nil {
			return nil, err
		}
		for _, w := range all {
			t, err := ByID(r, w.ID)
			if err != nil {
				return nil, err
			}
			found = append(found, t)
		}
	}
	return found, nil
}
