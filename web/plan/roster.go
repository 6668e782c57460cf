package plan

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/booking/supply"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// rosterView is a week of an office's roster.
type rosterView struct {
	staff.Request
	notice    *page.Notice
	office    catalogue.Office
	halls     []catalogue.Office
	monday    calendar.Date
	period    roster.Period
	found     bool // a period has this week
	days      []rosterDay
	colleague []optionView // who can be rostered
	absences  []absenceView
	typed     dutyForm
	offer     []roster.Rule // that the planner may break knowingly
	key       string
}

type optionView struct{ value, text string }

type rosterDay struct {
	date     calendar.Date
	today    bool
	name     string
	duties   []dutyView
	short    []missingView
	promised string // appointments that nobody can keep
}

// missingView is a stretch with too few colleagues, and where somebody is given a duty in it.
type missingView struct{ text, to string }

type dutyView struct {
	id        string
	who       string
	times     string
	helps     bool
	out       bool
	away      bool
	conflicts []string
}

type absenceView struct{ id, who, from, until string }

// dutyForm is what was typed for a new duty.
type dutyForm struct{ who, day, from, to string }

// ShowRoster answers GET /medewerker/rooster.
func (p *Pages) ShowRoster(c *fiber.Ctx) error {
	v := rosterView{Request: staff.From(c), typed: dutyForm{c.Query("wie"), c.Query("dag"), c.Query("van"), c.Query("tot")}}
	if what := c.Query("gedaan"); what == "dienst" || what == "weg" || what == "terug" || what == "gepubliceerd" || what == "ingetrokken" || what == "begonnen" {
		v.notice = page.NewNotice(page.Good, v.Q.T("roster.done."+what), "")
	}
	return p.showRoster(v, fiber.StatusOK)
}

func (v rosterView) path(more ...string) string {
	query := url.Values{"week": {v.monday.String()}, "locatie": {string(v.office.ID)}}
	for i := 0; i+1 < len(more); i += 2 {
		query.Set(more[i], more[i+1])
	}
	return "/medewerker/rooster?" + query.Encode()
}

func (p *Pages) showRoster(v rosterView, status int) error {
	v.key = route.NewKey()
	v.monday = day(v.Asked("week"), v.Today()).Monday()
	err := p.Ledger.View(func(r ledger.Reader) error {
		if err := v.read(r); err != nil {
			return err
		}
		return v.readDays(r)
	})
	if err != nil {
		return err
	}
	return page.Render(v.C, status, rosterPage(v))
}

// read is the week's office and period, and who there is.
func (v *rosterView) read(r ledger.Reader) (err error) {
	if v.halls, err = townHalls(r); err != nil {
		return err
	}
	id := catalogue.OfficeID(v.Asked("locatie"))
	i := slices.IndexFunc(v.halls, func(o catalogue.Office) bool { return o.ID == id || id == "" })
	if i < 0 {
		return catalogue.ErrUnknownOffice
	}
	v.office = v.halls[i]
	periods, err := roster.Periods(r)
	for _, period := range periods {
		if period.Span.Has(v.monday) && slices.Contains(period.Offices, string(v.office.ID)) {
			v.period, v.found = period, true
		}
	}
	return err
}

func (v *rosterView) readDays(r ledger.Reader) error {
	names, err := namesOf(r)
	if err != nil {
		return err
	}
	all, err := roster.Colleagues(r)
	if err != nil {
		return err
	}
	for _, c := range all {
		v.colleague = append(v.colleague, optionView{string(c.ID), names.of(v.Q, c.ID)})
	}
	slices.SortFunc(v.colleague, func(a, b optionView) int { return strings.Compare(a.text, b.text) })
	duties, err := roster.Duties(r, v.monday, v.monday+6)
	if err != nil {
		return err
	}
	conflicts, err := roster.Conflicts(r, v.monday, v.monday+6)
	if err != nil {
		return err
	}
	for date := v.monday; date < v.monday+7; date++ {
		if err := v.readDay(r, date, duties, conflicts, names); err != nil {
			return err
		}
	}
	return v.readAbsences(r, names)
}

