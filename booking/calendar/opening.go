package calendar

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Weekday is a [time.Weekday] whose text is "mon", "tue", … "sun".
type Weekday time.Weekday

// ErrWeekday is wrapped by the refusal of a text that names no weekday.
var ErrWeekday = errors.New("not a weekday")

var weekdayTexts = [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// String returns "mon" to "sun".
func (w Weekday) String() string {
	if w < 0 || int(w) >= len(weekdayTexts) {
		return fmt.Sprintf("weekday(%d)", int(w))
	}
	return weekdayTexts[w]
}

// MarshalText writes "mon" to "sun"; it refuses a value outside the week.
func (w Weekday) MarshalText() ([]byte, error) {
	if w < 0 || int(w) >= len(weekdayTexts) {
		return nil, fmt.Errorf("%w: %d", ErrWeekday, int(w))
	}
	return []byte(weekdayTexts[w]), nil
}

// UnmarshalText reads "mon" to "sun" and refuses everything else.
func (w *Weekday) UnmarshalText(text []byte) error {
	i := slices.Index(weekdayTexts[:], string(text))
	if i < 0 {
		return fmt.Errorf("%w: %.20q is none of mon tue wed thu fri sat sun", ErrWeekday, text)
	}
	*w = Weekday(i)
	return nil
}

// Share says who may take the cells of a window.
type Share string

// The shares. A reserve belongs to staff until its ReleaseHours have come.
const (
	Public  Share = "public"
	Staff   Share = "staff"
	Reserve Share = "reserve"
)

// Use says for whom the desk works in a window.
type Use string

// The uses.
const (
	ForAppointment Use = "appointment"
	ForWalkIn      Use = "walkin"
	ForBoth        Use = "both"
)

// Opening is a rule that opens one desk on the days it falls on, from Start
// until End of the wall clock:
//
//	every second week    Weekdays tue, EveryWeeks 2, From 2026-12-01
//	first and last Thursday   Weekdays thu, NthWeekdays 1, -1
//	one day only         Weekdays tue, From and Until 2026-12-01
//
// A day must satisfy all that is set. Without a weekday it opens nothing.
type Opening struct {
	ID           string    `json:"id"`
	Desk         string    `json:"desk"`
	Weekdays     []Weekday `json:"weekdays"`
	EveryWeeks   int       `json:"every_weeks,omitempty"`  // counted in ISO weeks from the week of From; 0 and 1: every week
	NthWeekdays  []int     `json:"nth_weekdays,omitempty"` // 1 to 5 within the month, -1 for the last; empty: all
	From         Date      `json:"from,omitzero"`
	Until        Date      `json:"until,omitzero"` // inclusive; zero: without end
	Start        Cell      `json:"start"`
	End          Cell      `json:"end"` // exclusive
	Skills       []string  `json:"skills,omitempty"`
	Use          Use       `json:"use"`
	Share        Share     `json:"share"`
	ReleaseHours int       `json:"release_hours,omitempty"` // a reserve is public from so many hours before its start; 0: never
	ReleaseAt    Cell      `json:"release_at,omitzero"`     // or all that is left of it from this moment of the day on
}

// fallsOn reports whether d is one of the days that o opens.
func (o Opening) fallsOn(d Date) bool {
	return within(d, o.From, o.Until) &&
		slices.Contains(o.Weekdays, Weekday(d.Weekday())) &&
		o.inWeek(d) && o.inMonth(d)
}

func (o Opening) inWeek(d Date) bool {
	if o.EveryWeeks <= 1 {
		return true
	}
	weeks := int(d.Monday()-o.From.Monday()) / 7
	return weeks%o.EveryWeeks == 0
}

func (o Opening) inMonth(d Date) bool {
	if len(o.NthWeekdays) == 0 {
		return true
	}
	_, month, day := d.Civil()
	if slices.Contains(o.NthWeekdays, (day-1)/7+1) {
		return true
	}
	_, inAWeek, _ := d.AddDays(7).Civil()
	return inAWeek != month && slices.Contains(o.NthWeekdays, -1)
}

// within reports whether d lies in a range of days whose end is inclusive and,
// when zero, open.
func within(d, from, until Date) bool {
	return d >= from && (until == 0 || d <= until)
}

// Exception replaces the openings of one day by other hours, on holidays too:
// those of one desk, or with an empty Desk those of the whole office, which is
// every desk that has an opening in force on that date, whatever its weekdays.
// A desk's own exceptions replace the office's. Several of one level add up.
type Exception struct {
	ID           string   `json:"id"`
	Date         Date     `json:"date"`
	Desk         string   `json:"desk,omitempty"`
	Start        Cell     `json:"start"`
	End          Cell     `json:"end"`
	Skills       []string `json:"skills,omitempty"`
	Use          Use      `json:"use"`
	Share        Share    `json:"share"`
	ReleaseHours int      `json:"release_hours,omitempty"`
	ReleaseAt    Cell     `json:"release_at,omitzero"`
}

// Closure closes one desk, or with an empty Desk the whole office, on each day
// from From until Until, inclusive; a zero Until closes until further notice.
// With Start and End both zero it closes whole days. Nothing opens through it.
type Closure struct {
	ID     string `json:"id"`
	Desk   string `json:"desk,omitempty"`
	From   Date   `json:"from"`
	Until  Date   `json:"until,omitzero"`
	Start  Cell   `json:"start,omitzero"`
	End    Cell   `json:"end,omitzero"`
	Reason string `json:"reason"` // for colleagues
	// Texts are what residents read where they find no time, by language; nothing is said where there are none.
	Texts map[string]string `json:"texts,omitempty"`
}

// Text is what residents read of the closure in a language, in Dutch where it has no words in that one.
func (k Closure) Text(language string) string {
	if said := k.Texts[language]; said != "" {
		return said
	}
	return k.Texts["nl"]
}

// Touches reports whether the closure closes something on a day of a span.
func (k Closure) Touches(first, last Date) bool {
	return k.From <= last && (k.Until == 0 || k.Until >= first)
}

// cells returns what k closes of desk on d.
func (k Closure) cells(d Date, desk string) Cells {
	switch {
	case k.Desk != "" && k.Desk != desk, !within(d, k.From, k.Until):
		return Cells{}
	case k.Start == 0 && k.End == 0:
		return span(0, CellsPerDay)
	}
	return span(k.Start, k.End)
}

// Rules are all that decides when the desks of one office are open. A nil Zone
// is UTC; [Rules.Validate] refuses it.
type Rules struct {
	Zone       *time.Location `json:"-"`
	Holidays   bool           `json:"holidays"` // openings rest on the days of [Holiday]
	Openings   []Opening      `json:"openings"`
	Exceptions []Exception    `json:"exceptions,omitempty"`
	Closures   []Closure      `json:"closures,omitempty"`
}
