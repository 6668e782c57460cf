package phone

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/asked"
	"balie/web/page"
	"balie/web/paper"
	"balie/web/route"
	"balie/web/staff"
)

// newView books for somebody else, on one page.
type newView struct {
	staff.Request
	notice   *page.Notice
	faults   faults
	names    []string // of every product, for the field to propose
	asked    []askView
	wish     catalogue.Wish
	what     []string
	bring    []string
	online   []onlineView
	minutes  string
	route    catalogue.Route // how one meets
	question bool            // the visit is a call, so that the question goes along
	need     contact.Need
	own      []asked.Question // what the products ask
	times    timesView
	details  contact.Details
	key      booking.VisitKey
	focus    string // where the keyboard goes on
}

// askView is one product as it was typed.
type askView struct {
	id, typed string
	persons   int
	fault     string
}

// onlineView is how a resident could do it without a visit.
type onlineView struct{ text, url string }

// mostAsked is how many products one page takes.
const mostAsked = 2

// ShowNew answers GET /medewerker/telefoon/nieuw: what for, and then times and details.
func (p *Pages) ShowNew(c *fiber.Ctx) error {
	v := newView{Request: staff.From(c), key: booking.NewVisitKey()}
	v.times.office, v.times.from = catalogue.OfficeID(c.Query("locatie")), c.Query("vanaf")
	for i := range mostAsked {
		suffix := strconv.Itoa(i + 1)
		persons, err := strconv.Atoi(c.Query("personen" + suffix))
		if err != nil {
			persons = 1
		}
		v.asked = append(v.asked, askView{id: "wat" + suffix, typed: clip(c.Query("wat" + suffix)), persons: persons})
	}
	if err := p.Ledger.View(v.understand); err != nil {
		return err
	}
	return p.showNew(v)
}

// understand finds the products that were typed.
func (v *newView) understand(r ledger.Reader) error {
	all, err := catalogue.Products(r)
	if err != nil {
		return err
	}
	for i := range v.asked {
		a := &v.asked[i]
		if a.typed == "" {
			continue
		}
		product, ok := named(all, a.typed, v.Q.Words.Tag())
		if !ok {
			a.fault = v.Q.T("phone.what.none")
			v.faults.list = append(v.faults.list, page.Fault{Field: a.id, Text: a.fault})
			continue
		}
		a.typed = product.Text(v.Q.Words.Tag()).Name
		v.wish = append(v.wish, catalogue.Line{Product: product.ID, Persons: a.persons})
	}
	return nil
}

// named is the product of this name, else the first that is found by everyday words.
func named(all []catalogue.Product, typed, tag string) (catalogue.Product, bool) {
	for _, p := range all {
		if t := p.Text(tag); strings.EqualFold(t.Name, typed) || strings.EqualFold(t.Short, typed) {
			return p, true
		}
	}
	if found := catalogue.Search(all, typed); len(found) > 0 {
		return found[0], true
	}
	return catalogue.Product{}, false
}

func (p *Pages) showNew(v newView) error {
	err := p.Ledger.View(v.fill)
	if err != nil {
		var refusal *page.Notice
		if refusal, err = v.Refused(err); err != nil {
			return err
		}
		if v.notice == nil {
			v.notice = refusal
		}
		v.wish = nil
	}
	v.focus = "wat1"
	if len(v.times.best) > 0 && len(v.wish) > 0 {
		v.focus = "tijd"
	}
	return page.Render(v.C, v.Status(), newPage(v))
}

// fill reads what is offered for the wish.
func (v *newView) fill(r ledger.Reader) error {
	w := v.Q.Words
	all, err := catalogue.Products(r)
	if err != nil {
		return err
	}
	v.names = nil
	for _, p := range all {
		v.names = append(v.names, p.Text(w.Tag()).Name)
	}
	slices.Sort(v.names)
	if len(v.wish) == 0 || len(v.faults.list) > 0 && v.faults.at == nil {
		v.wish = nil
		return nil
	}
	need, err := catalogue.Measure(r, v.wish)
	if err != nil {
		return err
	}
	v.minutes, v.need.Phone, v.route, v.question = w.Minutes(need.Minutes), need.Phone, need.Route, need.Route != catalogue.AtCounter
	if v.what, err = lines(r, w, v.wish); err != nil {
		return err
	}
	for _, l := range v.wish {
		product, err := catalogue.ProductByID(r, l.Product)
		if err != nil {
			return err
		}
		text := product.Text(w.Tag())
		if product.OnlineURL != "" {
			v.online = append(v.online, onlineView{text.Online, product.OnlineURL})
		}
	}
	if v.bring, _, err = paper.BringAndWho(w, v.wish, func(id catalogue.ProductID) (catalogue.Product, error) { return catalogue.ProductByID(r, id) }); err != nil {
		return err
	}
	chosen := v.times.chosen
	offer, _ := offerOf(chosen)
	if v.own, err = asked.Of(r, v.Q, v.wish, offer.Date, v.details, v.faults.at); err != nil {
		return err
	}
	v.times, err = times(r, w, supply.Query{Wish: v.wish, Key: v.key, Audience: audience(v.C), Extra: v.aid()}, v.times.office, v.times.from)
	v.times.chosen = chosen
	return err
}

