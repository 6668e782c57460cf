package resident

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/asked"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/route"
)

// detailsView asks who comes and how we can reach them.
type detailsView struct {
	key     booking.VisitKey
	details contact.Details
	need    contact.Need
	faults  map[string]string
	list    []page.Fault
	summary []page.Item
	held    heldView
	back    string
	asked   []asked.Question
	sms     bool   // there is a gateway
	kept    string // an address that looks like a slip and is none
	likely  string // what was probably meant by one
	unmet   *unmetView
}

// ContactOf reads what was typed; detailsView shows it again as it was.
func ContactOf(c *fiber.Ctx) contact.Details {
	return contact.Details{
		Name: c.FormValue("naam"), Email: c.FormValue("email"), Phone: c.FormValue("telefoon"),
		Street: c.FormValue("straat"), Postcode: c.FormValue("postcode"), Place: c.FormValue("plaats"),
		Channel: contact.Channel(c.FormValue("kanaal")),
		Aid:     contact.Aid{Kind: contact.AidOfMany(route.FormAll(c, "nodig")), Language: c.FormValue("tolk")},
		Answers: asked.Answers(c),
	}
}

// ContactFieldIDs are the form's names for the fields of contact.Problem.
var ContactFieldIDs = map[string]string{"name": "naam", "email": "email", "phone": "telefoon", "channel": "kanaal", "street": "straat", "postcode": "postcode", "place": "plaats", "aid": "nodig", "language": "tolk"}

// FieldID is the form's name for the field that a problem is about.
func FieldID(problem contact.Problem) string {
	if id, ok := asked.FieldID(problem); ok {
		return id
	}
	return ContactFieldIDs[problem.Field]
}

// ShowDetails answers GET /afspraak/gegevens.
func (p *Pages) ShowDetails(c *fiber.Ctx) error {
	key := booking.VisitKey(c.Query("v"))
	d, _ := p.typedBy(c, key)
	h, err := p.heldBy(key)
	if err != nil {
		return p.heldNoMore(c, h, d, err)
	}
	return p.showDetails(c, fiber.StatusOK, h, d, nil)
}

// heldBy returns the hold of a run, with what it held where it holds no more.
func (p *Pages) heldBy(key booking.VisitKey) (h booking.Hold, err error) {
	err = p.read(func(r ledger.Reader) error {
		h, err = booking.HoldOf(r, key)
		return err
	})
	return h, err
}

// heldNoMore shows the times again when a hold has ended; one that never was has no page.
func (p *Pages) heldNoMore(c *fiber.Ctx, h booking.Hold, d contact.Details, err error) error {
	if h.Key == "" || !route.IsOneOf(err, booking.ErrHoldGone, booking.ErrHoldEnded, supply.ErrTaken, supply.ErrPast) {
		return err
	}
	if h.Booked != "" {
		return c.Redirect(string(page.From(c).Href("/a/"+string(h.Booked))), fiber.StatusSeeOther)
	}
	return p.offerOthers(c, h.Wish, h.Key, h.Offer, d, err)
}

func (p *Pages) showDetails(c *fiber.Ctx, status int, h booking.Hold, d contact.Details, problems []contact.Problem) error {
	return p.showDetailsAsking(c, status, h, d, problems, "", nil)
}

// showDetailsAsking shows the details with what was probably meant by the address, "" for nothing, and what cannot be met.
func (p *Pages) showDetailsAsking(c *fiber.Ctx, status int, h booking.Hold, d contact.Details, problems []contact.Problem, likely string, unmet *unmetView) error {
	q := page.From(c)
	v := detailsView{key: h.Key, details: d.Shown(), kept: c.FormValue("mailzo"), faults: map[string]string{}, back: timesPath(h), sms: p.SMS, likely: likely, unmet: unmet}
	if likely != "" {
		v.kept = d.Email
	} else if v.kept == "" {
		_, v.kept = p.typedBy(c, h.Key)
	}
	for _, problem := range problems {
		id, said := FieldID(problem), q.T("fault."+problem.Key)
		v.faults[id] = said
		v.list = append(v.list, page.Fault{Field: id, Text: said})
	}
	if unmet != nil {
		v.faults["nodig"] = unmet.said
		v.list = append(v.list, page.Fault{Field: "nodig", Text: unmet.said})
	}
	err := p.read(func(r ledger.Reader) (err error) {
		if v.need, err = booking.NeedOf(r, h.Wish, h.Offer.Date); err != nil {
			return err
		}
		if v.asked, err = asked.Of(r, q, h.Wish, h.Offer.Date, d, v.faults); err != nil {
			return err
		}
		return v.summarise(r, q.Words, h)
	})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, detailsPage(q, v))
}

func (v *detailsView) summarise(r ledger.Reader, w lang.Words, h booking.Hold) (err error) {
	if v.summary, _, err = holdItems(r, w, h); err != nil {
		return err
	}
	v.held, err = sayHeld(r, w, h)
	return err
}

// typed are the details that travel with a form, where there are any.
func typed(d contact.Details) []hidden {
	if d.Empty() {
		return nil
	}
	all := []hidden{{"naam", d.Name}, {"kanaal", string(d.Channel)}, {"email", d.Email}, {"mailzo", d.Email}, {"telefoon", d.Phone}, {"straat", d.Street}, {"postcode", d.Postcode}, {"plaats", d.Place}, {"tolk", d.Aid.Language}}
	for _, k := range d.Aid.Kind.Each() {
		all = append(all, hidden{"nodig", string(k)})
	}
	for _, a := range asked.Hidden(d) {
		all = append(all, hidden{a[0], a[1]})
	}
	return all
}
