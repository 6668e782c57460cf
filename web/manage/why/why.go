package why

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

const whyPath = "/medewerker/waarom"

func (p *Pages) whyRoutes() []route.Route {
	return []route.Route{
		{Method: "GET", Path: whyPath, Access: route.Staff, Right: route.ExplainTimes, Limit: route.Look, Handler: p.ShowWhy},
	}
}

// whyView is the answer to "why is this time not there?".
type whyView struct {
	frame
	notice   *page.Notice
	products []catalogue.Product
	offices  []catalogue.Office

	product  catalogue.Product
	persons  int
	most     int // persons that can be chosen
	office   catalogue.Office
	date     calendar.Date
	typed    string // the time
	start    calendar.Cell
	audience supply.Audience
	faults   map[string]string // by field

	answer *answerView
	first  []firstView
}

// firstView is a product with its first time at the office.
type firstView struct {
	name, when, wait string
	nowhere          bool // no office can do this
}

// nearTimes is how many free times are named beside one that is not.
const nearTimes = 3

// ShowWhy answers GET /medewerker/waarom.
func (p *Pages) ShowWhy(c *fiber.Ctx) error {
	v := whyView{frame: frame{Request: staff.From(c), here: "why"}, faults: map[string]string{}}
	v.title = v.Q.T("config.why")
	err := p.Ledger.View(v.read)
	if err != nil {
		if v.notice, err = v.Refused(err); err != nil {
			return err
		}
	}
	if len(v.faults) > 0 {
		c.Status(fiber.StatusUnprocessableEntity)
	}
	return page.Render(c, v.Status(), whyPage(v))
}

// names reports whether the colleague may read the name of a product: of a discreet one only who books or sets it up.
func (f frame) names(p catalogue.Product) bool {
	return !p.Discreet || f.S.May(route.ChangeForOthers) || f.S.May(route.SetUp)
}

// said is a product as it stands in an answer that others may read along.
func (f frame) said(p catalogue.Product) string {
	if p.Discreet {
		return f.Q.T("config.why.discreet")
	}
	return p.Text(f.Q.Words.Tag()).Name
}

func (v *whyView) read(r ledger.Reader) (err error) {
	if err := v.choices(r); err != nil {
		return err
	}
	v.understand()
	if err := v.firsts(r); err != nil {
		return err
	}
	if len(v.faults) > 0 || v.typed == "" || v.product.ID == "" || v.office.ID == "" {
		return nil
	}
	v.answer, err = v.explain(r)
	return err
}

// choices are what can be asked about.
func (v *whyView) choices(r ledger.Reader) error {
	all, err := catalogue.Products(r)
	if err != nil {
		return err
	}
	for _, p := range all {
		if v.names(p) {
			v.products = append(v.products, p)
		}
	}
	tag := v.Q.Words.Tag()
	slices.SortStableFunc(v.products, func(a, b catalogue.Product) int {
		return cmp.Or(cmp.Compare(a.Rank(), b.Rank()), cmp.Compare(a.Text(tag).Name, b.Text(tag).Name))
	})
	v.offices, err = catalogue.Offices(r)
	return err
}

// understand reads the question; what it cannot be is a fault at its field.
func (v *whyView) understand() {
	v.persons, v.date, v.typed = 1, v.Today(), page.Clip(v.Asked("tijd"), 20)
	if len(v.products) > 0 {
		v.product = v.products[0]
	}
	if len(v.offices) > 0 {
		v.office = v.offices[0]
	}
	if id := v.Asked("product"); id != "" {
		i := slices.IndexFunc(v.products, func(p catalogue.Product) bool { return string(p.ID) == id })
		if i < 0 {
			v.faults["product"] = v.Q.T("config.why.fault.product")
		} else {
			v.product = v.products[i]
		}
	}
	if id := v.Asked("locatie"); id != "" {
		i := slices.IndexFunc(v.offices, func(o catalogue.Office) bool { return string(o.ID) == id })
		if i < 0 {
			v.faults["locatie"] = v.Q.T("config.why.fault.office")
		} else {
			v.office = v.offices[i]
		}
	}
	for _, p := range v.products {
		v.most = max(v.most, p.MaxPersons)
	}
	if n, err := strconv.Atoi(v.Asked("personen")); err == nil && n > 0 && n <= v.most {
		v.persons = n
	} else if v.Asked("personen") != "" {
		v.faults["personen"] = v.Q.T("config.why.fault.persons")
	}
	v.understandTime()
}

func (v *whyView) understandTime() {
	if typed := v.Asked("dag"); typed != "" {
		date, err := calendar.ParseDate(typed)
		if v.date = date; err != nil {
			v.faults["dag"], v.date = v.Q.T("config.why.fault.day"), v.Today()
		}
	}
	if v.typed != "" {
		start, ok := staff.ClockOf(v.typed)
		if v.start = start; !ok || start >= calendar.CellsPerDay {
			v.faults["tijd"] = v.Q.T("config.fault.clock")
		}
	}
	switch supply.Audience(v.Asked("voor")) {
	case supply.Public:
	case supply.Staff:
		v.audience = supply.Staff
	case supply.Urgent:
		v.audience = supply.Urgent
	default:
		v.faults["voor"] = v.Q.T("config.why.fault.audience")
	}
}

// query asks for some product at the office.
func (v *whyView) query(p catalogue.ProductID, persons int) supply.Query {
	return supply.Query{Wish: catalogue.Wish{{Product: p, Persons: persons}}, Audience: v.audience}
}

// firsts are the first time of each product at the office; what is discreet is left out.
func (v *whyView) firsts(r ledger.Reader) error {
	if v.office.ID == "" {
		return nil
	}
	for _, p := range v.products {
		if p.Discreet {
			continue
		}
		one := firstView{name: p.Text(v.Q.Words.Tag()).Name}
		today, now := calendar.CellIn(r.Now(), v.office.Location())
		found, err := supply.NextFrom(r, v.office.ID, v.query(p.ID, 1), today, now, 1)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			one.when = v.moment(found[0].Date, found[0].Start)
			one.wait = v.Q.T("config.why.today")
			if days := int(found[0].Date - today); days > 0 {
				one.wait = v.Q.Words.N("config.why.days", days)
			}
		} else {
			places, err := catalogue.OfficesFor(r, catalogue.Wish{{Product: p.ID, Persons: 1}})
			if err != nil {
				return err
			}
			one.when, one.nowhere = v.Q.T("config.why.none", "days", p.HorizonDays), len(places) == 0
		}
		v.first = append(v.first, one)
	}
	return nil
}

// moment is a time as one says it: of today without the day.
func (v frame) moment(d calendar.Date, c calendar.Cell) string {
	if d == v.Today() {
		return v.Q.T("config.why.today") + ", " + v.Q.Words.At(c)
	}
	return v.Q.Words.Day(d) + ", " + v.Q.Words.At(c)
}

// rush reports whether a resident needs a code to book here.
func (v *whyView) rush(r ledger.Reader) (bool, error) {
	if v.audience != supply.Public {
		return false, nil
	}
	return booking.InRush(r, v.office.ID)
}
