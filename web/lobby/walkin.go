package lobby

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/kiosk"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/page"
	"balie/web/route"
)

// chooseView asks what somebody comes for: six choices at most.
type chooseView struct {
	checkInView
	choices []choiceView
	wait    string
}

// choiceView is one large choice.
type choiceView struct {
	icon, name string
	path       string
	pairs      []string
}

// perPage is how many products stand on a page beside "something else".
const perPage = 5

// ShowChoices answers GET /zuil/nummer: what is collected first, then what most people come for.
func (p *Pages) ShowChoices(c *fiber.Ctx) error {
	base, err := p.checkIn(c)
	if err != nil {
		return err
	}
	v := chooseView{checkInView: base}
	v.title, v.back = v.q.T("pillar.what"), "/zuil"
	n, _ := strconv.Atoi(c.Query("blad"))
	n = max(n, 0)
	if n > 0 {
		v.back = "/zuil/nummer"
	}
	err = p.Ledger.View(func(r ledger.Reader) error { return v.fill(r, n) })
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, choosePage(v))
}

func (v *chooseView) fill(r ledger.Reader, n int) error {
	all, collect, err := offered(r, v.office)
	if err != nil {
		return err
	}
	if len(all) > 0 {
		likely, err := forecast.WaitIfJoining(r, v.office.ID, catalogue.Wish{{Product: all[0].ID, Persons: 1}}, queue.WalkIn)
		if err != nil {
			return err
		}
		v.wait = v.q.Words.Wait(likely.Minutes())
	}
	if collect.ID != "" {
		all = slices.Insert(slices.Clone(all), 0, collect)
	}
	first := min(n*perPage, len(all))
	for _, p := range all[first:min(first+perPage, len(all))] {
		choice := choiceView{icon: p.Icon, name: p.Text(v.q.Words.Tag()).Short, path: "/zuil/nummer/" + string(p.ID)}
		if p.ID == collect.ID {
			choice.name = v.q.T("pillar.collect")
		}
		v.choices = append(v.choices, choice)
	}
	if first+perPage < len(all) {
		v.choices = append(v.choices, choiceView{icon: "help-circle", name: v.q.T("pillar.other"), path: "/zuil/zoek"})
	}
	return nil
}

// takeView is one product, with the honest wait, a number or an appointment instead.
type takeView struct {
	checkInView
	product  catalogue.Product
	name     string
	persons  int
	collect  bool
	wait     string
	fits     bool
	says     string // why there is no number
	key      string
	instead  []choiceView
	sections []int // 1..most persons
}

// ShowTake answers GET /zuil/nummer/:product.
func (p *Pages) ShowTake(c *fiber.Ctx) error {
	base, err := p.checkIn(c)
	if err != nil {
		return err
	}
	v := takeView{checkInView: base, key: route.NewKey()}
	v.back = "/zuil/nummer"
	v.persons, _ = strconv.Atoi(c.Query("n"))
	err = p.Ledger.View(func(r ledger.Reader) error { return v.fill(r, catalogue.ProductID(c.Params("product"))) })
	if err != nil {
		return p.sorry(v.checkInView, err)
	}
	return page.Render(c, fiber.StatusOK, takePage(v))
}

// mostPersons is how many people stand on buttons; more of them ask the receptionist.
const mostPersons = 6

func (v *takeView) fill(r ledger.Reader, id catalogue.ProductID) error {
	all, collect, err := offered(r, v.office)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(p catalogue.Product) bool { return p.ID == id })
	switch {
	case i >= 0:
		v.product = all[i]
	case collect.ID == id && id != "":
		v.product, v.collect = collect, true
	default:
		return catalogue.ErrUnknownProduct
	}
	v.persons = min(max(v.persons, 1), v.product.MaxPersons, mostPersons)
	for n := range min(v.product.MaxPersons, mostPersons) {
		v.sections = append(v.sections, n+1)
	}
	if v.name = v.product.Text(v.q.Words.Tag()).Name; v.collect {
		v.name = v.q.T("pillar.collect")
	}
	v.title = v.name
	return v.chances(r)
}

// wish is what this visitor comes for.
func (v takeView) wish() catalogue.Wish {
	return catalogue.Wish{{Product: v.product.ID, Persons: v.persons}}
}

func (v takeView) kind() queue.Kind {
	if v.collect {
		return queue.Collect
	}
	return queue.WalkIn
}

