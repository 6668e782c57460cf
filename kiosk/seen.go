package kiosk

import (
	"time"

	"balie/booking/ledger"
)

// seenEvery is how often it is written down at most that a device was heard of.
const seenEvery = 4 * time.Minute

// maxVersion is the longest version that is kept.
const maxVersion = 64

// Seen notes that a device is there, which version of its page it shows, and whether it is mute. What was noted moments
// ago is not written again.
func Seen(tx *ledger.Tx, id DeviceID, version string, mute bool) (Device, error) {
	d, err := DeviceByID(tx, id)
	if err != nil {
		return d, err
	}
	if len(version) > maxVersion {
		version = version[:maxVersion]
	}
	if d.Version == version && d.Mute == mute && tx.Now().Sub(d.Seen) < seenEvery {
		return d, nil
	}
	d.Seen, d.Version, d.Mute = tx.Now(), version, mute
	return d, devices.Put(tx, id.key(), d)
}

// TrySound lets a queue display play its chime, so that whoever stands in the hall hears whether it does. It refuses
// with ErrUnknownDevice.
func TrySound(tx *ledger.Tx, id DeviceID) (Device, error) {
	d, err := DeviceByID(tx, id)
	if err != nil {
		return d, err
	}
	d.Tried = tx.Now()
	return d, d.put(tx, "sound")
}
