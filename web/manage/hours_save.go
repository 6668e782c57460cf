package manage

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/web/page"
)

// hoursPlan is what a form comes to, before anything is done.
type hoursPlan struct {
	change.Plan
	ref  catalogue.Ref
	soon int // messages that leave at once
}

// SaveHours answers POST /medewerker/beheer/uren: what touches no appointment is saved at once, and can be undone;
// of what touches one the effect is shown first.
func (p *Pages) SaveHours(c *fiber.Ctx) error {
	v := newHoursView(c)
	plan, ok, err := p.planHours(&v)
	if err != nil || !ok {
		return err
	}
	back := []string{"locatie", string(v.office.ID), "week", v.monday.String()}
	switch {
	case len(plan.Changes) == 0:
		return v.Redirect(address(hoursPath, append(back, "gedaan", "same")...))
	case len(plan.Lines) > 0:
		return v.Redirect(hoursEffectPath + "?" + sentForm(c))
	}
	var number int
	err = v.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		if err := catalogue.Unchanged(tx, plan.Changes); err != nil {
			return err
		}
		if err := catalogue.Apply(tx, plan.Changes); err != nil {
			return err
		}
		_, number, err = catalogue.LastMade(tx, plan.ref)
		return err
	})
	if err != nil {
		return p.refuseHours(v, err)
	}
	return v.Redirect(address(hoursPath, append(back, "gedaan", string(plan.ref.Kind), "regel", plan.ref.ID, "versie", strconv.Itoa(number))...))
}

// planHours plans what was typed; ok is false where the page was answered with its faults.
func (p *Pages) planHours(v *hoursView) (plan hoursPlan, ok bool, err error) {
	v.form = typedForm(v)
	err = p.Ledger.View(func(r ledger.Reader) error {
		if err := v.read(r); err != nil {
			return err
		}
		plan, err = v.plan(r)
		return err
	})
	if err == nil && len(v.form.faults) == 0 {
		return plan, true, nil
	}
	return plan, false, p.refuseHours(*v, err)
}

// refuseHours shows the page with the form as it was typed, and what is wrong with it.
func (p *Pages) refuseHours(v hoursView, err error) error {
	var in catalogue.Overlap
	switch {
	case errors.As(err, &in):
		v.overlap(in)
		v.C.Status(fiber.StatusConflict)
	case err != nil:
		if v.notice, err = v.Refused(err); err != nil {
			return err
		}
	default:
		v.C.Status(fiber.StatusUnprocessableEntity)
	}
	if v.form != nil && v.form.about == aboutHolidays {
		v.form = nil
	}
	return page.Render(v.C, v.Status(), hoursPage(v))
}

// overlap says which window is in the way, and which hours would do.
func (v *hoursView) overlap(in catalogue.Overlap) {
	w := v.Q.Words
	desk, _ := v.office.Desk(catalogue.DeskID(in.With.Desk))
	v.form.faults["tot"] = v.Q.T("config.hours.fault.overlap", "desk", desk.Name, "day", w.Day(in.On), "from", w.Clock(in.With.Start), "to", w.At(in.With.End))
	start, _ := clockOf(v.form.from)
	end, _ := clockOf(v.form.to)
	switch {
	case start < in.With.Start:
		v.form.instead = [2]calendar.Cell{start, in.With.Start}
	case end > in.With.End:
		v.form.instead = [2]calendar.Cell{in.With.End, end}
	}
}

// plan reads the form and foresees what it comes to.
func (v *hoursView) plan(r ledger.Reader) (plan hoursPlan, err error) {
	d := catalogue.NewDraft(r, catalogue.Configuration)
	office, f := v.office.ID, v.form
	switch f.about {
	case aboutHolidays:
		plan.ref = catalogue.Ref{Kind: catalogue.KindOffice, ID: string(office)}
		err = d.SetHolidays(office, v.Asked("rust") == "ja")
	case aboutOpening, aboutException:
		plan.ref = catalogue.Ref{Kind: catalogue.KindOpening, Office: office, ID: f.id}
		if f.about == aboutException {
			plan.ref.Kind = catalogue.KindException
		}
		err = v.planRule(d, plan.ref)
	default:
		return plan, errUnknownRule
	}
	if err != nil || len(f.faults) > 0 {
		return plan, err
	}
	if plan.Plan, err = change.Foresee(r, d, office, booking.OtherChange); err != nil {
		return plan, err
	}
	plan.soon, err = plan.AtOnce(r)
	return plan, err
}

// errUnknownRule: there is no such rule, or no longer.
var errUnknownRule = ledger.Refuse(ledger.NotFound, "hours.unknown")

// planRule plans one opening, or the other hours of one day.
func (v *hoursView) planRule(d *catalogue.Draft, ref catalogue.Ref) error {
	f, rules := v.form, v.office.Rules()
	i := slices.IndexFunc(rules.Openings, func(o calendar.Opening) bool { return o.ID == f.id })
	j := slices.IndexFunc(rules.Exceptions, func(e calendar.Exception) bool { return e.ID == f.id })
	switch {
	case f.about == aboutOpening && i >= 0:
		f.skills = rules.Openings[i].Skills
	case f.about == aboutException && j >= 0:
		f.skills = rules.Exceptions[j].Skills
	case !f.isNew || !strings.HasPrefix(f.id, formIDPrefix) || !catalogue.IsSlug(f.id):
		return errUnknownRule
	}
	if v.Asked("doe") == "weg" {
		var from calendar.Date
		if f.about == aboutOpening {
			from = f.day(v, "vanaf", f.since)
		}
		return d.End(ref, from)
	}
	if f.about == aboutException {
		e := f.exception(v)
		if len(f.faults) > 0 {
			return nil
		}
		return d.PutException(ref.Office, e)
	}
	o, from := f.opening(v)
	if len(f.faults) > 0 {
		return nil
	}
	return d.PutOpening(ref.Office, o, from)
}

// sentForm is a form as a query, without what is of the session.
func sentForm(c *fiber.Ctx) string {
	var parts []string
	for key, value := range c.Request().PostArgs().All() {
		if string(key) != tokenField {
			parts = append(parts, escape(string(key))+"="+escape(string(value)))
		}
	}
	return strings.Join(parts, "&")
}
