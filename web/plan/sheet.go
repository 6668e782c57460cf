package plan

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/account"
	"balie/web/page"
	"balie/web/paper"
	"balie/web/staff"
)

// sheetView is the run sheet of an outing: what the team takes along on paper.
type sheetView struct {
	staff.Request
	id       outreach.OutingID
	rounds   int // deliveries
	title    string
	facts    []string
	sections []paper.Section
}

// readSheet gathers a run sheet; with the addresses of deliveries only after it was noted for the auditor
// that they are read.
func (p *Pages) readSheet(c *fiber.Ctx, addresses bool) (v sheetView, err error) {
	v = sheetView{Request: staff.From(c)}
	v.id = outreach.OutingID(v.Asked("id"))
	if addresses {
		if err := p.noteAddresses(v); err != nil {
			return v, err
		}
	}
	err = p.Ledger.View(func(r ledger.Reader) error {
		o, err := outreach.OutingByID(r, v.id)
		if err != nil {
			return err
		}
		vehicle, err := outreach.VehicleByID(r, o.Vehicle)
		if err != nil {
			return err
		}
		names, err := namesOf(r)
		if err != nil {
			return err
		}
		v.title = vehicle.Name + ", " + v.Q.Words.Date(o.Date)
		v.facts = []string{v.Q.T("plan.from.until", "from", v.Q.Words.At(o.From), "until", v.Q.Words.At(o.Until)), (&boardView{Request: v.Request}).crewText(o, names)}
		if err := v.stops(r, o); err != nil {
			return err
		}
		if err := v.kit(r, o); err != nil {
			return err
		}
		calls, _, err := outreach.Drive(r, o)
		if err != nil {
			return err
		}
		v.rounds = len(calls)
		if addresses {
			return v.calls(r, p.Vault, calls)
		}
		return nil
	})
	return v, err
}

// noteAddresses notes whose doors a colleague is about to read.
func (p *Pages) noteAddresses(v sheetView) error {
	return v.Change(p.Ledger, func(tx *ledger.Tx) error {
		round, err := outreach.RoundOf(tx, v.id)
		for _, d := range round {
			if err == nil {
				err = account.Record(tx, "lookup", d.ID, "desk")
			}
		}
		return err
	})
}

func (v *sheetView) stops(r ledger.Reader, o outreach.Outing) error {
	all, err := outreach.EverythingOf(r)
	if err != nil {
		return err
	}
	byID := map[outreach.PlaceID]outreach.Place{}
	for _, p := range all.Places {
		byID[p.ID] = p
	}
	legs, _, err := outreach.Legs(r, o)
	if err != nil {
		return err
	}
	for i, s := range o.Stops {
		if s.State == outreach.Off {
			continue
		}
		p := byID[s.Place]
		n, err := outreach.NeighbourhoodByID(r, p.Neighbourhood)
		if err != nil {
			return err
		}
		x := paper.Section{Title: times(v.Q, s.Arrive, s.Leave) + " " + n.Name, Lines: []string{p.Name + ", " + p.Street + " " + p.Postcode}}
		for _, fact := range []struct {
			is   bool
			text string
		}{{legs[i] > 0, v.Q.T("plan.directions", "minutes", v.Q.Words.Minutes(legs[i]), "lat", degrees(p.Lat), "lon", degrees(p.Lon))}, {s.State == outreach.Here, v.Q.T("plan.stop.here")}, {s.State == outreach.Left, v.Q.T("field.left")}, {s.Late > 0, v.Q.T("plan.late", "minutes", v.Q.Words.Minutes(s.Late))},
			{p.Power, v.Q.T("plan.place.power")}, {p.Accessible, v.Q.T("plan.place.accessible")}, {p.Signal == outreach.Good, v.Q.T("plan.place.signal")}, {p.Signal == outreach.Poor, v.Q.T("plan.place.nosignal")},
			{p.Phone != "", v.Q.T("plan.place.phone", "phone", p.Phone)}, {p.Key != "", v.Q.T("plan.place.key", "where", p.Key)}} {
			if fact.is {
				x.Lines = append(x.Lines, fact.text)
			}
		}
		heard, err := heardLine(r, v.Q, n.ID, o.Date)
		if err != nil {
			return err
		}
		if heard != "" {
			x.Lines = append(x.Lines, heard)
		}
		booked, err := outreach.Booked(r, o, s)
		if err != nil {
			return err
		}
		for _, a := range booked {
			what, err := wishText(r, v.Q, a.Wish)
			if err != nil {
				return err
			}
			x.Ticks = append(x.Ticks, v.Q.Words.At(a.Offer.Start)+", "+what)
		}
		v.sections = append(v.sections, x)
	}
	return nil
}

// wishText says what somebody comes for; what is discreet is not named on paper.
func wishText(r ledger.Reader, q page.Request, wish catalogue.Wish) (string, error) {
	var all []string
	for _, line := range wish {
		p, err := catalogue.ProductByID(r, line.Product)
		if err != nil {
			return "", err
		}
		if p.Discreet {
			return q.T("reception.discreet"), nil
		}
		all = append(all, q.T("wish.line", "product", p.Text(q.Words.Tag()).Short, "persons", q.Words.Persons(line.Persons)))
	}
	return q.Words.List(all), nil
}

func (v *sheetView) kit(r ledger.Reader, o outreach.Outing) error {
	if o.Kit == "" {
		return nil
	}
	k, err := outreach.KitByID(r, o.Kit)
	v.sections = append(v.sections, paper.Section{Title: k.Name, Ticks: k.Checks})
	return err
}

func (v *sheetView) calls(r ledger.Reader, vault *contact.Vault, calls []outreach.Call) error {
	for _, c := range calls {
		d, err := contact.Read(r, vault, c.Delivery.Subject())
		if err != nil && ledger.CodeOf(err) != ledger.Gone {
			return err
		}
		v.sections = append(v.sections, paper.Section{
			Title: v.Q.Words.At(c.Arrives) + " " + d.Place, Lines: []string{d.Name, d.Street, d.Postcode + " " + d.Place},
			Ticks: []string{v.Q.T("plan.handed"), v.Q.T("plan.nothome")},
		})
	}
	return nil
}

// ShowSheet answers GET /medewerker/inzet/blad.
func (p *Pages) ShowSheet(c *fiber.Ctx) error {
	v, err := p.readSheet(c, false)
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, sheetPage(v))
}

// PrintSheet answers GET /medewerker/inzet/blad.pdf: the same words on paper.
func (p *Pages) PrintSheet(c *fiber.Ctx) error { return p.print(c, false) }

// PrintAddresses answers POST /medewerker/inzet/adressen: the round with whose doors they are.
func (p *Pages) PrintAddresses(c *fiber.Ctx) error { return p.print(c, true) }

func (p *Pages) print(c *fiber.Ctx, addresses bool) error {
	v, err := p.readSheet(c, addresses)
	if err != nil {
		return err
	}
	content, err := paper.RunSheet{Office: v.Q.House.Name, Title: v.title, Facts: v.facts, Sections: v.sections, Language: v.Q.Words.Tag(), Made: v.Q.Now}.PDF()
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/pdf")
	return c.Send(content)
}

// degrees is a position as a navigator takes it: "51.89200".
func degrees(at float64) string { return strconv.FormatFloat(at, 'f', 5, 64) }
