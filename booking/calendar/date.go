package calendar

import (
	"errors"
	"fmt"
	"time"
)

// Date is a civil day without a zone, counted in days since 1970-01-01.
// Dates compare with < and ==, and d+1 is tomorrow. As text it is "2026-12-01".
type Date int32

// ErrDate is wrapped by every refusal of [ParseDate].
var ErrDate = errors.New("not a date")

const secondsPerDay = 24 * 60 * 60

// DateOf returns the day of that name. A day outside its month rolls over, as
// in [time.Date]: DateOf(2026, 2, 30) is 2026-03-02. Use [ParseDate] to refuse.
func DateOf(y int, m time.Month, d int) Date {
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// DateIn returns the day on the wall calendar of loc at instant t.
func DateIn(t time.Time, loc *time.Location) Date {
	return DateOf(t.In(loc).Date())
}

// ParseDate reads "2026-12-01" and nothing else. It refuses other shapes
// ("1-12-2026", "2026-12-1"), days that do not exist ("2026-02-30"), the year
// 0000 and surrounding space; each refusal wraps [ErrDate] and says why.
func ParseDate(s string) (Date, error) {
	y, m, d, ok := digits(s)
	if !ok {
		return 0, fmt.Errorf("%w: %.20q does not read year-month-day, like 2026-12-01", ErrDate, s)
	}
	if y == 0 {
		return 0, fmt.Errorf("%w: %s: there is no year 0000", ErrDate, s)
	}
	if m < 1 || m > 12 {
		return 0, fmt.Errorf("%w: %s: there is no month %02d", ErrDate, s, m)
	}
	date := DateOf(y, time.Month(m), d)
	if _, _, day := date.Civil(); day != d {
		return 0, fmt.Errorf("%w: %s: that month has no day %02d", ErrDate, s, d)
	}
	return date, nil
}

// digits splits "2026-12-01"; ok is false for any other shape.
func digits(s string) (y, m, d int, ok bool) {
	if len(s) != len("2026-12-01") {
		return 0, 0, 0, false
	}
	var n [3]int
	field := 0
	for i := range len(s) {
		switch c := s[i]; {
		case i == 4 || i == 7:
			if c != '-' {
				return 0, 0, 0, false
			}
			field++
		case c < '0' || c > '9':
			return 0, 0, 0, false
		default:
			n[field] = n[field]*10 + int(c-'0')
		}
	}
	return n[0], n[1], n[2], true
}

func (d Date) utc() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// Civil returns year, month and day of the month.
func (d Date) Civil() (y int, m time.Month, day int) { return d.utc().Date() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(((int(d)+4)%7 + 7) % 7) }

// ISOWeek returns the ISO 8601 year and week: 2026-12-31 and 2027-01-03 are
// both in week 53 of 2026.
func (d Date) ISOWeek() (y, w int) { return d.utc().ISOWeek() }

// AddDays returns the day n days later, or earlier for a negative n.
func (d Date) AddDays(n int) Date { return d + Date(n) }

// Monday returns the first day of d's ISO week.
func (d Date) Monday() Date { return d - Date((int(d.Weekday())+6)%7) }

// String returns "2026-12-01".
func (d Date) String() string { return d.utc().Format(time.DateOnly) }

// MarshalText writes the form that [ParseDate] reads.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is [ParseDate]; on refusal d keeps its value.
func (d *Date) UnmarshalText(text []byte) error {
	date, err := ParseDate(string(text))
	if err == nil {
		*d = date
	}
	return err
}
