package queue

import (
	"errors"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/queue/steer"
)

// RequestHelp asks the colleagues who said that they can help, and are at no desk, to open the desk
// of a warning. Nobody is asked more than MaxHelpRequests times a day. It refuses with ErrHelpRequested while a
// request stands or was just left, ErrNoHelper and ErrNoSpare.
func RequestHelp(tx *ledger.Tx, office catalogue.OfficeID, w steer.Warning) (HelpRequest, error) {
	o, err := catalogue.OfficeByID(tx, office)
	if err != nil {
		return HelpRequest{}, err
	}
	date := o.Today(tx.Now())
	h, err := HelpOf(tx, office, date)
	if err != nil {
		return HelpRequest{}, err
	}
	if n := len(h.Requests); n > 0 && (h.Requests[n-1].State == Asked || h.Requests[n-1].State != Accepted && tx.Now().Before(h.Requests[n-1].At.Add(helpPause))) {
		return HelpRequest{}, ErrHelpRequested
	}
	a := HelpRequest{ID: tx.NewID(), State: Asked, At: tx.Now(), Desk: catalogue.DeskID(w.Desk), Prevents: w.Without - w.With}
	if err := a.about(tx, o, date, w); err != nil {
		return a, err
	}
	if err := offerRostered(tx, o, date); err != nil {
		return a, err
	}
	n, err := askAll(tx, office, date, a.ID)
	switch {
	case err != nil:
		return a, err
	case n == 0:
		return a, ErrNoHelper
	}
	h.Requests = append(h.Requests[:len(h.Requests):len(h.Requests)], a)
	return a, h.write(tx, office, date)
}

// about checks the desk, and says who would wait too long.
func (a *HelpRequest) about(tx *ledger.Tx, o catalogue.Office, date calendar.Date, w steer.Warning) error {
	if _, ok := o.Desk(a.Desk); !ok {
		return ErrNoSpare
	}
	if _, busy, err := deskSessions.Find(tx, sessionKey(o.ID, date, a.Desk)); err != nil || busy {
		return errors.Join(err, ErrNoSpare)
	}
	if w.Ticket == "" || !w.Helps {
		return nil
	}
	t, err := ByID(tx, TicketID(w.Ticket))
	if err == nil {
		a.Number, a.Before = t.Number, t.Due()
	}
	return err
}

// offerRostered counts those in whose duty of now the roster says that they can help, unless they said
// that they cannot today.
func offerRostered(tx *ledger.Tx, o catalogue.Office, date calendar.Date) error {
	duties, err := roster.OnDuty(tx, date)
	if err != nil {
		return err
	}
	_, now := calendar.CellIn(tx.Now(), o.Location())
	day := dayKey(o.ID, date)
	for _, d := range duties {
		if !d.CanHelp || d.Place != string(o.ID) || d.Start > now || d.End <= now {
			continue
		}
		who := ledger.Staff(string(d.Colleague))
		if _, known, err := helpers.Find(tx, day.Str(string(who))); err != nil || known {
			if err != nil {
				return err
			}
			continue
		}
		if err := offerHelp(tx, day, who, true, o.ID); err != nil {
			return err
		}
	}
	return nil
}

// askAll asks everybody who can help, is at no desk and was not asked too often; it returns how many.
func askAll(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date, ask string) (n int, err error) {
	day := dayKey(office, date)
	type asked struct {
		key ledger.Key
		helper
	}
	var all []asked
	err = helpers.Each(tx, day, func(k ledger.Key, h helper) error {
		_, found, err := DeskOf(tx, actorOf(k, day))
		if err == nil && !found && !h.Off && h.Asked < MaxHelpRequests {
			h.Asked++
			h.Last = ask
			all = append(all, asked{append(ledger.Key(nil), k...), h})
		}
		return err
	})
	for _, a := range all {
		if err == nil {
			err = helpers.Put(tx, a.key, a.helper)
		}
	}
	return len(all), err
}

// actorOf reads the colleague from a key behind that of the day.
func actorOf(k, day ledger.Key) ledger.Actor { return ledger.Actor(k[len(day) : len(k)-1]) }

// HelpRequestTo returns the request that stands for a colleague; ok is false where there is none for them.
func HelpRequestTo(r ledger.Reader, office catalogue.OfficeID, who ledger.Actor) (a HelpRequest, ok bool, err error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return a, false, err
	}
	date := o.Today(r.Now())
	h, err := HelpOf(r, office, date)
	if err != nil {
		return a, false, err
	}
	if a, ok = h.Standing(); !ok {
		return a, false, nil
	}
	if ended, err := a.ended(r, office, date); err != nil || ended {
		return a, false, err
	}
	mine, found, err := helpers.Find(r, dayKey(office, date).Str(string(who)))
	return a, found && mine.sees(a.ID), err
}

