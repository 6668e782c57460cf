package bus

import (
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
	"balie/web/resident"
	"balie/web/route"
)

// deliveryView is a call at a door as whose door it is sees it. It names neither them nor their address: a code shows
// what is needed, and no more.
type deliveryView struct {
	q       page.Request
	d       outreach.Delivery
	heading string
	notice  *page.Notice
	what    string
	when    []string
	where   string
	bring   []string
	code    string
	open    bool // it can be changed and cancelled
	again   bool // nobody was at home, and we come again
	told    string
}

// longestCode is what we read of a typed code at most.
const longestCode = 80

// openDelivery asks for the code of a delivery, of any where id is "".
type openDelivery struct {
	q               page.Request
	id, code, fault string
	strict          bool
	day, dayFault   string
}

// ShowOpen answers GET /bezorgen/openen.
func (p *Pages) ShowOpen(c *fiber.Ctx) error { return p.askCode(c, fiber.StatusOK, openDelivery{}) }

func (p *Pages) askCode(c *fiber.Ctx, status int, v openDelivery) error {
	v.q = page.From(c)
	v.strict, v.day = p.Wrong.Strict(v.q.Machine), page.Clip(c.FormValue("dag"), len("2026-12-31"))
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, codePage(v))
}

// Open answers POST /bezorgen/openen and /bezorgen/:id/openen: it opens the delivery that has this code. That there is no
// such delivery is answered as a wrong code is.
func (p *Pages) Open(c *fiber.Ctx) error {
	v := openDelivery{q: page.From(c), id: c.Params("id"), code: page.Clip(c.FormValue("code"), longestCode)}
	var d outreach.Delivery
	err := p.Wrong.Try(v.q.Machine, c.FormValue("dag"), func() (calendar.Date, error) {
		err := p.Ledger.View(func(r ledger.Reader) (err error) { d, err = p.byCode(r, v.id, v.code); return err })
		return d.Date, err
	})
	switch {
	case route.IsOneOf(err, booking.ErrNoSuchCode):
		v.fault = v.q.T("fault.code.unknown")
	case route.IsOneOf(err, booking.ErrCodeShape):
		v.fault = v.q.T("fault.code.shape")
	case route.IsOneOf(err, resident.ErrCodeDay):
		v.dayFault = v.q.T("fault.code.day")
	case err != nil:
		return err
	default:
		p.passes().AdmitDelivery(c, d.ID)
		return c.Redirect(string(v.q.Href("/bezorgen/"+d.ID)), fiber.StatusSeeOther)
	}
	return p.askCode(c, fiber.StatusUnprocessableEntity, v)
}

// byCode finds the delivery that a code opens.
func (p *Pages) byCode(r ledger.Reader, id, typed string) (outreach.Delivery, error) {
	if id == "" {
		return outreach.DeliveryByCode(r, p.Vault, typed)
	}
	opens, err := outreach.Opens(p.Vault, id, typed)
	if err != nil {
		return outreach.Delivery{}, err
	}
	d, err := outreach.DeliveryByID(r, id)
	if !opens || ledger.CodeOf(err) == ledger.NotFound {
		err = booking.ErrNoSuchCode
	}
	return d, err
}

// own lets only whoever opened a delivery through to a handler of its pages; everybody else is asked for its code,
// whether there is such a delivery or not.
func (p *Pages) own(handler func(*fiber.Ctx, deliveryView) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		id := c.Params("id")
		c.Set(fiber.HeaderCacheControl, "no-store")
		if !p.passes().AdmittedDelivery(c, id) {
			return p.askCode(c, fiber.StatusOK, openDelivery{id: id})
		}
		v := deliveryView{q: page.From(c)}
		if err := p.Ledger.View(func(r ledger.Reader) error { return v.read(r, p, id) }); err != nil {
			return err
		}
		return handler(c, v)
	}
}

