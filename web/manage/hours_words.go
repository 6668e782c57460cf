package manage

import (
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"balie/booking/calendar"
	"balie/web/page"
)

// weekdays are in the order of a week.
var weekdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// nths are which weekdays of a month can be chosen.
var nths = []struct{ value, key string }{{"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"}, {"-1", "last"}}

// legendOfHours is one window of each look.
var legendOfHours = []hoursWindow{
	{use: calendar.ForBoth, share: calendar.Public}, {use: calendar.ForAppointment, share: calendar.Public},
	{use: calendar.ForWalkIn, share: calendar.Public}, {use: calendar.ForAppointment, share: calendar.Reserve},
}

func has(values []string, one string) bool { return slices.Contains(values, one) }

// dayNumber is a day without its weekday: "1 december".
func (v hoursView) dayNumber(d calendar.Date) string {
	_, month, day := d.Civil()
	return strconv.Itoa(day) + " " + v.Q.Words.MonthName(month)
}

// dayInWords repeats a typed day in words.
func (v hoursView) dayInWords(typed string) string {
	d, err := calendar.ParseDate(typed)
	if err != nil {
		return ""
	}
	return v.Q.Words.Date(d)
}

// sinceInWords is the same for the first day, which may be left out.
func (v hoursView) sinceInWords(typed string) string {
	if words := v.dayInWords(typed); words != "" {
		return words
	}
	return v.Q.T("config.hours.since.today")
}

// windowName says a window whole: "8.30–12.30, Afspraak en inloop, Balie 1, maandag 30 november".
func (v hoursView) windowName(desk hoursDesk, cell hoursCell, w hoursWindow) string {
	return v.Q.Words.Clock(w.from) + "–" + v.Q.Words.Clock(w.to) + ", " + v.kindOf(w) + ", " + desk.Name + ", " + v.Q.Words.Day(cell.date)
}

// kindOf is what a window is for, and how often it comes.
func (v hoursView) kindOf(w hoursWindow) string {
	if w.every > 1 {
		return v.Q.T(w.kind()) + ", " + v.Q.T("config.hours.everyother", "n", strconv.Itoa(w.every))
	}
	return v.Q.T(w.kind())
}

func (f hoursForm) invalid(field string) templ.Attributes {
	if f.faults[field] == "" {
		return nil
	}
	return templ.Attributes{"aria-invalid": "true"}
}

// faultList are the faults in the order of the form.
func (f hoursForm) faultList() (all []page.Fault) {
	for _, field := range []string{"balie", "dag", "vanaf", "van", "tot", "soort", "voor", "uren", "vrij", "keer", "einde"} {
		if text := f.faults[field]; text != "" {
			all = append(all, page.Fault{Field: field, Text: text})
		}
	}
	return all
}
