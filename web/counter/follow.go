package counter

import (
	"errors"
	"strings"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/queue"
)

// ErrNoContact: whoever came without an appointment left us nothing to tell them by; the telephone
// page books with a name.
var ErrNoContact = ledger.Refuse(ledger.Invalid, "follow.contact")

// follow is what comes after a visit that is being finished: "collect" only notes it, and "collect
// hal 2026-12-03 10:00" books that very time for whoever the visit is of. A visit that is no longer
// at a desk is finished already, and nothing is booked again.
func (p *Pages) follow(tx *ledger.Tx, at queue.DeskRequest, id queue.TicketID, text string) (*queue.FollowUp, error) {
	kind, way, booked := strings.Cut(text, " ")
	if kind == "" {
		return nil, nil
	}
	t, err := queue.ByID(tx, id)
	if err != nil || t.State != queue.Serving {
		return nil, err
	}
	proposal, err := queue.FollowUps(tx, id, queue.FollowKind(kind))
	if err != nil {
		return nil, err
	}
	f := proposal.FollowUp
	if booked {
		f.Appointment, err = p.bookWay(tx, at, t, f, way)
	}
	return &f, err
}

// bookWay books the time that was chosen, with what we know of whoever the visit is of.
func (p *Pages) bookWay(tx *ledger.Tx, at queue.DeskRequest, t queue.Ticket, f queue.FollowUp, way string) (booking.AppointmentID, error) {
	offer, err := parseWay(way)
	switch {
	case err != nil || offer.Date < f.From:
		return "", queue.ErrFollow
	case t.Appointment == "":
		return "", ErrNoContact
	}
	before, err := booking.AppointmentByID(tx, t.Appointment)
	if err != nil {
		return "", err
	}
	who, err := contact.Read(tx, p.Vault, t.Appointment.Subject())
	if errors.Is(err, contact.ErrForgotten) {
		return "", ErrNoContact
	}
	if err != nil {
		return "", err
	}
	who.Note, who.Answers = "", nil // to what another product asked
	key := booking.VisitKey(at.Key)
	if key == "" {
		key = booking.VisitKey(tx.NewID())
	}
	wish := catalogue.Wish{{Product: f.Product, Persons: f.Persons}}
	if _, err := booking.TakeHoldFor(tx, key, supply.Staff, wish, offer); err != nil {
		if errors.Is(err, booking.ErrBookedAlready) {
			return "", nil // this press was undone: it finishes nothing a second time
		}
		return "", err
	}
	made, err := booking.Book(tx, p.Vault, booking.Request{Key: key, Contact: who, Lang: before.Lang, Unasked: true})
	return made.ID, err
}

// wayValue is how a form names a time: what parseWay reads.
func wayValue(kind queue.FollowKind, o supply.Offer) string {
	return string(kind) + " " + string(o.Office) + " " + o.Date.String() + " " + o.Start.String()
}

func parseWay(text string) (o supply.Offer, err error) {
	parts := strings.Split(text, " ")
	if len(parts) != 3 {
		return o, queue.ErrFollow
	}
	o.Office = catalogue.OfficeID(parts[0])
	var failed error
	o.Date, err = calendar.ParseDate(parts[1])
	o.Start, failed = calendar.ParseCell(parts[2])
	return o, errors.Join(err, failed)
}