func (v *deliveryView) read(r ledger.Reader, p *Pages, id string) (err error) {
	if v.d, err = outreach.DeliveryByID(r, id); err != nil {
		return err
	}
	product, err := catalogue.ProductByID(r, v.d.Product)
	if err != nil {
		return err
	}
	area, err := outreach.NeighbourhoodByID(r, v.d.Area)
	if err != nil {
		return err
	}
	w := v.q.Words
	v.what = deliverView{q: v.q}.what(product)
	v.when = []string{w.Date(v.d.Date), deliverView{q: v.q}.times(v.d.Start, v.d.End)}
	expected, known, err := outreach.ExpectedAt(r, v.d)
	if err != nil {
		return err
	}
	if known {
		v.when = append(v.when, v.q.T("bus.deliver.expected", "time", w.At(expected)))
	}
	v.where = v.q.T("bus.deliver.home", "place", area.Name)
	v.code = outreach.DeliveryCode(p.Vault, id)
	wish := catalogue.Wish{{Product: product.ID, Persons: 1}}
	v.bring, _, err = paper.BringAndWho(w, wish, func(catalogue.ProductID) (catalogue.Product, error) { return product, nil })
	v.open = v.d.State == outreach.DeliveryPlanned && r.Now().Before(v.d.Begins())
	v.again = v.d.State == outreach.NotHome
	v.told = v.q.T("bus.deliver.told")
	if p.writes(v.d.Channel) {
		v.told = v.q.T("bus.deliver.told." + string(v.d.Channel))
	}
	v.heading = v.q.T("bus.deliver.is." + string(v.d.State))
	return err
}

// writes reports whether there is a way to send by a channel.
func (p *Pages) writes(by contact.Channel) bool {
	return by == contact.ByEmail && p.Mail || by == contact.BySMS && p.SMS || by == contact.ByLetter
}

// ShowDelivery answers GET /bezorgen/:id.
func (p *Pages) ShowDelivery(c *fiber.Ctx, v deliveryView) error {
	p.passes().AdmitDelivery(c, v.d.ID) // half an hour from the last look
	if c.Query("gemaakt") != "" && v.open {
		v.heading = v.q.T("bus.deliver.done")
	}
	if c.Query("verzet") != "" && v.open {
		v.heading = v.q.T("bus.deliver.moved")
	}
	return page.Render(c, fiber.StatusOK, deliveryPage(v))
}

// closed shows a delivery that can no longer be changed, and why.
func (p *Pages) closed(c *fiber.Ctx, v deliveryView, why error) error {
	var err error
	if v.notice, err = page.Refused(v.q.Words, why); err != nil {
		return err
	}
	return page.Render(c, route.Status(why), deliveryPage(v))
}

// ShowCallOff answers GET /bezorgen/:id/afzeggen: it asks whether this is really meant.
func (p *Pages) ShowCallOff(c *fiber.Ctx, v deliveryView) error {
	if !v.open && !v.again {
		return page.Render(c, fiber.StatusOK, deliveryPage(v))
	}
	return page.Render(c, fiber.StatusOK, callOffPage(v))
}

// CancelDelivery answers POST /bezorgen/:id/afzeggen. Sent twice it is answered the same.
func (p *Pages) CancelDelivery(c *fiber.Ctx, v deliveryView) error {
	err := p.change(c, func(tx *ledger.Tx) error { _, err := outreach.CancelDelivery(tx, v.d.ID); return err })
	if err != nil {
		return p.closed(c, v, err)
	}
	return c.Redirect(string(v.q.Href("/bezorgen/"+v.d.ID)), fiber.StatusSeeOther)
}

// ShowOther answers GET /bezorgen/:id/verzetten: the windows in which we can come instead.
func (p *Pages) ShowOther(c *fiber.Ctx, v deliveryView) error {
	if !v.open && !v.again {
		return page.Render(c, fiber.StatusOK, deliveryPage(v))
	}
	return p.showOther(c, fiber.StatusOK, v, nil)
}

