package manage

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Where the effect of a change of hours is shown, and where one is taken back.
const (
	hoursEffectPath = hoursPath + "/gevolg"
	hoursUndoPath   = hoursPath + "/terug"
)

func (p *Pages) hoursRoutes() []route.Route {
	on := func(method, path string, limit route.Limit, handler fiber.Handler) route.Route {
		return route.Route{Method: method, Path: path, Access: route.Staff, Right: route.SetUp, Limit: limit, Handler: handler}
	}
	return []route.Route{
		on("GET", hoursPath, route.Look, p.ShowHours),
		on("POST", hoursPath, route.Change, p.SaveHours),
		on("GET", hoursEffectPath, route.Look, p.ShowHoursEffect),
		on("POST", hoursEffectPath, route.Change, p.MakeHours),
		on("POST", hoursUndoPath, route.Change, p.UndoHours),
	}
}

// hoursView is the week of one office, with the form of one window beside it.
type hoursView struct {
	frame
	notice   *page.Notice
	done     *doneView
	offices  []catalogue.Office
	office   catalogue.Office
	monday   calendar.Date
	days     []hoursDay
	desks    []hoursDesk
	closures []string
	form     *hoursForm
}

// hoursDay is the head of a column.
type hoursDay struct {
	date   calendar.Date
	closed string // why the office is closed on it, or for a part of it
}

// hoursDesk is a row.
type hoursDesk struct {
	catalogue.Desk
	cells []hoursCell
}

// hoursCell is a desk on a day.
type hoursCell struct {
	date    calendar.Date
	windows []hoursWindow
	off     []band // when a closure closes it, as it is drawn
	holiday bool
}

// hoursWindow is a bar.
type hoursWindow struct {
	band      // from top to bottom, in pixels
	from, to  calendar.Cell
	use       calendar.Use
	share     calendar.Share
	rule      string
	exception bool
	every     int
}

// ShowHours answers GET /medewerker/beheer/uren.
func (p *Pages) ShowHours(c *fiber.Ctx) error {
	v := newHoursView(c)
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	return page.Render(c, v.Status(), hoursPage(v))
}

func newHoursView(c *fiber.Ctx) hoursView {
	v := hoursView{frame: frame{Request: staff.From(c), here: "hours"}}
	v.title = v.Q.T("config.hours")
	return v
}

// read gathers the week, and the form that the address asks for where there is none yet.
func (v *hoursView) read(r ledger.Reader) (err error) {
	if v.offices, err = catalogue.Offices(r); err != nil || len(v.offices) == 0 {
		return err
	}
	v.office = v.offices[0]
	if id := catalogue.OfficeID(v.Asked("locatie")); id != "" {
		if v.office, err = catalogue.OfficeByID(r, id); err != nil {
			return err
		}
	}
	v.monday = v.office.Today(r.Now()).Monday()
	if day, wrong := calendar.ParseDate(v.Asked("week")); wrong == nil {
		v.monday = day.Monday()
	}
	v.week()
	for _, k := range v.office.Closures {
		if k.Until == 0 || k.Until >= v.monday {
			v.closures = append(v.closures, v.closure(k))
		}
	}
	if v.form == nil {
		if err := v.chosen(r); err != nil {
			return err
		}
	}
	return v.readDone(r)
}

// week draws the days, with the weekend where anything is open in it.
func (v *hoursView) week() {
	v.days, v.desks = nil, nil
	rules := v.office.Rules()
	last := v.monday + 4
	for d := v.monday + 5; d <= v.monday+6; d++ {
		if len(rules.Day(d)) > 0 {
			last = d
		}
	}
	for d := v.monday; d <= last; d++ {
		v.days = append(v.days, hoursDay{d, v.dayClosed(d)})
	}
	for _, desk := range v.office.Desks {
		row := hoursDesk{Desk: desk}
		for _, day := range v.days {
			row.cells = append(row.cells, v.cell(rules, desk, day.date))
		}
		v.desks = append(v.desks, row)
	}
}

// dayClosed is what closes the whole office on a day, or a part of it.
func (v *hoursView) dayClosed(d calendar.Date) string {
	for _, k := range v.office.Closures {
		if k.Desk == "" && k.From <= d && (k.Until == 0 || d <= k.Until) {
			return k.Reason
		}
	}
	if holiday, ok := calendar.Holiday(d); ok && v.office.Holidays {
		return v.Q.T("holiday." + holiday)
	}
	return ""
}

func (v *hoursView) cell(rules calendar.Rules, desk catalogue.Desk, d calendar.Date) hoursCell {
	c := hoursCell{date: d}
	_, holiday := calendar.Holiday(d)
	for _, w := range rules.Day(d) {
		if w.Desk != string(desk.ID) {
			continue
		}
		for _, s := range w.Cells.Stretches() {
			one := hoursWindow{band: upright(s[0], s[1]), from: s[0], to: s[1], use: w.Use, share: w.Share, rule: w.Rule}
			i := slices.IndexFunc(rules.Openings, func(o calendar.Opening) bool { return o.ID == w.Rule })
			if one.exception = i < 0; !one.exception {
				one.every = rules.Openings[i].EveryWeeks
			}
			c.windows = append(c.windows, one)
		}
	}
	for _, k := range v.office.Closures {
		if (k.Desk == "" || k.Desk == string(desk.ID)) && k.From <= d && (k.Until == 0 || d <= k.Until) {
			from, to := k.Start, k.End
			if to == 0 {
				from, to = 0, calendar.CellsPerDay
			}
			c.off = append(c.off, upright(from, to))
		}
	}
	c.holiday = holiday && v.office.Holidays && len(c.windows) == 0
	return c
}

// closure is a closure in words: when, and why.
func (v *hoursView) closure(k calendar.Closure) string {
	w := v.Q.Words
	when := w.Day(k.From)
	if k.Until != k.From && k.Until != 0 {
		when = v.Q.T("config.hours.range", "from", when, "to", w.Day(k.Until))
	}
	if k.End != 0 {
		when += ", " + w.Clock(k.Start) + "–" + w.Clock(k.End)
	}
	return v.Q.T("config.hours.closure", "when", when, "reason", k.Reason)
}

// href is this page with other choices.
func (v hoursView) href(week calendar.Date, pairs ...string) string {
	return address(hoursPath, append([]string{"locatie", string(v.office.ID), "week", week.String()}, pairs...)...)
}
