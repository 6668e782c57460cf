package webtest

import (
	"balie/booking/ledger"
	"balie/kiosk"
)

// Screen is a browser in the hall that was paired.
type Screen struct {
	*Person
	Device kiosk.Device
}

// Pairs lets a browser ask for a code and a colleague type it.
func (d *DeskTown) Pairs(role kiosk.Role) *Screen {
	d.T.Helper()
	s := &Screen{Person: d.Somebody(d.T)}
	if answer, _ := s.Send("POST", "/scherm/koppelen", ""); answer.StatusCode != 303 {
		d.T.Fatalf("asking for a code answers %d", answer.StatusCode)
	}
	Write(d.T, d.App, func(tx *ledger.Tx) error {
		waits, found, err := kiosk.PairingBySecret(tx, s.Cookies["balie_scherm"])
		if err != nil || !found {
			d.T.Fatalf("no pairing: %v", err)
		}
		s.Device, err = kiosk.Pair(tx, kiosk.NewDevice{Code: waits.Code, Role: role, Name: "Scherm " + string(role), Office: "hal"})
		return err
	})
	return s
}
