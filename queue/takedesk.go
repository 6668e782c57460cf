package queue

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

var (
	// ErrDeskTaken: another colleague is at this desk.
	ErrDeskTaken = ledger.Refuse(ledger.Conflict, "desk.taken")
	// ErrDeskHelping: the desk has somebody still; args: number.
	ErrDeskHelping = ledger.Refuse(ledger.Conflict, "desk.helping")
)

// TakeDesk signs the actor in at a desk for today. A desk has one colleague and a colleague one
// desk: whoever had another one leaves it, and the tickets that follow them come along. The same
// desk again is no error; it only says anew whether somebody learns there. It refuses with
// ErrDeskTaken, and with ErrDeskHelping while the actor's other desk has somebody.
func TakeDesk(tx *ledger.Tx, office catalogue.OfficeID, desk catalogue.DeskID, training bool) (DeskSession, error) {
	o, err := catalogue.OfficeByID(tx, office)
	if err != nil {
		return DeskSession{}, err
	}
	if _, ok := o.Desk(desk); !ok {
		return DeskSession{}, ErrUnknownDesk
	}
	date := o.Today(tx.Now())
	d, err := dayOf(tx, office, date)
	if err != nil {
		return DeskSession{}, err
	}
	if d.Closed {
		return DeskSession{}, ErrDayClosed
	}
	s, found, err := deskSessions.Find(tx, sessionKey(office, date, desk))
	switch {
	case err != nil:
		return s, err
	case found && s.Staff != tx.Actor():
		return DeskSession{}, ErrDeskTaken
	case found && s.Training == training:
		return s, nil
	case !found:
		if err := moveFrom(tx, office, desk); err != nil {
			return DeskSession{}, err
		}
		s = DeskSession{Office: office, Date: date, Desk: desk, Staff: tx.Actor(), Mode: Open, Since: tx.Now(), Opened: tx.Now()}
	}
	s.Training = training
	err = s.write(tx)
	if err == nil {
		err = places.Put(tx, ledger.K().Str(string(s.Staff)), DeskSession{Office: office, Date: date, Desk: desk})
	}
	if err != nil {
		return s, err
	}
	return s, touch(tx, office, date)
}

// moveFrom leaves the desk that the actor had today; what follows them goes along to the new one.
func moveFrom(tx *ledger.Tx, office catalogue.OfficeID, desk catalogue.DeskID) error {
	old, had, err := DeskOf(tx, tx.Actor())
	if err != nil || !had {
		return err
	}
	to := desk
	if old.Office != office {
		to = ""
	}
	return leave(tx, old, to)
}