// Book answers POST /medewerker/telefoon/nieuw: one appointment, however often it is sent.
func (p *Pages) Book(c *fiber.Ctx) error {
	v := newView{Request: staff.From(c), details: typed(c)}
	v.times.from, v.times.chosen = c.FormValue("vanaf"), c.FormValue("tijd")
	var err error
	if v.key, err = booking.ParseVisitKey(c.FormValue("v")); err != nil {
		return err
	}
	if v.wish, err = wishOf(c); err != nil {
		return err
	}
	if err := p.Ledger.View(v.retype); err != nil {
		return err
	}
	offer, chosen := offerOf(v.times.chosen)
	d, problems, err := p.judge(func(r ledger.Reader) (catalogue.Wish, calendar.Date, error) {
		return v.wish, cmp.Or(offer.Date, catalogue.Today(r)), nil
	}, v.details)
	if err != nil {
		return err
	}
	v.times.office = offer.Office
	v.faults = faultsOf(v.Q, problems)
	if !chosen {
		v.faults.list = append([]page.Fault{{Field: "tijd", Text: v.Q.T("phone.time.choose")}}, v.faults.list...)
	}
	if len(v.faults.list) > 0 {
		c.Status(fiber.StatusUnprocessableEntity)
		return p.showNew(v)
	}
	a, err := p.book(v.Request, v.key, v.wish, offer, booking.Request{Key: v.key, Contact: d, Lang: languageOf(c)})
	if err != nil {
		if v.notice, err = v.Refused(err); err != nil {
			return err
		}
		return p.showNew(v)
	}
	return v.Redirect("/medewerker/telefoon/afspraak?toegang=" + p.access(v.Request, a.ID) + "&gedaan=booked")
}

// book holds a time and books it in one transaction; a form that was sent before finds what it made.
func (p *Pages) book(k staff.Request, key booking.VisitKey, wish catalogue.Wish, offer supply.Offer, q booking.Request) (a booking.Appointment, err error) {
	err = k.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		if a, err = booking.Book(tx, p.Vault, q); !isOneOf(err, booking.ErrHoldGone) {
			return err
		}
		if _, err = booking.TakeHoldFor(tx, key, audience(k.C), wish, offer); err != nil {
			return err
		}
		if q.Contact.Aid.Kind != contact.NoAid {
			if _, err = booking.Adapt(tx, key, q.Contact.Aid); isOneOf(err, supply.ErrTaken) {
				return booking.ErrAidTime
			}
		}
		if a, err = booking.Book(tx, p.Vault, q); err != nil {
			return err
		}
		return tx.Audit(ledger.Audited{What: "appointment.booked", Reason: "calls", Found: true, IDs: []string{string(a.ID)}, Office: string(a.Offer.Office)})
	})
	return a, err
}

// audience is whose supply counts: the reserves too for what cannot wait.
func audience(c *fiber.Ctx) supply.Audience {
	if c.FormValue("spoed") == "ja" {
		return supply.Urgent
	}
	return supply.Staff
}

// aid is what was typed that the visitor needs; nil before anything was.
func (v *newView) aid() *supply.Extra {
	if v.details.Empty() {
		return nil
	}
	return booking.ExtraFor(v.details.Aid)
}

// retype puts what was chosen back into the fields above.
func (v *newView) retype(r ledger.Reader) error {
	for i := range mostAsked {
		a := askView{id: "wat" + strconv.Itoa(i+1), persons: 1}
		if i < len(v.wish) {
			product, err := catalogue.ProductByID(r, v.wish[i].Product)
			if err != nil {
				return err
			}
			a.typed, a.persons = product.Text(v.Q.Words.Tag()).Name, v.wish[i].Persons
		}
		v.asked = append(v.asked, a)
	}
	return nil
}

// wishOf reads what somebody comes for from the form: p=paspoort.3 for each product.
func wishOf(c *fiber.Ctx) (catalogue.Wish, error) { return wishFrom(route.FormAll(c, "p"), mostAsked) }

// wishFrom reads a wish of at most so many products; an empty value is none.
func wishFrom(said []string, most int) (wish catalogue.Wish, err error) {
	for _, value := range said {
		if value == "" {
			continue
		}
		id, persons, _ := strings.Cut(value, ".")
		n, err := strconv.Atoi(persons)
		if err != nil || len(wish) == most {
			return nil, catalogue.ErrUnknownProduct
		}
		wish = append(wish, catalogue.Line{Product: catalogue.ProductID(id), Persons: n})
	}
	if len(wish) == 0 {
		return nil, catalogue.ErrNothingChosen
	}
	return wish, nil
}

func languageOf(c *fiber.Ctx) string {
	if taal := c.FormValue("taal"); slices.Contains([]string{"nl", "en", "de"}, taal) {
		return taal
	}
	return "nl"
}