// ended reports whether whom a request names waits no longer: its reason is gone before the next look ends it.
func (a HelpRequest) ended(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) (bool, error) {
	if a.Number == "" {
		return false, nil
	}
	id, found, err := numbers.Find(r, dayKey(office, date).Str(string(a.Number)))
	if err != nil || !found {
		return !found, err
	}
	t, err := ByID(r, id)
	return t.State != Waiting, err
}

func (h helper) sees(ask string) bool {
	if h.Off || h.Last != ask {
		return false
	}
	for _, d := range h.Declined {
		if d == ask {
			return false
		}
	}
	return true
}

// AcceptHelp opens the desk of the request that stands, for the actor, who comes to help: their time
// there counts as help. The first who answers has it; the same colleague again is no error. It
// refuses with ErrHelpRequestOver and like TakeDesk.
func AcceptHelp(tx *ledger.Tx, office catalogue.OfficeID, ask string) (DeskSession, error) {
	o, err := catalogue.OfficeByID(tx, office)
	if err != nil {
		return DeskSession{}, err
	}
	date := o.Today(tx.Now())
	h, err := HelpOf(tx, office, date)
	if err != nil {
		return DeskSession{}, err
	}
	a, ok := h.Standing()
	if !ok || a.ID != ask {
		if s, had, err := DeskOf(tx, tx.Actor()); err == nil && had && s.Helps == ask {
			return s, nil
		}
		return DeskSession{}, ErrHelpRequestOver
	}
	s, err := TakeDesk(tx, office, a.Desk, false)
	if err != nil {
		return s, err
	}
	s.Helps = ask
	h.close(tx, Accepted)
	h.Came++
	if err := s.write(tx); err != nil {
		return s, err
	}
	return s, h.write(tx, office, date)
}

// DeclineHelp notes that the actor cannot come now: they do not see the request any more. When
// nobody is left who could, it ends. It refuses with ErrHelpRequestOver.
func DeclineHelp(tx *ledger.Tx, office catalogue.OfficeID, ask string) error {
	o, err := catalogue.OfficeByID(tx, office)
	if err != nil {
		return err
	}
	date := o.Today(tx.Now())
	h, err := HelpOf(tx, office, date)
	if err != nil {
		return err
	}
	if a, ok := h.Standing(); !ok || a.ID != ask {
		return ErrHelpRequestOver
	}
	key := dayKey(office, date).Str(string(tx.Actor()))
	mine, found, err := helpers.Find(tx, key)
	if err != nil || !found || !mine.sees(ask) {
		return err
	}
	mine.Declined = append(mine.Declined[:len(mine.Declined):len(mine.Declined)], ask)
	if err := helpers.Put(tx, key, mine); err != nil {
		return err
	}
	left := 0
	err = helpers.Each(tx, dayKey(office, date), func(_ ledger.Key, o helper) error {
		if o.sees(ask) {
			left++
		}
		return nil
	})
	if err != nil || left > 0 {
		return err
	}
	h.close(tx, Declined)
	return h.write(tx, office, date)
}

// LapseHelp ends the request that stands: help is no longer needed. That none stands is no error.
func LapseHelp(tx *ledger.Tx, office catalogue.OfficeID) error {
	o, err := catalogue.OfficeByID(tx, office)
	if err != nil {
		return err
	}
	date := o.Today(tx.Now())
	h, err := HelpOf(tx, office, date)
	if err != nil {
		return err
	}
	if _, ok := h.Standing(); !ok {
		return nil
	}
	h.close(tx, Lapsed)
	return h.write(tx, office, date)
}

// spent adds the time that a colleague came to help to that of the day.
func (s DeskSession) spent(tx *ledger.Tx) error {
	if s.Helps == "" {
		return nil
	}
	h, err := HelpOf(tx, s.Office, s.Date)
	if err != nil {
		return err
	}
	h.Spent += tx.Now().Sub(s.Opened)
	return h.write(tx, s.Office, s.Date)
}

// endHelp forgets, when a day is closed, who could help and was asked.
func endHelp(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date) error {
	var all []ledger.Key
	err := helpers.Each(tx, dayKey(office, date), func(k ledger.Key, _ helper) error {
		all = append(all, append(ledger.Key(nil), k...))
		return nil
	})
	for _, k := range all {
		helpers.Delete(tx, k)
	}
	h, found, helped := helps.Find(tx, dayKey(office, date))
	if _, stands := h.Standing(); found && stands {
		h.close(tx, Lapsed)
		helped = h.write(tx, office, date)
	}
	return errors.Join(err, helped)
}
