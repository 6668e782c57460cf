package field

import (
	"slices"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/outreach"
	"balie/queue"
)

// ErrNotHere: whoever came with an appointment cannot be let in here and now; args: why.
var ErrNotHere = ledger.Refuse(ledger.Conflict, "field.nothere")

// atDesk reports whether a verb is one of the bus's one desk.
func (a action) atDesk() bool {
	return slices.Contains([]string{"roep", "begin", "klaar", "weg"}, a.do)
}

// team is the actor at the desk of the bus: the outing and no colleague, so that every phone of the team
// helps the same person, and nobody is counted.
func (p *Pages) team(a action) (who ledger.Actor, err error) {
	err = p.Ledger.View(func(r ledger.Reader) error {
		o, _, err := outreach.OutingOfStop(r, a.Stop)
		who = ledger.Actor("outing " + string(o.ID))
		return err
	})
	return who, err
}

// applyTicket does what an action does to somebody's number.
func (p *Pages) applyTicket(tx *ledger.Tx, a action) (queue.Ticket, error) {
	o, err := officeOf(tx, a.Stop)
	if err != nil {
		return queue.Ticket{}, err
	}
	switch a.do {
	case "binnen":
		wish := catalogue.Wish{{Product: a.product, Persons: max(a.N, 1)}}
		return queue.Enter(tx, queue.Visitor{Office: o.ID, Wish: wish, Kind: queue.WalkIn, Lang: "nl"})
	case "er":
		return p.letIn(tx, o, a.visit)
	}
	t, err := a.find(tx)
	if err != nil || t.Office != o.ID {
		return queue.Ticket{}, orUnknown(err)
	}
	return a.atTheDesk(tx, o, t)
}

func orUnknown(err error) error {
	if err != nil {
		return err
	}
	return queue.ErrUnknownTicket
}

// letIn lets whoever has an appointment in; a second time it is the same number.
func (p *Pages) letIn(tx *ledger.Tx, o catalogue.Office, id booking.AppointmentID) (queue.Ticket, error) {
	answer, err := kiosk.Arrive(tx, p.Vault, kiosk.Arrival{Office: o.ID, Appointment: id, Staff: true})
	if err == nil && answer.Ticket.ID == "" {
		err = ErrNotHere.With("why", string(answer.Outcome))
	}
	return answer.Ticket, err
}

// find is the number that an action is about: by itself, by the action that gave it, or by the appointment.
func (a action) find(tx *ledger.Tx) (t queue.Ticket, err error) {
	switch {
	case a.entered != "":
		given, found, err := ledger.Recall[Outcome](tx, keyOf(a.entered))
		if err == nil && !found {
			err = queue.ErrUnknownTicket
		}
		if err != nil {
			return t, err
		}
		return queue.ByID(tx, queue.TicketID(given.Ticket))
	case a.visit != "":
		t, found, err := queue.ByAppointment(tx, a.visit)
		if err == nil && !found {
			err = queue.ErrUnknownTicket
		}
		return t, err
	}
	return queue.ByID(tx, a.ticket)
}

// atTheDesk are the verbs of the desk of the bus.
func (a action) atTheDesk(tx *ledger.Tx, o catalogue.Office, t queue.Ticket) (queue.Ticket, error) {
	if a.part { // the end of the visit says when it began
		return t, nil
	}
	if a.do == "klaar" && !a.began.IsZero() && t.State == queue.Waiting {
		return queue.RecordPaperVisit(tx, a.paper(o, t))
	}
	desk, err := takeDesk(tx, o)
	if err != nil {
		return t, err
	}
	at := queue.DeskRequest{Office: o.ID, Desk: desk}
	switch a.do {
	case "roep":
		return call(tx, at, t)
	case "begin":
		if t.State == queue.Waiting {
			if t, err = call(tx, at, t); err != nil {
				return t, err
			}
		}
		return queue.Start(tx, at, t.ID)
	case "weg":
		return queue.Miss(tx, at, t.ID)
	}
	if t.State == queue.Called {
		if t, err = queue.Start(tx, at, t.ID); err != nil {
			return t, err
		}
	}
	return queue.Finish(tx, at, t.ID, queue.Report{})
}

// paper is a visit that was helped without signal, with the times of then.
func (a action) paper(o catalogue.Office, t queue.Ticket) queue.PaperVisit {
	came := t.Arrived
	for _, at := range []time.Time{a.came, a.began} {
		if !at.IsZero() && at.Before(came) {
			came = at
		}
	}
	return queue.PaperVisit{Office: o.ID, Ticket: t.ID, Arrived: came, Started: a.began, Finished: a.At}
}

// takeDesk puts the team at the one desk of the bus.
func takeDesk(tx *ledger.Tx, o catalogue.Office) (catalogue.DeskID, error) {
	if len(o.Desks) == 0 {
		return "", queue.ErrUnknownDesk
	}
	_, err := queue.TakeDesk(tx, o.ID, o.Desks[0].ID, false)
	return o.Desks[0].ID, err
}

// call calls the number that the team chose: on the bus one sees who is next. Called again it is the same.
func call(tx *ledger.Tx, at queue.DeskRequest, t queue.Ticket) (queue.Ticket, error) {
	o, err := catalogue.OfficeByID(tx, at.Office)
	if err != nil || t.State == queue.Called && t.Desk == at.Desk {
		return t, err
	}
	seen, err := queue.Version(tx, at.Office, o.Today(tx.Now()))
	if err != nil {
		return t, err
	}
	return queue.Call(tx, at, t.ID, seen)
}
