package manage

import (
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
)

// tokenField is the field of a form that belongs to the session, and to no address.
const tokenField = account.TokenField

func escape(text string) string { return url.QueryEscape(text) }

// doneView is what was done, with the way back where there is one.
type doneView struct {
	text, kind, rule string
	version          int
}

// readDone reads from the address what was done; a way back stands only as long as nothing was changed since.
func (v *hoursView) readDone(r ledger.Reader) error {
	switch done := v.C.Query("gedaan"); done {
	case "back", "same", "made":
		v.done = &doneView{text: v.Q.T("config.hours.done." + done)}
	case string(catalogue.KindOpening), string(catalogue.KindException), string(catalogue.KindOffice):
		c, last, err := catalogue.LastMade(r, v.ref(done, v.C.Query("regel")))
		if ledger.CodeOf(err) == ledger.Conflict {
			return nil
		}
		if n, wrong := strconv.Atoi(v.C.Query("versie")); err != nil || wrong != nil || n != last {
			return err
		}
		v.done = &doneView{text: v.Q.T("config.hours.done."+done+"."+c.Is()) + " " + v.Q.T("config.hours.untouched"), kind: done, rule: c.Ref.ID, version: last}
	}
	return nil
}

// ref is a record of the office that is shown.
func (v *hoursView) ref(kind, id string) catalogue.Ref {
	if kind == string(catalogue.KindOffice) {
		return catalogue.Ref{Kind: catalogue.KindOffice, ID: string(v.office.ID)}
	}
	return catalogue.Ref{Kind: catalogue.Kind(kind), Office: v.office.ID, ID: id}
}

// UndoHours answers POST /medewerker/beheer/uren/terug.
func (p *Pages) UndoHours(c *fiber.Ctx) error {
	v := newHoursView(c)
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	kind := v.Asked("soort")
	number, err := strconv.Atoi(v.Asked("versie"))
	if err != nil || kind != string(catalogue.KindOpening) && kind != string(catalogue.KindException) && kind != string(catalogue.KindOffice) {
		return p.refuseHours(v, errUnknownRule)
	}
	if err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		return catalogue.TakeBack(tx, catalogue.Configuration, v.ref(kind, v.Asked("regel")), number)
	}); err != nil {
		return p.refuseHours(v, err)
	}
	return v.Redirect(v.href(v.monday, "gedaan", "back"))
}

// hoursEffectView is what a change would do to appointments.
type hoursEffectView struct {
	hoursView
	plan hoursPlan
}

// ShowHoursEffect answers GET /medewerker/beheer/uren/gevolg: nothing changes.
func (p *Pages) ShowHoursEffect(c *fiber.Ctx) error {
	v := hoursEffectView{hoursView: newHoursView(c)}
	plan, ok, err := p.planHours(&v.hoursView)
	if err != nil || !ok {
		return err
	}
	v.plan, v.title = plan, v.Q.T("config.hours.effect")
	return page.Render(c, v.Status(), hoursEffectPage(v))
}

// MakeHours answers POST /medewerker/beheer/uren/gevolg: what was seen is done. Where it is something else by now, that
// is shown instead.
func (p *Pages) MakeHours(c *fiber.Ctx) error {
	v := hoursEffectView{hoursView: newHoursView(c)}
	plan, ok, err := p.planHours(&v.hoursView)
	if err != nil || !ok {
		return err
	}
	v.plan, v.title = plan, v.Q.T("config.hours.effect")
	err = change.ErrOther
	if v.Asked("gezien") == plan.Seen() {
		_, err = change.Make(c.Context(), p.Ledger, v.S.Actor(), plan.Plan)
	}
	if err != nil {
		if v.notice, err = v.Refused(err); err != nil {
			return err
		}
		return page.Render(c, v.Status(), hoursEffectPage(v))
	}
	return v.Redirect(v.href(v.monday, "gedaan", "made"))
}

// groups are what is done, each with the number of appointments.
func (v hoursEffectView) groups() []change.How {
	return []change.How{change.Move, change.Propose, change.Call}
}

// fields are what the form carries on, each with its values.
func (v hoursEffectView) fields() (pairs [][2]string) {
	args := v.C.Request().URI().QueryArgs()
	if v.C.Method() == fiber.MethodPost {
		args = v.C.Request().PostArgs()
	}
	for key, value := range args.All() {
		if k := string(key); k != tokenField && k != "gezien" {
			pairs = append(pairs, [2]string{k, string(value)})
		}
	}
	return pairs
}
