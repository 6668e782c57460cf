package start

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/upl"
	"balie/web/lang"
	"balie/web/staff"
)

// The hours that most will want.
const (
	usualFrom calendar.Cell = 9 * 12
	usualTo   calendar.Cell = 17 * 12
)

// week are the days of a week in the order of a form.
var week = []calendar.Weekday{1, 2, 3, 4, 5, 6, 0}

func (v *view) fillDesk() {
	o := v.office()
	v.typed["kan"] = upl.Skills()
	v.typed["dag"] = []string{"1", "2", "3", "4", "5"}
	v.typed["van"], v.typed["tot"] = []string{v.Q.Words.Clock(usualFrom)}, []string{v.Q.Words.Clock(usualTo)}
	v.typed["balie"] = []string{""}
	if len(o.Desks) == 0 {
		v.typed["balie"] = []string{v.Q.T("start.desk", "n", 1)}
	}
}

// saveDesks is step 3: a desk with its hours, one after another. Who has some already may go on without one more.
func (p *Pages) saveDesks(v *view) error {
	o := v.office()
	more := v.typed.line("doe") == "nog"
	if o.ID == "" {
		v.faults["balie"] = v.Q.T("start.fault.nooffice")
		return nil
	}
	if v.typed.line("balie") == "" && v.desks > 0 && !more {
		return nil
	}
	desk := catalogue.Desk{Name: v.typed.line("balie"), Skills: v.skills()}
	desk.ID = catalogue.DeskID(staff.NewID(string(o.ID)+"-1", "balie", func(id string) bool { _, known := o.Desk(catalogue.DeskID(id)); return known }))
	opening := v.opening(string(desk.ID))
	if desk.Name == "" {
		v.faults["balie"] = v.Q.T("start.fault.balie")
	}
	if len(desk.Skills) == 0 {
		v.faults["kan"] = v.Q.T("start.fault.kan")
	}
	if len(v.faults) > 0 {
		return nil
	}
	was := o.Openings
	o.Desks, o.Openings = append(slices.Clone(o.Desks), desk), append(slices.Clone(o.Openings), opening)
	if said := notes(was, v.own.Languages); len(o.Notes) == 0 || sameNotes(o.Notes, said) {
		o.Notes = notes(o.Openings, v.own.Languages)
	}
	if more {
		v.to = Path + "?stap=3"
	}
	return v.Change(p.Ledger, func(tx *ledger.Tx) error { return catalogue.PutOffice(tx, o) })
}

// skills are those that are ticked, in the order of the list.
func (v *view) skills() (all []string) {
	for _, s := range upl.Skills() {
		if v.typed.has("kan", s) {
			all = append(all, s)
		}
	}
	return all
}

// opening reads the hours of a desk; what cannot be is a fault at its field.
func (v *view) opening(desk string) calendar.Opening {
	o := calendar.Opening{ID: desk + "-week", Desk: desk, Use: calendar.ForBoth, Share: calendar.Public}
	for _, day := range week {
		if v.typed.has("dag", strconv.Itoa(int(day))) {
			o.Weekdays = append(o.Weekdays, day)
		}
	}
	if len(o.Weekdays) == 0 {
		v.faults["dag"] = v.Q.T("start.fault.dag")
	}
	var ok bool
	if o.Start, ok = staff.ClockOf(v.typed.line("van")); !ok {
		v.faults["van"] = v.Q.T("start.fault.time")
	}
	if o.End, ok = staff.ClockOf(v.typed.line("tot")); !ok {
		v.faults["tot"] = v.Q.T("start.fault.time")
	} else if v.faults["van"] == "" && o.End <= o.Start {
		v.faults["tot"] = v.Q.T("start.fault.end")
	}
	return o
}

// notes are opening hours in words, in each language that is offered; nil for none.
func notes(openings []calendar.Opening, languages []string) map[string]string {
	if len(openings) == 0 {
		return nil
	}
	if len(languages) == 0 {
		languages = catalogue.Languages
	}
	all := map[string]string{}
	for _, language := range languages {
		all[language] = hoursIn(lang.In(language), openings)
	}
	return all
}

func sameNotes(a, b map[string]string) bool { return fmt.Sprint(a) == fmt.Sprint(b) }

// stretch is some days after another with the same hours.
type stretch struct {
	days     []calendar.Weekday
	from, to calendar.Cell
}

// hoursIn says on which days something is open and when: from the first desk that opens to the last that closes.
func hoursIn(w lang.Words, openings []calendar.Opening) (text string) {
	var all []stretch
	for _, day := range week {
		s := stretch{days: []calendar.Weekday{day}}
		for _, o := range openings {
			if !slices.Contains(o.Weekdays, day) {
				continue
			}
			if s.to == 0 || o.Start < s.from {
				s.from = o.Start
			}
			s.to = max(s.to, o.End)
		}
		if last := len(all) - 1; last >= 0 && all[last].from == s.from && all[last].to == s.to {
			all[last].days = append(all[last].days, day)
		} else {
			all = append(all, s)
		}
	}
	for _, s := range all {
		if s.to == 0 {
			continue
		}
		first, last := w.Weekday(time.Weekday(s.days[0])), w.Weekday(time.Weekday(s.days[len(s.days)-1]))
		days := first
		if len(s.days) > 1 {
			days = w.T("start.hours.days", "first", first, "last", last)
		}
		if text != "" {
			text += " "
		}
		text += capital(w.T("start.hours", "days", days, "from", w.Clock(s.from), "to", w.Clock(s.to)))
	}
	return text
}

// capital is a sentence with its first letter large.
func capital(text string) string {
	r := []rune(text)
	if len(r) > 0 && r[0] >= 'a' && r[0] <= 'z' {
		r[0] -= 'a' - 'A'
	}
	return string(r)
}
