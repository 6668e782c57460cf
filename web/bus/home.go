package bus

import (
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/geomap"
	"balie/web/page"
	"balie/web/paper"
)

// How many days the first page lists, and how far one village looks ahead.
const (
	listed = 14
	ahead  = 91
)

// homeView is the first page of the bus.
type homeView struct {
	q        page.Request
	typed    string
	missed   bool // nothing was found for what was typed
	village  outreach.Neighbourhood
	near     stop
	found    bool
	products []productView
	all      []stop
	chart    geomap.Drawing
	mapText  string
	until    calendar.Date // the last day that is listed
	here     []stop        // where it stands now
}

// ShowHome answers GET /praotbus.
func (p *Pages) ShowHome(c *fiber.Ctx) error {
	v := homeView{q: page.From(c), typed: c.Query("plek")}
	if len(v.typed) > 60 {
		v.typed = ""
	}
	err := p.Ledger.View(func(r ledger.Reader) error {
		all, err := stops(r, v.q, ahead)
		if err != nil {
			return err
		}
		villages, err := outreach.Neighbourhoods(r)
		if err != nil {
			return err
		}
		v.list(all)
		if v.typed != "" {
			if v.village, v.found = find(villages, v.typed); !v.found {
				v.missed = true
			} else if v.near, v.found = nearest(all, v.village); v.found {
				if v.products, err = offered(r, v.q, v.near.place.ID); err != nil {
					return err
				}
			}
		}
		v.draw(villages, all)
		return nil
	})
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, homePage(v))
}

// list keeps what the page shows: the coming two weeks, and where the bus is now.
func (v *homeView) list(all []stop) {
	v.until = lastListed(v.q)
	for _, s := range all {
		if s.date <= v.until {
			v.all = append(v.all, s)
		}
		if s.now() {
			v.here = append(v.here, s)
		}
	}
}

// draw is the map of the villages, with the nearest stop pointed out.
func (v *homeView) draw(villages []outreach.Neighbourhood, all []stop) {
	near := outreach.NeighbourhoodID("")
	if v.found {
		near = v.near.village.ID
	}
	shown := dots(v.q, villages, all, near, v.until)
	v.chart, v.mapText = geomap.Draw(shown, nil, geomap.Beside), mapText(v.q, shown)
}

// villageView is one village and its stops.
type villageView struct {
	q       page.Request
	village outreach.Neighbourhood
	all     []stop
}

// ShowVillage answers GET /praotbus/kern/:id.
func (p *Pages) ShowVillage(c *fiber.Ctx) error {
	v, err := p.village(c)
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, villagePage(v))
}

func (p *Pages) village(c *fiber.Ctx) (v villageView, err error) {
	v.q = page.From(c)
	err = p.Ledger.View(func(r ledger.Reader) error {
		if v.village, err = outreach.NeighbourhoodByID(r, outreach.NeighbourhoodID(c.Params("id"))); err != nil {
			return err
		}
		all, err := stops(r, v.q, ahead)
		for _, s := range all {
			if s.village.ID == v.village.ID {
				v.all = append(v.all, s)
			}
		}
		return err
	})
	return v, err
}

