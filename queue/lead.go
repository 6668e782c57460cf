package queue

import (
	"slices"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

var (
	// ErrNobodyThere: nobody is at the desk.
	ErrNobodyThere = ledger.Refuse(ledger.Conflict, "desk.nobody")
	// ErrNoPause: the desk does not pause, so that nobody need be asked back.
	ErrNoPause = ledger.Refuse(ledger.Conflict, "desk.nopause")
)

// LeadDesk lets whoever leads the day close a desk after whom it helps (Closing), or open it again (Open), for the
// colleague who is there. The same again is no error. It refuses with ErrNobodyThere and ErrMode.
func LeadDesk(tx *ledger.Tx, office catalogue.OfficeID, desk catalogue.DeskID, mode Mode) error {
	s, err := there(tx, office, desk)
	switch {
	case err != nil || s.Mode == mode:
		return err
	case mode != Closing && mode != Open || !slices.Contains(modes[s.Mode], mode):
		return ErrMode
	}
	s.Mode, s.Ends, s.Finishes, s.Wanted = mode, time.Time{}, time.Time{}, time.Time{}
	if mode == Closing {
		s.Ends = tx.Now()
	}
	if s.Ticket == "" {
		s.Since = tx.Now()
	}
	return s.put(tx)
}

// AskBack asks the colleague of a desk that pauses to come back: that desk says so until it does something else. It
// refuses with ErrNobodyThere and ErrNoPause.
func AskBack(tx *ledger.Tx, office catalogue.OfficeID, desk catalogue.DeskID) error {
	s, err := there(tx, office, desk)
	switch {
	case err != nil:
		return err
	case s.Mode.Takes():
		return ErrNoPause
	case !s.Wanted.IsZero():
		return nil
	}
	s.Wanted = tx.Now()
	return s.put(tx)
}

// MoveDesk brings the colleague of a desk to another of the office, with whoever waits for them. It refuses with
// ErrNobodyThere, ErrDeskHelping, ErrUnknownDesk and ErrDeskTaken.
func MoveDesk(tx *ledger.Tx, office catalogue.OfficeID, from, to catalogue.DeskID) error {
	s, err := there(tx, office, from)
	if err != nil {
		return err
	}
	o, err := catalogue.OfficeByID(tx, office)
	if err != nil {
		return err
	}
	if _, known := o.Desk(to); !known {
		return ErrUnknownDesk
	}
	if _, taken, err := deskSessions.Find(tx, sessionKey(office, s.Date, to)); err != nil || taken {
		if err == nil {
			err = ErrDeskTaken
		}
		return err
	}
	if err := leave(tx, s, to); err != nil {
		return err
	}
	s.Desk, s.Helps, s.Since, s.Opened, s.Finishes, s.Undoable, s.Wanted = to, "", tx.Now(), tx.Now(), time.Time{}, time.Time{}, time.Time{}
	if err := places.Put(tx, ledger.K().Str(string(s.Staff)), DeskSession{Office: office, Date: s.Date, Desk: to}); err != nil {
		return err
	}
	return s.put(tx)
}

// there is a desk in service today, or ErrNobodyThere.
func there(r ledger.Reader, office catalogue.OfficeID, desk catalogue.DeskID) (s DeskSession, err error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return s, err
	}
	s, found, err := deskSessions.Find(r, sessionKey(office, o.Today(r.Now()), desk))
	if err == nil && !found {
		err = ErrNobodyThere
	}
	return s, err
}

func (s DeskSession) put(tx *ledger.Tx) error {
	if err := s.write(tx); err != nil {
		return err
	}
	return touch(tx, s.Office, s.Date)
}
