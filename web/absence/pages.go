package absence

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/change"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// path is where one says who is away; below it stands what became of it.
const path = "/medewerker/afwezig"

// Pages answers whoever plans the roster.
type Pages struct{ Ledger *ledger.Ledger }

// Routes are for who plans the roster.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, []route.Route{
		{Method: "GET", Path: path, Access: route.Staff, Right: route.PlanRoster, Limit: route.Look, Handler: p.Show},
		{Method: "POST", Path: path, Access: route.Staff, Right: route.PlanRoster, Limit: route.Change, Handler: p.Put},
		{Method: "GET", Path: path + "/:id", Access: route.Staff, Right: route.PlanRoster, Limit: route.Look, Handler: p.ShowMade},
		{Method: "POST", Path: path + "/:id/terugdraaien", Access: route.Staff, Right: route.PlanRoster, Limit: route.Change, Handler: p.TakeBack},
		{Method: "POST", Path: path + "/:id/sturen", Access: route.Staff, Right: route.PlanRoster, Limit: route.Change, Handler: p.SendNow},
		{Method: "POST", Path: path + "/:id/openen", Access: route.Staff, Right: route.PlanRoster, Limit: route.Change, Handler: p.Reopen},
	})
}

// Show answers GET /medewerker/afwezig: who can be away and, once somebody was chosen, what it would do.
func (p *Pages) Show(c *fiber.Ctx) error {
	v := view{Request: staff.From(c)}
	v.typed = typedIn(v.Request)
	return p.show(v, nil)
}

// show shows the form and what it would do; a refusal stands at the field that it is about.
func (p *Pages) show(v view, refusal error) error {
	err := p.Ledger.View(func(r ledger.Reader) error {
		if err := v.readForm(r); err != nil || !v.typed.asked() {
			return err
		}
		return v.readEffect(r)
	})
	if err != nil && refusal == nil {
		refusal, err = err, nil
	}
	if err != nil && v.plan == nil && ledger.KeyOf(refusal) == "" {
		return err
	}
	if refusal != nil {
		n, err := v.Refused(refusal)
		if err != nil {
			return err
		}
		v.refuse(n, refusal)
	}
	return page.Render(v.C, v.Status(), formPage(v))
}

// Put answers POST /medewerker/afwezig: they are away, as it was shown. Sent twice it is done once.
func (p *Pages) Put(c *fiber.Ctx) error {
	v := view{Request: staff.From(c)}
	v.typed = typedIn(v.Request)
	var plan change.Plan
	away, err := v.typed.absences(v.Request)
	if err == nil {
		err = p.Ledger.View(func(r ledger.Reader) (err error) { plan, err = change.ForeseeAbsence(r, away); return err })
	}
	if err == nil {
		if id, found := p.standing(plan); found {
			return v.Redirect(path + "/" + string(id))
		}
		if len(plan.Lines) > 0 && plan.Seen() != v.Asked("gezien") {
			err = change.ErrOther
		}
	}
	var made change.Change
	if err == nil {
		ctx, cancel := route.Patience(c)
		defer cancel()
		made, err = change.Make(ctx, p.Ledger, v.S.Actor(), plan)
	}
	if err != nil {
		return p.show(v, err)
	}
	return v.Redirect(path + "/" + string(made.ID))
}

// standing is the change by which the same colleagues are away already.
func (p *Pages) standing(plan change.Plan) (id change.ID, found bool) {
	wanted, _ := change.AbsencesOf(change.Change{With: plan.With})
	_ = p.Ledger.View(func(r ledger.Reader) error {
		all, err := change.All(r)
		for _, c := range all {
			away, ok := change.AbsencesOf(c)
			if ok && !found && c.State != change.TakenBack && c.State != change.Reopened && slices.Equal(away, wanted) && stillAway(r, away) {
				id, found = c.ID, true
			}
		}
		return err
	})
	return id, found
}

