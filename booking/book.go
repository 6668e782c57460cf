package booking

import (
	"encoding/json"
	"time"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// Request turns a hold into an appointment.
type Request struct {
	Key     VisitKey
	Contact contact.Details // tidied
	Lang    string          // "nl", "en", "de"
	// Anonymous says that nobody saw who asks: then one contact has MaxUpcoming appointments at most.
	Anonymous bool
	// Here says that who asks stands in the hall: then no code is sent.
	Here bool `json:"-"`
	// Unasked says that nobody could be asked what the products ask themselves: who stands in the hall, or a next visit
	// that a colleague books at the end of one. The desk asks.
	Unasked bool `json:"-"`
	// Proof is the code that was sent in a rush; "" where none was asked.
	Proof string `json:"-"`
}

// Retention is how long after the visit we still know who it was.
var Retention = time.Duration(contact.AfterVisit.Days()) * 24 * time.Hour

// ErrBookedAlready: this run of the booking pages became an appointment, with other details;
// args: id. Whoever typed something else moves or cancels that one.
var ErrBookedAlready = ledger.Refuse(ledger.Conflict, "booking.already")

// Book makes an appointment of what is held. The same request again returns the same appointment
// (a second click, a retry after a lost answer). A hold that has ended is taken anew if its time
// is still free, so that a slow typist loses nothing; otherwise ErrTaken or ErrPast.
func Book(tx *ledger.Tx, v *contact.Vault, q Request) (Appointment, error) {
	h, found, err := findHold(tx, q.Key)
	if err != nil {
		return Appointment{}, err
	}
	if !found || h.Dropped {
		return Appointment{}, ErrHoldGone
	}
	q.Contact = q.Contact.Clean()
	digest := q.digest(v)
	if h.Booked != "" {
		return bookedBefore(tx, h, digest)
	}
	if q.Contact, err = q.asked(tx, h.Wish, h.Offer.Date); err != nil {
		return Appointment{}, err
	}
	if err := h.refuseUnproven(tx, v, q); err != nil {
		return Appointment{}, err
	}
	if q.Anonymous {
		if err := refuseTooMany(tx, v, q.Contact, ""); err != nil {
			return Appointment{}, err
		}
	}
	a, err := h.become(tx, v, q)
	if err != nil {
		return Appointment{}, err
	}
	h.Booked, h.Digest = a.ID, digest
	return a, h.write(tx)
}

// digest tells two requests apart without keeping what they say.
func (q Request) digest(v *contact.Vault) []byte {
	content, err := json.Marshal(struct {
		Request
		Aid contact.Aid
	}{q, q.Contact.Aid})
	if err != nil { // strings only: cannot be
		panic(err)
	}
	return v.MAC("request", string(content))
}

func bookedBefore(r ledger.Reader, h Hold, digest []byte) (Appointment, error) {
	if string(h.Digest) != string(digest) {
		return Appointment{}, ErrBookedAlready.With("id", string(h.Booked))
	}
	return AppointmentByID(r, h.Booked)
}

// become writes the appointment in the hold's place.
func (h Hold) become(tx *ledger.Tx, v *contact.Vault, q Request) (Appointment, error) {
	id := AppointmentID(tx.NewID())
	offer, err := supply.Take(tx, supply.Query{Wish: h.Wish, Key: h.Key, Audience: h.For, Extra: ExtraFor(q.Contact.Aid)}, h.Offer, supply.Claim{Kind: supply.Booked, ID: string(id)})
	if err != nil {
		return Appointment{}, err
	}
	a := Appointment{
		ID: id, State: Booked, Wish: h.Wish, Offer: offer, Cells: deskCells(offer), Lang: q.Lang,
		Urgent: h.For == supply.Urgent, Channel: q.Contact.Channel, Made: tx.Now(), Changed: tx.Now(),
	}
	if a.With, err = catalogue.VersionsOf(tx, a.Wish, offer.Date); err != nil {
		return Appointment{}, err
	}
	err = contact.Keep(tx, v, id.Subject(), q.Contact)
	if err == nil {
		err = a.keepAid(tx, v, q.Contact.Aid)
	}
	if err == nil {
		err = a.giveCode(tx, v)
	}
	if err != nil {
		return Appointment{}, err
	}
	if err := a.forgetLater(tx); err != nil {
		return Appointment{}, err
	}
	if err := a.write(tx); err != nil {
		return Appointment{}, err
	}
	if err := a.callLater(tx); err != nil {
		return Appointment{}, err
	}
	if err := a.notifyBooked(tx); err != nil {
		return Appointment{}, err
	}
	return a, a.emit(tx, "booked", "")
}

// forgetLater promises, in the outbox, that its resident is forgotten in time.
func (a Appointment) forgetLater(tx *ledger.Tx) error {
	o, err := catalogue.OfficeByID(tx, a.Offer.Office)
	if err != nil {
		return err
	}
	return tx.Send(a.Ends(o).Add(Retention), "forget/"+string(a.ID), ledger.Message{Template: Forget, Subject: a.ID.Subject(), Reason: "retention"})
}
