package appointment

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/asked"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/paper"
	"balie/web/resident"
)

// sureView shows an appointment as it would be, with what that asks, before it is changed.
type sureView struct {
	revision
	moves   int
	same    bool // it keeps its time
	summary []page.Item
	bring   []string
	asked   []asked.Question
	phone   bool // a number is needed and none is known
	number  string
	faults  map[string]string
	list    []page.Fault
}

// showSure asks whether this is meant, and what the products ask.
func (p *Pages) showSure(c *fiber.Ctx, status int, a booking.Appointment, of revision, problems []contact.Problem) error {
	q := page.From(c)
	v := sureView{revision: of, moves: a.Moves, same: of.at.Same(a.Offer), faults: map[string]string{}}
	if of.moves != nil {
		v.moves = *of.moves
	}
	for _, problem := range problems {
		field, said := resident.FieldID(problem), q.T("fault."+problem.Key)
		v.faults[field] = said
		v.list = append(v.list, page.Fault{Field: field, Text: said})
	}
	err := p.read(func(r ledger.Reader) error { return v.fill(r, q, p.Vault, a) })
	if err != nil {
		return p.showWishes(c, a.ID, of.wish, err)
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, surePage(q, v))
}

func (v *sureView) fill(r ledger.Reader, q page.Request, vault *contact.Vault, a booking.Appointment) error {
	known, err := contact.Read(r, vault, a.ID.Subject())
	if err != nil {
		return err
	}
	need, err := booking.NeedOf(r, v.wish, v.at.Date)
	if err != nil {
		return err
	}
	v.phone, v.number = need.Phone && known.Phone == "", v.typed.Phone
	if v.asked, err = asked.Of(r, q, v.wish, v.at.Date, v.typed.in(known), v.faults); err != nil {
		return err
	}
	if v.bring, _, err = resident.BringAndWho(r, q.Words, v.wish); err != nil {
		return err
	}
	ask, err := booking.RevisionQuery(r, vault, a, v.wish, false)
	if err != nil {
		return err
	}
	return v.summarise(r, q.Words, a, ask)
}

// summarise says what it would be, and above it what it is now.
func (v *sureView) summarise(r ledger.Reader, w lang.Words, a booking.Appointment, ask supply.Query) error {
	office, err := catalogue.OfficeByID(r, v.at.Office)
	if err != nil {
		return err
	}
	was, err := resident.Lines(r, w, a.Wish)
	if err != nil {
		return err
	}
	what, err := resident.Lines(r, w, v.wish)
	if err != nil {
		return err
	}
	need, err := catalogue.MeasureAt(r, v.wish, v.at.Office)
	if err != nil {
		return err
	}
	cost, err := resident.Costs(r, w, v.wish, v.at.Date)
	if err != nil {
		return err
	}
	path := "/a/" + string(v.id) + "/wijzigen"
	v.summary = []page.Item{
		{Key: w.T("revise.was"), Lines: append(was, w.Minutes(a.Offer.Minutes), w.Moment(a.Offer.Date, a.Offer.Start))},
		{Key: w.T("revise.what"), Lines: what, Change: path + resident.QueryOf(v.wish) + "&kies=1", What: w.T("sum.what.change")},
		{Key: w.T("sum.long"), Lines: []string{w.Minutes(need.Minutes + ask.Extra.Minutes)}},
		{Key: w.T("sum.where"), Lines: []string{office.Name}},
		{Key: w.T("sum.when"), Lines: []string{paper.MomentOf(w, need.Route, v.at.Date, v.at.Start)}},
	}
	if len(cost) > 0 {
		v.summary = append(v.summary, page.Item{Key: w.T("sum.cost"), Lines: cost})
	}
	return nil
}
