package kiosk

import (
	"errors"
	"strings"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

func TestAPhoneOpensWithItsPINOnItsDayAndNotWhenItWasTakenOff(t *testing.T) {
	d := newDoor(t)
	d.at("2026-12-01T09:30")
	day, id := calendar.DateOf(2026, 12, 1), strings.Repeat("A", ledger.IDLength)
	p, err := StretchPIN("271828")
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	seal := func(day calendar.Date) (b Box, err error) {
		err = d.ledger.View(func(r ledger.Reader) error {
			b, err = SealPhone(r, d.vault, day, id, zone, DayList{Office: "bus"})
			return err
		})
		return b, err
	}
	if _, err := seal(day); !errors.Is(err, ErrPhone) {
		t.Errorf("a phone that nobody made ready: %v", err)
	}
	admit := func(id string, want error) {
		t.Helper()
		d.do(func(tx *ledger.Tx) error {
			if err := AdmitPhone(tx, d.vault, id, "outing", day, p); !errors.Is(err, want) {
				t.Errorf("making it ready: %v, want %v", err, want)
			}
			return nil
		})
	}
	admit("kort", ErrPhone)
	admit(id, nil)
	box, err := seal(day)
	if err != nil || box.Until != time.Date(2026, 12, 1, 23, 0, 0, 0, time.UTC).UnixMilli() {
		t.Fatalf("the box is until %d: %v", box.Until, err)
	}
	if l, err := opens(box, "271828"); err != nil || l.Office != "bus" {
		t.Errorf("with its PIN: %v %v", l, err)
	}
	if _, err := opens(box, "271829"); err == nil {
		t.Error("a wrong PIN opens it")
	}
	if _, err := seal(day + 1); !errors.Is(err, ErrPhone) {
		t.Errorf("on the next day: %v", err)
	}
	d.do(func(tx *ledger.Tx) error { return errors.Join(SeePhone(tx, day, id), RevokePhone(tx, day, id)) })
	if _, err := seal(day); !errors.Is(err, ErrPhoneGone) {
		t.Errorf("taken off: %v", err)
	}
	d.do(func(tx *ledger.Tx) error {
		if err := SeePhone(tx, day, id); !errors.Is(err, ErrPhoneGone) {
			t.Errorf("seen when taken off: %v", err)
		}
		if err := RevokePhone(tx, day, "nobody"); !errors.Is(err, ErrPhone) {
			t.Errorf("taking off a phone that is not there: %v", err)
		}
		all, err := Phones(tx, day, "outing")
		if len(all) != 1 || !all[0].Revoked || all[0].Seen.IsZero() {
			t.Errorf("the phones of the outing: %+v", all)
		}
		return err
	})
	admit(id, ErrPhoneGone)
	d.do(func(tx *ledger.Tx) error {
		if err := AdmitPhone(tx, d.vault, strings.Repeat("B", ledger.IDLength), "outing", day+1, p); err != nil {
			return err
		}
		all, err := Phones(tx, day, "outing")
		if len(all) != 0 {
			t.Errorf("phones of an earlier day are kept: %+v", all)
		}
		return err
	})
}
