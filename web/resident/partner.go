package resident

import (
	"cmp"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/asked"
	"balie/web/page"
	"balie/web/route"
)

// A partner signs in with its key and gets a signed cookie for a working day; the ledger knows nothing of
// it, and a partner that is blocked is refused at its next request.
const (
	partnerName    = "balie_partner"
	partnerFor     = 9 * time.Hour
	partnerPurpose = "partner pass"
)

// partnerTimes is how many times a page offers.
const partnerTimes = 12

// partnerView is where a partner books for somebody.
type partnerView struct {
	partner  booking.Partner
	notice   *page.Notice
	products []page.Option
	product  catalogue.ProductID
	offices  []page.Option
	office   catalogue.OfficeID
	from     string
	times    []page.Option
	chosen   string
	details  contact.Details
	asked    []asked.Question // what the product asks itself
	faults   map[string]string
	list     []page.Fault
	key      booking.VisitKey
	made     string // the moment of what was just made
	code     string
}

// keyView asks a partner for its key.
type keyView struct{ fault string }

// ShowPartner answers GET /partner.
func (p *Pages) ShowPartner(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, fiber.StatusOK, partnerKeyPage(page.From(c), keyView{}))
}

// EnterPartner answers POST /partner.
func (p *Pages) EnterPartner(c *fiber.Ctx) error {
	q := page.From(c)
	var partner booking.Partner
	err := p.read(func(r ledger.Reader) (err error) {
		partner, err = booking.PartnerByKey(r, p.Vault, page.Clip(c.FormValue("sleutel"), longestQuery))
		return err
	})
	if route.IsOneOf(err, booking.ErrNoPartner) {
		c.Set(fiber.HeaderCacheControl, "no-store")
		return page.Render(c, fiber.StatusUnprocessableEntity, partnerKeyPage(q, keyView{q.T("partner.key.wrong")}))
	}
	if err != nil {
		return err
	}
	until := strconv.FormatInt(q.Machine.Add(partnerFor).Unix(), 10)
	text := string(partner.ID) + "." + until
	p.setPartner(c, text+"."+p.Vault.Sign(partnerPurpose, text+"."+hex.EncodeToString(partner.Key)), int(partnerFor.Seconds()))
	return c.Redirect(string(q.Href("/partner/afspraak")), fiber.StatusSeeOther)
}

// LeavePartner answers POST /partner/uit.
func (p *Pages) LeavePartner(c *fiber.Ctx) error {
	p.setPartner(c, "", -1)
	return c.Redirect(string(page.From(c).Href("/partner")), fiber.StatusSeeOther)
}

func (p *Pages) setPartner(c *fiber.Ctx, value string, seconds int) {
	cookie := CookieName(partnerName, p.Origin.HTTPS) + "=" + value + "; Path=/; Max-Age=" + strconv.Itoa(seconds) + "; HttpOnly; SameSite=Strict"
	if p.Origin.HTTPS {
		cookie += "; Secure"
	}
	c.Response().Header.Add(fiber.HeaderSetCookie, cookie)
}

// partnerOf is who the browser's cookie lets in, if they may book still.
func (p *Pages) partnerOf(c *fiber.Ctx) (partner booking.Partner, ok bool, err error) {
	parts := strings.Split(c.Cookies(CookieName(partnerName, p.Origin.HTTPS)), ".")
	if len(parts) != 3 {
		return partner, false, nil
	}
	until, wrong := strconv.ParseInt(parts[1], 10, 64)
	if wrong != nil || !page.From(c).Machine.Before(time.Unix(until, 0)) {
		return partner, false, nil
	}
	err = p.read(func(r ledger.Reader) (err error) {
		partner, err = booking.PartnerByID(r, booking.PartnerID(parts[0]))
		return err
	})
	if route.IsOneOf(err, booking.ErrNoPartner) {
		return partner, false, nil
	}
	if err != nil {
		return partner, false, err
	}
	// Signed with the key as it is now: renewing it ends what the one before opened.
	signed := p.Vault.Signed(partnerPurpose, parts[0]+"."+parts[1]+"."+hex.EncodeToString(partner.Key), parts[2])
	return partner, signed && partner.State == booking.PartnerActive, nil
}

