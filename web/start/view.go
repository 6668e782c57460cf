package start

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/staff"
)

// view is the page of the five steps, with one open; none where step is negative: then all are done.
type view struct {
	staff.Request
	title  string
	step   int
	notice *page.Notice
	typed  typed
	faults map[string]string // words, by the name of a field
	stay   bool              // the step was saved and stays open, for one more
	to     string            // where to go then; "" is the next step
	link   string            // of a colleague who was let in just now
	let    string            // their name

	own        catalogue.Named
	colour     string
	named      bool
	offices    []catalogue.Office // that the municipality set up
	desks      int                // of them, that have hours
	products   []catalogue.Product
	colleagues []account.User
}

// typed are the fields of a form, by name; one that stands there more than once has all its values.
type typed map[string][]string

// longestTyped is how much of a field is read.
const longestTyped = 300

func typedIn(c *fiber.Ctx) typed {
	t := typed{}
	for name, value := range c.Request().PostArgs().All() {
		t[string(name)] = append(t[string(name)], page.Clip(string(value), longestTyped))
	}
	return t
}

// line is a field as one clean line.
func (t typed) line(name string) string {
	if len(t[name]) == 0 {
		return ""
	}
	return catalogue.CleanLine(t[name][0])
}

// last is what was typed last of a field that stands there more than once, as a button's stands after a line.
func (t typed) last(name string) string {
	if len(t[name]) == 0 {
		return ""
	}
	return catalogue.CleanLine(t[name][len(t[name])-1])
}

// has reports whether a field has a value, as a tick has.
func (t typed) has(name, value string) bool { return slices.Contains(t[name], value) }

// later reports whether somebody leaves the step for now.
func (v *view) later() bool { return v.typed.line("later") != "" }

// nothingTyped reports whether a form holds what it held when it was shown.
func (v *view) nothingTyped() bool {
	asked := &view{Request: v.Request, step: v.step, own: v.own, colour: v.colour, offices: v.offices, products: v.products, colleagues: v.colleagues, desks: v.desks}
	asked.fill()
	for name, values := range v.typed {
		if name == account.TokenField || name == "later" || name == "doe" {
			continue
		}
		if strings.Join(values, "\x00") != strings.Join(asked.typed[name], "\x00") {
			return false
		}
	}
	return true
}

// fill types what stands, or what most will want.
func (v *view) fill() {
	v.typed = typed{}
	switch v.step {
	case 0:
		v.fillMunicipality()
	case 1:
		v.fillOffice()
	case 2:
		v.fillDesk()
	case 3:
		v.fillProducts()
	case 4:
		v.typed["rol"] = []string{string(account.Reception), string(account.Counter)}
	}
}

func (v *view) read(r ledger.Reader, named string) (err error) {
	c, err := catalogue.Of(r)
	if err != nil {
		return err
	}
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return err
	}
	if v.own = m.Named; v.own.Name == "" {
		v.own.Name = named
	}
	if m.Style != nil {
		v.colour = m.Style.Colour
	}
	v.named = v.own.Name != ""
	if v.products, v.offices, err = c.Owned(catalogue.Configuration); err != nil {
		return err
	}
	v.products = slices.DeleteFunc(v.products, catalogue.Product.Withdrawn)
	v.offices = slices.DeleteFunc(v.offices, catalogue.Office.Withdrawn)
	v.desks = 0
	for _, o := range v.offices {
		if len(o.Openings) > 0 {
			v.desks += len(o.Desks)
		}
	}
	v.colleagues, err = account.All(r)
	return err
}

// left is how many steps are still to be done.
func (v *view) left() (n int) {
	for _, s := range steps {
		if !s.done(v) {
			n++
		}
	}
	return n
}

// office is the one that the steps are about: the first that was set up.
func (v *view) office() catalogue.Office {
	if len(v.offices) == 0 {
		return catalogue.Office{Kind: catalogue.TownHall, Zone: "Europe/Amsterdam", Holidays: true}
	}
	return v.offices[0]
}

// faultList are the faults of a form in the order of its fields.
func (v *view) faultList(order ...string) (all []page.Fault) {
	for _, name := range order {
		if text := v.faults[name]; text != "" {
			all = append(all, page.Fault{Field: name, Text: text})
		}
	}
	return all
}

// field is a line of the form.
func (v *view) field(name string) page.Field {
	f := page.Field{ID: name, Label: v.Q.T("start.field." + name), Value: v.typed.line(name), Fault: v.faults[name]}
	if help := "start.field." + name + ".help"; v.Q.Words.Has(help) {
		f.Help = v.Q.T(help)
	}
	return f
}
