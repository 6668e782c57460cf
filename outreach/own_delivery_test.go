package outreach

import (
	"errors"
	"testing"

	"balie/booking"
	"balie/booking/ledger"
)

func (d *doors) change(w Window) error {
	return d.try(func(tx *ledger.Tx) error { _, err := ChangeDelivery(tx, d.id, w); return err })
}

func (d *doors) cancel() error {
	return d.try(func(tx *ledger.Tx) error { _, err := CancelDelivery(tx, d.id); return err })
}

func (d *doors) now() (found Delivery) {
	d.Helper()
	d.see(func(r ledger.Reader) (err error) { found, err = DeliveryByID(r, d.id); return err })
	return found
}

// TestWhoseDoorItIsMovesAndCancels: the old window stands until there is a new one, and a window that began stays.
func TestWhoseDoorItIsMovesAndCancels(t *testing.T) {
	d := newDoors(t)
	if err := d.add("one", wishedDelivery, d.early, doorOf); err != nil {
		t.Fatal(err)
	}
	if err := d.change(Window{d.round.ID, monday, cell("09:30"), cell("11:30")}); !errors.Is(err, ErrWindow) || d.now().Start != cell("09:00") || d.now().Moves != 0 {
		t.Errorf("no such window: %v %+v", err, d.now())
	}
	d.see(func(r ledger.Reader) error {
		round, err := RoundOf(r, d.round.ID)
		if len(round) != 1 {
			t.Errorf("it left its round: %+v", round)
		}
		return err
	})
	if err := errors.Join(d.change(d.late), d.change(d.late)); err != nil || d.now().Start != cell("11:00") || d.now().Moves != 1 {
		t.Errorf("another window: %v %+v", err, d.now())
	}
	d.at("2026-11-30T11:00")
	if err := d.change(d.late); !errors.Is(err, ErrDeliveryBegun) {
		t.Errorf("moved while it is: %v", err)
	}
	if err := d.cancel(); !errors.Is(err, ErrDeliveryBegun) || d.now().State != DeliveryPlanned {
		t.Errorf("cancelled while it is: %v", err)
	}
	d.at("2026-11-30T10:59")
	if err := errors.Join(d.cancel(), d.cancel()); err != nil || d.now().State != DeliveryOff {
		t.Errorf("cancelled: %v %+v", err, d.now())
	}
	if err := d.change(d.late); !errors.Is(err, ErrDeliveryState) {
		t.Errorf("moved what is off: %v", err)
	}
}

// TestACodeOpensOneDoor finds a delivery by its code as people type it, and nothing by another.
func TestACodeOpensOneDoor(t *testing.T) {
	d := newDoors(t)
	if err := d.add("one", wishedDelivery, d.early, doorOf); err != nil {
		t.Fatal(err)
	}
	d.see(func(r ledger.Reader) error {
		found, err := DeliveryByCode(r, d.vault, DeliveryCode(d.vault, d.id))
		if err != nil || found.ID != d.id {
			t.Errorf("%+v %v", found, err)
		}
		if _, err := DeliveryByCode(r, d.vault, DeliveryCode(d.vault, d.id+"X")); !errors.Is(err, booking.ErrNoSuchCode) {
			t.Errorf("another's: %v", err)
		}
		if _, err := DeliveryByCode(r, d.vault, "geen"); !errors.Is(err, booking.ErrCodeShape) {
			t.Errorf("no code: %v", err)
		}
		return nil
	})
}
