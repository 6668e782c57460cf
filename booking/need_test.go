package booking

import (
	"errors"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// TestNoDoorBooksWithoutTheNumberThatAProductNeeds tries every way to make or change an appointment for a product
// that needs a telephone number, with details that have none, and then with one.
func TestNoDoorBooksWithoutTheNumberThatAProductNeeds(t *testing.T) {
	tn := newTown(t)
	wanted := catalogue.Wish{{Product: "terugbellen", Persons: 1}}
	tn.do(func(tx *ledger.Tx) error {
		p := testProducts()[0]
		p.ID, p.NeedsPhone, p.Route, p.UPLURI = "terugbellen", true, catalogue.ByCall, ""
		return catalogue.PutProduct(tx, p)
	})
	without := contact.Details{Name: "Riet Wissink", Email: "riet@voorbeeld.nl", Channel: contact.ByEmail}
	with := without
	with.Phone = "06 1234 5678"
	var partner Partner
	tn.do(func(tx *ledger.Tx) (err error) {
		partner, _, err = AddPartner(tx, tn.vault, "Uitvaart", []catalogue.ProductID{"terugbellen"}, nil)
		return err
	})
	for _, door := range tn.doors(wanted, partner.ID) {
		err := tn.try(func(tx *ledger.Tx) error { return door.open(tx, without) })
		var refusal *ledger.Error
		if door.keeps {
			if err != nil {
				t.Errorf("%s does not keep the number that was there: %v", door.name, err)
			}
			continue
		}
		if !errors.Is(err, ErrDetails) || !errors.As(err, &refusal) || refusal.Args["field"] != "phone" || refusal.Args["problem"] != "phone.missing" {
			t.Errorf("%s without a number: %v", door.name, err)
		}
		if err := tn.try(func(tx *ledger.Tx) error { return door.open(tx, with) }); err != nil {
			t.Errorf("%s with a number: %v", door.name, err)
		}
	}
}

// door is a way to make or change an appointment.
type door struct {
	name  string
	open  func(tx *ledger.Tx, d contact.Details) error
	keeps bool // a field that is left empty there is as it was
}

func (t *town) doors(wanted catalogue.Wish, partner PartnerID) []door {
	var booked AppointmentID
	start := cell("09:00")
	next := func() supply.Offer {
		start += 2
		return supply.Offer{Office: "hal", Date: tuesday, Start: start}
	}
	return []door{
		{"a hold", func(tx *ledger.Tx, d contact.Details) error {
			key := NewVisitKey()
			if _, err := TakeHold(tx, key, wanted, next()); err != nil {
				return err
			}
			a, err := Book(tx, t.vault, Request{Key: key, Contact: d, Lang: "nl"})
			booked = a.ID
			return err
		}, false},
		{"a partner", func(tx *ledger.Tx, d contact.Details) error {
			_, err := BookFor(tx, t.vault, partner, NewVisitKey(), wanted, next(), d, "nl")
			return err
		}, false},
		{"another system", func(tx *ledger.Tx, d contact.Details) error {
			_, _, err := Import(tx, t.vault, ExternalAppointment{Ref: "oud " + d.Phone, Wish: wanted, Offer: next(), Contact: d, Lang: "nl"}, false)
			return err
		}, false},
		{"an invitation", func(tx *ledger.Tx, d contact.Details) error {
			_, err := MakeInvite(tx, t.vault, Invite{Product: "terugbellen", Deadline: tuesday + 7, CallAfter: 3, Lang: "nl"}, d)
			return err
		}, false},
		{"a correction", func(tx *ledger.Tx, d contact.Details) error {
			d.Name = "Riet Wissink-Smit"
			_, err := CorrectContact(tx, t.vault, booked, d)
			return err
		}, false},
		{"other contact", func(tx *ledger.Tx, d contact.Details) error {
			d.Email = "ander@voorbeeld.nl"
			_, err := ChangeContact(tx, t.vault, booked, d)
			return err
		}, true},
	}
}
