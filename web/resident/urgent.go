package resident

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/route"
)

// urgentPaths are the reasons as they stand in addresses, in the order of the page.
var urgentPaths = []struct {
	reason catalogue.UrgentReason
	path   string
}{{catalogue.Death, "overlijden"}, {catalogue.Stillbirth, "levenloos"}, {catalogue.BirthTerm, "geboorte"}, {catalogue.Journey, "reis"}}

func urgentPath(reason catalogue.UrgentReason) string {
	for _, u := range urgentPaths {
		if u.reason == reason {
			return u.path
		}
	}
	return ""
}

// urgencyFrom reads what cannot wait from the address or the form; the zero value where nothing is said.
func urgencyFrom(c *fiber.Ctx) (u catalogue.Urgency) {
	for _, known := range urgentPaths {
		if known.path == c.FormValue("spoed") {
			u.Reason = known.reason
		}
	}
	u.Day, _ = calendar.ParseDate(c.FormValue("datum"))
	return u
}

// said is an urgency as pairs for an address or a form.
func said(u catalogue.Urgency) []string {
	if u.Reason == catalogue.NotUrgent {
		return nil
	}
	pairs := []string{"spoed", urgentPath(u.Reason)}
	if u.Day != 0 {
		pairs = append(pairs, "datum", u.Day.String())
	}
	return pairs
}

// urgentView is a reason that cannot wait: what we must know, the first place, and whom to call.
type urgentView struct {
	path   string
	gentle bool
	title  string
	text   string
	icon   string
	// asking is what we must know before there is a time to offer.
	asking  bool // the day
	taker   bool // whether the undertaker does it
	done    bool // the undertaker does it
	day     string
	empty   bool // the day was asked and left open
	fault   string
	term    string // until when by law
	over    bool   // the term has passed
	ready   string // on which day a document is ready that is asked for at the first time
	tooLate bool   // that is not before they leave
	enough  string // why it is not urgent
	first   []firstView
	choose  string // where a time is chosen
	hall    catalogue.Office
	open    bool
	none    bool
}

// firstView is the first time at one place.
type firstView struct {
	where, when string
	today, late bool // late: after the last lawful day
}

// ShowUrgent answers GET /spoed: what cannot wait.
func (p *Pages) ShowUrgent(c *fiber.Ctx) error {
	q := page.From(c)
	var all []urgentView
	var hall urgentView
	err := p.read(func(r ledger.Reader) error {
		for _, u := range urgentPaths {
			product, err := catalogue.UrgentProduct(r, u.reason)
			if ledger.CodeOf(err) == ledger.NotFound {
				continue
			}
			if err != nil {
				return err
			}
			all = append(all, urgentView{path: u.path, title: q.T("urgent." + string(u.reason)), icon: product.Icon})
		}
		return hall.phones(r)
	})
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, urgentPage(q, all, hall))
}

// phones finds whom to call now.
func (v *urgentView) phones(r ledger.Reader) error {
	hall, err := catalogue.MainOffice(r)
	if errors.Is(err, catalogue.ErrUnknownOffice) {
		return nil
	}
	v.hall, v.open = hall, hall.Open(r.Now())
	return err
}

// ShowReason answers GET /spoed/:reden. It asks who reports a death, and the day where the law or a
// journey makes it matter; then it shows the first place.
func (p *Pages) ShowReason(c *fiber.Ctx) error {
	q := page.From(c)
	u := catalogue.Urgency{}
	for _, known := range urgentPaths {
		if known.path == c.Params("reden") {
			u.Reason = known.reason
		}
	}
	v := urgentView{path: c.Params("reden"), title: q.T("urgent." + string(u.Reason)), text: q.T("urgent." + string(u.Reason) + ".text"), day: page.Clip(c.Query("datum"), len("2026-12-01"))}
	err := p.read(func(r ledger.Reader) error {
		product, err := catalogue.UrgentProduct(r, u.Reason)
		if err != nil {
			return err
		}
		v.gentle, v.icon = product.Gentle, product.Icon
		if err := v.phones(r); err != nil {
			return err
		}
		v.empty = c.Context().QueryArgs().Has("datum") && strings.TrimSpace(v.day) == ""
		return v.judge(r, q, product, u, c.Query("uitvaart"))
	})
	if route.IsOneOf(err, catalogue.ErrUnknownProduct) {
		return c.Redirect(string(q.Href("/spoed")), fiber.StatusSeeOther)
	}
	if err != nil {
		return err
	}
	status := fiber.StatusOK
	if v.fault != "" {
		status = fiber.StatusUnprocessableEntity
	}
	return page.Render(c, status, reasonPage(q, v))
}