// chances says how long one waits, or why not today, and what one can do instead.
func (v *takeView) chances(r ledger.Reader) error {
	c, err := forecast.ChanceOf(r, v.office.ID, v.wish(), v.kind())
	if err != nil {
		return err
	}
	likely, err := forecast.WaitIfJoining(r, v.office.ID, v.wish(), v.kind())
	if err != nil {
		return err
	}
	switch v.fits = c.Fits; {
	case v.fits:
		v.wait = v.q.Words.Wait(likely.Minutes())
	case c.Open:
		v.title, v.says = v.q.T("pillar.late"), v.q.T("pillar.late.text", "time", v.q.Words.Instant(c.Closes, v.office.Location()))
	default:
		v.title, v.says = v.q.T("pillar.shut"), v.q.T("pillar.shut.text")
	}
	if v.collect && v.fits {
		return nil
	}
	return v.others(r)
}

// others are what one can do instead: the first time here, at the bus, or a call.
func (v *takeView) others(r ledger.Reader) error {
	offers, err := supply.FirstAnywhere(r, supply.Query{Wish: v.wish()})
	if err != nil {
		return err
	}
	for _, o := range offers {
		office, err := catalogue.OfficeByID(r, o.Office)
		if err != nil {
			return err
		}
		switch {
		case o.Office == v.office.ID:
			v.instead = slices.Insert(v.instead, 0, v.offer("calendar-time", v.q.T("pillar.first", "when", v.moment(o)), v.product.ID, o))
		case office.Kind == catalogue.Stop && !v.fits:
			v.instead = append(v.instead, v.offer("bus", v.q.T("pillar.bus", "when", v.moment(o)), v.product.ID, o))
		}
	}
	if v.fits {
		v.instead = v.instead[:min(len(v.instead), 1)]
		return nil
	}
	return v.callBack(r)
}

// callBack offers to be called, where a desk of this office does so.
func (v *takeView) callBack(r ledger.Reader) error {
	all, err := catalogue.Products(r)
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.Route != catalogue.ByCall || p.Discreet {
			continue
		}
		offers, err := supply.Best(r, v.office.ID, supply.Query{Wish: catalogue.Wish{{Product: p.ID, Persons: 1}}}, 1)
		if err != nil {
			return err
		}
		if len(offers) > 0 {
			call := *v
			call.persons = 1
			v.instead = append(v.instead[:min(len(v.instead), 2)], call.offer("phone", v.q.T("pillar.call", "when", v.moment(offers[0])), p.ID, offers[0]))
			break
		}
	}
	return nil
}

// moment says when a time is.
func (v checkInView) moment(o supply.Offer) string {
	return v.q.Words.Day(o.Date) + ", " + v.q.Words.At(o.Start)
}

func (v *takeView) offer(icon, name string, product catalogue.ProductID, o supply.Offer) choiceView {
	return choiceView{icon: icon, name: name, path: "/zuil/afspraak",
		pairs: []string{"product", string(product), "n", strconv.Itoa(v.persons), "locatie", string(o.Office), "tijd", momentOf(o)}}
}

// Take answers POST /zuil/nummer: it gives a number. Sent twice it is the same.
func (p *Pages) Take(c *fiber.Ctx) error {
	base, err := p.checkIn(c)
	if err != nil {
		return err
	}
	v := takeView{checkInView: base}
	v.persons, _ = strconv.Atoi(c.FormValue("n"))
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.fill(r, catalogue.ProductID(c.FormValue("product"))) }); err != nil {
		return p.sorry(v.checkInView, err)
	}
	language := v.q.Words.Tag()
	if v.further != "" {
		language = "nl"
	}
	visitor := queue.Visitor{Office: v.office.ID, Wish: v.wish(), Kind: v.kind(), Lang: language, Key: string(v.device.ID) + " " + c.FormValue("sleutel")}
	var t queue.Ticket
	if err := p.change(c, func(tx *ledger.Tx) (err error) {
		if t, err = kiosk.TakeNumber(tx, visitor); err != nil {
			return err
		}
		return v.helped(tx, t)
	}); err != nil {
		return p.sorry(v.checkInView, err)
	}
	v.title, v.rest, v.back = v.q.T("pillar.number"), true, ""
	return p.showResult(resultView{checkInView: v.checkInView, says: v.q.T("pillar.out.here")}, t)
}
