package kiosk

import (
	"time"

	"balie/booking/ledger"
)

// seenEvery is how often it is written down at most that a device was heard of.
const seenEvery = 4 * time.Minute

// maxVersion is the longest version that is kept.
const maxVersion = 64

// Seen notes that a device is there, and which version of its page it shows. What was noted moments
// ago is not written again.
func Seen(tx *ledger.Tx, id DeviceID, version string) (Device, error) {
	d, err := DeviceByID(tx, id)
	if err != nil {
		return d, err
	}
	if len(version) > maxVersion {
		version = version[:maxVersion]
	}
	if d.Version == version && tx.Now().Sub(d.Seen) < seenEvery {
		return d, nil
	}
	d.Seen, d.Version = tx.Now(), version
	return d, devices.Put(tx, id.key(), d)
}
