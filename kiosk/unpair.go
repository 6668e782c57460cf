package kiosk

import (
	"strings"
	"unicode/utf8"

	"balie/booking/ledger"
)

// Unpair takes a device's right away, from its next request on, and forgets it. It refuses with
// ErrUnknownDevice.
func Unpair(tx *ledger.Tx, id DeviceID) (Device, error) {
	d, err := DeviceByID(tx, id)
	if err != nil {
		return d, err
	}
	secrets.Delete(tx, ledger.K().Str(d.Hash))
	devices.Delete(tx, id.key())
	helps.Delete(tx, id.key())
	if err := d.audit(tx, "unpaired"); err != nil {
		return d, err
	}
	return d, tx.Emit("device.unpaired", string(d.ID), string(d.Office))
}

// Rename calls a device otherwise. It refuses with ErrUnknownDevice and ErrDeviceName.
func Rename(tx *ledger.Tx, id DeviceID, name string) (Device, error) {
	d, err := DeviceByID(tx, id)
	if err != nil {
		return d, err
	}
	name = strings.Join(strings.Fields(name), " ")
	if length := utf8.RuneCountInString(name); length < 2 || length > maxName {
		return d, ErrDeviceName
	}
	d.Name = name
	if err := d.audit(tx, "renamed"); err != nil {
		return d, err
	}
	return d, d.put(tx, "renamed")
}
