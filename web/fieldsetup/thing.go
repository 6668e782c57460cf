package fieldsetup

import (
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// errForm: some field of the form cannot be used; the page says which.
var errForm = ledger.Refuse(ledger.Invalid, "road.form")

// thingView is one thing as a form.
type thingView struct {
	frame
	kind      kind
	id        string
	t         typed
	wrong     faults
	villages  []page.Option
	withdrawn bool
	refers    []string // what is in the way
	chart     chart    // of the municipality
	mapped    bool     // there is one
}

// open begins a request about one thing. It refuses with outreach.ErrUnknownThing.
func (p *Pages) open(c *fiber.Ctx) (v thingView, err error) {
	v = thingView{frame: frame{Request: staff.From(c)}, id: c.Params("id"), wrong: faults{}, t: typed{}}
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.key == c.Params("soort") })
	if i < 0 {
		return v, outreach.ErrUnknownThing
	}
	v.kind, v.title = kinds[i], v.Q.T("road.new."+kinds[i].key)
	err = p.Ledger.View(func(r ledger.Reader) error { return v.read(r) })
	return v, err
}

func (v *thingView) read(r ledger.Reader) error {
	all, err := outreach.EverythingOf(r)
	if err != nil {
		return err
	}
	for _, n := range all.Neighbourhoods {
		v.villages = append(v.villages, page.Option{Value: string(n.ID), Text: n.Name})
	}
	v.chart, v.mapped = chartOf(all)
	if v.id == newThing {
		return nil
	}
	t, found := v.kind.load(all, v.id)
	if !found {
		return outreach.ErrUnknownThing
	}
	v.t, v.title = t, t.one("naam")
	for _, row := range v.kind.rows(v.frame, all) {
		v.withdrawn = v.withdrawn || row.id == v.id && row.withdrawn
	}
	return nil
}

// ShowThing answers GET /medewerker/beheer/wijk/:soort/:id.
func (p *Pages) ShowThing(c *fiber.Ctx) error {
	v, err := p.open(c)
	if err != nil {
		return err
	}
	v.notice = v.Done("road.done.", "withdrawn", "shown")
	return page.Render(c, v.Status(), thingPage(v))
}

// PutThing answers POST /medewerker/beheer/wijk/:soort/:id. What is new gets an id from its name.
func (p *Pages) PutThing(c *fiber.Ctx) error {
	v, err := p.open(c)
	if err != nil {
		return err
	}
	v.t = typedIn(c)
	err = v.Change(p.Ledger, func(tx *ledger.Tx) error {
		v.wrong = faults{}
		id := v.id
		if id == newThing {
			all, err := outreach.EverythingOf(tx)
			if err != nil {
				return err
			}
			id = staff.NewID(v.t.one("naam"), v.kind.key, func(id string) bool { _, taken := v.kind.load(all, id); return taken || id == newThing })
		}
		return v.kind.put(tx, id, v.t, v.wrong)
	})
	if err == nil {
		return v.Redirect(homePath + "?gedaan=kept")
	}
	if !errors.Is(err, errForm) {
		if v.notice, err = v.Refused(err); err != nil {
			return err
		}
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return page.Render(c, v.Status(), thingPage(v))
}

// typedIn is the form as it was sent.
func typedIn(c *fiber.Ctx) typed {
	t := typed{}
	for name, value := range c.Context().PostArgs().All() {
		t[string(name)] = append(t[string(name)], page.Clip(string(value), 2000))
	}
	return t
}

// Withdraw answers POST /medewerker/beheer/wijk/:soort/:id/verbergen: hides a thing, or shows it again.
func (p *Pages) Withdraw(c *fiber.Ctx) error {
	v, err := p.open(c)
	if err != nil {
		return err
	}
	on, done := c.FormValue("weer") == "", "withdrawn"
	if !on {
		done = "shown"
	}
	err = v.Change(p.Ledger, func(tx *ledger.Tx) error { return outreach.Withdraw(tx, v.kind.thing, v.id, on) })
	if err == nil {
		return v.Redirect(homePath + "/" + v.kind.key + "/" + v.id + "?gedaan=" + done)
	}
	return p.inTheWay(v, err, true)
}

// Remove answers POST /medewerker/beheer/wijk/:soort/:id/weg.
func (p *Pages) Remove(c *fiber.Ctx) error {
	v, err := p.open(c)
	if errors.Is(err, outreach.ErrUnknownThing) && v.kind.key != "" { // sent twice, it is answered the same
		return v.Redirect(homePath + "?gedaan=removed")
	}
	if err != nil {
		return err
	}
	err = v.Change(p.Ledger, func(tx *ledger.Tx) error { return outreach.Remove(tx, v.kind.thing, v.id) })
	if err == nil {
		return v.Redirect(homePath + "?gedaan=removed")
	}
	return p.inTheWay(v, err, false)
}

// mostNamed is how many things in the way are named.
const mostNamed = 10

// inTheWay shows a thing with what refers to it.
func (p *Pages) inTheWay(v thingView, refusal error, onlyOpen bool) error {
	n, err := v.Refused(refusal)
	if err != nil {
		return err
	}
	v.notice = n
	if route.IsOneOf(refusal, outreach.ErrReferred) {
		err = p.Ledger.View(func(r ledger.Reader) error {
			found, err := outreach.Refers(r, v.kind.thing, v.id, onlyOpen)
			for _, one := range found[:min(len(found), mostNamed)] {
				name := one.Name
				if one.Date != 0 {
					name = v.Q.T("road.outing", "vehicle", one.Name, "when", v.Q.Words.Date(one.Date))
				}
				v.refers = append(v.refers, name)
			}
			return err
		})
	}
	if err != nil {
		return err
	}
	return page.Render(v.C, v.Status(), thingPage(v))
}

// fault says what is wrong with a field, "" for nothing.
func (v thingView) fault(name string) string {
	if key := v.wrong[name]; key != "" {
		return v.Q.T("road.fault." + key)
	}
	return ""
}

// faultList are the faults in the order of the form.
func (v thingView) faultList() (all []page.Fault) {
	for _, f := range v.kind.fields {
		if text := v.fault(f.name); text != "" {
			all = append(all, page.Fault{Field: f.name, Text: text})
		}
	}
	return all
}

// label and help of a field; help may be empty.
func (v thingView) label(f field) string { return v.Q.T("road.field." + v.kind.key + "." + f.name) }

func (v thingView) help(f field) string {
	if key := "road.help." + f.name; v.Q.Words.Has(key) {
		return v.Q.T(key)
	}
	return ""
}

func (v thingView) has(name, value string) bool { return slices.Contains(v.t[name], value) }
