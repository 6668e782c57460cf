package kiosk

import (
	"fmt"

	"balie/booking/ledger"
)

// Schema is what this package keeps in the ledger.
var Schema = ledger.Schema{Name: "kiosk", Prefixes: []string{"kd:", "ks:", "kp:", "kh:", "km:", "ke:", "kf:", "kt:"}, Check: check}

// check holds every device against the index of secrets.
func check(r ledger.Reader, report func(string)) error {
	known := map[DeviceID]string{}
	err := devices.Each(r, nil, func(_ ledger.Key, d Device) error {
		known[d.ID] = d.Hash
		return nil
	})
	if err != nil {
		return err
	}
	return secrets.Each(r, nil, func(k ledger.Key, id DeviceID) error {
		if hash, is := known[id]; !is || hash != string(k[:len(k)-1]) {
			report(fmt.Sprintf("kiosk: a secret opens device %s, which is not there or has another", id))
		}
		return nil
	})
}
