package why

import (
	"net/url"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/route"
)

// answerView says why a time is offered or not.
type answerView struct {
	when, is   string // the sentence
	need, can  string // how long it takes, and how many desks can do it
	do         string // what would help
	rush, free bool
	desks      []deskView
	strip      stripScale
	near       []nearView
}

// deskView is one desk with its reason.
type deskView struct {
	name, reason, detail, label string
	link                        *linkView
	supply.DeskExplanation
	able bool
}

type linkView struct{ path, text string }

// nearView is a free time near the one that was asked.
type nearView struct {
	text string
	link *linkView
}

func (v *whyView) explain(r ledger.Reader) (*answerView, error) {
	w := v.Q.Words
	ask := v.query(v.product.ID, v.persons)
	need, err := catalogue.Measure(r, ask.Wish)
	if err != nil {
		return nil, err
	}
	x, desks, err := supply.Explain(r, v.office.ID, ask, v.date, v.start)
	if err != nil {
		return nil, err
	}
	a := &answerView{free: x.Kind == supply.WhyFree, when: w.Moment(v.date, v.start), is: v.Q.T("config.why.is."+x.Kind, v.args(x)...), do: v.Q.T("config.why.do." + x.Kind)}
	a.need = v.Q.T("config.why.need", "product", v.said(v.product), "persons", w.Persons(v.persons), "minutes", w.Minutes(need.Minutes))
	switch x.Kind {
	case supply.WhyPast, supply.WhyPaused, supply.WhyNotice, supply.WhyHorizon, supply.WhyWithdrawn:
		desks = nil // whether a desk is free is not the question then
	}
	a.strip = scaleOf(desks, v.start, need.Cells)
	able, free := 0, 0
	for _, d := range desks {
		one := v.desk(d)
		if one.able {
			able++
		}
		if d.Kind == supply.WhyFree {
			free++
		}
		a.desks = append(a.desks, one)
	}
	if len(desks) > 0 {
		a.can = w.N("config.why.can", able)
	}
	if x.Kind == supply.WhyFree && free == 0 {
		a.do = v.Q.T("config.why.do.shift")
	}
	if a.rush, err = v.rush(r); err != nil {
		return nil, err
	}
	return a, v.nearby(r, a, ask, x.Kind)
}

// args fill in the sentence of an explanation.
func (v *whyView) args(x supply.Explanation) []any {
	name := x.Name
	if x.Kind == supply.WhyHoliday {
		name = v.Q.T("holiday." + x.Name)
	}
	return []any{"name", name, "days", x.Days, "ahead", v.ahead(x.Minutes), "place", v.office.Name}
}

// ahead is how long before a visit it must be booked, in hours or days where it is whole.
func (v *whyView) ahead(minutes int) string {
	switch {
	case minutes > 0 && minutes%1440 == 0:
		return v.Q.Words.N("config.why.days", minutes/1440)
	case minutes > 0 && minutes%60 == 0:
		return v.Q.Words.N("config.why.hours", minutes/60)
	}
	return v.Q.Words.Minutes(minutes)
}

func (v *whyView) desk(d supply.DeskExplanation) deskView {
	w := v.Q.Words
	one := deskView{name: d.Desk.Name, DeskExplanation: d, able: d.Kind != supply.WhySkill || !d.Open.Empty()}
	one.reason = v.Q.T("config.why.desk." + d.Kind)
	switch d.Kind {
	case supply.WhyTaken, supply.WhyHeld, supply.WhyResting, supply.WhyRoster:
		one.detail = v.Q.T("config.why.between", "from", w.Clock(d.From), "to", w.At(d.To))
	case supply.WhyClosing:
		one.detail = v.Q.T("config.why.until", "to", w.At(d.To))
	case supply.WhyClosed:
		one.detail = d.Name
	case supply.WhyHoliday:
		one.detail = v.Q.T("holiday." + d.Name)
	case supply.WhyReserve:
		if one.detail = v.Q.T("config.why.kept"); !d.Frees.IsZero() {
			on, cell := calendar.CellIn(d.Frees, v.office.Location())
			one.detail = v.Q.T("config.why.frees", "when", v.moment(on, cell))
		}
	case supply.WhyShare, supply.WhyWalkIn:
		one.detail = v.Q.T("config.why.between", "from", w.Clock(d.From), "to", w.At(d.To))
	}
	if d.Owner == catalogue.Outreach {
		one.detail += " " + v.Q.T("config.why.owner.outreach")
	}
	one.label = one.name + ": " + one.reason + " " + one.detail
	one.link = v.linkOf(d)
	return one
}

// linkOf leads to what is responsible, for who may open that.
func (v *whyView) linkOf(d supply.DeskExplanation) *linkView {
	link := func(right route.Right, text, path string, pairs ...string) *linkView {
		if !v.S.May(right) {
			return nil
		}
		q := url.Values{}
		for i := 0; i+1 < len(pairs); i += 2 {
			q.Set(pairs[i], pairs[i+1])
		}
		return &linkView{path + "?" + q.Encode(), v.Q.T("config.why.link." + text)}
	}
	office, day := string(v.office.ID), v.date.String()
	switch d.Kind {
	case supply.WhyFree, supply.WhySkill, supply.WhyNoTime:
		return nil
	case supply.WhyTaken, supply.WhyHeld, supply.WhyResting:
		if v.date != v.Today() {
			return nil
		}
		return link(route.LeadDay, "day", "/medewerker/vandaag", "locatie", office)
	case supply.WhyRoster:
		return link(route.PlanRoster, "roster", "/medewerker/rooster", "locatie", office, "week", day)
	}
	if d.Owner == catalogue.Outreach {
		return link(route.SeeOutings, "outing", "/medewerker/inzet", "dag", day)
	}
	if d.Owner == catalogue.Disruption {
		return link(route.DecideOutage, "outage", "/medewerker/uitval", "locatie", office)
	}
	if d.Kind == supply.WhyClosed {
		return link(route.CloseTimes, "closed", closePath, "locatie", office)
	}
	pairs := []string{"locatie", office, "week", day}
	if d.What == catalogue.KindOpening {
		pairs = append(pairs, "tijd", d.Rule)
	}
	return link(route.SetUp, "hours", hoursPath, pairs...)
}

// nearby names free times near the one that is not.
func (v *whyView) nearby(r ledger.Reader, a *answerView, ask supply.Query, kind string) error {
	if kind == supply.WhyFree {
		return nil
	}
	at := supply.Offer{Office: v.office.ID, Date: max(v.date, v.office.Today(r.Now())), Start: v.start}
	found, err := supply.Nearest(r, ask, at, nearTimes)
	if err != nil {
		return err
	}
	for _, o := range found {
		one := nearView{text: v.moment(o.Date, o.Start)}
		if o.Date == v.date {
			one.text = v.Q.Words.At(o.Start)
		}
		if o.Office != v.office.ID {
			place, err := catalogue.OfficeByID(r, o.Office)
			if err != nil {
				return err
			}
			one.text += ", " + place.Name
		}
		if v.S.May(route.ChangeForOthers) && !v.product.Discreet {
			q := url.Values{"wat1": {v.product.Text(v.Q.Words.Tag()).Name}, "locatie": {string(o.Office)}, "vanaf": {o.Date.String()}}
			q.Set("personen1", itoa(v.persons))
			one.link = &linkView{"/medewerker/telefoon/nieuw?" + q.Encode(), one.text}
		}
		a.near = append(a.near, one)
	}
	return nil
}
