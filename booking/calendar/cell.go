package calendar

import (
	"errors"
	"fmt"
	"time"
)

// Cell is five minutes of an office's wall clock: 0 is 00:00 to 00:05, 109 is
// 09:05 to 09:10, 287 is the last one before midnight. [CellsPerDay] itself is
// allowed where a cell is an exclusive end, and reads "24:00".
type Cell int16

const (
	// CellMinutes is the length of a cell.
	CellMinutes = 5
	// CellsPerDay is the number of cells of a day, and the end of the last one.
	CellsPerDay = 24 * 60 / CellMinutes
)

// ErrCell is wrapped by every refusal of [ParseCell].
var ErrCell = errors.New("not a time")

// ParseCell reads a time on the five-minute grid, "00:00" to "24:00", always
// as two digits, a colon and two digits. It refuses "9:05", "09.05", "09:03",
// "24:05"; each refusal wraps [ErrCell] and says why.
func ParseCell(s string) (Cell, error) {
	if len(s) != 5 || s[2] != ':' || !twoDigits(s[:2]) || !twoDigits(s[3:]) {
		return 0, fmt.Errorf("%w: %.20q does not read hours:minutes, like 09:05", ErrCell, s)
	}
	hour, minute := int(s[0]-'0')*10+int(s[1]-'0'), int(s[3]-'0')*10+int(s[4]-'0')
	if minute > 59 {
		return 0, fmt.Errorf("%w: %s: an hour has no minute %02d", ErrCell, s, minute)
	}
	if hour > 24 || hour == 24 && minute > 0 {
		return 0, fmt.Errorf("%w: %s: a day ends at 24:00", ErrCell, s)
	}
	if minute%CellMinutes != 0 {
		return 0, fmt.Errorf("%w: %s: not a multiple of %d minutes", ErrCell, s, CellMinutes)
	}
	return Cell((hour*60 + minute) / CellMinutes), nil
}

func twoDigits(s string) bool {
	return s[0] >= '0' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9'
}

// Minutes returns the minutes from midnight to the start of c.
func (c Cell) Minutes() int { return int(c) * CellMinutes }

// String returns "09:05".
func (c Cell) String() string {
	h, m := c.Minutes()/60, c.Minutes()%60
	return string([]byte{byte('0' + h/10), byte('0' + h%10), ':', byte('0' + m/10), byte('0' + m%10)})
}

// MarshalText writes the form that [ParseCell] reads; it refuses a cell that
// is not on the grid of a day.
func (c Cell) MarshalText() ([]byte, error) {
	if c < 0 || c > CellsPerDay {
		return nil, fmt.Errorf("%w: cell %d is outside the day", ErrCell, int(c))
	}
	return []byte(c.String()), nil
}

// UnmarshalText is [ParseCell]; on refusal c keeps its value.
func (c *Cell) UnmarshalText(text []byte) error {
	cell, err := ParseCell(string(text))
	if err == nil {
		*c = cell
	}
	return err
}

// CellsFor returns how many cells a visit of so many minutes takes, rounded
// up: 11 minutes take 3 cells. Less than one minute takes none.
func CellsFor(minutes int) int {
	if minutes <= 0 {
		return 0
	}
	return (minutes + CellMinutes - 1) / CellMinutes
}

// At returns the instant at which cell c of day d begins on the wall clock of
// loc. It answers false where that wall time does not exist (the hour skipped
// in spring) or exists twice (the hour repeated in autumn): "half past two"
// is then no promise that two people understand alike. Cell 288 is 00:00 of
// the next day.
func At(d Date, c Cell, loc *time.Location) (time.Time, bool) {
	if c < 0 || c > CellsPerDay {
		return time.Time{}, false
	}
	wall := d.utc().Add(time.Duration(c.Minutes()) * time.Minute)
	y, m, day := wall.Date()
	t := time.Date(y, m, day, wall.Hour(), wall.Minute(), 0, 0, loc)
	start, end := t.ZoneBounds()
	once := (start.IsZero() || !readAgain(wall, t, start.Add(-1))) &&
		(end.IsZero() || !readAgain(wall, t, end))
	return t, once && reads(t, wall)
}

// readAgain reports whether the offset that holds at neighbour makes the wall
// clock show wall at another instant than t.
func readAgain(wall, t, neighbour time.Time) bool {
	_, offset := neighbour.Zone()
	other := wall.Add(-time.Duration(offset) * time.Second).In(t.Location())
	return !other.Equal(t) && reads(other, wall)
}

// reads reports whether the wall clock of t's zone shows, at t, what wall
// shows in UTC.
func reads(t, wall time.Time) bool {
	_, offset := t.Zone()
	return t.Unix()+int64(offset) == wall.Unix()
}

// CellIn returns the day and the cell in which instant t falls on the wall
// clock of loc. In a repeated hour two instants an hour apart give the same
// cell.
func CellIn(t time.Time, loc *time.Location) (Date, Cell) {
	t = t.In(loc)
	return DateOf(t.Date()), Cell((t.Hour()*60 + t.Minute()) / CellMinutes)
}
