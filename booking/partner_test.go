package booking

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

func (t *town) partner(name string, list []string, products ...catalogue.ProductID) (p Partner, key string, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) {
		p, key, err = AddPartner(tx, t.vault, name, products, list)
		return err
	})
	return p, key, err
}

func TestAPartnerBooksOutsideTheLimitsAndFromTheReserve(t *testing.T) {
	tn := urgentTown(t)
	p, key, err := tn.partner("Uitvaart De Kanarie", nil, "paspoort")
	if err != nil {
		t.Fatal(err)
	}
	tn.at("2026-12-01T08:00")
	book := func(visit VisitKey, w catalogue.Wish, o supply.Offer) (a Appointment, err error) {
		err = tn.try(func(tx *ledger.Tx) (err error) {
			a, err = BookFor(tx, tn.vault, p.ID, visit, w, o, called, "nl")
			return err
		})
		return a, err
	}
	once := NewVisitKey()
	var first AppointmentID
	for range 2 { // sent twice
		a, err := book(once, passports(1), at("bus", tuesday, "11:30"))
		if err != nil || first != "" && a.ID != first || a.By != string(p.ID) || !a.Urgent {
			t.Fatalf("%+v %v", a, err)
		}
		first = a.ID
	}
	for i := range MaxUpcoming + 2 {
		if _, err := book(NewVisitKey(), passports(1), at("hal", tuesday, fmt.Sprintf("%02d:%02d", 9+i/6, i%6*10))); err != nil {
			t.Errorf("appointment %d of one contact: %v", i, err)
		}
	}
	if _, err := book(NewVisitKey(), catalogue.Wish{{Product: "huwelijk", Persons: 1}}, at("hal", tuesday+3, "09:00")); !errors.Is(err, ErrPartnerProduct) {
		t.Error("books what it is not for:", err)
	}
	tn.see(func(r ledger.Reader) error {
		if got, err := PartnerByKey(r, tn.vault, key[:13]+" "+key[13:]); err != nil || got.ID != p.ID {
			t.Errorf("by its key: %+v %v", got, err)
		}
		return nil
	})
	tn.do(func(tx *ledger.Tx) error { _, err := SetPartnerState(tx, p.ID, PartnerBlocked); return err })
	if _, err := book(NewVisitKey(), passports(1), at("hal", tuesday+1, "09:00")); !errors.Is(err, ErrNoPartner) {
		t.Error("a blocked partner books:", err)
	}
}

func TestAKeyIsShownOnceAndReplaced(t *testing.T) {
	tn := newTown(t)
	p, old, err := tn.partner("Zorghuis", nil, "paspoort")
	if err != nil {
		t.Fatal(err)
	}
	var copied bytes.Buffer
	if _, err := tn.ledger.Backup(context.Background(), &copied); err != nil || bytes.Contains(copied.Bytes(), []byte(old)) {
		t.Error("the key stands in the ledger", err)
	}
	var fresh string
	tn.do(func(tx *ledger.Tx) (err error) { fresh, err = RenewPartner(tx, tn.vault, p.ID); return err })
	tn.see(func(r ledger.Reader) error {
		if _, err := PartnerByKey(r, tn.vault, old); !errors.Is(err, ErrNoPartner) {
			t.Error("the old key opens:", err)
		}
		if got, err := PartnerByKey(r, tn.vault, fresh); err != nil || got.ID != p.ID {
			t.Error("the new key does not:", err)
		}
		return nil
	})
}

func TestWhoIsOnAListHasNoLimit(t *testing.T) {
	tn := newTown(t)
	p, _, err := tn.partner("Bewindvoerder", []string{"kantoor@voorbeeld.nl", "0315 555555"}, "paspoort")
	if err != nil {
		t.Fatal(err)
	}
	d := contact.Details{Name: "Namens Jan", Email: "Kantoor@voorbeeld.nl", Channel: contact.ByEmail}
	many := func(from, n int) (err error) {
		for i := range n {
			key := NewVisitKey()
			if _, err := tn.hold(key, passports(1), at("hal", tuesday.AddDays(from), fmt.Sprintf("%02d:%02d", 9+i/6, i%6*10))); err != nil {
				return err
			}
			err = errors.Join(err, tn.try(func(tx *ledger.Tx) error {
				_, err := Book(tx, tn.vault, Request{Key: key, Contact: d, Lang: "nl", Anonymous: true})
				return err
			}))
		}
		return err
	}
	if err := many(0, MaxUpcoming+2); err != nil {
		t.Error("who is on the list has a limit:", err)
	}
	tn.do(func(tx *ledger.Tx) error { _, err := SetPartnerState(tx, p.ID, PartnerBlocked); return err })
	if err := many(1, 1); !errors.Is(err, ErrMany) {
		t.Error("the list of a blocked partner counts:", err)
	}
}

func TestPartnersThatCannotBeAreRefused(t *testing.T) {
	tn := newTown(t)
	for name, c := range map[string]struct {
		name     string
		products []catalogue.ProductID
		list     []string
	}{"no name": {" ", []catalogue.ProductID{"paspoort"}, nil}, "nothing to book": {"X", nil, nil}, "a product of nothing": {"X", []catalogue.ProductID{"niets"}, nil}, "an odd address": {"X", []catalogue.ProductID{"paspoort"}, []string{"x"}}} {
		if _, _, err := tn.partner(c.name, c.list, c.products...); !errors.Is(err, ErrPartner) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := tn.turn("0123456789ABCDEFGHJKMNPQRS", PartnerBlocked); !errors.Is(err, ErrNoPartner) {
		t.Error(err)
	}
	p, _, err := tn.partner("X", nil, "paspoort")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tn.turn(p.ID, "sleeping"); !errors.Is(err, ErrPartner) {
		t.Error(err)
	}
}

func (t *town) turn(id PartnerID, next PartnerState) (p Partner, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) { p, err = SetPartnerState(tx, id, next); return err })
	return p, err
}

// TestAnotherRequestUnderAKeyIsNotAnsweredWithTheFirst books for two people with one form key.
func TestAnotherRequestUnderAKeyIsNotAnsweredWithTheFirst(t *testing.T) {
	tn := newTown(t)
	p, _, err := tn.partner("Uitvaartzorg", nil, "paspoort")
	if err != nil {
		t.Fatal(err)
	}
	key := NewVisitKey()
	book := func(d contact.Details) (a Appointment, err error) {
		err = tn.try(func(tx *ledger.Tx) (err error) {
			a, err = BookFor(tx, tn.vault, p.ID, key, passports(1), at("hal", tuesday, "09:30"), d, "nl")
			return err
		})
		return a, err
	}
	first, err := book(called)
	if err != nil {
		t.Fatal(err)
	}
	spelled := called
	spelled.Phone = "+31 (0)315-29 22 92"
	if again, err := book(spelled); err != nil || again.ID != first.ID {
		t.Errorf("the same request again: %s, %v", again.ID, err)
	}
	if other, err := book(mailed); !errors.Is(err, ledger.ErrOnce) || other.ID != "" {
		t.Errorf("somebody else is given %q, %v", other.ID, err)
	}
}
