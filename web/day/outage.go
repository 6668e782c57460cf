package day

import (
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/queue/forecast"
	"balie/web/account"
	"balie/web/page"
)

// outPath is the page on which a desk or a colleague falls out.
const outPath = "/medewerker/uitval"

// outView is what it means that a desk falls out, before anything is done.
type outView struct {
	request
	refused    *page.Notice
	notice     string
	desks      []choiceView
	colleagues []choiceView // on duty at the desks today
	closed     []choiceView // that fell out already today
	rush       bool         // a code is asked for online
	chosen     string       // "balie hal-1"
	what       string       // which, in words
	fallen     []string     // what no longer fits, without names
	nothing    string       // what is expected when nothing is done
	answers    []answerView
}

type choiceView struct{ value, name, when string }

type answerView struct {
	remedy, title, effect, button string
	parts                         []string // what becomes of whom
	seen                          string   // the plan that was shown
}

// ShowOut answers GET /medewerker/uitval, whom or what to choose, and POST /medewerker/uitval/bekijk,
// what it means; neither changes anything.
func (p *Pages) ShowOut(c *fiber.Ctx) error { return p.showOut(c, fiber.StatusOK, nil) }

func (p *Pages) showOut(c *fiber.Ctx, status int, refused *page.Notice) error {
	d, err := p.at(c, 0)
	if err != nil {
		return err
	}
	if who, ok := strings.CutPrefix(c.FormValue("wat"), "collega "); ok { // as a page of before asks
		return d.Redirect(absencePath + "?" + url.Values{"wie": {who}}.Encode())
	}
	v := outView{request: d, refused: refused, chosen: c.FormValue("wat"), notice: done(d, c.Query("gedaan"))}
	err = p.Ledger.View(func(r ledger.Reader) error {
		if v.chosen == "" {
			return v.readChoices(r)
		}
		return v.readOut(r)
	})
	if err != nil {
		if v.refused, err = page.Refused(d.Q.Words, err); err != nil {
			return err
		}
		status = fiber.StatusConflict
	}
	return page.Render(c, status, outPage(v))
}

// done says what was carried out.
func done(d request, text string) string {
	for _, known := range []string{"dicht", "hulp", "buitendienst", "terug", "druk", "rustig"} {
		if text == known {
			return d.Q.T("manage.out.done." + known)
		}
	}
	return ""
}

// readChoices lists the desks that are open today, the colleagues at them, and what fell out already.
func (v *outView) readChoices(r ledger.Reader) (err error) {
	if v.rush, err = booking.InRush(r, v.office.ID); err != nil {
		return err
	}
	for _, desk := range change.FallenOut(v.office, v.date) {
		v.closed = append(v.closed, choiceView{value: string(desk), name: v.deskNamed(string(desk))})
	}
	open := map[string]calendar.Cells{}
	for _, w := range v.office.Rules().Day(v.date) {
		open[w.Desk] = open[w.Desk].Or(w.Cells)
	}
	for _, d := range v.office.Desks {
		if cells := open[string(d.ID)]; !cells.Empty() {
			v.desks = append(v.desks, choiceView{value: "balie " + string(d.ID), name: d.Name})
		}
	}
	duties, err := roster.OnDuty(r, v.date)
	if err != nil {
		return err
	}
	names, err := namesOf(r)
	for _, duty := range duties {
		if duty.Kind == roster.Desk && duty.Place == string(v.office.ID) && !duty.CanHelp {
			w := v.Q.Words
			v.colleagues = append(v.colleagues, choiceView{string(duty.Colleague), names[string(duty.Colleague)], w.Clock(duty.Start) + " – " + w.Clock(duty.End)})
		}
	}
	return err
}

func (v *outView) deskNamed(id string) string {
	i := slices.IndexFunc(v.office.Desks, func(d catalogue.Desk) bool { return string(d.ID) == id })
	if i < 0 {
		return id
	}
	return v.office.Desks[i].Name
}

// absencePath is where a colleague is away, by hours and days.
const absencePath = "/medewerker/afwezig"

// desk is the desk that falls out.
func (v *outView) desk() catalogue.DeskID {
	return catalogue.DeskID(strings.TrimPrefix(v.chosen, "balie "))
}

// readOut says what it means, from the simulation.
func (v *outView) readOut(r ledger.Reader) error {
	which := v.desk()
	out, err := forecast.AssessOutage(r, v.office.ID, which)
	if err != nil {
		return err
	}
	w := v.Q.Words
	v.what = out.Desk.Name
	var at []calendar.Cell
	for _, id := range out.Unplaced {
		a, err := booking.AppointmentByID(r, id)
		if err != nil {
			return err
		}
		at = append(at, a.Offer.Start)
	}
	slices.Sort(at) // as times: 9.30 uur is before 10.00 uur
	for _, start := range at {
		v.fallen = append(v.fallen, w.Clock(start))
	}
	v.nothing = w.T("manage.out.nothing.text", "late", decimal(w, out.After.Late), "before", decimal(w, out.Before.Late))
	for _, a := range out.Answers {
		view := answerView{remedy: string(a.Remedy), title: w.T("manage.out." + string(a.Remedy)), button: w.T("manage.out.do." + string(a.Remedy))}
		view.effect = w.T("manage.out.effect", "late", decimal(w, a.Outlook.Late), "before", decimal(w, out.After.Late))
		if a.Remedy == forecast.ByMove {
			if err := v.readMove(r, which, &view); err != nil {
				return err
			}
		}
		v.answers = append(v.answers, view)
	}
	return nil
}

// readMove says what becomes of those who no longer fit, and how soon they hear of it.
func (v *outView) readMove(r ledger.Reader, desk catalogue.DeskID, view *answerView) error {
	plan, err := foreseeOutage(r, v.office.ID, desk)
	if err != nil {
		return err
	}
	w := v.Q.Words
	view.title, view.seen = w.N("manage.out.move.n", len(plan.Lines)), plan.Seen()
	for _, part := range []struct {
		key string
		n   int
	}{{"manage.out.move.move", plan.Count(change.Move)}, {"manage.out.move.propose", plan.Count(change.Propose)}, {"manage.out.move.call", plan.Count(change.Call)}} {
		if part.n > 0 {
			view.parts = append(view.parts, w.N(part.key, part.n))
		}
	}
	soon, err := plan.AtOnce(r)
	switch {
	case soon == 0:
		view.parts = append(view.parts, w.T("manage.out.move.wait.all"))
	case soon == len(plan.Lines):
		view.parts = append(view.parts, w.N("manage.out.move.soon", soon))
	default:
		view.parts = append(view.parts, w.N("manage.out.move.soon", soon), w.T("manage.out.move.wait"))
	}
	return err
}

// namesOf are the names of colleagues by account, read each time and kept nowhere here.
func namesOf(r ledger.Reader) (map[string]string, error) {
	names := map[string]string{}
	all, err := account.All(r)
	for _, u := range all {
		names[string(u.ID)] = u.Name
	}
	return names, err
}

// ErrRemedy: there is no such remedy.
var ErrRemedy = ledger.Refuse(ledger.Invalid, "manage.remedy")
