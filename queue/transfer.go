package queue

import (
	"slices"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Destination is where a ticket is sent on: to a desk, to whoever has a skill, or to a colleague wherever
// they sit today. Skill goes with each of the others too.
type Destination struct {
	Desk      catalogue.DeskID
	Skill     string
	Colleague ledger.Actor // it stands in no ticket: only their desk does
	Note      Handover     // what the next desk should know; "" for nothing
}

var (
	// ErrDeskEmpty: nobody is at that desk; whoever were sent there would wait for ever.
	ErrDeskEmpty = ledger.Refuse(ledger.Conflict, "desk.empty")
	// ErrColleagueAway: the colleague has no desk here today.
	ErrColleagueAway = ledger.Refuse(ledger.Conflict, "colleague.away")
)

// Transfer sends on whom this desk called or helps, or who waits: number and clocks stay, so they
// lose no place. It refuses with ErrState, ErrNoDesk, ErrDeskEmpty, ErrColleagueAway, ErrHandover and,
// when the desk cannot do it, ErrCannot.
func Transfer(tx *ledger.Tx, at DeskRequest, id TicketID, to Destination) (Ticket, error) {
	return at.with(tx, id, "transfer", []any{to.Desk, to.Skill, to.Colleague, to.Note}, func(s *DeskSession, from Ticket) (Ticket, error) {
		if from.State != Waiting && from.State != Parked {
			if err := s.has(from, Called, Serving); err != nil {
				return from, err
			}
		}
		next, err := to.apply(tx, from)
		if err != nil {
			return from, err
		}
		if s.Ticket == from.ID {
			s.free(tx.Now(), 0)
		}
		return change(tx, from, next, "transferred")
	})
}

// apply is the ticket as it waits where it is sent.
func (to Destination) apply(tx *ledger.Tx, t Ticket) (Ticket, error) {
	o, err := catalogue.OfficeByID(tx, t.Office)
	if err != nil {
		return t, err
	}
	if err := to.Note.check(); err != nil {
		return t, err
	}
	t.Handover = to.Note
	t.State, t.Calls, t.For, t.Follows = Waiting, 0, "", false
	if to.Skill != "" {
		t.Skills = []string{to.Skill}
	}
	if !canDo(o, t.Skills) {
		return t, ErrNoDesk
	}
	switch {
	case to.Colleague != "":
		s, found, err := DeskOf(tx, to.Colleague)
		if err != nil || !found || s.Office != t.Office {
			return t, orAway(err)
		}
		t.For, t.Follows = s.Desk, true
	case to.Desk != "":
		if _, staffed, err := deskSessions.Find(tx, sessionKey(t.Office, t.Date, to.Desk)); err != nil || !staffed {
			return t, orEmpty(err)
		}
		t.For = to.Desk
	case to.Skill == "":
		return t, ErrNoDesk
	}
	i := slices.IndexFunc(o.Desks, func(d catalogue.Desk) bool { return d.ID == t.For })
	if i >= 0 && !o.Desks[i].Can(t.Skills) {
		return t, ErrCannot
	}
	return t, nil
}

func orAway(err error) error {
	if err != nil {
		return err
	}
	return ErrColleagueAway
}

func orEmpty(err error) error {
	if err != nil {
		return err
	}
	return ErrDeskEmpty
}
