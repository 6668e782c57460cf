package bus

import (
	"crypto/rand"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
)

// deliverView is the form by which somebody chooses when we come to their door.
type deliverView struct {
	q       page.Request
	id      string              // of the delivery, made by the page
	product catalogue.Product   // that we come for; none while it is not chosen
	offered []catalogue.Product // for which we come to the door
	details contact.Details
	area    outreach.Neighbourhood
	known   bool // the postcode is one of ours
	windows []windowView
	chosen  string
	faults  []page.Fault
	effort  string
	refused *page.Notice
}

type windowView struct{ value, day, times string }

// reach is how many days ahead windows are shown, and mostWindows how many.
const (
	reach       = 21
	mostWindows = 12
)

func (v deliverView) fault(field string) string {
	for _, f := range v.faults {
		if f.Field == field {
			return f.Text
		}
	}
	return ""
}

func (v deliverView) faulty(field, text string) deliverView {
	v.faults = append(v.faults, page.Fault{Field: field, Text: text})
	return v
}

// ShowDeliver answers GET /bezorgen.
func (p *Pages) ShowDeliver(c *fiber.Ctx) error {
	v := deliverView{q: page.From(c), id: ledger.NewID(func(b []byte) { _, _ = rand.Read(b) })}
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.offer(r, c.Query("soort")) }); err != nil {
		return err
	}
	return p.showDeliver(c, fiber.StatusOK, v)
}

func (p *Pages) showDeliver(c *fiber.Ctx, status int, v deliverView) error {
	v.effort = p.Effort.Ask(c, v.id)
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, deliverPage(v))
}

// typed reads the form; what one typed is shown again whatever happens.
func typed(c *fiber.Ctx) deliverView {
	v := deliverView{q: page.From(c), id: c.FormValue("v"), chosen: c.FormValue("venster")}
	v.details = contact.Details{Name: c.FormValue("naam"), Street: c.FormValue("straat"), Postcode: c.FormValue("postcode"), Place: c.FormValue("plaats"),
		Phone: c.FormValue("telefoon"), Channel: contact.ByLetter}
	v.details = v.details.Tidy(outreach.DoorNeed)
	return v
}

// Deliver answers POST /bezorgen: first the address, then the window, then it is planned.
func (p *Pages) Deliver(c *fiber.Ctx) error {
	v := typed(c)
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.offer(r, c.FormValue("soort")) }); err != nil {
		return err
	}
	if v.product.ID == "" {
		return p.again(c, v.faulty("soort", v.q.T("bus.fault.kind")))
	}
	for _, problem := range v.details.Check(outreach.DoorNeed) {
		v = v.faulty(fieldOf[problem.Field], v.q.T("fault."+problem.Key))
	}
	if len(v.faults) > 0 {
		return p.again(c, v)
	}
	if err := p.Ledger.View(v.look); err != nil {
		return err
	}
	switch {
	case !v.known:
		return p.again(c, v.faulty("postcode", v.q.T("bus.fault.postcode")))
	case v.chosen == "":
		return p.showDeliver(c, fiber.StatusOK, v)
	}
	return p.plan(c, v)
}

// offer reads for what we come to the door, and what of it was chosen.
func (v *deliverView) offer(r ledger.Reader, chosen string) error {
	all, err := catalogue.Products(r)
	for _, p := range all {
		if p.AtHome == catalogue.NotAtHome || p.Discreet {
			continue
		}
		v.offered = append(v.offered, p)
		if string(p.ID) == chosen {
			v.product = p
		}
	}
	return err
}

// delivery is the call at the door that the form asks for.
func (v deliverView) delivery() outreach.Delivery {
	return outreach.Delivery{Kind: outreach.Kind(v.product.AtHome), Product: v.product.ID, TwoPersons: v.product.AtHomeTwo, Area: v.area.ID}
}

// kinds are the products in words: what is brought, and what somebody is helped with at home.
func (v deliverView) kinds() (all []page.Option) {
	for _, p := range v.offered {
		name := p.Text(v.q.Words.Tag()).Name
		all = append(all, page.Option{Value: string(p.ID), Text: v.q.T("bus.deliver."+string(p.AtHome), "product", name), Help: v.q.T("bus.deliver." + string(p.AtHome) + ".help")})
	}
	return all
}

// fieldOf is where each answer of a contact stands in our form.
var fieldOf = map[string]string{"name": "naam", "street": "straat", "postcode": "postcode", "place": "plaats", "phone": "telefoon"}

func (p *Pages) again(c *fiber.Ctx, v deliverView) error {
	return p.showDeliver(c, fiber.StatusUnprocessableEntity, v)
}

// look finds the village of the address, and the windows that fit a round.
func (v *deliverView) look(r ledger.Reader) error {
	villages, err := outreach.Neighbourhoods(r)
	if err != nil {
		return err
	}
	if v.area, v.known = find(villages, strings.ToLower(v.details.Postcode)); !v.known {
		return nil
	}
	d := v.delivery()
	windows, err := outreach.Windows(r, d, calendar.DateIn(v.q.Now, zone(v.q))+reach)
	for i, w := range windows {
		if i == mostWindows {
			break
		}
		v.windows = append(v.windows, windowView{string(w.Outing) + "." + w.Start.String(), v.q.Words.Day(w.Date), v.q.T("bus.times", "from", v.q.Words.Clock(w.Start), "until", v.q.Words.At(w.End))})
	}
	return err
}

// window reads the chosen window.
func (v deliverView) window() (w outreach.Window, err error) {
	outing, start, _ := strings.Cut(v.chosen, ".")
	w.Outing = outreach.OutingID(outing)
	if w.Start, err = calendar.ParseCell(start); err != nil {
		return w, outreach.ErrWindow
	}
	w.End = w.Start + 2*60/calendar.CellMinutes
	return w, nil
}

func (p *Pages) plan(c *fiber.Ctx, v deliverView) error {
	if err := p.Effort.Pay(c, v.id, nil); err != nil {
		v.refused = page.NoticeOf(v.q.Words, err)
		return p.showDeliver(c, fiber.StatusTooManyRequests, v)
	}
	w, err := v.window()
	var d outreach.Delivery
	if err == nil {
		err = p.change(c, func(tx *ledger.Tx) error {
			var err error
			d, err = outreach.RequestDelivery(tx, p.Vault, outreach.DeliveryRequest{Key: v.id, Call: v.delivery(), Window: w, Contact: v.details})
			return err
		})
	}
	if errors.Is(err, outreach.ErrWindow) {
		what, _ := v.q.Words.Refusal(ledger.KeyOf(err), nil)
		v.chosen = ""
		return p.showDeliver(c, fiber.StatusConflict, v.faulty("venster", what))
	}
	if err != nil {
		return err
	}
	p.Effort.Held(c, v.id)
	return page.Render(c, fiber.StatusOK, plannedPage(v, v.q.Words.Date(d.Date), v.q.T("bus.times", "from", v.q.Words.Clock(d.Start), "until", v.q.Words.At(d.End))))
}

func (v deliverView) options() (all []page.Option) {
	for _, w := range v.windows {
		all = append(all, page.Option{Value: w.value, Text: w.day, Help: w.times})
	}
	return all
}
