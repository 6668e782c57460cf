package field

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/web/account"
	"balie/web/page"
	"balie/web/staff"
)

// dayView is the day of one outing.
type dayView struct {
	staff.Request
	notice *page.Notice
	note   outreach.Note // that was refused
	sure   bool          // its warning was shown

	o       outreach.Outing
	others  []outingLine // of today, where there are several
	vehicle string
	crew    string
	kit     string
	checks  []checkView
	stops   []stopView
	now     int // the stop where the team is or goes next; -1: none any more
	back    string
	did     string // what was done last
	undo    string // the action that was done last, and can be taken back; "" where there is none
}

type outingLine struct{ id, name string }

type checkView struct {
	n    int
	text string
	done bool
}

// dones are what just happened, as the address of the page after it says.
var dones = []string{"aangekomen", "vertrokken", "later", "niet", "praatje", "oordeel", "koffer", "bereik", "binnen", "er", "roep", "begin", "klaar", "weg", "pin", undoVerb}

// ShowDay answers GET /medewerker/onderweg: today's outing of the team.
func (p *Pages) ShowDay(c *fiber.Ctx) error {
	v := dayView{Request: staff.From(c)}
	if done := c.Query("gedaan"); slices.Contains(dones, done) {
		if id := c.Query("bij"); len(id) == ledger.IDLength && slices.Contains(undoable, done) {
			v.undo, v.did = id, v.Q.T("field.done."+done)
		} else {
			v.notice = page.NewNotice(page.Good, v.Q.T("field.done."+done), "")
		}
	}
	return p.showDay(v, fiber.StatusOK)
}

func (p *Pages) showDay(v dayView, status int) error {
	if err := p.Ledger.View(func(r ledger.Reader) error { return p.read(r, &v) }); err != nil {
		return err
	}
	return page.Render(v.C, status, dayPage(v))
}

func (p *Pages) read(r ledger.Reader, v *dayView) error {
	if err := v.choose(r); err != nil || v.o.ID == "" {
		return err
	}
	for _, step := range []func(ledger.Reader) error{v.readTeam, v.readKit, func(r ledger.Reader) error { return p.readStops(r, v) }} {
		if err := step(r); err != nil {
			return err
		}
	}
	return nil
}

// choose takes the outing that is asked for, else one's own of today, else the first of today.
func (v *dayView) choose(r ledger.Reader) error {
	all, err := outreach.Outings(r, v.Today(), v.Today())
	all = slices.DeleteFunc(slices.Clone(all), func(o outreach.Outing) bool { return o.State == outreach.Draft })
	asked := func(o outreach.Outing) bool {
		return string(o.ID) == v.Asked("inzet") || slices.ContainsFunc(o.Stops, func(s outreach.Stop) bool { return string(s.ID) == v.Asked("halte") })
	}
	own := func(o outreach.Outing) bool {
		return o.State != outreach.Cancelled && slices.Contains(o.Crew, roster.ColleagueID(v.S.User))
	}
	going := func(o outreach.Outing) bool { return o.State != outreach.Cancelled && len(o.Stops) > 0 }
	for _, fits := range []func(outreach.Outing) bool{asked, own, going, func(outreach.Outing) bool { return true }} {
		if i := slices.IndexFunc(all, fits); i >= 0 {
			v.o = all[i]
			break
		}
	}
	for _, o := range all {
		x, failed := outreach.VehicleByID(r, o.Vehicle)
		if err == nil {
			err = failed
		}
		if o.ID == v.o.ID {
			v.vehicle = x.Name
			continue
		}
		v.others = append(v.others, outingLine{string(o.ID), x.Name})
	}
	return err
}

// readTeam says who goes along.
func (v *dayView) readTeam(r ledger.Reader) error {
	all, err := account.All(r)
	var names []string
	for _, u := range all {
		if slices.Contains(v.o.Crew, roster.ColleagueID(u.ID)) {
			names = append(names, u.Name)
		}
	}
	v.crew = v.Q.Words.List(names)
	return err
}

func (v *dayView) readKit(r ledger.Reader) error {
	if v.o.Kit == "" {
		return nil
	}
	k, err := outreach.KitByID(r, v.o.Kit)
	v.kit = k.Name
	for i, text := range k.Checks {
		v.checks = append(v.checks, checkView{i, text, slices.Contains(v.o.Checked, i)})
	}
	return err
}

// ready reports whether every line of the kit is ticked.
func (v dayView) ready() bool {
	return !slices.ContainsFunc(v.checks, func(c checkView) bool { return !c.done })
}

// times is a stretch of the day in words: "9.00–12.00".
func times(q page.Request, from, to calendar.Cell) string {
	return q.Words.Clock(from) + "–" + q.Words.Clock(to)
}

// wishText says what somebody comes for; what is discreet is not named.
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
		all = append(all, p.Text(q.Words.Tag()).Short)
	}
	return strings.Join(all, ", "), nil
}