// judge decides what the page asks, says and offers.
func (v *urgentView) judge(r ledger.Reader, q page.Request, product catalogue.Product, u catalogue.Urgency, taker string) error {
	v.taker, v.done = u.Reason == catalogue.Death && taker == "", u.Reason == catalogue.Death && taker == "ja"
	if v.taker || v.done {
		return nil
	}
	v.asking = u.Reason != catalogue.Stillbirth
	var wrong error
	if v.day != "" {
		u.Day, wrong = calendar.ParseDate(v.day)
	}
	switch err := u.Check(v.hall.Today(r.Now())); {
	case wrong != nil || v.day != "" && route.IsOneOf(err, catalogue.ErrUrgentDay):
		v.fault = q.T("urgent.day.fault")
		return nil
	case v.day == "" && !u.Reason.Always():
		if v.empty {
			v.fault = q.T("urgent.day.empty." + v.path)
		}
		return nil
	case route.IsOneOf(err, catalogue.ErrNotUrgent):
		v.enough = q.T("urgent.enough." + string(u.Reason))
	case err != nil:
		return err
	}
	return v.offer(r, q.Words, product, u)
}

// offer finds the first place, and says until when the law gives.
func (v *urgentView) offer(r ledger.Reader, w lang.Words, product catalogue.Product, u catalogue.Urgency) error {
	last, ok := u.LastDay()
	if v.over = ok && last < v.hall.Today(r.Now()); v.over {
		v.term = w.T("urgent.past."+string(u.Reason), "day", w.Date(last))
		if u.Reason == catalogue.BirthTerm {
			v.title = w.T("urgent.over.birth")
		}
	} else if ok {
		v.term = w.T("urgent.term."+string(u.Reason), "day", w.Date(last))
	}
	ask := supply.Query{Wish: catalogue.Wish{{Product: product.ID, Persons: 1}}, Audience: supply.Urgent}
	if v.enough != "" {
		ask.Audience, u.Reason = supply.Public, catalogue.NotUrgent
	}
	offers, err := supply.FirstAnywhere(r, ask)
	if err != nil {
		return err
	}
	for _, o := range offers[:min(len(offers), 2)] {
		office, err := catalogue.OfficeByID(r, o.Office)
		if err != nil {
			return err
		}
		v.first = append(v.first, firstView{office.Name, w.Day(o.Date) + ", " + w.At(o.Start), o.Date == office.Today(r.Now()), ok && !v.over && o.Date > last})
	}
	v.none = len(offers) == 0
	v.sayReady(w, product, u, offers)
	v.choose = "/afspraak/tijd" + query(ask.Wish, said(u)...)
	return nil
}

// sayReady says on which day a document is ready that is asked for at the first time there is, and whether that is before
// somebody leaves. Without a time there is none.
func (v *urgentView) sayReady(w lang.Words, product catalogue.Product, u catalogue.Urgency, offers []supply.Offer) {
	days := product.ReadyDays
	if product.UrgentDays > 0 {
		days = product.UrgentDays
	}
	if days == 0 || v.path != urgentPath(catalogue.Journey) {
		return
	}
	if len(offers) == 0 {
		v.tooLate = u.Day != 0
		return
	}
	ready := calendar.WorkingDaysAfter(offers[0].Date, days)
	v.ready, v.tooLate = w.T("urgent.ready", "day", w.Day(ready)), u.Day != 0 && ready >= u.Day
}
