package outreach

import (
	"errors"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// How often an outing can be repeated at once.
const (
	mostWeeksApart = 8
	mostTimes      = 12
)

// ErrRepeat: an outing comes again every 1 to 8 weeks, 1 to 12 times.
var ErrRepeat = ledger.Refuse(ledger.Invalid, "outing.series")

// Skipped is a date for which no outing could be drafted, and why.
type Skipped struct {
	Date calendar.Date
	Why  string // the rule
}

// Repeat drafts an outing again, every so many weeks after its own date, so many times. Each is an outing of its
// own: changing one changes no other. A date on which something is in the way is left out and named. It
// refuses with ErrRepeat and ErrUnknownOuting.
func Repeat(tx *ledger.Tx, id OutingID, weeks, times int) (made []Outing, left []Skipped, err error) {
	if weeks < 1 || weeks > mostWeeksApart || times < 1 || times > mostTimes {
		return nil, nil, ErrRepeat
	}
	like, err := OutingByID(tx, id)
	if err != nil {
		return nil, nil, err
	}
	for n := 1; n <= times; n++ {
		o := like.again(like.Date + calendar.Date(7*weeks*n))
		err := tx.Try(func() (err error) { o, err = PutOuting(tx, o); return err })
		if errors.Is(err, ErrInTheWay) {
			rule, _ := ledger.ArgsOf(err)["rule"].(string)
			left = append(left, Skipped{o.Date, rule})
			continue
		}
		if err != nil {
			return made, left, err
		}
		made = append(made, o)
	}
	return made, left, nil
}

// again is a new outing like this one, on another day: partners are asked anew.
func (o Outing) again(date calendar.Date) Outing {
	o.ID, o.Date, o.State, o.Version = "", date, "", 0
	o.Stops = slices.Clone(o.Stops)
	for i := range o.Stops {
		o.Stops[i].ID, o.Stops[i].Partners = "", nil
	}
	return o
}
