package kiosk

import (
	"errors"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
)

func (d *door) take(key string) (t queue.Ticket, err error) {
	err = d.try(func(tx *ledger.Tx) (err error) {
		t, err = TakeNumber(tx, queue.Visitor{Office: "hal", Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}, Kind: queue.WalkIn, Lang: "nl", Key: key})
		return err
	})
	return t, err
}

func TestANumberIsGivenOnceAndOnlyWhileThereIsTime(t *testing.T) {
	d := newDoor(t)
	d.at("2026-12-01T16:45")
	if err := d.try(func(tx *ledger.Tx) error { _, err := queue.TakeDesk(tx, "hal", "hal-1", false); return err }); err != nil {
		t.Fatal(err)
	}
	first, err := d.take("een")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := d.take("een"); err != nil || again.ID != first.ID {
		t.Errorf("the same press: %+v %v", again, err)
	}
	if _, err := d.take("twee"); !errors.Is(err, ErrNotToday) {
		t.Errorf("beyond closing: %v", err)
	}
	d.do(func(tx *ledger.Tx) error { // the receptionist lets them in all the same
		_, err := queue.Enter(tx, queue.Visitor{Office: "hal", Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"})
		return err
	})
	d.at("2026-12-01T17:05")
	if _, err := d.take("drie"); !errors.Is(err, ErrShut) {
		t.Errorf("after closing: %v", err)
	}
	if err := d.try(func(tx *ledger.Tx) error {
		_, err := TakeNumber(tx, queue.Visitor{Office: "hal", Kind: queue.WalkIn, Key: "vier"})
		return err
	}); !errors.Is(err, catalogue.ErrNothingChosen) {
		t.Errorf("for nothing: %v", err)
	}
}
