package kiosk

import (
	"errors"
	"strings"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// telephone is one of a day, with what tries to seal for it.
type telephone struct {
	*door
	day calendar.Date
	id  string
	pin Stretched
}

func newTelephone(t *testing.T) *telephone {
	t.Helper()
	d := newDoor(t)
	d.at("2026-12-01T09:30")
	p, err := StretchPIN("27182818")
	if err != nil {
		t.Fatal(err)
	}
	return &telephone{d, calendar.DateOf(2026, 12, 1), strings.Repeat("A", ledger.IDLength), p}
}

func (p *telephone) seal(day calendar.Date) (b Box, err error) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return b, err
	}
	err = p.ledger.View(func(r ledger.Reader) error {
		b, err = SealPhone(r, p.vault, day, p.id, zone, DayList{Office: "bus"})
		return err
	})
	return b, err
}

func (p *telephone) admit(t *testing.T, id string, day calendar.Date, want error) {
	t.Helper()
	p.do(func(tx *ledger.Tx) error {
		if err := AdmitPhone(tx, p.vault, id, "outing", day, p.pin); !errors.Is(err, want) {
			t.Errorf("making it ready: %v, want %v", err, want)
		}
		return nil
	})
}

func TestAPhoneOpensWithItsPINOnItsDay(t *testing.T) {
	p := newTelephone(t)
	if _, err := p.seal(p.day); !errors.Is(err, ErrPhone) {
		t.Errorf("a phone that nobody made ready: %v", err)
	}
	p.admit(t, "kort", p.day, ErrPhone)
	p.admit(t, p.id, p.day, nil)
	box, err := p.seal(p.day)
	if err != nil || box.Until != time.Date(2026, 12, 1, 23, 0, 0, 0, time.UTC).UnixMilli() {
		t.Fatalf("the box is until %d: %v", box.Until, err)
	}
	if l, err := opens(box, "27182818"); err != nil || l.Office != "bus" {
		t.Errorf("with its PIN: %v %v", l, err)
	}
	if _, err := opens(box, "271829"); err == nil {
		t.Error("a wrong PIN opens it")
	}
	if _, err := p.seal(p.day + 1); !errors.Is(err, ErrPhone) {
		t.Errorf("on the next day: %v", err)
	}
}

func TestAPhoneThatWasTakenOffIsRefused(t *testing.T) {
	p := newTelephone(t)
	p.admit(t, p.id, p.day, nil)
	p.do(func(tx *ledger.Tx) error { return errors.Join(SeePhone(tx, p.day, p.id), RevokePhone(tx, p.day, p.id)) })
	if _, err := p.seal(p.day); !errors.Is(err, ErrPhoneGone) {
		t.Errorf("sealed: %v", err)
	}
	p.do(func(tx *ledger.Tx) error {
		if err := SeePhone(tx, p.day, p.id); !errors.Is(err, ErrPhoneGone) {
			t.Errorf("seen: %v", err)
		}
		if err := RevokePhone(tx, p.day, "nobody"); !errors.Is(err, ErrPhone) {
			t.Errorf("taking off a phone that is not there: %v", err)
		}
		all, err := Phones(tx, p.day, "outing")
		if len(all) != 1 || !all[0].Revoked || all[0].Seen.IsZero() {
			t.Errorf("the phones of the outing: %+v", all)
		}
		return err
	})
	p.admit(t, p.id, p.day, ErrPhoneGone)
	p.admit(t, strings.Repeat("B", ledger.IDLength), p.day+1, nil)
	p.do(func(tx *ledger.Tx) error {
		all, err := Phones(tx, p.day, "outing")
		if len(all) != 0 {
			t.Errorf("phones of an earlier day are kept: %+v", all)
		}
		return err
	})
}
