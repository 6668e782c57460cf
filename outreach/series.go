package outreach

import (
	"errors"
	"slices"
	"time"

	"github.com/teambition/rrule-go"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Series is an outing that comes again by a rule of calendars (RFC 5545): "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU".
// Each date is an outing of its own once it is drafted; changing that one changes no other.
type Series struct {
	ID     string          `json:"id"`
	Rule   string          `json:"rule"`
	From   calendar.Date   `json:"from"`
	Like   Outing          `json:"like"`             // vehicle, hours, crew, kit, theme, places
	Except []calendar.Date `json:"except,omitempty"` // dates on which it does not come
	Made   []calendar.Date `json:"made,omitempty"`   // dates for which an outing was drafted
}

var series = ledger.NewTable[Series]("ox:")

var (
	// ErrSeries: the rule cannot be read, or never comes.
	ErrSeries = ledger.Refuse(ledger.Invalid, "outing.series")
	// ErrUnknownSeries: there is no such series.
	ErrUnknownSeries = ledger.Refuse(ledger.NotFound, "outing.series.unknown")
)

// mostDates bounds how many dates one look at a series gives.
const mostDates = 200

// PutSeries adds a series or changes it; outings that were drafted stay as they are.
func PutSeries(tx *ledger.Tx, s Series) (Series, error) {
	if s.From == 0 {
		return s, ErrSeries
	}
	dates, err := s.dates(s.From, s.From+366)
	if err != nil || len(dates) == 0 {
		return s, ErrSeries.Because(err)
	}
	like := s.Like
	like.Date = s.From
	if err := like.validate(); err != nil {
		return s, err
	}
	if s.ID == "" {
		s.ID = tx.NewID()
	}
	return s, series.Put(tx, key(s.ID), s)
}

// dates are the days on which a series comes, from a day until another.
func (s Series) dates(from, until calendar.Date) (dates []calendar.Date, err error) {
	option, err := rrule.StrToROption(s.Rule)
	if err != nil {
		return nil, err
	}
	if option.Freq > rrule.DAILY { // hourly and faster are no outings
		return nil, errors.New("freq must be yearly, monthly, weekly or daily")
	}
	y, m, d := s.From.Civil()
	option.Dtstart = time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	rule, err := rrule.NewRRule(*option)
	if err != nil {
		return nil, err
	}
	y, m, d = until.Civil()
	next := rule.Iterator()
	for range 20 * mostDates {
		at, ok := next()
		if !ok || at.After(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)) || len(dates) == mostDates {
			break
		}
		if day := calendar.DateOf(at.Date()); day >= from && !slices.Contains(s.Except, day) {
			dates = append(dates, day)
		}
	}
	return dates, nil
}

// SeriesByID returns a series, or ErrUnknownSeries.
func SeriesByID(r ledger.Reader, id string) (Series, error) {
	s, found, err := series.Find(r, key(id))
	if err == nil && !found {
		err = ErrUnknownSeries
	}
	return s, err
}

// AllSeries returns every series.
func AllSeries(r ledger.Reader) (all []Series, err error) {
	err = series.Each(r, nil, func(_ ledger.Key, s Series) error { all = append(all, s); return nil })
	return all, err
}

// SkipDate leaves one date out of a series. An outing that was drafted for it stays; it is cancelled
// as any other.
func SkipDate(tx *ledger.Tx, id string, date calendar.Date) (Series, error) {
	s, err := SeriesByID(tx, id)
	if err != nil || slices.Contains(s.Except, date) {
		return s, err
	}
	s.Except = append(s.Except, date)
	return s, series.Put(tx, key(id), s)
}

// Skipped is a date of a series for which no outing could be drafted, and why.
type Skipped struct {
	Date calendar.Date
	Why  string // the rule
}

// DraftSeries drafts the outings of a series from a day until another, where they are not drafted yet.
// A date on which something is in the way is left out and named, and tried again by the next call.
func DraftSeries(tx *ledger.Tx, id string, from, until calendar.Date) (made []Outing, left []Skipped, err error) {
	s, err := SeriesByID(tx, id)
	if err != nil {
		return nil, nil, err
	}
	dates, err := s.dates(from, until)
	if err != nil {
		return nil, nil, ErrSeries.Because(err)
	}
	for _, date := range dates {
		if slices.Contains(s.Made, date) {
			continue
		}
		o := s.Like
		o.ID, o.Date, o.Series, o.State, o.Version = "", date, s.ID, "", 0
		o.Stops = slices.Clone(s.Like.Stops)
		for i := range o.Stops {
			o.Stops[i].ID, o.Stops[i].Partners = "", nil
		}
		put, err := PutOuting(tx, o)
		if errors.Is(err, ErrInTheWay) {
			rule, _ := ledger.ArgsOf(err)["rule"].(string)
			left = append(left, Skipped{date, rule})
			continue
		}
		if err != nil {
			return made, left, err
		}
		made, s.Made = append(made, put), append(s.Made, date)
	}
	return made, left, series.Put(tx, key(id), s)
}
