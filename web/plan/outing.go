package plan

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/kiosk"
	"balie/outreach"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// dayView is one outing to see and to change.
type dayView struct {
	staff.Request
	notice   *page.Notice
	o        outreach.Outing
	vehicle  outreach.Vehicle
	stops    []stopForm
	crew     []crewView
	kits     []outreach.Kit
	themes   []outreach.Theme
	partners []outreach.Partner
	places   []placeView
	conflict []conflictView
	asked    bool      // a change is to be shown before it is made
	all      bool      // that cancels the outing
	effect   *effectOf // of that change
	link     string    // of a partner, that was made just now
	calls    []callView
	phones   []kiosk.Phone // that keep the day without signal
	key      string
	refused  bool // the form was refused: what was typed stays
}

type stopForm struct {
	id, place, from, to string
	text                string
	state               string
	late                string
	partners            []string
	booked              int
	open                bool // can be moved or cancelled
}

type crewView struct {
	id, name string
	goes     bool
	text     string // why it is better not
}

type callView struct {
	id, at, window, area, kind, state string
	again                             []againView // windows for a new attempt, after nobody was at home
}

type againView struct{ value, text string }

// againDays is how far ahead a new attempt is offered.
const againDays = 14

// moreStops is how many empty lines a form has.
const moreStops = 2

// ShowDay answers GET /medewerker/inzet/dag: an outing, or a new one of a vehicle on a day.
func (p *Pages) ShowDay(c *fiber.Ctx) error {
	v := dayView{Request: staff.From(c)}
	switch what := c.Query("gedaan"); what {
	case "opgeslagen", "voorgesteld", "verplaatst", "laat", "telefoon", "bezorgd", "aangekomen":
		v.notice = page.NewNotice(page.Good, v.Q.T("plan.done."+what), "")
	}
	v.asked = c.Query("halte") != "" || c.Query("alles") != ""
	return p.showDay(v, fiber.StatusOK)
}

func (v dayView) path(more ...string) string {
	query := url.Values{"id": {string(v.o.ID)}}
	for i := 0; i+1 < len(more); i += 2 {
		query.Set(more[i], more[i+1])
	}
	return "/medewerker/inzet/dag?" + query.Encode()
}

func (p *Pages) showDay(v dayView, status int) error {
	v.key = route.NewKey()
	err := p.Ledger.View(func(r ledger.Reader) error {
		if err := v.load(r); err != nil {
			return err
		}
		return v.read(r)
	})
	if err != nil {
		return err
	}
	return page.Render(v.C, status, dayPage(v))
}

// load reads the outing, unless a form that was refused already gave one.
func (v *dayView) load(r ledger.Reader) (err error) {
	id := v.Asked("id")
	switch {
	case v.o.Vehicle != "":
	case id != "":
		v.o, err = outreach.OutingByID(r, outreach.OutingID(id))
	default:
		v.o = outreach.Outing{Vehicle: v.Asked("voertuig"), Date: day(v.Asked("dag"), v.Today()), State: outreach.Draft}
	}
	if err != nil {
		return err
	}
	v.vehicle, err = outreach.VehicleByID(r, v.o.Vehicle)
	if v.o.ID == "" && v.o.Until == 0 {
		v.o.From, v.o.Until = v.vehicle.From, v.vehicle.Until
	}
	return err
}

