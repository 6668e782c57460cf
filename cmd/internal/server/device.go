package server

import (
	"context"
	"fmt"
	"strings"

	"balie/booking/ledger"
	"balie/kiosk"
)

// devices does an errand about screens, on behalf of whoever runs this machine.
func (h *Server) devices(ctx context.Context, e RemoteCommand) (r Report) {
	var err error
	switch e.Do {
	case "device-pair":
		err = h.Ledger.Update(ctx, "cli", func(tx *ledger.Tx) error {
			d, err := kiosk.Pair(tx, *e.Device)
			r.Lines = []string{deviceLine(d)}
			return err
		})
	case "device-unpair":
		err = h.Ledger.Update(ctx, "cli", func(tx *ledger.Tx) error { _, err := kiosk.Unpair(tx, kiosk.DeviceID(e.Key)); return err })
	default:
		err = h.Ledger.View(func(reader ledger.Reader) error {
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
