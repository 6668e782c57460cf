package roster

import (
	"errors"
	"fmt"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// ColleagueID is the id of a colleague's account.
type ColleagueID string

// Colleague is somebody who can be rostered: what they can do, and when they work by contract.
type Colleague struct {
	ID          ColleagueID `json:"id"`
	Skills      []string    `json:"skills"`       // as desks have them: "reisdocumenten"; of kits: "koffer"
	WeekMinutes int         `json:"week_minutes"` // by contract
	Hours       []Hours     `json:"hours"`        // when they can be asked
	Gone        bool        `json:"gone,omitempty"`
}

// Hours are a stretch in which a colleague works on some days. A part-timer has them on some days of
// the week or in every second week; School are the hours of who cannot come in the school holidays.
type Hours struct {
	Weekdays   []calendar.Weekday `json:"weekdays"`
	Start      calendar.Cell      `json:"start"`
	End        calendar.Cell      `json:"end"`
	EveryWeeks int                `json:"every_weeks,omitempty"` // counted from the week of From
	From       calendar.Date      `json:"from,omitzero"`
	Until      calendar.Date      `json:"until,omitzero"` // inclusive
	School     bool               `json:"school,omitempty"`
}

// Span is a row of days, both included.
type Span struct {
	From  calendar.Date `json:"from"`
	Until calendar.Date `json:"until"`
}

// Has reports whether a day lies in the span.
func (s Span) Has(d calendar.Date) bool { return d >= s.From && d <= s.Until }

var (
	colleagues = ledger.NewTable[Colleague]("rc:")
	holidays   = ledger.NewTable[[]Span]("rh:")
)

var (
	// ErrUnknownColleague: nobody with this account can be rostered.
	ErrUnknownColleague = ledger.Refuse(ledger.NotFound, "roster.colleague")
	// ErrColleague: the skills or hours cannot be used; args: what.
	ErrColleague = ledger.Refuse(ledger.Invalid, "roster.hours")
)

// PutColleague adds a colleague to the roster or changes skills and hours. Duties that stand keep
// standing; Conflicts names those that no longer fit.
func PutColleague(tx *ledger.Tx, c Colleague) error {
	if err := c.validate(); err != nil {
		return ErrColleague.With("what", err.Error()).Because(err)
	}
	if err := colleagues.Put(tx, ledger.K().Str(string(c.ID)), c); err != nil {
		return err
	}
	if err := audit(tx, "colleague", "", string(c.ID)); err != nil {
		return err
	}
	return restamp(tx)
}

func (c Colleague) validate() error {
	var found []error
	refuse := func(wrong bool, what string) {
		if wrong {
			found = append(found, errors.New(what))
		}
	}
	refuse(len(c.ID) != ledger.IDLength, "id must be that of an account")
	refuse(c.WeekMinutes < 0 || c.WeekMinutes > 60*60, "week_minutes must be 0 to 3600")
	refuse(len(c.Skills) > 40 || slices.Contains(c.Skills, ""), "skills must be named, 40 at most")
	for i, h := range c.Hours {
		refuse(len(h.Weekdays) == 0, fmt.Sprintf("hours[%d]: weekdays are missing", i))
		refuse(h.Start < 0 || h.Start >= h.End || h.End > calendar.CellsPerDay, fmt.Sprintf("hours[%d]: end must be later than start", i))
		refuse(h.EveryWeeks < 0 || h.EveryWeeks > 8 || h.EveryWeeks > 1 && h.From == 0, fmt.Sprintf("hours[%d]: every_weeks must be 1 to 8, counted from a day", i))
		refuse(h.Until != 0 && h.Until < h.From, fmt.Sprintf("hours[%d]: until must not be earlier than from", i))
	}
	return errors.Join(found...)
}

// ColleagueByID returns a colleague, or ErrUnknownColleague.
func ColleagueByID(r ledger.Reader, id ColleagueID) (Colleague, error) {
	c, found, err := colleagues.Find(r, ledger.K().Str(string(id)))
	if err == nil && !found {
		err = ErrUnknownColleague
	}
	return c, err
}

// Colleagues returns everybody who can be rostered, in the order of their ids.
func Colleagues(r ledger.Reader) (all []Colleague, err error) {
	err = colleagues.Each(r, nil, func(_ ledger.Key, c Colleague) error {
		if !c.Gone {
			all = append(all, c)
		}
		return nil
	})
	return all, err
}

// PutSchoolHolidays replaces the school holidays by which Hours of School are weighed.
func PutSchoolHolidays(tx *ledger.Tx, spans []Span) error {
	for _, s := range spans {
		if s.From == 0 || s.Until < s.From {
			return ErrColleague.With("what", "school holidays must end after they begin")
		}
	}
	if err := holidays.Put(tx, ledger.K(), spans); err != nil {
		return err
	}
	return restamp(tx)
}

// SchoolHolidays returns the school holidays that are known.
func SchoolHolidays(r ledger.Reader) ([]Span, error) {
	spans, _, err := holidays.Find(r, ledger.K())
	return spans, err
}

// works returns the cells of a day in which a colleague can be asked, by contract.
func (c Colleague) works(d calendar.Date, school []Span) (cells calendar.Cells) {
	off := slices.ContainsFunc(school, func(s Span) bool { return s.Has(d) })
	for _, h := range c.Hours {
		if h.fallsOn(d) && !(h.School && off) {
			cells = cells.With(h.Start, h.End)
		}
	}
	return cells
}

func (h Hours) fallsOn(d calendar.Date) bool {
	if d < h.From || h.Until != 0 && d > h.Until || !slices.Contains(h.Weekdays, calendar.Weekday(d.Weekday())) {
		return false
	}
	return h.EveryWeeks <= 1 || int(d.Monday()-h.From.Monday())/7%h.EveryWeeks == 0
}

// Can reports whether a colleague has all of the skills.
func (c Colleague) Can(needs []string) bool {
	return !slices.ContainsFunc(needs, func(n string) bool { return !slices.Contains(c.Skills, n) })
}
