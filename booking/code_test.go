package booking

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"balie/booking/contact"
	"balie/booking/ledger"
)

func TestSpokenCodeOpensTheAppointment(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(1), at("bus", tuesday, "10:00"))
	spoken := SpokenCode(tn.vault, a)
	for _, typed := range []string{spoken, strings.ToLower(spoken), " " + strings.ReplaceAll(spoken, " ", "-") + " ", strings.ReplaceAll(spoken, "0", "o")} {
		tn.see(func(r ledger.Reader) error {
			found, err := ByCode(r, tn.vault, typed)
			if err != nil || found.ID != a.ID {
				t.Errorf("%q: %v %v", typed, found.ID, err)
			}
			return nil
		})
	}
	refused := map[string]error{
		"": ErrCodeShape, "7K4M": ErrCodeShape, "ÄÖÜ": ErrCodeShape, strings.Repeat("A", 10_000): ErrCodeShape,
		"UUUU YYYY": ErrCodeShape, "0000 0000": ErrNoSuchCode,
	}
	for typed, want := range refused {
		tn.see(func(r ledger.Reader) error {
			if _, err := ByCode(r, tn.vault, typed); !errors.Is(err, want) {
				t.Errorf("%.20q: got %v, want %v", typed, err, want)
			}
			return nil
		})
	}
}

func TestTheLedgerAloneGivesNoCodeAway(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(1), at("bus", tuesday, "10:00"))
	stranger := newTown(t)
	if SpokenCode(stranger.vault, a) == SpokenCode(tn.vault, a) || Secret(stranger.vault, a.ID) == Secret(tn.vault, a.ID) {
		t.Fatal("another key file gives the same code or secret")
	}
	type answer struct{ opens, sent bool }
	by := func(id AppointmentID, carried string) answer {
		opens, sent := OpenedBy(tn.vault, id, carried)
		return answer{opens, sent}
	}
	shown, sent := Secret(tn.vault, a.ID), SentSecret(tn.vault, a.ID)
	if by(a.ID, shown) != (answer{true, false}) || by(a.ID, sent) != (answer{true, true}) || by(a.ID, shown+".AAAAAAAA").sent ||
		by(a.ID, "") != (answer{}) || by(a.ID, strings.TrimPrefix(sent, shown)) != (answer{}) || by(AppointmentID(NewVisitKey()), sent) != (answer{}) {
		t.Fatal("a secret opens another appointment")
	}
}

func TestResidentIsForgottenFourteenDaysLater(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(1), at("bus", tuesday, "10:00"))
	read := func() (d contact.Details, err error) {
		err = tn.ledger.View(func(r ledger.Reader) error { d, err = contact.Read(r, tn.vault, a.ID.Subject()); return err })
		return d, err
	}
	forget := func(want int) {
		t.Helper()
		if n, err := ForgetDue(context.Background(), tn.ledger, tn.vault); err != nil || n != want {
			t.Fatalf("forgot %d, %v; want %d", n, err, want)
		}
	}
	tn.at("2026-12-15T10:00")
	forget(0)
	if d, err := read(); err != nil || !d.Same(riet) {
		t.Fatalf("before: %+v, %v", d, err)
	}
	tn.pass(10 * time.Minute)
	forget(1)
	forget(0)
	if _, err := read(); !errors.Is(err, contact.ErrForgotten) {
		t.Fatalf("after: %v", err)
	}
	tn.see(func(r ledger.Reader) error {
		kept, err := AppointmentByID(r, a.ID)
		if kept.State != Booked {
			t.Errorf("the figures changed: %+v", kept)
		}
		return err
	})
}
