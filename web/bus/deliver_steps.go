package bus

import (
	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
	"balie/web/resident"
)

// The steps from which the form is sent: a window was chosen, it was said who, and all of it was confirmed.
const (
	stepWhen  = ""
	stepWho   = "wie"
	stepCheck = "zeker"
)

func (p *Pages) render(c *fiber.Ctx, status int, v deliverView, of func(deliverView) templ.Component) error {
	v.effort, v.sms = p.Effort.Ask(c, v.id), p.SMS
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, of(v))
}

// again shows the first page with what is wrong, or an error.
func (p *Pages) again(c *fiber.Ctx, v deliverView, err error) error {
	if err != nil {
		return err
	}
	return p.render(c, fiber.StatusUnprocessableEntity, v, deliverPage)
}

// Deliver answers POST /bezorgen: the window, then who, then all of it once more, then it is planned. What was typed
// travels with the form; a window that went meanwhile is said where windows are chosen.
func (p *Pages) Deliver(c *fiber.Ctx) error {
	v := typed(c)
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.offer(r, c.FormValue("soort")) }); err != nil {
		return err
	}
	v, err := p.where(v)
	if err != nil || len(v.faults) > 0 {
		return p.again(c, v, err)
	}
	step := c.FormValue("stap")
	w, stands := v.picked()
	v.need.LateLetter = stands && w.soon
	switch {
	case c.FormValue("terug") == "venster":
		return p.render(c, fiber.StatusOK, v, deliverPage)
	case v.chosen == "":
		return p.again(c, v.faulty("venster", v.q.T("bus.fault.window")), nil)
	case !stands && step != stepCheck: // who confirms may have it already
		return p.refused(c, v, outreach.ErrWindow)
	case c.FormValue("terug") != "", step == stepWhen && v.details.Name == "":
		return p.render(c, fiber.StatusOK, v, whoPage)
	}
	for _, problem := range v.details.Check(v.need) {
		v = v.faulty(fieldOf[problem.Field], v.q.T("fault."+problem.Key))
	}
	switch {
	case len(v.faults) > 0:
		return p.render(c, fiber.StatusUnprocessableEntity, v, whoPage)
	case step != stepCheck:
		return p.render(c, fiber.StatusOK, v, surePage)
	}
	return p.plan(c, v)
}

// refused shows the windows again, where the chosen one went.
func (p *Pages) refused(c *fiber.Ctx, v deliverView, err error) error {
	if v, err = v.refuse(err); err != nil {
		return err
	}
	return p.render(c, fiber.StatusConflict, v, deliverPage)
}

func (p *Pages) plan(c *fiber.Ctx, v deliverView) error {
	if err := p.Effort.Pay(c, v.id, nil); err != nil {
		v.refused = page.NoticeOf(v.q.Words, err)
		return p.render(c, fiber.StatusTooManyRequests, v, surePage)
	}
	w, err := v.window()
	var d outreach.Delivery
	if err == nil {
		err = p.change(c, func(tx *ledger.Tx) (err error) {
			d, err = outreach.RequestDelivery(tx, p.Vault, outreach.DeliveryRequest{Key: v.id, Call: v.delivery(), Window: w, Contact: v.details})
			return err
		})
	}
	if err != nil {
		return p.refused(c, v, err)
	}
	p.Effort.Held(c, v.id)
	p.passes().AdmitDelivery(c, d.ID)
	return c.Redirect(string(v.q.Href("/bezorgen/"+d.ID+"?gemaakt=1")), fiber.StatusSeeOther)
}

// carried are the values that travel with the form from step to step.
func (v deliverView) carried() [][2]string {
	return [][2]string{{"v", v.id}, {"soort", string(v.product.ID)}, {"postcode", v.details.Postcode}, {"venster", v.chosen},
		{"naam", v.details.Name}, {"straat", v.details.Street}, {"plaats", v.details.Place}, {"telefoon", v.details.Phone}, {"kanaal", string(v.details.Channel)}, {"email", v.details.Email}}
}

// less are the carried values without those that a page asks itself.
func (v deliverView) less(asked ...string) (all [][2]string) {
	for _, one := range v.carried() {
		mine := false
		for _, name := range asked {
			mine = mine || one[0] == name
		}
		if !mine && one[1] != "" {
			all = append(all, one)
		}
	}
	return all
}

// summary is what was chosen, before it is planned.
func (v deliverView) summary() []page.Item {
	w, _ := v.picked()
	items := []page.Item{
		{Key: v.q.T("sum.what"), Lines: []string{v.what(v.product)}},
		{Key: v.q.T("sum.when"), Lines: []string{w.day + ", " + w.times}, Exact: true},
		{Key: v.q.T("sum.where"), Lines: []string{v.q.T("bus.deliver.home", "place", v.area.Name)}, Exact: true},
	}
	if v.details.Street != "" {
		items[2].Lines = []string{v.details.Street, v.details.Postcode + " " + v.details.Place}
		items = append(items, page.Item{Key: v.q.T("details.name"), Lines: []string{v.details.Name}, Exact: true}, page.Item{Key: v.q.T("bus.deliver.phone"), Lines: []string{contact.ShowPhone(v.details.Phone)}})
		if v.details.Channel != "" {
			items = append(items, page.Item{Key: v.q.T("check.reach"), Lines: []string{resident.Reached(v.q, v.details)}})
		}
	}
	return items
}
