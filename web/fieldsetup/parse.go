package fieldsetup

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/roster"
	"balie/outreach"
	"balie/web/staff"
)

// name reads a name, which must be there.
func (t typed) name(wrong faults) string {
	name := catalogue.CleanLine(t.one("naam"))
	if name == "" || len([]rune(name)) > 80 {
		wrong["naam"] = "name"
	}
	return name
}

// line reads a line of text that may be empty.
func (t typed) line(wrong faults, field string, most int) string {
	line := catalogue.CleanLine(t.one(field))
	if len([]rune(line)) > most {
		wrong[field] = "long"
	}
	return line
}

// count reads a whole number up to most; empty is none.
func (t typed) count(wrong faults, field string, most int) int {
	text := strings.ReplaceAll(strings.TrimSpace(t.one(field)), ".", "")
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > most {
		wrong[field] = "number"
	}
	return n
}

// at reads a position; must says that there has to be one.
func (t typed) at(wrong faults, must bool) (lat, lon float64) {
	if strings.TrimSpace(t.one("positie")) == "" && !must {
		return 0, 0
	}
	lat, lon, ok := outreach.ParsePosition(t.one("positie"))
	if !ok {
		wrong["positie"] = "position"
	}
	return lat, lon
}

// day reads a day that may be left empty.
func (t typed) day(wrong faults, field string) calendar.Date {
	if t.one(field) == "" {
		return 0
	}
	d, err := calendar.ParseDate(t.one(field))
	if err != nil {
		wrong[field] = "date"
	}
	return d
}

func (t typed) clock(wrong faults, field string) calendar.Cell {
	c, ok := staff.ClockOf(t.one(field))
	if !ok {
		wrong[field] = "clock"
	}
	return c
}

// names reads names with commas between them: skills, postcodes.
func (t typed) names(field string) (all []string) {
	for _, name := range strings.FieldsFunc(t.one(field), func(r rune) bool { return r == ',' || r == '\n' }) {
		if name = catalogue.CleanLine(name); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

func weekdays(values []string) (all []calendar.Weekday) {
	for _, value := range values {
		if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < 7 && !slices.Contains(all, calendar.Weekday(n)) {
			all = append(all, calendar.Weekday(n))
		}
	}
	return all
}

var fourDigits = regexp.MustCompile(`^[1-9][0-9]{3}$`)

// mostHours is how many rows of hours a place has.
const mostHours = 6

// rows reads rows of days and times; what stands beside them in what was is kept, row by row.
func (t typed) rows(wrong faults, was []roster.Hours) (all []roster.Hours) {
	for i := range mostHours {
		n := strconv.Itoa(i)
		on, from, until := weekdays(t["dag-"+n]), t.one("van-"+n), t.one("tot-"+n)
		if len(on) == 0 && from == "" && until == "" {
			continue
		}
		start, ok := staff.ClockOf(from)
		end, also := staff.ClockOf(until)
		if !ok || !also || start >= end || len(on) == 0 {
			wrong["uren"] = "hours"
			continue
		}
		h := roster.Hours{}
		if i < len(was) {
			h = was[i]
		}
		h.Weekdays, h.Start, h.End = on, start, end
		all = append(all, h)
	}
	return all
}

// show puts rows of hours in a form.
func (t typed) show(all []roster.Hours, clock func(calendar.Cell) string) {
	for i, h := range all {
		n := strconv.Itoa(i)
		t.set("dag-"+n, dayNumbers(h.Weekdays)...)
		t.set("van-"+n, clock(h.Start))
		t.set("tot-"+n, clock(h.End))
	}
}

func dayNumbers(all []calendar.Weekday) (numbers []string) {
	for _, d := range all {
		numbers = append(numbers, strconv.Itoa(int(d)))
	}
	return numbers
}

// written is a position as the form shows it, "" for none.
func written(lat, lon float64) string {
	if lat == 0 && lon == 0 {
		return ""
	}
	return strconv.FormatFloat(lat, 'f', -1, 64) + ", " + strconv.FormatFloat(lon, 'f', -1, 64)
}

// dotted is a time as a form shows it: "8.30".
func dotted(c calendar.Cell) string { return strings.Replace(c.String(), ":", ".", 1) }

func dateText(d calendar.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func counted(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func ticked(is bool) string {
	if is {
		return "ja"
	}
	return ""
}
