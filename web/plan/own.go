package plan

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// ownView is one's own duties, and the requests to swap that wait for an answer.
type ownView struct {
	staff.Request
	notice *page.Notice
	known  bool // stands in the roster
	duties []ownDuty
	asked  []swapView // of me
	mine   []swapView // by me
	key    string
}

type ownDuty struct {
	id         string
	day, times string
	where      string
	helps      bool
	free       []optionView // who could take it over
	draft      bool
}

type swapView struct{ id, who, what string }

// ahead is how many days of one's own duties are shown.
const ahead = 28

// ShowOwn answers GET /medewerker/rooster/ik.
func (p *Pages) ShowOwn(c *fiber.Ctx) error {
	v := ownView{Request: staff.From(c)}
	switch what := c.Query("gedaan"); what {
	case "gevraagd", "ja", "nee", "ingetrokken":
		v.notice = page.NewNotice(page.Good, v.Q.T("roster.swap.done."+what), "")
	}
	return p.showOwn(v, fiber.StatusOK)
}

func (p *Pages) showOwn(v ownView, status int) error {
	v.key = route.NewKey()
	err := p.Ledger.View(func(r ledger.Reader) error {
		_, err := roster.ColleagueByID(r, me(v.Request))
		v.known = err == nil
		names, err := namesOf(r)
		if err != nil || !v.known {
			return err
		}
		if err := v.readDuties(r, names); err != nil {
			return err
		}
		return v.readSwaps(r, names)
	})
	if err != nil {
		return err
	}
	return page.Render(v.C, status, ownPage(v))
}

func (v *ownView) readDuties(r ledger.Reader, names people) error {
	all, err := roster.Duties(r, v.Today(), v.Today()+ahead)
	if err != nil {
		return err
	}
	for _, d := range all {
		if d.Colleague != me(v.Request) {
			continue
		}
		view := ownDuty{id: string(d.ID), day: v.Q.Words.Day(d.Date), times: times(v.Q, d.Start, d.End), helps: d.CanHelp, draft: d.Draft}
		if view.where, err = placeOf(r, v.Q, d); err != nil {
			return err
		}
		if !d.Draft {
			free, err := roster.Free(r, d)
			if err != nil {
				return err
			}
			for _, id := range free {
				view.free = append(view.free, optionView{string(id), names.of(v.Q, id)})
			}
		}
		v.duties = append(v.duties, view)
	}
	return nil
}

// placeOf says where a duty is.
func placeOf(r ledger.Reader, q page.Request, d roster.Duty) (string, error) {
	if d.Kind == roster.Outing {
		return q.T("roster.out"), nil
	}
	o, err := catalogue.OfficeByID(r, catalogue.OfficeID(d.Place))
	if ledger.CodeOf(err) == ledger.NotFound {
		return d.Place, nil
	}
	return o.Name, err
}

func (v *ownView) readSwaps(r ledger.Reader, names people) error {
	all, err := roster.Swaps(r, me(v.Request))
	if err != nil {
		return err
	}
	for _, s := range all {
		d, err := roster.DutyByID(r, s.Duty)
		if err != nil {
			return err
		}
		view := swapView{id: s.ID, what: v.Q.Words.Day(d.Date) + ", " + times(v.Q, d.Start, d.End)}
		if s.From == me(v.Request) {
			view.who = names.of(v.Q, s.To)
			v.mine = append(v.mine, view)
			continue
		}
		view.who = names.of(v.Q, s.From)
		v.asked = append(v.asked, view)
	}
	return nil
}

// AskSwap answers POST /medewerker/rooster/ruilen.
func (p *Pages) AskSwap(c *fiber.Ctx) error {
	return p.swap(c, "gevraagd", func(tx *ledger.Tx, v ownView) error {
		_, err := roster.AskSwap(tx, me(v.Request), roster.DutyID(v.asks("dienst")), roster.ColleagueID(v.asks("wie")), "")
		return err
	})
}

// AnswerSwap answers POST /medewerker/rooster/ruilen/antwoord.
func (p *Pages) AnswerSwap(c *fiber.Ctx) error {
	answer := c.FormValue("antwoord")
	verbs := map[string]func(*ledger.Tx, roster.ColleagueID, string) (roster.Swap, error){
		"ja": roster.AcceptSwap, "nee": roster.DeclineSwap, "ingetrokken": roster.RecallSwap,
	}
	verb, ok := verbs[answer]
	if !ok {
		return roster.ErrUnknownSwap
	}
	return p.swap(c, answer, func(tx *ledger.Tx, v ownView) error {
		_, err := verb(tx, me(v.Request), v.asks("verzoek"))
		return err
	})
}

func (v ownView) asks(name string) string { return v.Request.Asked(name) }

func (p *Pages) swap(c *fiber.Ctx, done string, fn func(*ledger.Tx, ownView) error) error {
	v := ownView{Request: staff.From(c)}
	err := p.once(v.Request, func(tx *ledger.Tx) error { return fn(tx, v) })
	if err == nil {
		return v.Redirect("/medewerker/rooster/ik?gedaan=" + done)
	}
	status := route.Status(err)
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showOwn(v, status)
}
