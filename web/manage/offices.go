package manage

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/staff"
)

// officesView is the list of places.
type officesView struct {
	frame
	notice *page.Notice
	uses   []useLine // what stands in the way of deleting one
	all    []officeRow
}

// officeRow is one place; one that the municipality did not set up, or withdrew, is shown and not changed here.
type officeRow struct {
	office catalogue.Office
	own    bool
	state  stateView
}

// ShowOffices answers GET /medewerker/beheer/locaties.
func (p *Pages) ShowOffices(c *fiber.Ctx) error {
	v := officesView{frame: frame{Request: staff.From(c), here: "offices"}}
	v.title = v.Q.T("config.offices")
	v.notice = v.Done("config.office.done.", "withdrawn", "undone", "deleted")
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	return page.Render(c, v.Status(), officesPage(v))
}

func (v *officesView) read(r ledger.Reader) error {
	c, err := catalogue.Of(r)
	if err != nil {
		return err
	}
	_, own, err := c.Owned(catalogue.Configuration)
	if err != nil {
		return err
	}
	all, err := catalogue.EveryOffice(r)
	for _, o := range all {
		row := officeRow{office: o, own: slices.ContainsFunc(own, func(m catalogue.Office) bool { return m.ID == o.ID })}
		switch {
		case o.Withdrawn():
			row.state = stateView{v.Q.T("config.office.state.withdrawn"), "neutral", "x"}
		case !row.own:
			row.state = stateView{v.Q.T("config.office.state.other"), "neutral", "clock"}
		case len(o.Openings) == 0:
			row.state = stateView{v.Q.T("config.office.state.nohours"), "warning", "alert-triangle"}
		default:
			row.state = stateView{v.Q.Words.N("config.office.state.desks", len(o.Desks)), "success", "circle-check"}
		}
		v.all = append(v.all, row)
	}
	return err
}

// fault says what is wrong with a field, "" for nothing.
func (v officeView) fault(name string) string {
	if key := v.faults[name]; key != "" {
		return v.Q.T("config.office.fault." + key)
	}
	return ""
}

// faultList are the faults in the order of the form.
func (v officeView) faultList() (all []page.Fault) {
	order := []string{"naam", "soort", "straat", "postcode", "plaats", "positie", "telefoon", "nacht", "zone"}
	for _, name := range sorted(v.faults, order) {
		all = append(all, page.Fault{Field: name, Text: v.fault(name)})
	}
	return all
}
