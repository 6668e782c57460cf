package absence

import (
	"cmp"
	"slices"
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/web/page"
	"balie/web/staff"
	"balie/web/whatif"
)

// view is the question who is away, and what it would do.
type view struct {
	staff.Request
	typed  typed
	notice *page.Notice
	faults []page.Fault
	onDuty []whoView // on the first day, by the hour at which they begin
	others []whoView
	missed []missedView
	plan   *whatif.Plan
}

// typed is what was filled in.
type typed struct {
	who              []string
	from, until      string
	startsAt, endsAt string
}

// whoView is somebody who can be away.
type whoView struct {
	id, name, times string
	chosen          bool
}

// missedView is a duty that nobody would do, and who could take it over.
type missedView struct {
	text string
	free string // names of who could
	to   string // the page on which it is given to somebody
}

func typedIn(r staff.Request) typed {
	t := typed{from: r.Asked("dag"), until: r.Asked("totdag"), startsAt: r.Asked("van"), endsAt: r.Asked("tot")}
	all := r.C.Context().QueryArgs().PeekMulti("wie")
	if r.C.Method() == "POST" {
		all = r.C.Context().PostArgs().PeekMulti("wie")
	}
	for _, id := range all {
		if who := string(id); who != "" && !slices.Contains(t.who, who) && len(t.who) < mostAway {
			t.who = append(t.who, who)
		}
	}
	slices.Sort(t.who)
	if t.from == "" {
		t.from = r.Today().String()
	}
	if t.until == "" && r.Asked("bekijk") == "" {
		t.until = t.from
	}
	return t
}

// mostAway is how many can be away by one question.
const mostAway = 50

// asked reports whether somebody was chosen, or should have been.
func (t typed) asked() bool { return len(t.who) > 0 }

// errDay: there is no day from which somebody is away.
var errDay = ledger.Refuse(ledger.Invalid, "absence.day")

// absences are what was filled in, for everybody who was chosen. It refuses with errDay, change.ErrTimes and
// roster.ErrAbsence.
func (t typed) absences(r staff.Request) (away []roster.Absence, err error) {
	var a roster.Absence
	if a.From, err = calendar.ParseDate(t.from); err != nil {
		return nil, errDay
	}
	if t.until != "" {
		if a.Until, err = calendar.ParseDate(t.until); err != nil {
			return nil, roster.ErrAbsence
		}
	}
	var ok bool
	if t.startsAt != "" {
		if a.Start, ok = staff.ClockOf(t.startsAt); !ok {
			return nil, change.ErrTimes
		}
	}
	if t.endsAt != "" {
		if a.End, ok = staff.ClockOf(t.endsAt); !ok || a.End == 0 || a.Until == a.From && a.End <= a.Start {
			return nil, change.ErrTimes
		}
	}
	for _, who := range t.who {
		a.Colleague = roster.ColleagueID(who)
		away = append(away, a)
	}
	return away, nil
}

// readForm finds who can be away: those on duty on the first day apart, by the hour.
func (v *view) readForm(r ledger.Reader) error {
	day, err := calendar.ParseDate(v.typed.from)
	if err != nil {
		day = v.Today()
	}
	names, err := namesOf(r)
	if err != nil {
		return err
	}
	duties, err := roster.OnDuty(r, day)
	if err != nil {
		return err
	}
	all, err := roster.Colleagues(r)
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b roster.Colleague) int { return strings.Compare(names[a.ID], names[b.ID]) })
	slices.SortStableFunc(duties, func(a, b roster.Duty) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), strings.Compare(names[a.Colleague], names[b.Colleague]))
	})
	for _, d := range duties { // early to late
		if i := slices.IndexFunc(v.onDuty, func(w whoView) bool { return w.id == string(d.Colleague) }); i >= 0 {
			v.onDuty[i].times += ", " + v.times(d.Start, d.End)
		} else if names[d.Colleague] != "" {
			v.onDuty = append(v.onDuty, v.who(d.Colleague, names, v.times(d.Start, d.End)))
		}
	}
	for _, c := range all {
		if names[c.ID] != "" && !slices.ContainsFunc(v.onDuty, func(w whoView) bool { return w.id == string(c.ID) }) {
			v.others = append(v.others, v.who(c.ID, names, ""))
		}
	}
	return nil
}

func (v *view) who(id roster.ColleagueID, names map[roster.ColleagueID]string, times string) whoView {
	return whoView{string(id), names[id], times, slices.Contains(v.typed.who, string(id))}
}

func (v *view) times(from, to calendar.Cell) string {
	return v.Q.Words.Clock(from) + "–" + v.Q.Words.Clock(to)
}