func (v *dayView) read(r ledger.Reader) error {
	names, err := namesOf(r)
	if err != nil {
		return err
	}
	places, err := placesOf(r)
	if err != nil {
		return err
	}
	for _, x := range places {
		if !x.withdrawn {
			v.places = append(v.places, x)
		}
	}
	slices.SortFunc(v.places, func(a, b placeView) int {
		if a.village+a.name < b.village+b.name {
			return -1
		}
		return 1
	})
	if v.kits, err = outreach.Kits(r); err != nil {
		return err
	}
	if v.themes, err = outreach.Themes(r); err != nil {
		return err
	}
	if v.partners, err = outreach.Partners(r); err != nil {
		return err
	}
	if v.phones, err = kiosk.Phones(r, v.o.Date, string(v.o.ID)); err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error { return v.readStops(r, places) },
		func() error { return v.readCrew(r, names) },
		func() error { return v.readConflicts(r, names, places) },
		func() error { return v.readEffect(r, names, places) },
		func() error { return v.readCalls(r) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (v *dayView) readStops(r ledger.Reader, places map[outreach.PlaceID]placeView) error {
	for _, s := range v.o.Stops {
		f := stopForm{id: string(s.ID), place: string(s.Place), from: s.Arrive.String(), to: s.Leave.String(), state: string(s.State),
			text: places[s.Place].village + ", " + places[s.Place].name, open: v.o.Open() && s.State == outreach.Planned}
		if s.Late > 0 {
			f.late = v.Q.T("plan.late", "minutes", v.Q.Words.Minutes(s.Late))
		}
		for _, x := range s.Partners {
			f.partners = append(f.partners, v.Q.T("plan.partner."+string(x.Answer), "name", v.partnerName(x.Partner)))
		}
		booked, err := outreach.Booked(r, v.o, s)
		if err != nil {
			return err
		}
		f.booked = len(booked)
		v.stops = append(v.stops, f)
	}
	return nil
}

func (v *dayView) partnerName(id string) string {
	for _, p := range v.partners {
		if p.ID == id {
			return p.Name
		}
	}
	return id
}

// readCrew are all who can be rostered: who goes, who could, and why others had better not.
func (v *dayView) readCrew(r ledger.Reader, names people) error {
	all, err := roster.Colleagues(r)
	if err != nil {
		return err
	}
	duties, err := roster.Duties(r, v.o.Date, v.o.Date)
	if err != nil {
		return err
	}
	for _, c := range all {
		d := roster.Duty{Colleague: c.ID, Date: v.o.Date, Start: v.o.From, End: v.o.Until, Kind: roster.Outing, Place: string(v.o.ID)}
		for _, x := range duties {
			if x.Colleague == c.ID && x.Kind == roster.Outing && x.Place == string(v.o.ID) && v.o.ID != "" {
				d.ID = x.ID
			}
		}
		found, err := roster.Check(r, d)
		if err != nil {
			return err
		}
		view := crewView{id: string(c.ID), name: names.of(v.Q, c.ID), goes: slices.Contains(v.o.Crew, c.ID)}
		if len(found) > 0 {
			view.text = v.Q.T("roster.rule." + string(found[0].Rule))
		}
		if view.goes || len(found) == 0 || found[0].Rule.Acceptable() {
			v.crew = append(v.crew, view)
		}
	}
	slices.SortFunc(v.crew, func(a, b crewView) int {
		if a.name < b.name {
			return -1
		}
		return 1
	})
	return nil
}

func (v *dayView) readConflicts(r ledger.Reader, names people, places map[outreach.PlaceID]placeView) error {
	if v.o.ID == "" {
		return nil
	}
	found, err := outreach.Check(r, v.o)
	for _, c := range found {
		if v.o.State == outreach.Draft || v.o.Open() {
			x := conflictOf(v.Q, v.o, c, names, places, v.vehicle.Name)
			if c.Accepted {
				x.text = v.Q.T("roster.accepted", "what", x.text)
				x.remedy = "open"
			} else if x.remedy == "open" && !c.Rule.Hard() && v.o.State == outreach.Draft {
				x.remedy = "accept"
			}
			v.conflict = append(v.conflict, x)
		}
	}
	return err
}

func (v *dayView) readCalls(r ledger.Reader) error {
	if !v.vehicle.Delivers || v.o.ID == "" {
		return nil
	}
	calls, _, err := outreach.Drive(r, v.o)
	for _, c := range calls {
		n, err := outreach.NeighbourhoodByID(r, c.Delivery.Area)
		if err != nil {
			return err
		}
		view := callView{id: c.Delivery.ID, at: v.Q.Words.At(c.Arrives), window: times(v.Q, c.Delivery.Start, c.Delivery.End), area: n.Name,
			kind: v.Q.T("plan.kind." + string(c.Delivery.Kind)), state: string(c.Delivery.State)}
		if c.Delivery.State == outreach.NotHome {
			if view.again, err = v.windowsFor(r, c.Delivery); err != nil {
				return err
			}
		}
		v.calls = append(v.calls, view)
	}
	return err
}

// windowsFor are the windows in which a call can be made once more.
func (v *dayView) windowsFor(r ledger.Reader, d outreach.Delivery) (all []againView, err error) {
	windows, err := outreach.Windows(r, d, v.Today()+againDays)
	for _, w := range windows {
		all = append(all, againView{string(w.Outing) + " " + w.Start.String() + " " + w.End.String(), v.Q.Words.Day(w.Date) + ", " + times(v.Q, w.Start, w.End)})
	}
	return all, err
}

// editable reports whether times and places of stops can be typed.
func (v dayView) editable() bool {
	return v.o.State == outreach.Draft && (mayPlan(v.Request) || v.proposable())
}

// proposable reports whether it is a draft that who looks may propose, and change as long as it is one.
func (v dayView) proposable() bool {
	return v.o.State == outreach.Draft && (v.o.ID == "" || v.o.Proposed) && mayPropose(v.Request)
}

// mayType reports whether anything of the form can be typed.
func (v dayView) mayType() bool { return mayPlan(v.Request) || v.proposable() }

// saves is where the form goes.
func (v dayView) saves() string {
	if v.proposable() {
		return "/medewerker/inzet/dag/voorstel"
	}
	return "/medewerker/inzet/dag"
}

// lines are the stops of the form, with empty ones below.
func (v dayView) lines() []stopForm {
	all := slices.Clone(v.stops)
	for range moreStops {
		all = append(all, stopForm{})
	}
	if v.refused { // what was typed stands there as it was
		for i := range max(len(all), v.typedLines()) {
			n := strconv.Itoa(i)
			if i >= len(all) {
				all = append(all, stopForm{})
			}
			all[i].place, all[i].from, all[i].to = v.Asked("plaats-"+n), v.Asked("van-"+n), v.Asked("tot-"+n)
		}
	}
	return all
}

// typedLines is how many lines of stops the form had.
func (v dayView) typedLines() (n int) {
	for n < mostLines && v.C.Request().PostArgs().Has("plaats-"+strconv.Itoa(n)) {
		n++
	}
	return n
}

// mostLines bounds the lines of a form.
const mostLines = 20

// typed is a field of the form as it was typed, where it was refused; else what stands.
func (v dayView) typed(name, stands string) string {
	if v.refused {
		return v.Asked(name)
	}
	return stands
}

// clock is when something was, on the clock of the town hall.
func (v dayView) clock(at time.Time) string { return at.In(v.Q.House.Hall.Location()).Format("15.04") }
