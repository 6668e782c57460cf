package kiosk

import (
	"slices"

	"balie/booking/ledger"
)

// Reader is where a check-in kiosk reads codes, so that its screen can say where to hold one.
type Reader string

// The places.
const (
	ReaderUnder  Reader = "" // under the screen, where most have it
	ReaderRight  Reader = "right"
	ReaderLeft   Reader = "left"
	ReaderCamera Reader = "camera" // its own camera
	ReaderNone   Reader = "none"   // codes are typed
)

// Readers are all of them.
var Readers = []Reader{ReaderUnder, ReaderRight, ReaderLeft, ReaderCamera, ReaderNone}

// ErrReader: a check-in kiosk has its reader at one of five places; a queue display has none.
var ErrReader = ledger.Refuse(ledger.Invalid, "device.reader")

// SetReader says where a check-in kiosk reads codes. It refuses with ErrUnknownDevice and ErrReader.
func SetReader(tx *ledger.Tx, id DeviceID, at Reader) (Device, error) {
	d, err := DeviceByID(tx, id)
	if err != nil {
		return d, err
	}
	if d.Role != CheckInKiosk || !slices.Contains(Readers, at) {
		return d, ErrReader
	}
	d.Reader = at
	if err := d.audit(tx, "reader"); err != nil {
		return d, err
	}
	return d, d.put(tx, "reader")
}
