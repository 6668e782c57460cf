package kiosk

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

func (d *door) try(fn func(*ledger.Tx) error) error {
	return d.ledger.Update(context.Background(), "test", fn)
}

func (d *door) pass(by time.Duration) { d.clock.Add(by.Milliseconds()) }

// asks lets a screen show a code.
func (d *door) asks() (p Pairing, secret string) {
	d.Helper()
	d.do(func(tx *ledger.Tx) (err error) { p, secret, err = AskToPair(tx); return err })
	return p, secret
}

// pairs makes a screen at the hall.
func (d *door) pairs(role Role) (made Device, secret string) {
	d.Helper()
	p, secret := d.asks()
	d.do(func(tx *ledger.Tx) (err error) {
		made, err = Pair(tx, NewDevice{Code: p.Code, Role: role, Name: "Zuil bij de deur", Office: "hal"})
		return err
	})
	return made, secret
}

func (d *door) bySecret(secret string) (found Device, err error) {
	err = d.ledger.View(func(r ledger.Reader) (err error) { found, err = DeviceBySecret(r, secret); return err })
	return found, err
}

func TestAScreenIsPairedByTheCodeThatItShows(t *testing.T) {
	d := newDoor(t)
	p, secret := d.asks()
	if _, err := d.bySecret(secret); !errors.Is(err, ErrNotPaired) {
		t.Errorf("before it was paired: %v", err)
	}
	d.do(func(tx *ledger.Tx) error {
		waits, found, err := PairingBySecret(tx, secret)
		if !found || waits.Code != p.Code {
			t.Errorf("waits with %+v %t", waits, found)
		}
		return err
	})
	typed := strings.ToLower(p.Code[:3] + " " + p.Code[3:])
	d.do(func(tx *ledger.Tx) error {
		made, err := Pair(tx, NewDevice{Code: typed, Role: CheckInKiosk, Name: "  Zuil   bij de deur ", Office: "hal"})
		if made.Name != "Zuil bij de deur" || made.Role != CheckInKiosk {
			t.Errorf("made %+v", made)
		}
		return err
	})
	found, err := d.bySecret(secret)
	if err != nil || found.Office != "hal" {
		t.Errorf("%+v %v", found, err)
	}
	if err := d.try(func(tx *ledger.Tx) error {
		_, err := Pair(tx, NewDevice{Code: p.Code, Role: QueueDisplay, Name: "Bord", Office: "hal"})
		return err
	}); !errors.Is(err, ErrPairCode) {
		t.Errorf("a code used twice: %v", err)
	}
	d.do(func(tx *ledger.Tx) error { _, err := Unpair(tx, found.ID); return err })
	if _, err := d.bySecret(secret); !errors.Is(err, ErrNotPaired) {
		t.Errorf("after it was unpaired: %v", err)
	}
	if err := d.try(func(tx *ledger.Tx) error { _, err := Unpair(tx, found.ID); return err }); !errors.Is(err, ErrUnknownDevice) {
		t.Errorf("unpaired twice: %v", err)
	}
}

func TestPairingIsRefused(t *testing.T) {
	d := newDoor(t)
	p, _ := d.asks()
	good := NewDevice{Code: p.Code, Role: QueueDisplay, Name: "Bord", Office: "hal"}
	for want, spoil := range map[*ledger.Error]func(*NewDevice){
		ErrDeviceRole: func(n *NewDevice) { n.Role = "camera" }, ErrDeviceName: func(n *NewDevice) { n.Name = "x" },
		ErrPairCode: func(n *NewDevice) { n.Code = "geen code" }, ErrDevicePlace: func(n *NewDevice) { n.Office = "nergens" },
	} {
		n := good
		spoil(&n)
		if err := d.try(func(tx *ledger.Tx) error { _, err := Pair(tx, n); return err }); !errors.Is(err, want) {
			t.Errorf("%+v: %v, want %v", n, err, want)
		}
	}
	both := good
	both.Label = "praotbus"
	if err := d.try(func(tx *ledger.Tx) error { _, err := Pair(tx, both); return err }); !errors.Is(err, ErrDevicePlace) {
		t.Errorf("an office and a label: %v", err)
	}
	d.pass(PairingFor)
	if err := d.try(func(tx *ledger.Tx) error { _, err := Pair(tx, good); return err }); !errors.Is(err, ErrPairCode) {
		t.Errorf("too late: %v", err)
	}
}

func TestNotEverybodyAtOnceWaitsToBePaired(t *testing.T) {
	d := newDoor(t)
	for range mostPairings {
		d.asks()
	}
	if err := d.try(func(tx *ledger.Tx) error { _, _, err := AskToPair(tx); return err }); !errors.Is(err, ErrPairings) {
		t.Errorf("one more: %v", err)
	}
	d.pass(PairingFor)
	d.asks()
}

