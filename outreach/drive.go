package outreach

import (
	"encoding/json"
	"errors"
	"math"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/outreach/route"
)

// Drives are measured driving times between places, in minutes; where two places are not among them
// the time is estimated from their positions.
type Drives map[string]map[string]float64

var drives = ledger.NewTable[Drives]("om:")

// ErrDrives: the file has no times in it, or odd ones.
var ErrDrives = ledger.Refuse(ledger.Invalid, "outreach.drives")

// ParseDrives reads {"from": {"to": minutes}} with ids of places and vehicles, or refuses with ErrDrives.
func ParseDrives(content []byte) (d Drives, err error) {
	if err := json.Unmarshal(content, &d); err != nil {
		return nil, ErrDrives.Because(err)
	}
	if d.odd() {
		return nil, ErrDrives
	}
	return d, nil
}

// odd reports whether some time is no time of a drive.
func (d Drives) odd() bool {
	for _, row := range d {
		for _, minutes := range row {
			if math.IsNaN(minutes) || minutes < 0 || minutes > 600 {
				return true
			}
		}
	}
	return false
}

// PutDrives replaces the measured times, or refuses with ErrDrives.
func PutDrives(tx *ledger.Tx, d Drives) error {
	if d.odd() {
		return ErrDrives
	}
	return drives.Put(tx, ledger.K(), d)
}

// DrivesOf returns the measured times.
func DrivesOf(r ledger.Reader) (Drives, error) {
	d, _, err := drives.Find(r, ledger.K())
	return d, err
}

// Minutes is how long one drives from one place to another: as measured, else as estimated.
func (d Drives) Minutes(from, to string, a, b route.Position) int {
	if minutes, ok := d[from][to]; ok {
		return int(math.Ceil(minutes))
	}
	if from == to || a == b {
		return 0
	}
	return int(math.Ceil(route.Roads([]route.Position{a, b})[0][1]))
}

// Legs are the minutes of driving before each stop of an outing, and back to where the vehicle stands. A
// stop that is off has none.
func Legs(r ledger.Reader, o Outing) (before []int, back int, err error) {
	v, err := VehicleByID(r, o.Vehicle)
	if err != nil {
		return nil, 0, err
	}
	d, err := DrivesOf(r)
	from, at := v.ID, v.position()
	for _, s := range o.Stops {
		p, failed := PlaceByID(r, s.Place)
		if err = errors.Join(err, failed); err != nil {
			return nil, 0, err
		}
		if s.State == Off {
			before = append(before, 0)
			continue
		}
		before = append(before, d.Minutes(from, string(p.ID), at, p.position()))
		from, at = string(p.ID), p.position()
	}
	return before, d.Minutes(from, v.ID, at, v.position()), err
}

// cells rounds minutes up to the grid.
func cells(minutes int) calendar.Cell { return calendar.Cell(calendar.CellsFor(minutes)) }
