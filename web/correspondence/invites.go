package correspondence

import (
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// invitesView is the form of an invitation, and those that are open. It names nobody.
type invitesView struct {
	staff.Request
	notice   *page.Notice
	form     inviteForm
	products []page.Option
	offices  []page.Option
	teams    []string
	open     []invitedView
	key      string
	faults   map[string]string
	list     []page.Fault
}

// inviteForm is what was typed.
type inviteForm struct {
	product, office, team, deadline, days, lang string
	details                                     contact.Details
}

// invitedView is one invitation: for what, until when, and whether it was used.
type invitedView struct{ id, what, until, state, made string }

// mostInvites is how many invitations the page shows.
const mostInvites = 30

// ShowInvites answers GET /medewerker/uitnodigingen.
func (p *Pages) ShowInvites(c *fiber.Ctx) error {
	v := invitesView{Request: staff.From(c), form: inviteForm{days: "7"}}
	v.notice = v.Done("access.done.", "invited", "withdrawn")
	return p.showInvites(v)
}

func (p *Pages) showInvites(v invitesView) error {
	v.key = route.NewKey()
	if err := p.Ledger.View(v.fill); err != nil {
		return err
	}
	return page.Render(v.C, v.Status(), invitesPage(v))
}

func (v *invitesView) fill(r ledger.Reader) error {
	products, err := catalogue.Products(r)
	if err != nil {
		return err
	}
	w := v.Q.Words
	names := map[catalogue.ProductID]string{}
	for _, p := range products {
		names[p.ID] = p.Text(w.Tag()).Name
		v.products = append(v.products, page.Option{Value: string(p.ID), Text: names[p.ID]})
	}
	offices, err := catalogue.Offices(r)
	if err != nil {
		return err
	}
	v.offices = []page.Option{{Value: "", Text: v.Q.T("invite.office.any")}}
	for _, o := range offices {
		v.offices = append(v.offices, page.Option{Value: string(o.ID), Text: o.Name})
	}
	v.teams = teams(offices)
	all, err := booking.Invites(r)
	for _, i := range all[:min(len(all), mostInvites)] {
		v.open = append(v.open, invitedView{string(i.ID), names[i.Product], w.Day(i.Deadline), v.Q.T("invite.state." + string(i.State)), w.Day(calendar.DateIn(i.Made, offices[0].Location()))})
	}
	return err
}

// teams are the small teams that desks are of, by their properties.
func teams(offices []catalogue.Office) (names []string) {
	seen := map[string]bool{}
	for _, o := range offices {
		for _, d := range o.Desks {
			for _, property := range d.Properties {
				if name, ok := teamOf(property); ok && !seen[name] {
					seen[name] = true
					names = append(names, name)
				}
			}
		}
	}
	return names
}

func teamOf(property string) (string, bool) {
	const prefix = "team:"
	if len(property) <= len(prefix) || property[:len(prefix)] != prefix {
		return "", false
	}
	return property[len(prefix):], true
}

// fieldIDs are the form's names for the fields of contact.Problem.
var fieldIDs = map[string]string{"name": "naam", "email": "email", "phone": "telefoon", "channel": "kanaal", "street": "straat", "postcode": "postcode", "place": "plaats"}

// Invite answers POST /medewerker/uitnodigingen: one invitation for a form, however often it is sent.
func (p *Pages) Invite(c *fiber.Ctx) error {
	v := invitesView{Request: staff.From(c), faults: map[string]string{}}
	v.form = inviteForm{c.FormValue("product"), c.FormValue("locatie"), c.FormValue("team"), c.FormValue("voor"), c.FormValue("dagen"), c.FormValue("taal"), contact.Details{
		Name: c.FormValue("naam"), Email: c.FormValue("email"), Phone: c.FormValue("telefoon"), Street: c.FormValue("straat"), Postcode: c.FormValue("postcode"),
		Place: c.FormValue("plaats"), Channel: contact.Channel(c.FormValue("kanaal"))}}
	d := v.form.details.Tidy(contact.Need{Phone: v.form.details.Phone != ""})
	for _, problem := range d.Check(contact.Need{Phone: d.Phone != ""}) {
		v.fault(fieldIDs[problem.Field], v.Q.T("fault."+problem.Key))
	}
	deadline, err := calendar.ParseDate(v.form.deadline)
	if err != nil {
		v.fault("voor", v.Q.T("invite.deadline.fault"))
	}
	days, err := strconv.Atoi(v.form.days)
	if err != nil {
		v.fault("dagen", v.Q.T("invite.days.fault"))
	}
	if len(v.list) > 0 {
		c.Status(fiber.StatusUnprocessableEntity)
		return p.showInvites(v)
	}
	invite := booking.Invite{Product: catalogue.ProductID(v.form.product), Office: catalogue.OfficeID(v.form.office), Team: v.form.team, Deadline: deadline, CallAfter: days, Lang: v.form.lang}
	err = v.Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := ledger.Once(tx, "invite/"+string(v.S.User)+"/"+c.FormValue("sleutel"), p.Vault.MAC("invite form", fmt.Sprintf("%q %+v %+v", v.form.lang, invite, d)), func() (booking.InviteID, error) {
			made, err := booking.MakeInvite(tx, p.Vault, invite, d)
			return made.ID, err
		})
		return err
	})
	if err == nil {
		return v.Redirect("/medewerker/uitnodigingen?gedaan=invited")
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showInvites(v)
}

func (v *invitesView) fault(field, text string) {
	v.faults[field] = text
	v.list = append(v.list, page.Fault{Field: field, Text: text})
}

// Withdraw answers POST /medewerker/uitnodigingen/intrekken.
func (p *Pages) Withdraw(c *fiber.Ctx) error {
	v := invitesView{Request: staff.From(c)}
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error { return booking.WithdrawInvite(tx, booking.InviteID(c.FormValue("welk"))) })
	if err == nil {
		return v.Redirect("/medewerker/uitnodigingen?gedaan=withdrawn")
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showInvites(v)
}