// stillAway reports whether some absences all stand as they were made.
func stillAway(r ledger.Reader, away []roster.Absence) bool {
	return !slices.ContainsFunc(away, func(a roster.Absence) bool {
		all, err := roster.Absences(r, a.From, a.From)
		return err != nil || !slices.Contains(all, a)
	})
}

// TakeBack answers POST /medewerker/afwezig/:id/terugdraaien.
func (p *Pages) TakeBack(c *fiber.Ctx) error {
	return p.turn(c, func(ctx context.Context, actor ledger.Actor, id change.ID) error {
		_, err := change.TakeBack(ctx, p.Ledger, actor, id)
		return err
	})
}

// SendNow answers POST /medewerker/afwezig/:id/sturen.
func (p *Pages) SendNow(c *fiber.Ctx) error {
	return p.turn(c, func(ctx context.Context, _ ledger.Actor, id change.ID) error {
		_, err := change.Send(ctx, p.Ledger, id)
		return err
	})
}

// Reopen answers POST /medewerker/afwezig/:id/openen: they are there after all.
func (p *Pages) Reopen(c *fiber.Ctx) error {
	return p.turn(c, func(ctx context.Context, actor ledger.Actor, id change.ID) error {
		return p.Ledger.Update(ctx, actor, func(tx *ledger.Tx) error { _, err := change.Reopen(tx, id); return err })
	})
}

// turn does what was pressed once, with a change of absences, and shows it; what is refused is said on its page.
func (p *Pages) turn(c *fiber.Ctx, do func(context.Context, ledger.Actor, change.ID) error) error {
	v := madeView{Request: staff.From(c)}
	ctx, cancel := route.Patience(c)
	defer cancel()
	id := change.ID(c.Params("id"))
	err := p.Ledger.View(func(r ledger.Reader) error { _, err := absenceChange(r, id); return err })
	if err != nil {
		return err
	}
	if err = do(ctx, v.S.Actor(), id); err == nil {
		return v.Redirect(path + "/" + string(id))
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showMade(v)
}

// absenceChange is a change of absences; any other is none of this room's.
func absenceChange(r ledger.Reader, id change.ID) (change.Change, error) {
	c, err := change.ByID(r, id)
	if _, ok := change.AbsencesOf(c); err == nil && !ok {
		err = change.ErrUnknown
	}
	return c, err
}

// ShowMade answers GET /medewerker/afwezig/:id: what became of it. While messages wait the page comes again.
func (p *Pages) ShowMade(c *fiber.Ctx) error { return p.showMade(madeView{Request: staff.From(c)}) }

func (p *Pages) showMade(v madeView) error {
	err := p.Ledger.View(func(r ledger.Reader) error {
		c, err := absenceChange(r, change.ID(v.C.Params("id")))
		if err != nil {
			return err
		}
		return v.read(r, c)
	})
	if err != nil {
		return err
	}
	if n := v.made.RefreshIn(v.Q); n > 0 {
		v.C.Set("Refresh", strconv.Itoa(n))
	}
	return page.Render(v.C, v.Status(), madePage(v))
}

// namesOf are the names of colleagues by account, read each time and kept nowhere here.
func namesOf(r ledger.Reader) (map[roster.ColleagueID]string, error) {
	names := map[roster.ColleagueID]string{}
	all, err := account.All(r)
	for _, u := range all {
		if u.State != account.Blocked {
			names[roster.ColleagueID(u.ID)] = u.Name
		}
	}
	return names, err
}

// refuse says a refusal at its field, or on top where it is about none.
func (v *view) refuse(n *page.Notice, refusal error) {
	for field, errs := range map[string][]error{
		"wie": {change.ErrNobody, roster.ErrUnknownColleague}, "dag": {errDay}, "totdag": {change.ErrOver, roster.ErrAbsence}, "van": {change.ErrTimes},
	} {
		for _, e := range errs {
			if errors.Is(refusal, e) {
				v.faults = append(v.faults, page.Fault{Field: field, Text: strings.TrimSuffix(n.What, ".") + ". " + n.Do})
				return
			}
		}
	}
	v.notice = n
}
