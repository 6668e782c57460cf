package resident

import (
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/supply"
	"balie/web/lang"
)

// filter is which times of the page somebody wants to see.
type filter struct {
	part string       // a part of the day by its name in an address; "" is all of it
	day  time.Weekday // together with only
	only bool         // this day of the week and no other
}

// dayPart is a part of the day, by its name in an address and the key of its words.
type dayPart struct {
	name, key   string
	from, until calendar.Cell // an until of zero is the end of the day
}

const (
	noon    = calendar.Cell(12 * 12)
	evening = calendar.Cell(17 * 12)
)

var dayParts = []dayPart{{"ochtend", "morning", 0, noon}, {"middag", "afternoon", noon, evening}, {"avond", "evening", evening, 0}}

// workdays are those by which one filters.
var workdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}

// dayNames are the days of the week in an address.
var dayNames = []string{"zo", "ma", "di", "wo", "do", "vr", "za"}

// filterOf reads a filter from an address; what it does not know is no filter.
func filterOf(part, day string) (f filter) {
	if slices.ContainsFunc(dayParts, func(p dayPart) bool { return p.name == part }) {
		f.part = part
	}
	if i := slices.Index(dayNames, day); i >= 0 {
		f.day, f.only = time.Weekday(i), true
	}
	return f
}

// any reports whether nothing is filtered.
func (f filter) any() bool { return f == filter{} }

func (f filter) dayName() string {
	if !f.only {
		return ""
	}
	return dayNames[f.day]
}

// wanted is the filter as supply has it.
func (f filter) wanted() (w supply.Wanted) {
	for _, p := range dayParts {
		if p.name == f.part {
			w.From, w.Until = p.from, p.until
		}
	}
	if f.only {
		w.Days = w.Days.With(f.day)
	}
	return w
}

// say names what is filtered: "na 17 uur, op woensdag".
func (f filter) say(w lang.Words) (said string) {
	for _, p := range dayParts {
		if p.name == f.part {
			said = w.T("filter.in." + p.key)
		}
	}
	if f.only {
		day := w.T("filter.on", "day", w.Weekday(f.day))
		if said != "" {
			return w.T("filter.both", "part", said, "day", day)
		}
		return day
	}
	return said
}

// chipView is a filter as a link that looks pressed while it holds.
type chipView struct {
	text, path string
	long       string // for who hears it; "" where it is the text
	on         bool
}

// fillChips gathers the filters. A part of the day is one choice; a day of the week adds to it, and pressed again goes.
func (v *timesView) fillChips(w lang.Words, f filter) {
	v.chips = []chipView{{text: w.T("filter.all"), path: v.link("kies", "deel", "", "dagen", "", "dag", "", "vanaf", "", "alle", ""), on: f.any()}}
	for _, p := range dayParts {
		v.chips = append(v.chips, chipView{text: w.T("filter." + p.key), path: v.link("kies", "deel", p.name, "dag", "", "vanaf", "", "alle", ""), on: f.part == p.name})
	}
	for _, day := range workdays {
		on := f.only && f.day == day
		name := dayNames[day]
		if on {
			name = ""
		}
		v.days = append(v.days, chipView{text: w.WeekdayShort(day), long: w.Weekday(day), path: v.link("kies", "dagen", name, "dag", "", "vanaf", "", "alle", ""), on: on})
	}
}

// askOf reads from the address what the page of times is made for.
func askOf(c *fiber.Ctx, q supply.Query) timesAsk {
	return timesAsk{
		ask: q, office: catalogue.OfficeID(c.Query("locatie")), day: c.Query("dag"), from: fromOf(c.Query("vanaf"), c.Query("maand")),
		filter: filterOf(c.Query("deel"), c.Query("dagen")), all: c.Query("alle") != "", places: c.Query("plaatsen") != "",
	}
}

// fromOf is the day from which weeks are shown: older addresses name a month.
func fromOf(day, month string) string {
	if day == "" && month != "" {
		return month + "-01"
	}
	return day
}