// readEffect says what it would do, with everybody gone.
func (v *view) readEffect(r ledger.Reader) error {
	away, err := v.typed.absences(v.Request)
	if err != nil {
		return err
	}
	plan, err := change.ForeseeAbsence(r, away)
	if err != nil {
		return err
	}
	days := slices.ContainsFunc(plan.Lines, func(l change.Line) bool { return l.Was.Date != plan.Lines[0].Was.Date })
	x, err := whatif.Read(r, v.Q, plan, days, false)
	if err != nil {
		return err
	}
	v.plan = &x
	return v.readMissed(r, away)
}

// mostMissed is how many duties are named.
const mostMissed = 40

// readMissed names the duties that nobody would do, and who is free to do them.
func (v *view) readMissed(r ledger.Reader, away []roster.Absence) error {
	missed, err := change.Missed(r, away)
	if err != nil {
		return err
	}
	names, err := namesOf(r)
	if err != nil {
		return err
	}
	for _, d := range missed[:min(len(missed), mostMissed)] {
		if d.Draft || d.Date < v.Today() {
			continue
		}
		m := missedView{text: v.Q.T("absence.missed", "day", v.Q.Words.Day(d.Date), "times", v.times(d.Start, d.End), "who", names[d.Colleague], "where", v.place(r, d))}
		if m.free, err = v.free(r, d, names); err != nil {
			return err
		}
		if m.to = "/medewerker/inzet/dag?id=" + d.Place; d.Kind == roster.Desk {
			m.to = "/medewerker/rooster?week=" + d.Date.String() + "&locatie=" + d.Place + "&dag=" + d.Date.String() + "&van=" + d.Start.String() + "&tot=" + d.End.String() + "#dienst"
		}
		v.missed = append(v.missed, m)
	}
	return nil
}

// place is where a duty is.
func (v *view) place(r ledger.Reader, d roster.Duty) string {
	if d.Kind == roster.Desk {
		if o, err := catalogue.OfficeByID(r, catalogue.OfficeID(d.Place)); err == nil {
			return o.Name
		}
	}
	return v.Q.T("roster.out")
}

// free names who could take a duty over: nobody who is away by the same question.
func (v *view) free(r ledger.Reader, d roster.Duty, names map[roster.ColleagueID]string) (string, error) {
	can, err := roster.Free(r, d)
	var all []string
	for _, id := range can {
		if names[id] != "" && !slices.Contains(v.typed.who, string(id)) {
			all = append(all, names[id])
		}
	}
	slices.Sort(all)
	return v.Q.Words.List(all), err
}

// fault is what is wrong with a field.
func (v view) fault(field string) string {
	for _, f := range v.faults {
		if f.Field == field {
			return f.Text
		}
	}
	return ""
}

// madeView is an absence as it stands.
type madeView struct {
	staff.Request
	notice *page.Notice
	made   whatif.Made
	title  string
	what   []string
	again  bool // they can be there after all
	alone  bool // it touched nobody
}

func (v *madeView) read(r ledger.Reader, c change.Change) error {
	away, _ := change.AbsencesOf(c)
	names, err := namesOf(r)
	if err != nil {
		return err
	}
	last := calendar.Date(0)
	for _, a := range away {
		v.what = append(v.what, spanOf(v.Request, cmp.Or(names[a.Colleague], v.Q.T("absence.somebody")), a))
		last = max(last, a.Until)
		if a.Until == 0 {
			last = v.Today()
		}
	}
	zone := catalogue.Office{}.Location()
	if o, err := catalogue.OfficeByID(r, c.Office); err == nil {
		zone = o.Location()
	}
	v.made = whatif.ReadMade(v.Q, c, zone, "absence.made.done")
	v.again, v.alone = c.State == change.Sent && last >= v.Today(), len(c.Lines) == 0
	v.title = v.Q.T("absence.made.title." + string(c.State))
	return nil
}

// spanOf says who is away from when until when.
func spanOf(r staff.Request, who string, a roster.Absence) string {
	w := r.Q.Words
	from, until := w.Day(a.From), r.Q.T("roster.until.further")
	if a.Start != 0 {
		from += ", " + w.At(a.Start)
	}
	if a.Until != 0 {
		until = w.Day(a.Until)
	}
	if a.End != 0 {
		until += ", " + w.At(a.End)
	}
	if a.From == a.Until && a.End == 0 {
		return r.Q.T("absence.one", "who", who, "from", from)
	}
	return r.Q.T("absence.span", "who", who, "from", from, "until", until)
}
