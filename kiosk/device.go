package kiosk

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// DeviceID is a device's public id: 26 characters of ledger.IDAlphabet.
type DeviceID string

// Role is what a device is for.
type Role string

// The roles.
const (
	CheckInKiosk Role = "pillar" // where people arrive
	QueueDisplay Role = "board"  // where numbers are called
)

// Roles are all roles.
var Roles = []Role{CheckInKiosk, QueueDisplay}

// Device is a screen that was paired: for one office, or for wherever the vehicle of a label stands.
// It holds nothing of whoever paired it; the audit does.
type Device struct {
	ID      DeviceID           `json:"id"`
	Role    Role               `json:"role"`
	Name    string             `json:"name"` // as colleagues know it: "Zuil bij de deur"
	Office  catalogue.OfficeID `json:"office,omitempty"`
	Label   string             `json:"label,omitempty"` // instead of an office
	Paired  time.Time          `json:"paired"`
	Seen    time.Time          `json:"seen,omitzero"`
	Version string             `json:"version,omitempty"` // of the page that it shows
	Reader  Reader             `json:"reader,omitempty"`  // of a check-in kiosk
	Mute    bool               `json:"mute,omitempty"`    // its browser plays no sound, as it said itself
	Tried   time.Time          `json:"tried,omitzero"`    // when somebody last tried its sound

	Hash string `json:"hash"` // of the secret in its browser
}

// quietAfter is how long nothing is heard from a screen that is switched off or lost.
const quietAfter = 10 * time.Minute

// Quiet reports whether a device was not heard of for a while.
func (d Device) Quiet(now time.Time) bool {
	return now.Sub(d.Paired) > quietAfter && now.Sub(d.Seen) > quietAfter
}

var (
	devices = ledger.NewTable[Device]("kd:")
	secrets = ledger.NewTable[DeviceID]("ks:") // hash of a secret → device
)

var (
	// ErrNotPaired: this browser is no screen of ours, or no longer.
	ErrNotPaired = ledger.Refuse(ledger.Forbidden, "device.unpaired")
	// ErrUnknownDevice: there is no such screen.
	ErrUnknownDevice = ledger.Refuse(ledger.NotFound, "device.unknown")
)

// hashed is how a secret is kept: the ledger gives none away.
func hashed(secret string) string {
	sum := sha256.Sum256([]byte("balie device " + secret))
	return hex.EncodeToString(sum[:])
}

// DeviceBySecret returns the device whose browser has this secret. It refuses with ErrNotPaired, also
// for one that was unpaired.
func DeviceBySecret(r ledger.Reader, secret string) (Device, error) {
	if len(secret) != ledger.IDLength {
		return Device{}, ErrNotPaired
	}
	id, err := secrets.Get(r, ledger.K().Str(hashed(secret)))
	if errors.Is(err, ledger.ErrNoRecord) {
		return Device{}, ErrNotPaired
	}
	if err != nil {
		return Device{}, err
	}
	return DeviceByID(r, id)
}

// DeviceByID returns a device, or ErrUnknownDevice.
func DeviceByID(r ledger.Reader, id DeviceID) (Device, error) {
	d, err := devices.Get(r, id.key())
	if errors.Is(err, ledger.ErrNoRecord) {
		return d, ErrUnknownDevice
	}
	return d, err
}

func (id DeviceID) key() ledger.Key { return ledger.K().Str(string(id)) }

// Devices returns every device that is paired, by role and name.
func Devices(r ledger.Reader) (all []Device, err error) {
	err = devices.Each(r, nil, func(_ ledger.Key, d Device) error {
		all = append(all, d)
		return nil
	})
	slices.SortStableFunc(all, func(a, b Device) int {
		if c := strings.Compare(string(b.Role), string(a.Role)); c != 0 {
			return c
		}
		return strings.Compare(a.Name, b.Name)
	})
	return all, err
}

// Where is the office that a device shows now. It refuses with catalogue.ErrNoStop while the vehicle of
// its label stands nowhere.
func (d Device) Where(r ledger.Reader) (catalogue.Office, error) {
	if d.Label != "" {
		return catalogue.OfficeAt(r, d.Label, r.Now())
	}
	return catalogue.OfficeByID(r, d.Office)
}

func (d Device) put(tx *ledger.Tx, event string) error {
	if err := devices.Put(tx, d.ID.key(), d); err != nil {
		return err
	}
	return tx.Emit("device."+event, string(d.ID), string(d.Office))
}
