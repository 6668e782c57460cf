package bus

import (
	"crypto/rand"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
	"balie/web/paper"
)

// deliverView is the form by which somebody chooses when we come to their door: what for and where, then when, then who,
// then all of it once more.
type deliverView struct {
	q       page.Request
	id      string              // of the form, made by the page
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
	need    contact.Need
	sms     bool   // there is a gateway
	path    string // where its windows are chosen from, for a delivery that is there already
}

type windowView struct {
	value, day, times string
	soon              bool // a letter would come too late
}

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

// ShowDeliver answers GET /bezorgen: whether and when we come somewhere, before anything of a person is asked.
func (p *Pages) ShowDeliver(c *fiber.Ctx) error {
	v := typed(c)
	v.id = ledger.NewID(func(b []byte) { _, _ = rand.Read(b) })
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.offer(r, c.FormValue("soort")) }); err != nil {
		return err
	}
	if !c.Context().QueryArgs().Has("postcode") {
		return p.render(c, fiber.StatusOK, v, deliverPage)
	}
	v, err := p.where(v)
	if err != nil || len(v.faults) > 0 {
		return p.again(c, v, err)
	}
	return p.render(c, fiber.StatusOK, v, deliverPage)
}

// typed reads the form; what one typed is shown again whatever happens.
func typed(c *fiber.Ctx) deliverView {
	v := deliverView{q: page.From(c), id: c.FormValue("v"), chosen: c.FormValue("venster")}
	v.details = contact.Details{Name: c.FormValue("naam"), Street: c.FormValue("straat"), Postcode: c.FormValue("postcode"), Place: c.FormValue("plaats"),
		Phone: c.FormValue("telefoon"), Email: c.FormValue("email"), Channel: contact.Channel(c.FormValue("kanaal"))}
	v.need = outreach.DoorNeed
	v.details = v.details.Tidy(v.need)
	return v
}

// where finds the place to which we are to come, and when we can; or what is wrong with what was said of it.
func (p *Pages) where(v deliverView) (deliverView, error) {
	if v.product.ID == "" {
		v = v.faulty("soort", v.q.T("bus.fault.kind"))
	}
	for _, problem := range v.details.Check(v.need) {
		if problem.Field == "postcode" {
			v = v.faulty("postcode", v.q.T("fault."+problem.Key))
		}
	}
	if len(v.faults) > 0 {
		return v, nil
	}
	if err := p.Ledger.View(v.look); err != nil {
		return v, err
	}
	if !v.known {
		v = v.faulty("postcode", v.q.T("bus.fault.postcode"))
	}
	return v, nil
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
	return outreach.Delivery{Lang: v.q.Words.Tag(), Kind: outreach.Kind(v.product.AtHome), Product: v.product.ID, TwoPersons: v.product.AtHomeTwo, Area: v.area.ID}
}

// kinds are the products in words: what is brought, and what somebody is helped with at home.
func (v deliverView) kinds() (all []page.Option) {
	for _, p := range v.offered {
		all = append(all, page.Option{Value: string(p.ID), Text: v.what(p), Help: v.q.T("bus.deliver." + string(p.AtHome) + ".help")})
	}
	return all
}

// what says for what we come.
func (v deliverView) what(p catalogue.Product) string {
	return paper.AtDoor(v.q.Words, p)
}

// fieldOf is where each answer of a contact stands in our form.
var fieldOf = map[string]string{"name": "naam", "street": "straat", "postcode": "postcode", "place": "plaats", "phone": "telefoon", "email": "email", "channel": "kanaal"}

// look finds the village of the address, and the windows that fit a round.
func (v *deliverView) look(r ledger.Reader) error {
	villages, err := outreach.Neighbourhoods(r)
	if err != nil {
		return err
	}
	if v.area, v.known = find(villages, strings.ToLower(v.details.Postcode)); !v.known {
		return nil
	}
	return v.lookFor(r, v.delivery())
}

// lookFor finds the windows that fit a round for a delivery.
func (v *deliverView) lookFor(r ledger.Reader, d outreach.Delivery) error {
	windows, err := outreach.Windows(r, d, calendar.DateIn(v.q.Now, zone(v.q))+reach)
	for _, w := range windows {
		one := windowView{string(w.Outing) + "." + w.Start.String(), v.q.Words.Day(w.Date), v.times(w.Start, w.End), booking.LateLetter(r, w.Date)}
		if len(v.windows) < mostWindows || one.value == v.chosen {
			v.windows = append(v.windows, one)
		}
	}
	return err
}

// times are the two hours of a window in words.
func (v deliverView) times(start, end calendar.Cell) string {
	return paper.Between(v.q.Words, start, end)
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

// picked is the chosen window as it is offered; ok is false where it is not.
func (v deliverView) picked() (w windowView, ok bool) {
	for _, w := range v.windows {
		if w.value == v.chosen {
			return w, true
		}
	}
	return w, false
}

func (v deliverView) options() (all []page.Option) {
	for _, w := range v.windows {
		all = append(all, page.Option{Value: w.value, Text: w.day, Help: w.times, Exact: true})
	}
	return all
}

// refuse says at the windows that the chosen one could not be had. Anything else is an error.
func (v deliverView) refuse(err error) (deliverView, error) {
	if !errors.Is(err, outreach.ErrWindow) {
		return v, err
	}
	what, do := v.q.Words.Refusal(ledger.KeyOf(err), nil)
	v.chosen = ""
	return v.faulty("venster", what+" "+do), nil
}
