package booking

import (
	"errors"
	"testing"
	"time"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// TestInARushACodeMakesTheAppointment goes through what somebody does who has an e-mail address, and what
// whoever has none, or guesses, is told.
func TestInARushACodeMakesTheAppointment(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error { return SetRush(tx, "hal", true) })
	key := NewVisitKey()
	if _, err := tn.hold(key, passports(1), at("hal", tuesday, "10:00")); err != nil {
		t.Fatal(err)
	}
	mail := contact.Details{Name: "Riet Wissink", Channel: contact.ByEmail, Email: "riet@example.org"}
	book := func(d contact.Details, code string, anonymous bool) error {
		return tn.try(func(tx *ledger.Tx) error {
			_, err := Book(tx, tn.vault, Request{Key: key, Contact: d, Lang: "nl", Anonymous: anonymous, Proof: code})
			return err
		})
	}
	send := func(d contact.Details) error {
		return tn.try(func(tx *ledger.Tx) error { return SendProof(tx, tn.vault, key, d, "nl") })
	}
	if err := errors.Join(book(riet, "", true)); !errors.Is(err, ErrProofChannel) || !errors.Is(send(riet), ErrProofChannel) {
		t.Errorf("who can be sent nothing: %v", err)
	}
	if err := book(mail, "", true); !errors.Is(err, ErrProofNeeded) {
		t.Errorf("without a code: %v", err)
	}
	if err := book(mail, ProofCode(tn.vault, key, mail), true); !errors.Is(err, ErrProofNeeded) {
		t.Errorf("with a code that was never sent: %v", err)
	}
	if err := send(mail); err != nil {
		t.Fatal(err)
	}
	other := mail
	other.Email = "jan@example.org"
	for _, d := range []contact.Details{mail, other} {
		if err := book(d, ProofCode(tn.vault, NewVisitKey(), d), true); !errors.Is(err, ErrProofWrong) {
			t.Errorf("with the code of another time: %v", err)
		}
	}
	if err := book(other, ProofCode(tn.vault, key, mail), true); !errors.Is(err, ErrProofWrong) {
		t.Errorf("with the code of another address: %v", err)
	}
	if err := book(mail, ProofCode(tn.vault, key, mail), true); err != nil {
		t.Errorf("with the code: %v", err)
	}
	tn.pass(2 * time.Hour)
	for range 3 {
		if _, err := ForgetDue(t.Context(), tn.ledger, tn.vault); err != nil {
			t.Fatal(err)
		}
	}
	tn.see(func(r ledger.Reader) error {
		if _, _, ok, err := ProofOf(r, tn.vault, key); ok || err != nil {
			t.Errorf("an hour later it is known to whom the code went: %v", err)
		}
		return nil
	})
}

// TestCodesOfARushEnd: five wrong ones, or three sent, and that time is for who calls; colleagues are asked none.
func TestCodesOfARushEnd(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error { return SetRush(tx, "hal", true) })
	key := NewVisitKey()
	h, err := tn.hold(key, passports(1), at("hal", tuesday, "10:00"))
	if err != nil {
		t.Fatal(err)
	}
	mail := contact.Details{Name: "Riet Wissink", Channel: contact.ByEmail, Email: "riet@example.org"}
	send := func() error {
		return tn.try(func(tx *ledger.Tx) error { return SendProof(tx, tn.vault, key, mail, "nl") })
	}
	for range mostProofsSent {
		if err := send(); err != nil {
			t.Fatal(err)
		}
	}
	if err := send(); !errors.Is(err, ErrProofOver) {
		t.Errorf("a fourth code: %v", err)
	}
	for range mostProofsWrong {
		tn.do(func(tx *ledger.Tx) error { return WrongProof(tx, key) })
	}
	request := Request{Key: key, Contact: mail, Lang: "nl", Anonymous: true, Proof: ProofCode(tn.vault, key, mail)}
	book := func() error {
		return tn.try(func(tx *ledger.Tx) error { _, err := Book(tx, tn.vault, request); return err })
	}
	if err := book(); !errors.Is(err, ErrProofOver) {
		t.Errorf("the right code after five wrong ones: %v", err)
	}
	if request.Anonymous = false; book() != nil {
		t.Error("a colleague cannot book")
	}
	if h.Until.Sub(h.First) != HoldFor {
		t.Errorf("held for %s", h.Until.Sub(h.First))
	}
	tn.do(func(tx *ledger.Tx) error { return SetRush(tx, "hal", false) })
	tn.do(func(tx *ledger.Tx) error { return SetRush(tx, "hal", false) })
}

// TestInARushAHoldIsShort: half an hour in all, so that who only holds keeps few times from others.
func TestInARushAHoldIsShort(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error { return SetRush(tx, "hal", true) })
	key := NewVisitKey()
	h, err := tn.hold(key, passports(1), at("hal", tuesday, "10:00"))
	if err != nil {
		t.Fatal(err)
	}
	for range 8 {
		tn.pass(9 * time.Minute)
		if err = tn.try(func(tx *ledger.Tx) (err error) { _, err = RenewHold(tx, key); return err }); err != nil {
			break
		}
	}
	tn.see(func(r ledger.Reader) error {
		if ledger.CodeOf(err) != ledger.Gone || r.Now().Sub(h.First) > RushHoldAtMost+HoldFor {
			t.Errorf("after %s: %v", r.Now().Sub(h.First), err)
		}
		return nil
	})
}
