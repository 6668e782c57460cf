package lang

import (
	"strconv"
	"time"

	"balie/booking/calendar"
)

// names of days and months, Sunday and January first.
var (
	weekdays = map[string][]string{
		"nl": {"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"},
		"en": {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		"de": {"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"},
	}
	months = map[string][]string{
		"nl": {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
		"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		"de": {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	}
)

// dated is the language of dates: a further language has none of its own.
func (w Words) dated() string {
	if _, ok := weekdays[w.tag]; ok {
		return w.tag
	}
	return Tags[0]
}

// Weekday is "maandag".
func (w Words) Weekday(day time.Weekday) string { return weekdays[w.dated()][day] }

// WeekdayShort is "ma".
func (w Words) WeekdayShort(day time.Weekday) string { return w.Weekday(day)[:2] }

// MonthName is "december".
func (w Words) MonthName(m time.Month) string { return months[w.dated()][m-1] }

// Month is "december 2026".
func (w Words) Month(d calendar.Date) string {
	y, m, _ := d.Civil()
	return w.MonthName(m) + " " + strconv.Itoa(y)
}

// Day is "maandag 30 november"; German writes "Montag, 30. November".
func (w Words) Day(d calendar.Date) string {
	_, m, day := d.Civil()
	if w.tag == "de" {
		return w.Weekday(d.Weekday()) + ", " + strconv.Itoa(day) + ". " + w.MonthName(m)
	}
	return w.Weekday(d.Weekday()) + " " + strconv.Itoa(day) + " " + w.MonthName(m)
}

// DayMonth is "30 november".
func (w Words) DayMonth(d calendar.Date) string {
	_, m, day := d.Civil()
	if w.tag == "de" {
		return strconv.Itoa(day) + ". " + w.MonthName(m)
	}
	return strconv.Itoa(day) + " " + w.MonthName(m)
}

// MonthShort is "dec": three letters, as a calendar has it.
func (w Words) MonthShort(m time.Month) string {
	name := []rune(w.MonthName(m))
	if w.dated() == "nl" && m == time.March {
		return "mrt"
	}
	return string(name[:3])
}

// DayShort is "di 1 dec", where there is little room; who listens hears Day.
func (w Words) DayShort(d calendar.Date) string {
	_, m, day := d.Civil()
	dot := ""
	if w.tag == "de" {
		dot = "."
	}
	return w.WeekdayShort(d.Weekday()) + " " + strconv.Itoa(day) + dot + " " + w.MonthShort(m)
}

// Span is from one time until another: "10.00 tot 10.30 uur".
func (w Words) Span(from, until calendar.Cell) string {
	return w.T("clock.span", "from", w.Clock(from), "until", w.Clock(until))
}

// Date is "maandag 30 november 2026".
func (w Words) Date(d calendar.Date) string {
	y, _, _ := d.Civil()
	return w.Day(d) + " " + strconv.Itoa(y)
}

// Clock is the time on a button: "9.05" in Dutch, "9:05" elsewhere.
func (w Words) Clock(c calendar.Cell) string {
	return w.clock(c.Minutes()/60, c.Minutes()%60)
}

// ClockMinute is Clock of a minute of the day, which need not lie on the grid of five.
func (w Words) ClockMinute(at int) string { return w.clock(at/60, at%60) }

func (w Words) clock(hour, minute int) string {
	colon := ":"
	if w.tag == "nl" {
		colon = "."
	}
	return strconv.Itoa(hour) + colon + string([]byte{byte('0' + minute/10), byte('0' + minute%10)})
}

// At is the time in a sentence: "9.05 uur", "9:05", "9:05 Uhr".
func (w Words) At(c calendar.Cell) string {
	return w.T("clock.at", "time", w.Clock(c))
}

// Moment is "maandag 30 november 2026, 9.05 uur".
func (w Words) Moment(d calendar.Date, c calendar.Cell) string {
	return w.Date(d) + ", " + w.At(c)
}

// Instant is the wall time of an instant in a zone: "10.33 uur".
func (w Words) Instant(at time.Time, zone *time.Location) string {
	local := at.In(zone)
	return w.T("clock.at", "time", w.clock(local.Hour(), local.Minute()))
}

// Minutes is "10 minuten", with a space at which no line breaks.
func (w Words) Minutes(n int) string { return w.N("minutes", n) }

// Persons is "1 persoon" or "3 personen".
func (w Words) Persons(n int) string { return w.N("persons", n) }
