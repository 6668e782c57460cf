package kiosk

import (
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// PairingFor is how long a code stands on a screen that wants to be paired.
const PairingFor = 15 * time.Minute

// Pairing is a screen that shows a code and waits for a colleague to say what it is for.
type Pairing struct {
	Code  string    `json:"code"` // "7K4M2P"
	Hash  string    `json:"hash"` // of the secret in its browser
	Until time.Time `json:"until"`
}

// codeLength: six characters of thirty; only a colleague can use one, so nobody gains by guessing.
const codeLength = 6

// mostPairings bounds how many screens may wait to be paired at once.
const mostPairings = 200

// maxName is the longest name of a device, in characters.
const maxName = 60

var pairings = ledger.NewTable[Pairing]("kp:") // code → who waits

var (
	// ErrPairings: too many screens wait to be paired; it passes within a quarter of an hour.
	ErrPairings = ledger.Refuse(ledger.Busy, "device.pairings").With("seconds", 60)
	// ErrPairCode: no screen shows this code, or no longer.
	ErrPairCode = ledger.Refuse(ledger.NotFound, "device.code")
	// ErrDeviceRole: a screen is a check-in kiosk or a queue display.
	ErrDeviceRole = ledger.Refuse(ledger.Invalid, "device.role")
	// ErrDevicePlace: a screen is for one office or for one vehicle, that is there.
	ErrDevicePlace = ledger.Refuse(ledger.Invalid, "device.place")
	// ErrDeviceName: a screen has a name of 2 to 60 characters.
	ErrDeviceName = ledger.Refuse(ledger.Invalid, "device.name")
)

// AskToPair begins a pairing: it returns the code to show and the secret that the browser keeps.
// Codes whose time is over are forgotten on the way. It refuses with ErrPairings.
func AskToPair(tx *ledger.Tx) (p Pairing, secret string, err error) {
	n, err := forgetPairings(tx)
	switch {
	case err != nil:
		return p, "", err
	case n >= mostPairings:
		return p, "", ErrPairings
	}
	secret = tx.NewID()
	p = Pairing{Hash: hashed(secret), Until: tx.Now().Add(PairingFor)}
	for {
		p.Code = tx.NewID()[:codeLength]
		if _, taken, err := pairings.Find(tx, ledger.K().Str(p.Code)); err != nil || !taken {
			if err != nil {
				return p, secret, err
			}
			return p, secret, pairings.Put(tx, ledger.K().Str(p.Code), p)
		}
	}
}

// pairingsForgotten is how many old codes go with each new one.
const pairingsForgotten = 20

// forgetPairings removes some codes whose time is over, and returns how many still wait.
func forgetPairings(tx *ledger.Tx) (left int, err error) {
	var over []string
	err = pairings.Each(tx, nil, func(_ ledger.Key, p Pairing) error {
		if tx.Now().Before(p.Until) {
			left++
		} else if len(over) < pairingsForgotten {
			over = append(over, p.Code)
		}
		return nil
	})
	for _, code := range over {
		pairings.Delete(tx, ledger.K().Str(code))
	}
	return left, err
}

// PairingBySecret returns the pairing of a browser that waits; found is false where there is none.
func PairingBySecret(r ledger.Reader, secret string) (found Pairing, ok bool, err error) {
	hash := hashed(secret)
	err = pairings.Each(r, nil, func(_ ledger.Key, p Pairing) error {
		if p.Hash == hash && r.Now().Before(p.Until) {
			found, ok = p, true
			return ledger.ErrStop
		}
		return nil
	})
	return found, ok, err
}

// ParsePairCode reads a code as people type it from a screen: small letters, spaces, O for 0, I and L
// for 1. It refuses with ErrPairCode.
func ParsePairCode(typed string) (string, error) {
	if len(typed) > 32 {
		return "", ErrPairCode
	}
	c := strings.NewReplacer(" ", "", "-", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(typed))
	if len(c) != codeLength || strings.Trim(c, ledger.IDAlphabet) != "" {
		return "", ErrPairCode
	}
	return c, nil
}

// NewDevice is what a colleague says of a screen.
type NewDevice struct {
	Code   string // as it stands on the screen
	Role   Role
	Name   string
	Office catalogue.OfficeID
	Label  string // instead of an office
}

// Pair makes the screen that shows a code a device. The audit notes who did. It refuses with
// ErrPairCode, ErrDeviceRole, ErrDevicePlace and ErrDeviceName.
func Pair(tx *ledger.Tx, n NewDevice) (Device, error) {
	n.Name = strings.Join(strings.Fields(n.Name), " ")
	if err := n.check(tx); err != nil {
		return Device{}, err
	}
	code, err := ParsePairCode(n.Code)
	if err != nil {
		return Device{}, err
	}
	p, found, err := pairings.Find(tx, ledger.K().Str(code))
	if err != nil || !found || !tx.Now().Before(p.Until) {
		return Device{}, errors.Join(err, when(err == nil, ErrPairCode))
	}
	pairings.Delete(tx, ledger.K().Str(code))
	d := Device{ID: DeviceID(tx.NewID()), Role: n.Role, Name: n.Name, Office: n.Office, Label: n.Label, Paired: tx.Now(), Hash: p.Hash}
	err = secrets.Put(tx, ledger.K().Str(p.Hash), d.ID)
	if err == nil {
		err = d.audit(tx, "paired")
	}
	if err == nil {
		err = d.put(tx, "paired")
	}
	return d, err
}

func when(so bool, err error) error {
	if so {
		return err
	}
	return nil
}

// check holds what was said of a screen against what there is.
func (n NewDevice) check(r ledger.Reader) error {
	if n.Role != CheckInKiosk && n.Role != QueueDisplay {
		return ErrDeviceRole
	}
	if length := utf8.RuneCountInString(n.Name); length < 2 || length > maxName {
		return ErrDeviceName
	}
	if (n.Office == "") == (n.Label == "") {
		return ErrDevicePlace
	}
	all, err := catalogue.Offices(r)
	if err != nil {
		return err
	}
	for _, o := range all {
		if o.ID == n.Office || n.Label != "" && o.Label == n.Label {
			return nil
		}
	}
	return ErrDevicePlace
}

func (d Device) audit(tx *ledger.Tx, what string) error {
	return tx.Audit(ledger.Audited{What: "device." + what, Reason: string(d.Role), Office: string(d.Office), IDs: []string{string(d.ID)}, Found: true})
}