// Follow answers GET /praotbus/kern/:id/agenda.ics: the stops of a village as a calendar to follow.
func (p *Pages) Follow(c *fiber.Ctx) error {
	v, err := p.village(c)
	if err != nil {
		return err
	}
	feed := paper.Feed{Name: v.q.T("bus.feed", "village", v.village.Name)}
	for _, s := range v.all {
		from, _ := calendar.At(s.date, s.from, zone(v.q))
		to, _ := calendar.At(s.date, s.to, zone(v.q))
		said := v.q.T("bus.feed.entry", "vehicle", s.vehicle, "village", s.village.Name)
		if s.off {
			said = v.q.T("bus.feed.off", "what", said)
		}
		feed.Entries = append(feed.Entries, paper.Entry{
			UID: string(s.id) + "@praotbus", Sequence: s.version, Stamp: v.q.Now, From: from, To: to, Zone: zone(v.q), Cancelled: s.off,
			Summary: said, Where: s.place.Spot() + ", " + s.village.Name,
			URL: p.Origin.Of(c) + "/praotbus/halte/" + string(s.place.ID),
		})
	}
	c.Set(fiber.HeaderContentType, "text/calendar; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, "public, max-age=900")
	c.Set(fiber.HeaderContentDisposition, fmt.Sprintf(`inline; filename="praotbus-%s.ics"`, v.village.ID))
	return c.Send(feed.ICS())
}

// placeView is a place to stand: when the bus is there and what can be done.
type placeView struct {
	q        page.Request
	place    outreach.Place
	village  outreach.Neighbourhood
	all      []stop
	chart    geomap.Drawing // with this village pointed out
	products []productView
	address  string // of this page, as on paper
	code     string // path of the code
	side     int
}

func (p *Pages) placeOf(c *fiber.Ctx) (v placeView, err error) {
	v.q = page.From(c)
	err = p.Ledger.View(func(r ledger.Reader) error {
		if v.place, err = outreach.PlaceByID(r, outreach.PlaceID(c.Params("id"))); err != nil {
			return err
		}
		if v.village, err = outreach.NeighbourhoodByID(r, v.place.Neighbourhood); err != nil {
			return err
		}
		all, err := stops(r, v.q, ahead)
		for _, s := range all {
			if s.place.ID == v.place.ID {
				v.all = append(v.all, s)
			}
		}
		if err != nil {
			return err
		}
		villages, err := outreach.Neighbourhoods(r)
		if err != nil {
			return err
		}
		v.chart = geomap.Draw(dots(v.q, villages, nil, v.village.ID, lastListed(v.q)), nil, geomap.Beside)
		v.products, err = offered(r, v.q, v.place.ID)
		return err
	})
	if err != nil {
		return v, err
	}
	v.address = p.Origin.Of(c) + "/praotbus/halte/" + string(v.place.ID)
	v.code, v.side, err = paper.QRPath(v.address)
	return v, err
}

func (v placeView) box() string { return "0 0 " + strconv.Itoa(v.side) + " " + strconv.Itoa(v.side) }

// coming are the stops that go on.
func (v placeView) coming() (all []stop) {
	for _, s := range v.all {
		if !s.off {
			all = append(all, s)
		}
	}
	return all
}

func (v placeView) what() string {
	var names []string
	for _, p := range v.products {
		if len(names) < 4 {
			names = append(names, p.name)
		}
	}
	if len(names) == 0 {
		return v.q.T("bus.poster.talk")
	}
	return v.q.T("bus.poster.what", "what", v.q.Words.List(names))
}

// ShowPlace answers GET /praotbus/halte/:id.
func (p *Pages) ShowPlace(c *fiber.Ctx) error {
	v, err := p.placeOf(c)
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, placePage(v))
}

// ShowPoster answers GET /praotbus/halte/:id/poster: the poster as a page to print.
func (p *Pages) ShowPoster(c *fiber.Ctx) error {
	v, err := p.placeOf(c)
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, posterPage(v))
}

// PrintPoster answers GET /praotbus/halte/:id/poster.pdf.
func (p *Pages) PrintPoster(c *fiber.Ctx) error {
	v, err := p.placeOf(c)
	if err != nil {
		return err
	}
	poster := paper.StopPoster{Office: v.q.House.Name, Title: v.title(), What: v.what(), Payload: v.address, Language: v.q.Words.Tag(), Made: v.q.Now,
		Where: []string{v.place.Spot()}, Code: v.q.T("bus.poster.code", "address", v.address)}
	for _, s := range v.coming() {
		poster.When = append(poster.When, v.q.Words.Day(s.date)+", "+s.when(v.q))
	}
	if len(poster.When) == 0 {
		poster.When = []string{v.q.T("bus.none")}
	}
	content, err := poster.PDF()
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/pdf")
	return c.Send(content)
}

func (v placeView) title() string { return v.q.T("bus.poster.title", "village", v.village.Name) }