func TestADeviceIsSeenAndGoesQuiet(t *testing.T) {
	d := newDoor(t)
	made, secret := d.pairs(CheckInKiosk)
	seen := func(version string) uint64 {
		t.Helper()
		var seq uint64
		d.do(func(tx *ledger.Tx) error { _, err := Seen(tx, made.ID, version, false); seq = tx.Seq(); return err })
		return seq
	}
	seen("v1")
	first, _ := d.bySecret(secret)
	d.pass(time.Minute)
	seen("v1")
	if again, _ := d.bySecret(secret); !again.Seen.Equal(first.Seen) {
		t.Error("it is written down each minute")
	}
	seen("v2")
	if again, _ := d.bySecret(secret); again.Version != "v2" || again.Quiet(again.Seen.Add(quietAfter)) || !again.Quiet(again.Seen.Add(quietAfter+1)) {
		t.Errorf("%+v", again)
	}
	if err := d.try(func(tx *ledger.Tx) error { _, err := Seen(tx, "nobody", "", false); return err }); !errors.Is(err, ErrUnknownDevice) {
		t.Errorf("an unknown one: %v", err)
	}
}

// TestAScreenInAVehicleIsWhereTheVehicleIs pairs by label: the stop of today is its office.
func TestAScreenInAVehicleIsWhereTheVehicleIs(t *testing.T) {
	d := newDoor(t)
	for day, id := range map[calendar.Weekday]catalogue.OfficeID{2: "sinderen", 3: "varsseveld"} {
		d.do(func(tx *ledger.Tx) error {
			err := catalogue.PutOffice(tx, catalogue.Office{ID: id, Kind: catalogue.Stop, Name: string(id), Zone: "Europe/Amsterdam", Label: "praotbus", Desks: []catalogue.Desk{{ID: "bus", Name: "Bus", Skills: []string{"reis"}}}})
			if err != nil {
				return err
			}
			plan := catalogue.NewDraft(tx, catalogue.Outreach)
			if err := plan.PutStop(id, calendar.Opening{ID: "dag", Desk: "bus", Weekdays: []calendar.Weekday{day}, Start: 108, End: 144, Use: calendar.ForBoth, Share: calendar.Public}); err != nil {
				return err
			}
			return catalogue.Apply(tx, plan.Changes())
		})
	}
	p, secret := d.asks()
	d.do(func(tx *ledger.Tx) error {
		_, err := Pair(tx, NewDevice{Code: p.Code, Role: CheckInKiosk, Name: "Tablet in de bus", Label: "praotbus"})
		return err
	})
	where := func() (o catalogue.Office, err error) {
		err = d.ledger.View(func(r ledger.Reader) error {
			device, err := DeviceBySecret(r, secret)
			if err != nil {
				return err
			}
			o, err = device.Where(r)
			return err
		})
		return o, err
	}
	for wall, want := range map[string]catalogue.OfficeID{"2026-12-01T10:00": "sinderen", "2026-12-02T10:00": "varsseveld"} {
		d.at(wall)
		if o, err := where(); err != nil || o.ID != want {
			t.Errorf("at %s it is at %q %v, want %s", wall, o.ID, err, want)
		}
	}
	d.at("2026-12-03T10:00")
	if _, err := where(); !errors.Is(err, catalogue.ErrNoStop) {
		t.Errorf("on a day without stops: %v", err)
	}
}

func TestHelpIsCalledAnsweredAndOver(t *testing.T) {
	d := newDoor(t)
	made, _ := d.pairs(CheckInKiosk)
	run := func(fn func(*ledger.Tx, DeviceID) (Help, error)) (h Help, err error) {
		err = d.try(func(tx *ledger.Tx) (err error) { h, err = fn(tx, made.ID); return err })
		return h, err
	}
	if _, err := run(AnswerHelp); !errors.Is(err, ErrNoHelp) {
		t.Errorf("nobody called: %v", err)
	}
	first, err := run(CallHelp)
	if err != nil || first.State != HelpCalled || first.Office != "hal" {
		t.Fatalf("%+v %v", first, err)
	}
	d.pass(time.Second)
	if again, err := run(CallHelp); err != nil || !again.Called.Equal(first.Called) {
		t.Errorf("pressed twice: %+v %v", again, err)
	}
	for range 2 {
		if h, err := run(AnswerHelp); err != nil || h.State != HelpComing {
			t.Errorf("answered: %+v %v", h, err)
		}
	}
	stand := func() (n int) {
		d.do(func(tx *ledger.Tx) error { all, err := Helps(tx, "hal"); n = len(all); return err })
		return n
	}
	if stand() != 1 {
		t.Error("the call does not stand")
	}
	if h, err := run(EndHelp); err != nil || h.State != HelpOver || stand() != 0 {
		t.Errorf("over: %+v %v", h, err)
	}
	if _, err := run(AnswerHelp); !errors.Is(err, ErrNoHelp) {
		t.Errorf("answered when it was over: %v", err)
	}
	if h, err := run(CallHelp); err != nil || h.State != HelpCalled {
		t.Errorf("called anew: %+v %v", h, err)
	}
	d.pass(HelpFor)
	if stand() != 0 {
		t.Error("a call stands for ever")
	}
	if err := d.try(func(tx *ledger.Tx) error { _, err := CallHelp(tx, "nobody"); return err }); !errors.Is(err, ErrUnknownDevice) {
		t.Errorf("an unknown device calls: %v", err)
	}
}
