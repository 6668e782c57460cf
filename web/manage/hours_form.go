package manage

import (
	"slices"
	"strconv"
	"strings"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// What a form of hours is about; these stand in addresses.
const (
	aboutOpening   = "tijd"
	aboutException = "dag"
	aboutHolidays  = "feestdagen"
)

// hoursForm is the form of one window as it was typed, or as it stands.
type hoursForm struct {
	about string
	id    string
	isNew bool
	owner catalogue.Owner // another than us: shown, and not to be changed

	desk, from, to, since, last     string
	days                            []string // of the week: "1" is Monday
	use, share, release, releasedAt string
	every                           string
	nth                             []string
	skills                          []string
	versions                        []calendar.Opening

	faults  map[string]string
	instead [2]calendar.Cell // hours that would do, where those that were typed are in the way of others
}

// formIDPrefix begins the name of a rule that was made on screen.
const formIDPrefix = "s-"

func newRuleID() string { return formIDPrefix + strings.ToLower(string(booking.NewVisitKey())) }

// chosen is the form that the address asks for.
func (v *hoursView) chosen(r ledger.Reader) error {
	switch id := v.Asked("tijd"); {
	case v.Asked("nieuw") == aboutOpening:
		v.form = &hoursForm{about: aboutOpening, id: newRuleID(), isNew: true, desk: v.Asked("balie"), use: "both", share: "public", every: "1"}
	case v.Asked("nieuw") == aboutException:
		v.form = &hoursForm{about: aboutException, id: newRuleID(), isNew: true, desk: v.Asked("balie"), use: "both", share: "public", since: v.Asked("op")}
	case id != "":
		return v.chooseRule(r, id)
	}
	return nil
}

// chooseRule fills the form with a rule as it is in the week that is shown, or next to it.
func (v *hoursView) chooseRule(r ledger.Reader, id string) (err error) {
	rules := v.office.Rules()
	var found []calendar.Opening
	for _, o := range rules.Openings {
		if o.ID == id {
			found = append(found, o)
		}
	}
	kind := catalogue.KindOpening
	if len(found) > 0 {
		v.form = v.formOf(found)
	} else {
		i := slices.IndexFunc(rules.Exceptions, func(e calendar.Exception) bool { return e.ID == id })
		if i < 0 {
			return nil // it is gone: the week is shown
		}
		kind, v.form = catalogue.KindException, v.formOfDay(rules.Exceptions[i])
	}
	v.form.owner, err = catalogue.OwnerOf(r, catalogue.Ref{Kind: kind, Office: v.office.ID, ID: id})
	return err
}

func (v *hoursView) formOf(versions []calendar.Opening) *hoursForm {
	o := versions[0]
	for _, one := range versions {
		if one.From <= v.monday+6 {
			o = one
		}
	}
	w := v.Q.Words
	f := &hoursForm{about: aboutOpening, id: o.ID, desk: o.Desk, from: w.Clock(o.Start), to: w.Clock(o.End), use: string(o.Use), share: string(o.Share),
		every: strconv.Itoa(max(1, o.EveryWeeks)), skills: o.Skills, since: dayText(o.From), last: dayText(o.Until)}
	for _, d := range o.Weekdays {
		f.days = append(f.days, strconv.Itoa(int(d)))
	}
	for _, n := range o.NthWeekdays {
		f.nth = append(f.nth, strconv.Itoa(n))
	}
	f.releases(v, o.ReleaseHours, o.ReleaseAt)
	if len(versions) > 1 {
		f.versions = versions
	}
	return f
}

func (v *hoursView) formOfDay(e calendar.Exception) *hoursForm {
	w := v.Q.Words
	f := &hoursForm{about: aboutException, id: e.ID, desk: e.Desk, from: w.Clock(e.Start), to: w.Clock(e.End), use: string(e.Use), share: string(e.Share),
		skills: e.Skills, since: dayText(e.Date)}
	f.releases(v, e.ReleaseHours, e.ReleaseAt)
	return f
}

func (f *hoursForm) releases(v *hoursView, hours int, at calendar.Cell) {
	if hours > 0 {
		f.release = strconv.Itoa(hours)
	}
	if at > 0 {
		f.releasedAt = v.Q.Words.Clock(at)
	}
}

// dayText is a day as a date field has it.
func dayText(d calendar.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// heading is the rule in a few words.
func (v hoursView) heading() string {
	f := v.form
	desk := v.Q.T("config.hours.alldesks")
	if d, known := v.office.Desk(catalogue.DeskID(f.desk)); known {
		desk = d.Name
	}
	switch {
	case f.isNew && f.about == aboutException:
		return v.Q.T("config.hours.new.day")
	case f.isNew:
		return v.Q.T("config.hours.new")
	case f.about == aboutException:
		day, _ := calendar.ParseDate(f.since)
		return v.Q.T("config.hours.edit.day", "desk", desk, "day", v.Q.Words.Day(day))
	}
	return v.Q.T("config.hours.edit", "desk", desk, "from", f.from, "to", f.to)
}