func (v *rosterView) readDay(r ledger.Reader, date calendar.Date, duties []roster.Duty, conflicts []roster.Conflict, names people) error {
	d := rosterDay{date: date, today: date == v.Today(), name: v.Q.Words.Weekday(date.Weekday())}
	for _, duty := range duties {
		if duty.Date != date || duty.Kind == roster.Desk && duty.Place != string(v.office.ID) {
			continue
		}
		view := dutyView{id: string(duty.ID), who: names.of(v.Q, duty.Colleague), times: times(v.Q, duty.Start, duty.End), helps: duty.CanHelp, out: duty.Kind == roster.Outing}
		for _, c := range conflicts {
			if c.Duty.ID != duty.ID {
				continue
			}
			view.away = view.away || c.Rule == roster.Absent
			text := v.Q.T("roster.rule." + string(c.Rule))
			if c.Accepted {
				text = v.Q.T("roster.accepted", "what", text)
			}
			view.conflicts = append(view.conflicts, text)
		}
		d.duties = append(d.duties, view)
	}
	uncovered, err := supply.UncoveredOn(r, v.office.ID, date)
	if err != nil {
		return err
	}
	for _, u := range uncovered {
		if !within(u, uncovered) {
			d.short = append(d.short, v.gap(r, date, u))
		}
	}
	promised, err := broken(r, v.office, date)
	if promised > 0 {
		d.promised = v.Q.Words.N("roster.promised", promised)
	}
	if len(d.duties) > 0 || len(d.short) > 0 || date < v.monday+5 {
		v.days = append(v.days, d)
	}
	return err
}

// broken counts the promises of a day that no desk can keep.
func broken(r ledger.Reader, o catalogue.Office, date calendar.Date) (n int, err error) {
	if date < o.Today(r.Now()) {
		return 0, nil
	}
	all, err := booking.Shortfalls(r, o.ID, date)
	for _, s := range all {
		if s.Date == date {
			n++
		}
	}
	return n, err
}

// within reports whether a skill is short only because colleagues of any kind are, in the same stretch and as many.
func within(u supply.Uncovered, all []supply.Uncovered) bool {
	return u.Skill != "" && slices.ContainsFunc(all, func(o supply.Uncovered) bool {
		return o.Skill == "" && o.From <= u.From && u.To <= o.To && o.Open-o.There >= u.Open-u.There
	})
}

// gap says in one line when how many are missing, and leads to the form that gives somebody that duty.
func (v *rosterView) gap(r ledger.Reader, date calendar.Date, u supply.Uncovered) missingView {
	n, key, what := u.Open-u.There, "roster.gap", ""
	if u.Skill != "" {
		key, what = "roster.gap.skill", staff.SkillName(r, v.Q.Words, u.Skill)
	}
	if key += ".many"; n == 1 {
		key = strings.TrimSuffix(key, "many") + "one"
	}
	return missingView{v.Q.T(key, "n", n, "times", times(v.Q, u.From, u.To), "what", what), v.path("dag", date.String(), "van", u.From.String(), "tot", u.To.String()) + "#dienst"}
}

func (v *rosterView) readAbsences(r ledger.Reader, names people) error {
	all, err := roster.Absences(r, v.monday, v.monday+6)
	for _, a := range all {
		view := absenceView{id: a.ID, who: names.of(v.Q, a.Colleague), from: v.Q.Words.Day(a.From), until: v.Q.T("roster.until.further")}
		if a.Start != 0 {
			view.from += ", " + v.Q.Words.At(a.Start)
		}
		if a.Until != 0 {
			view.until = v.Q.Words.Day(a.Until)
		}
		if a.End != 0 {
			view.until += ", " + v.Q.Words.At(a.End)
		}
		v.absences = append(v.absences, view)
	}
	return err
}

// mayChange reports whether who looks may change the roster; others see it.
func (v rosterView) mayChange() bool { return v.S.May(route.PlanRoster) }

// PutDuty answers POST /medewerker/rooster/dienst.
func (p *Pages) PutDuty(c *fiber.Ctx) error {
	v := rosterView{Request: staff.From(c)}
	v.typed = dutyForm{c.FormValue("wie"), c.FormValue("dag"), c.FormValue("van"), c.FormValue("tot")}
	duty, err := v.duty()
	if err == nil {
		err = p.once(v.Request, func(tx *ledger.Tx) error { _, err := roster.PutDuty(tx, duty); return err })
	}
	if err == nil {
		return v.back(duty.Date, "dienst")
	}
	if v.notice, err = v.ruleNotice(err); err != nil {
		return err
	}
	return p.showRoster(v, fiber.StatusConflict)
}

// duty is the duty of the form.
func (v *rosterView) duty() (d roster.Duty, err error) {
	d = roster.Duty{Colleague: roster.ColleagueID(v.typed.who), Kind: roster.Desk, Place: v.Asked("locatie"), CanHelp: v.Asked("helpt") != ""}
	if d.Date, err = calendar.ParseDate(v.typed.day); err != nil {
		return d, roster.ErrDuty.With("what", v.Q.T("roster.fault.day"))
	}
	d.Start, err = calendar.ParseCell(v.typed.from)
	if err == nil {
		d.End, err = calendar.ParseCell(v.typed.to)
	}
	if err != nil {
		return d, roster.ErrDuty.With("what", v.Q.T("roster.fault.time"))
	}
	for _, rule := range []roster.Rule{roster.OffHours, roster.Contract, roster.NoPause} {
		if v.Asked("toch-"+string(rule)) != "" {
			d.Accepted = append(d.Accepted, rule)
		}
	}
	return d, nil
}

