package plan

import (
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// boardView is a week of outings.
type boardView struct {
	staff.Request
	notice   *page.Notice
	monday   calendar.Date
	days     []boardDay
	conflict []conflictView
	cover    []coverView
	vehicles []outreach.Vehicle
	drafts   int // that could be published
	requests int // that wait for an answer
	key      string
	counter  bool // whether the effect on the counter was asked for
}

type boardDay struct {
	date    calendar.Date
	today   bool
	name    string
	said    []string // of the layers
	outings []outingView
	effect  *effectView
}

type outingView struct {
	o        outreach.Outing
	vehicle  string
	delivery bool
	crew     string
	risk     string
	stops    []stopView
	calls    string // of a round of deliveries
	ride     *rideView
}

type stopView struct {
	s            outreach.Stop
	times, where string
	place        string
	off, now     bool
	late         string
	booked       string
	draft        bool
}

type conflictView struct {
	text, do string
	outing   outreach.OutingID
	version  int
	remedy   string // key of the button's words; "" where there is none
	rule     string
	who      string
	cell     string
	stop     string
}

// mayPlan reports whether who looks may change outings; others see them.
func mayPlan(d staff.Request) bool { return d.S.May(route.PlanOutings) }

// mayPropose reports whether who looks may propose an outing that somebody else plans.
func mayPropose(d staff.Request) bool { return !mayPlan(d) && d.S.May(route.RunOutings) }

// ShowBoard answers GET /medewerker/inzet.
func (p *Pages) ShowBoard(c *fiber.Ctx) error {
	v := boardView{Request: staff.From(c), counter: c.Query("balie") != ""}
	switch what := c.Query("gedaan"); what {
	case "gepubliceerd", "weg", "verplaatst", "opgelost", "overgenomen", "afgelast", "laat":
		v.notice = page.NewNotice(page.Good, v.Q.T("plan.done."+what), c.Query("en"))
		if !plain(c.Query("en")) {
			v.notice.Do = ""
		}
	}
	return p.showBoard(v, fiber.StatusOK)
}

// plain reports whether a text of an address can be shown: it is one of our own numbers.
func plain(text string) bool {
	return len(text) < 4 && strings.Trim(text, "0123456789") == ""
}

func (v boardView) path(more ...string) string {
	query := url.Values{"week": {v.monday.String()}}
	for i := 0; i+1 < len(more); i += 2 {
		query.Set(more[i], more[i+1])
	}
	return "/medewerker/inzet?" + query.Encode()
}

func (p *Pages) showBoard(v boardView, status int) error {
	v.key = route.NewKey()
	v.monday = day(v.Asked("week"), v.Today()).Monday()
	err := p.Ledger.View(func(r ledger.Reader) error { return v.read(r, p) })
	if err != nil {
		return err
	}
	return page.Render(v.C, status, boardPage(v))
}

func (v *boardView) read(r ledger.Reader, p *Pages) (err error) {
	if v.vehicles, err = outreach.Vehicles(r); err != nil {
		return err
	}
	names, err := namesOf(r)
	if err != nil {
		return err
	}
	places, err := placesOf(r)
	if err != nil {
		return err
	}
	layers, err := outreach.Layers(r)
	if err != nil {
		return err
	}
	all, err := outreach.Outings(r, v.monday, v.monday+6)
	if err != nil {
		return err
	}
	on, err := readRidePlaces(r)
	if err != nil {
		return err
	}
	for date := v.monday; date < v.monday+7; date++ {
		d := boardDay{date: date, today: date == v.Today(), name: v.Q.Words.Weekday(date.Weekday()), said: saidOf(layers, date)}
		for _, o := range all {
			if o.Date != date {
				continue
			}
			view, err := v.outing(r, o, names, places)
			if err == nil && o.State != outreach.Cancelled {
				view.ride, err = rideOf(r, v.Q, o, on)
			}
			if err != nil {
				return err
			}
			d.outings = append(d.outings, view)
		}
		if v.counter && date >= v.Today() && date < v.monday+5 {
			if d.effect, err = p.effect(r, v.Q, date, all); err != nil {
				return err
			}
		}
		if len(d.outings) > 0 || date < v.monday+5 {
			v.days = append(v.days, d)
		}
	}
	if v.cover, _, err = covers(r, v.Q, min(v.Today(), v.monday+6)); err != nil {
		return err
	}
	requests, err := outreach.Requests(r, outreach.RequestNew)
	v.requests = len(requests)
	return err
}

// outing is an outing in words, with what is wrong with it.
func (v *boardView) outing(r ledger.Reader, o outreach.Outing, names people, places map[outreach.PlaceID]placeView) (outingView, error) {
	view := outingView{o: o}
	for _, x := range v.vehicles {
		if x.ID == o.Vehicle {
			view.vehicle, view.delivery = x.Name, x.Delivers
		}
	}
	view.crew = v.crewText(o, names)
	for _, s := range o.Stops {
		booked, err := outreach.Booked(r, o, s)
		if err != nil {
			return view, err
		}
		stop := stopView{s: s, times: times(v.Q, s.Arrive, s.Leave), where: places[s.Place].village, place: places[s.Place].name, off: s.State == outreach.Off,
			now: s.State == outreach.Here, draft: o.State == outreach.Draft}
		if s.Late > 0 {
			stop.late = v.Q.T("plan.late", "minutes", v.Q.Words.Minutes(s.Late))
		}
		if len(booked) > 0 && o.Open() {
			stop.booked = v.Q.Words.N("plan.booked", len(booked))
		}
		view.stops = append(view.stops, stop)
	}
	if view.delivery {
		calls, minutes, err := outreach.Drive(r, o)
		if err != nil {
			return view, err
		}
		view.calls = v.Q.T("plan.calls", "n", len(calls), "minutes", v.Q.Words.Minutes(minutes))
	}
	if o.State != outreach.Draft && !o.Open() || o.Date < v.Today() {
		return view, nil
	}
	found, err := outreach.Check(r, o)
	if err != nil {
		return view, err
	}
	open := 0
	for _, c := range found {
		if !c.Accepted {
			open++
			view.risk = v.Q.T("plan.rule." + string(c.Rule))
			v.conflict = append(v.conflict, conflictOf(v.Q, o, c, names, places, view.vehicle))
		}
	}
	if open == 0 && o.State == outreach.Draft {
		v.drafts++
	}
	return view, nil
}

func (v *boardView) crewText(o outreach.Outing, names people) string {
	var who []string
	for _, id := range o.Crew {
		who = append(who, names.of(v.Q, id))
	}
	text := v.Q.T("plan.crew.none")
	if len(who) > 0 {
		text = v.Q.Words.List(who)
	}
	if o.Kit == "" {
		return v.Q.T("plan.crew.nokit", "crew", text)
	}
	return v.Q.T("plan.crew.kit", "crew", text)
}

// conflictOf is a conflict as one sentence, and its remedy as a button.
func conflictOf(q page.Request, o outreach.Outing, c outreach.Conflict, names people, places map[outreach.PlaceID]placeView, vehicle string) conflictView {
	v := conflictView{outing: o.ID, version: o.Version, rule: string(c.Rule), stop: "", remedy: "open"}
	v.text = q.T("plan.conflict", "day", q.Words.Day(o.Date), "vehicle", vehicle, "what", q.T("plan.rule."+string(c.Rule)))
	if c.Who != "" {
		v.do = names.of(q, c.Who) + ": " + q.T("roster.rule."+string(c.Why)) + " "
	}
	if c.Stop >= 0 {
		v.stop = string(o.Stops[c.Stop].ID)
		v.do += places[o.Stops[c.Stop].Place].village + ", " + times(q, o.Stops[c.Stop].Arrive, o.Stops[c.Stop].Leave) + ". "
	}
	if c.Rule == outreach.DayBlocked {
		v.do += c.With + ". "
	}
	switch {
	case c.Remedy.Do == "crew" && c.Remedy.Who != "":
		v.remedy, v.who = "crew", string(c.Remedy.Who)
		v.do += q.T("plan.remedy.crew.text", "who", names.of(q, c.Remedy.Who))
	case c.Remedy.Do == "kit":
		v.remedy = "kit"
		v.do += q.T("plan.remedy.kit.text")
	case c.Remedy.Do == "time" && c.Stop >= 0:
		v.remedy, v.cell = "time", c.Remedy.Cell.String()
		v.do += q.T("plan.remedy.time.text", "at", q.Words.At(c.Remedy.Cell))
	}
	if o.Open() && v.remedy == "time" {
		v.remedy = "open" // residents are told first: see the outing's own page
	}
	return v
}

// placeView is a place as a planner names it.
type placeView struct {
	id            outreach.PlaceID
	village, name string
	lat, lon      float64
	withdrawn     bool
}

// placesOf are the places to stand by their ids, also those that were withdrawn.
func placesOf(r ledger.Reader) (map[outreach.PlaceID]placeView, error) {
	all, err := outreach.EverythingOf(r)
	if err != nil {
		return nil, err
	}
	found := map[outreach.PlaceID]placeView{}
	for _, p := range all.Places {
		n, err := outreach.NeighbourhoodByID(r, p.Neighbourhood)
		if err != nil {
			return nil, err
		}
		found[p.ID] = placeView{p.ID, n.Name, p.Name, p.Lat, p.Lon, p.Withdrawn}
	}
	return found, nil
}

// PublishWeek answers POST /medewerker/inzet/publiceren: every draft of the week that breaks nothing.
func (p *Pages) PublishWeek(c *fiber.Ctx) error {
	v := boardView{Request: staff.From(c)}
	v.monday = day(v.Asked("week"), v.Today()).Monday()
	var drafts []outreach.OutingID
	err := p.Ledger.View(func(r ledger.Reader) error {
		all, err := outreach.Outings(r, max(v.monday, v.Today()), v.monday+6)
		for _, o := range all {
			if o.State == outreach.Draft && (v.Asked("inzet") == "" || v.Asked("inzet") == string(o.ID)) {
				drafts = append(drafts, o.ID)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	n := 0
	for _, id := range drafts {
		err := v.Change(p.Ledger, func(tx *ledger.Tx) error { _, err := outreach.Publish(tx, id); return err })
		switch {
		case err == nil:
			n++
		case len(drafts) == 1 || ledger.CodeOf(err) != ledger.Conflict:
			return p.refuseBoard(v, err)
		}
	}
	return v.Redirect(v.path("gedaan", "gepubliceerd"))
}

// refuseBoard shows the week again with what was refused.
func (p *Pages) refuseBoard(v boardView, err error) error {
	status := route.Status(err)
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showBoard(v, status)
}

// DropDraft answers POST /medewerker/inzet/weg.
func (p *Pages) DropDraft(c *fiber.Ctx) error {
	return p.onBoard(c, "weg", func(tx *ledger.Tx, v boardView) error {
		return outreach.DropDraft(tx, outreach.OutingID(v.Asked("inzet")))
	})
}

func (p *Pages) onBoard(c *fiber.Ctx, done string, fn func(*ledger.Tx, boardView) error) error {
	v := boardView{Request: staff.From(c)}
	v.monday = day(v.Asked("week"), v.Today()).Monday()
	if err := p.once(v.Request, func(tx *ledger.Tx) error { return fn(tx, v) }); err != nil {
		return p.refuseBoard(v, err)
	}
	return v.Redirect(v.path("gedaan", done))
}

// Remedy answers POST /medewerker/inzet/oplossen: the one change that was proposed for a conflict.
func (p *Pages) Remedy(c *fiber.Ctx) error {
	return p.onBoard(c, "opgelost", func(tx *ledger.Tx, v boardView) error {
		o, err := outreach.OutingByID(tx, outreach.OutingID(v.Asked("inzet")))
		if err != nil {
			return err
		}
		switch v.Asked("doe") {
		case "crew":
			o.Crew = instead(o, roster.ColleagueID(v.Asked("voor")), roster.ColleagueID(v.Asked("wie")))
		case "kit":
			o.Kit = ""
		case "time":
			if err := v.shift(&o); err != nil {
				return err
			}
		case "accept":
			o.Accepted = append(slices.Clone(o.Accepted), outreach.Rule(v.Asked("regel")))
		}
		_, err = outreach.PutOuting(tx, o)
		return err
	})
}

// instead puts one colleague in the place of another, or adds one.
func instead(o outreach.Outing, of, who roster.ColleagueID) []roster.ColleagueID {
	crew := slices.DeleteFunc(slices.Clone(o.Crew), func(x roster.ColleagueID) bool { return x == of || x == who })
	return append(crew, who)
}

// shift lets a stop begin at another time, as long as it was, and those after it later if they must.
func (v boardView) shift(o *outreach.Outing) error {
	at, err := calendar.ParseCell(v.Asked("tijd"))
	if err != nil {
		return outreach.ErrOuting.With("what", v.Q.T("roster.fault.time"))
	}
	i := slices.IndexFunc(o.Stops, func(s outreach.Stop) bool { return string(s.ID) == v.Asked("halte") })
	if i < 0 {
		return outreach.ErrUnknownStop
	}
	o.Stops = slices.Clone(o.Stops)
	by := at - o.Stops[i].Arrive
	for j := i; j < len(o.Stops); j++ {
		o.Stops[j].Arrive, o.Stops[j].Leave = o.Stops[j].Arrive+by, o.Stops[j].Leave+by
	}
	o.Until = max(o.Until, o.Stops[len(o.Stops)-1].Leave)
	return nil
}
