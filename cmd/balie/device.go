package main

import (
	"context"
	"fmt"
	"strings"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
)

type device struct {
	Pair   devicePair   `cmd:"" help:"Say what the screen is for that shows a code at /scherm."`
	List   deviceList   `cmd:"" default:"withargs" help:"List the screens in the hall."`
	Unpair deviceUnpair `cmd:"" help:"Take a screen's right away, by its id."`
}

type devicePair struct {
	where
	Code   string `arg:"" help:"As it stands on the screen."`
	Role   string `help:"pillar or board." required:"" placeholder:"ROLE"`
	Name   string `help:"As colleagues know it (the role)." placeholder:"NAME"`
	Office string `help:"Id of the office where it hangs." placeholder:"ID"`
	Label  string `help:"Label of the vehicle in which it is, instead of an office." placeholder:"LABEL"`
}

type deviceList struct{ where }

type deviceUnpair struct {
	where
	ID string `arg:"" help:"As the list names it."`
}

// Run pairs a screen, also while serving.
func (c *devicePair) Run(ctx context.Context, m *Main) error {
	if c.Name == "" {
		c.Name = c.Role
	}
	n := kiosk.NewDevice{Code: c.Code, Role: kiosk.Role(c.Role), Name: c.Name, Office: catalogue.OfficeID(c.Office), Label: c.Label}
	return m.sendDevice(ctx, c.where, errand{Do: "device-pair", Device: &n})
}

// Run lists the screens: id, role, place, and when each was last seen.
func (c *deviceList) Run(ctx context.Context, m *Main) error {
	return m.sendDevice(ctx, c.where, errand{Do: "device-list"})
}

// Run unpairs a screen, also while serving: its next request is refused.
func (c *deviceUnpair) Run(ctx context.Context, m *Main) error {
	return m.sendDevice(ctx, c.where, errand{Do: "device-unpair", Key: c.ID})
}

func (m *Main) sendDevice(ctx context.Context, w where, e errand) error {
	settings, err := w.settings(m)
	if err != nil {
		return err
	}
	_, err = m.send(ctx, settings.Data, e, false)
	return err
}

// devices does an errand about screens, on behalf of whoever runs this machine.
func (h *house) devices(ctx context.Context, e errand) (r report) {
	var err error
	switch e.Do {
	case "device-pair":
		err = h.ledger.Update(ctx, "cli", func(tx *ledger.Tx) error {
			d, err := kiosk.Pair(tx, *e.Device)
			r.Lines = []string{deviceLine(d)}
			return err
		})
	case "device-unpair":
		err = h.ledger.Update(ctx, "cli", func(tx *ledger.Tx) error { _, err := kiosk.Unpair(tx, kiosk.DeviceID(e.Key)); return err })
	default:
		err = h.ledger.View(func(reader ledger.Reader) error {
			all, err := kiosk.Devices(reader)
			for _, d := range all {
				r.Lines = append(r.Lines, deviceLine(d))
			}
			return err
		})
	}
	if err != nil {
		return refused(deviceExplained(err))
	}
	return r
}

func deviceLine(d kiosk.Device) string {
	seen := "not seen yet"
	if !d.Seen.IsZero() {
		seen = "seen " + d.Seen.Format("2006-01-02 15:04 MST") + ", version " + d.Version
	}
	return fmt.Sprintf("%s  %s  %s  %s  %s", d.ID, d.Role, strings.TrimSpace(string(d.Office)+" "+d.Label), d.Name, seen)
}

// deviceExplanations are refusals in the words of whoever sits at the machine.
var deviceExplanations = map[string]string{
	kiosk.ErrPairCode.Key:      "no screen shows this code, or no longer: it is valid for fifteen minutes",
	kiosk.ErrDeviceRole.Key:    "a role is pillar or board",
	kiosk.ErrDevicePlace.Key:   "give --office or --label, of an office or a vehicle that is there",
	kiosk.ErrDeviceName.Key:    "a name is 2 to 60 characters",
	kiosk.ErrUnknownDevice.Key: "there is no such screen",
}

func deviceExplained(err error) error {
	if text, ok := deviceExplanations[ledger.KeyOf(err)]; ok {
		return fmt.Errorf("%s", text)
	}
	return err
}