// ruleNotice names the rule that a duty breaks, and whether it may be broken knowingly.
func (v *rosterView) ruleNotice(err error) (*page.Notice, error) {
	n, other := v.Refused(err)
	if other != nil {
		return nil, other
	}
	if ledger.KeyOf(err) == roster.ErrRule.Key || ledger.KeyOf(err) == roster.ErrBroken.Key {
		rule, _ := ledger.ArgsOf(err)["rule"].(string)
		n.What = v.Q.T("roster.rule." + rule)
		if roster.Rule(rule).Acceptable() {
			v.offer = append(v.offer, roster.Rule(rule))
		}
	}
	return n, nil
}

func (v rosterView) back(date calendar.Date, done string) error {
	v.monday, v.office.ID = date.Monday(), catalogue.OfficeID(v.Asked("locatie"))
	return v.Redirect(v.path("gedaan", done))
}

// do runs a change of the roster and shows the week again.
func (p *Pages) do(c *fiber.Ctx, done string, fn func(*ledger.Tx, rosterView) error) error {
	v := rosterView{Request: staff.From(c)}
	v.monday = day(c.FormValue("week"), v.Today())
	err := p.once(v.Request, func(tx *ledger.Tx) error { return fn(tx, v) })
	if err == nil {
		return v.back(v.monday, done)
	}
	status := route.Status(err)
	if v.notice, err = v.ruleNotice(err); err != nil {
		return err
	}
	return p.showRoster(v, status)
}

// DropDuty answers POST /medewerker/rooster/weg.
func (p *Pages) DropDuty(c *fiber.Ctx) error {
	return p.do(c, "weg", func(tx *ledger.Tx, v rosterView) error { return roster.DropDuty(tx, roster.DutyID(v.Asked("dienst"))) })
}

// PutAbsence answers POST /medewerker/rooster/afwezig: what it would do is shown where absences are.
func (p *Pages) PutAbsence(c *fiber.Ctx) error {
	r := staff.From(c)
	query := url.Values{"wie": {r.Asked("wie")}, "dag": {r.Asked("vanaf")}, "totdag": {r.Asked("tot-en-met")}, "bekijk": {"1"}}
	return r.Redirect("/medewerker/afwezig?" + query.Encode())
}

// EndAbsence answers POST /medewerker/rooster/terug. Where nobody was told yet of what the absence did, that is taken
// back with it.
func (p *Pages) EndAbsence(c *fiber.Ctx) error {
	v := rosterView{Request: staff.From(c)}
	v.monday = day(c.FormValue("week"), v.Today())
	ctx, cancel := route.Patience(c)
	defer cancel()
	err := change.EndAbsence(ctx, p.Ledger, v.S.Actor(), v.Asked("afwezigheid"), day(v.Asked("dag"), v.Today()))
	if err == nil {
		return v.back(v.monday, "terug")
	}
	status := route.Status(err)
	if v.notice, err = v.ruleNotice(err); err != nil {
		return err
	}
	return p.showRoster(v, status)
}

// BeginPeriod answers POST /medewerker/rooster/periode.
func (p *Pages) BeginPeriod(c *fiber.Ctx) error {
	return p.do(c, "begonnen", func(tx *ledger.Tx, v rosterView) error {
		weeks, _ := strconv.Atoi(v.Asked("weken"))
		begin := v.monday.Monday()
		_, err := roster.AddPeriod(tx, roster.Span{From: begin, Until: begin + calendar.Date(7*weeks) - 1}, []string{v.Asked("locatie")})
		return err
	})
}

// Publish answers POST /medewerker/rooster/publiceren.
func (p *Pages) Publish(c *fiber.Ctx) error {
	return p.do(c, "gepubliceerd", func(tx *ledger.Tx, v rosterView) error {
		_, err := roster.Publish(tx, roster.PeriodID(v.Asked("periode")))
		return err
	})
}

// Withdraw answers POST /medewerker/rooster/intrekken.
func (p *Pages) Withdraw(c *fiber.Ctx) error {
	return p.do(c, "ingetrokken", func(tx *ledger.Tx, v rosterView) error {
		_, err := roster.Withdraw(tx, roster.PeriodID(v.Asked("periode")))
		return err
	})
}