// ShowPartnerBooking answers GET /partner/afspraak.
func (p *Pages) ShowPartnerBooking(c *fiber.Ctx) error {
	partner, ok, err := p.partnerOf(c)
	if err != nil || !ok {
		return p.notPartner(c, err)
	}
	v := partnerView{partner: partner, product: catalogue.ProductID(c.Query("product")), office: catalogue.OfficeID(c.Query("locatie")), from: page.Clip(c.Query("vanaf"), 10), key: booking.NewVisitKey()}
	if id := booking.AppointmentID(c.Query("gemaakt")); id != "" {
		err = p.read(func(r ledger.Reader) error {
			a, err := booking.AppointmentByID(r, id)
			if err == nil && a.By == string(partner.ID) {
				v.made, v.code = page.From(c).Words.Moment(a.Offer.Date, a.Offer.Start), booking.SpokenCode(p.Vault, a)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return p.showPartnerBooking(c, fiber.StatusOK, v)
}

func (p *Pages) notPartner(c *fiber.Ctx, err error) error {
	if err != nil {
		return err
	}
	return c.Redirect(string(page.From(c).Href("/partner")), fiber.StatusSeeOther)
}

func (p *Pages) showPartnerBooking(c *fiber.Ctx, status int, v partnerView) error {
	q := page.From(c)
	if err := p.read(func(r ledger.Reader) error { return v.fill(r, q) }); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, partnerPage(q, v))
}

func (v *partnerView) fill(r ledger.Reader, q page.Request) error {
	for _, id := range v.partner.Products {
		product, err := catalogue.ProductByID(r, id)
		if route.IsOneOf(err, catalogue.ErrUnknownProduct) {
			continue
		}
		if err != nil {
			return err
		}
		v.products = append(v.products, page.Option{Value: string(id), Text: product.Text(q.Words.Tag()).Name})
	}
	if len(v.products) == 0 {
		return nil
	}
	if !slices.Contains(v.partner.Products, v.product) {
		v.product = catalogue.ProductID(v.products[0].Value)
	}
	return v.offer(r, q)
}

// offer finds the times from which a partner chooses.
func (v *partnerView) offer(r ledger.Reader, q page.Request) error {
	ask, err := v.partner.Query(r, v.wish())
	if err != nil {
		return err
	}
	offices, err := catalogue.OfficesFor(r, ask.Wish)
	if err != nil || len(offices) == 0 {
		return err
	}
	for _, o := range offices {
		v.offices = append(v.offices, page.Option{Value: string(o.ID), Text: o.Name})
	}
	office, err := pick(offices, v.office)
	if err != nil {
		return err
	}
	v.office = office.ID
	from, _ := calendar.ParseDate(v.from)
	offers, err := supply.BestFrom(r, v.office, ask, partnerTimes, from)
	slices.SortFunc(offers, func(a, b supply.Offer) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Start, b.Start))
	})
	for _, o := range offers {
		v.times = append(v.times, page.Option{Value: value(o), Text: q.Words.Moment(o.Date, o.Start)})
	}
	if v.chosen == "" && len(v.times) > 0 {
		v.chosen = v.times[0].Value
	}
	if err != nil {
		return err
	}
	at, _ := TimeOf(v.chosen, v.office)
	v.asked, err = asked.Of(r, q, v.wish(), at.Date, v.details, v.faults)
	return err
}

// judgeForPartner tidies what was typed and says what is wrong with it: who books for somebody answers for them too.
func (p *Pages) judgeForPartner(q page.Request, v *partnerView, day calendar.Date) (d contact.Details, err error) {
	need := contact.Need{Phone: v.details.Phone != ""}
	err = p.read(func(r ledger.Reader) error {
		if !slices.Contains(v.partner.Products, v.product) {
			return nil // refused when it is booked
		}
		n, err := booking.NeedOf(r, v.wish(), day)
		need.Questions = n.Questions
		return err
	})
	d = v.details.Tidy(need)
	for _, problem := range d.Check(need) {
		id, said := FieldID(problem), q.T("fault."+problem.Key)
		v.faults[id] = said
		v.list = append(v.list, page.Fault{Field: id, Text: said})
	}
	return d, err
}

// wish is what a partner books: for one person.
func (v partnerView) wish() catalogue.Wish { return catalogue.Wish{{Product: v.product, Persons: 1}} }

// BookForPartner answers POST /partner/afspraak: one appointment for a form, however often it is sent.
func (p *Pages) BookForPartner(c *fiber.Ctx) error {
	q := page.From(c)
	partner, ok, err := p.partnerOf(c)
	if err != nil || !ok {
		return p.notPartner(c, err)
	}
	v := partnerView{partner: partner, product: catalogue.ProductID(c.FormValue("product")), office: catalogue.OfficeID(c.FormValue("locatie")), from: c.FormValue("vanaf"),
		chosen: c.FormValue("tijd"), details: ContactOf(c), faults: map[string]string{}}
	if v.key, err = booking.ParseVisitKey(c.FormValue("v")); err != nil {
		return err
	}
	at, chosen := TimeOf(v.chosen, v.office)
	d, err := p.judgeForPartner(q, &v, at.Date)
	if err != nil {
		return err
	}
	if !chosen {
		v.list = append(v.list, page.Fault{Field: "tijd", Text: q.T("time.choose")})
	}
	if len(v.list) > 0 {
		return p.showPartnerBooking(c, fiber.StatusUnprocessableEntity, v)
	}
	var a booking.Appointment
	err = route.Update(c, p.Ledger, ledger.Partner(string(partner.ID)), func(tx *ledger.Tx) (err error) {
		a, err = booking.BookFor(tx, p.Vault, partner.ID, v.key, v.wish(), at, d, q.Words.Tag())
		return err
	})
	if Gone(err) || route.IsOneOf(err, booking.ErrPartnerProduct) {
		v.notice, v.chosen = page.NoticeOf(q.Words, err), ""
		return p.showPartnerBooking(c, fiber.StatusConflict, v)
	}
	if err != nil {
		return err
	}
	return c.Redirect(string(q.Href("/partner/afspraak?gemaakt="+string(a.ID))), fiber.StatusSeeOther)
}