func (p *Pages) showOther(c *fiber.Ctx, status int, v deliveryView, why error) (err error) {
	form := deliverView{q: v.q, known: true, path: "/bezorgen/" + v.d.ID}
	if why != nil {
		if form, err = form.refuse(why); err != nil {
			return p.closed(c, v, why)
		}
	}
	err = p.Ledger.View(func(r ledger.Reader) error { return form.lookFor(r, v.d) })
	if err != nil {
		return err
	}
	has := string(v.d.Outing) + "." + v.d.Start.String()
	for i, w := range form.windows {
		if w.value == has && v.open { // that is no other
			form.windows = append(form.windows[:i:i], form.windows[i+1:]...)
			break
		}
	}
	return page.Render(c, status, otherPage(v, form))
}

// ChangeDelivery answers POST /bezorgen/:id/verzetten.
func (p *Pages) ChangeDelivery(c *fiber.Ctx, v deliveryView) error {
	form := deliverView{q: v.q, chosen: c.FormValue("venster")}
	w, err := form.window()
	if err == nil {
		err = p.change(c, func(tx *ledger.Tx) error { _, err := outreach.ChangeDelivery(tx, v.d.ID, w); return err })
	}
	if err != nil {
		return p.showOther(c, route.Status(err), v, err)
	}
	return c.Redirect(string(v.q.Href("/bezorgen/"+v.d.ID+"?verzet=1")), fiber.StatusSeeOther)
}

// PrintDelivery answers GET /bezorgen/:id/bevestiging.pdf: the page as a paper.
func (p *Pages) PrintDelivery(c *fiber.Ctx, v deliveryView) error {
	address := p.address(c, v)
	off := v.d.State == outreach.DeliveryOff
	paperOf := paper.Confirmation{
		Title: v.heading, Office: v.q.House.Name, Language: v.q.Words.Tag(), FileTitle: v.heading, Made: v.q.Now,
		When: v.when, What: []string{v.what}, Where: []string{v.where}, CodeLabel: v.q.T("app.code.say"), Code: v.code, Payload: address,
		HowTitle: v.q.T("app.how"), How: v.q.T("bus.deliver.id"), Foot: []string{v.q.T("cal.change", "address", address)},
	}
	if !off {
		paperOf.BringTitle, paperOf.Bring = v.q.T("bus.deliver.ready"), v.bring
	}
	content, err := paperOf.PDF()
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/pdf")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+v.q.T("paper.file")+`.pdf"`)
	return c.Send(content)
}

// CalendarOf answers GET /bezorgen/:id/afspraak.ics.
func (p *Pages) CalendarOf(c *fiber.Ctx, v deliveryView) error {
	_, host, _ := strings.Cut(p.Origin.Of(c), "://")
	e := paper.Entry{UID: v.d.ID + "@" + host, Sequence: v.d.Moves, Stamp: v.q.Now, From: v.d.Begins(), To: v.d.Ends(), Zone: zone(v.q),
		Summary: v.what, Where: v.where, URL: p.address(c, v), Remind: true}
	e.Details = paper.Details(v.q.Words, v.code, v.bring, nil, v.q.T("bus.deliver.id"), e.URL)
	if v.d.State == outreach.DeliveryOff {
		e.Cancelled, e.Sequence = true, v.d.Moves+1
	}
	c.Set(fiber.HeaderContentType, "text/calendar; charset=utf-8")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+v.q.T("paper.file")+`.ics"`)
	return c.Send(e.ICS())
}

// address is where a delivery is looked after.
func (p *Pages) address(c *fiber.Ctx, v deliveryView) string {
	return p.Origin.Of(c) + "/" + v.q.Words.Tag() + "/bezorgen/" + v.d.ID
}

// page is where a code is asked, and action where its form goes.
func (v openDelivery) page() string {
	if v.id == "" {
		return "/bezorgen/openen"
	}
	return "/bezorgen/" + v.id
}

func (v openDelivery) action() string {
	if v.id == "" {
		return "/bezorgen/openen"
	}
	return "/bezorgen/" + v.id + "/openen"
}

func (v openDelivery) list() (all []page.Fault) {
	if v.fault != "" {
		all = append(all, page.Fault{Field: "code", Text: v.fault})
	}
	if v.dayFault != "" {
		all = append(all, page.Fault{Field: "dag", Text: v.dayFault})
	}
	return all
}
