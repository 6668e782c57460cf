package resident

import (
	"strconv"

	"github.com/a-h/templ"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/supply"
	"balie/web/lang"
	"balie/web/page"
)

// Stories are a resident's pages with data that is awkward: long words, five products, nothing at
// all, everything wrong.
func Stories() []page.Story {
	story := func(name string, of func(page.Request) templ.Component) page.Story {
		return page.Story{Room: "resident", Name: name, Page: of}
	}
	return []page.Story{
		story("home", func(q page.Request) templ.Component { return homePage(q, storyHome()) }),
		story("found", func(q page.Request) templ.Component {
			return foundPage(q, homeView{query: page.Awkward, found: catalogue.Found{Products: storyProducts(6), Clear: true, Changed: page.Awkward}, count: 140})
		}),
		story("found-none", func(q page.Request) templ.Component {
			return foundPage(q, homeView{query: page.Awkward, found: catalogue.Found{Perhaps: []string{page.Awkward, "paspoort", "kaart"}}, count: 140})
		}),
		story("home-empty", func(q page.Request) templ.Component { return homePage(q, homeView{query: page.Awkward}) }),
		story("product", func(q page.Request) templ.Component { return productPage(q, storyProduct()) }),
		story("product-empty", func(q page.Request) templ.Component {
			return productPage(q, productView{product: catalogue.Product{ID: "x", MaxPersons: 1, Texts: map[string]catalogue.ProductText{"nl": {Name: "X"}}}})
		}),
		story("times", func(q page.Request) templ.Component { return timesPage(q, storyTimes(q)) }),
		story("times-taken", func(q page.Request) templ.Component {
			v := storyTimes(q)
			v.notice, v.fault = page.NoticeOf(q.Words, supply.ErrTaken), q.T("time.choose")
			return timesPage(q, v)
		}),
		story("times-none", func(q page.Request) templ.Component {
			return timesPage(q, timesView{heading: page.Awkward, bestTitle: q.T("time.best"), spotsTitle: q.T("time.elsewhere"), office: page.AwkwardOffice(), day: storyDay, weeks: storyWeeks(), filtered: q.T("filter.in.evening")})
		}),
		story("times-held", func(q page.Request) templ.Component { return timesPage(q, storyHalves(q)) }),
		story("times-sure", func(q page.Request) templ.Component {
			v := storyTimes(q)
			v.asks, v.yes, v.sure, v.again = q.T("move.sure"), q.T("move.go"), &v.best[0], &v.best[1]
			return timesPage(q, v)
		}),
		story("details", func(q page.Request) templ.Component { return detailsPage(q, storyDetails(q, nil)) }),
		story("details-wrong", func(q page.Request) templ.Component {
			return detailsPage(q, storyDetails(q, contact.Details{}.Check(contact.Need{Phone: true})))
		}),
		story("check", func(q page.Request) templ.Component {
			return checkPage(q, checkView{key: storyKey, details: storyContact, summary: storySummary(), bring: page.AwkwardLines(12), held: storyHeld(q), notice: page.NoticeOf(q.Words, booking.ErrMany)})
		}),
		story("check-code", func(q page.Request) templ.Component {
			said := page.NewNotice(page.Info, q.T("rush.sent", "where", Reached(q, storyContact)), q.T("rush.sent.do"))
			return checkPage(q, checkView{key: storyKey, details: storyContact, summary: storySummary(), held: storyHeld(q), notice: said, proof: &proofView{fault: q.T("refusal." + booking.ErrProofWrong.Key)}})
		}),
		story("invite-code", func(q page.Request) templ.Component {
			return inviteCodePage(q, inviteCodeView{id: booking.InviteID(storyKey), strict: true})
		}),
		story("embed", func(q page.Request) templ.Component {
			v := embedView{all: storyProducts(40), chosen: storyProducts(1)[0]}
			v.write(q, "https://afspraak."+page.Awkward+".example")
			return embedPage(q, v)
		}),
		story("privacy", func(q page.Request) templ.Component { return statementPage(q, privacyStatement) }),
		story("accessibility", func(q page.Request) templ.Component { return statementPage(q, accessStatement) }),
		story("complaint", func(q page.Request) templ.Component { return statementPage(q, complaintStatement) }),
	}
}

const (
	storyKey = booking.VisitKey("0123456789ABCDEFGHJKMNPQRS")
	storyDay = calendar.Date(20788) // 2026-12-01, a Tuesday
)

var storyContact = contact.Details{
	Name: "Wilhelmina Alexandrina van " + page.Awkward + "-Testinkhof", Channel: contact.ByEmail,
	Email: "wilhelmina.alexandrina.van.voorbeeldenburg@" + page.Awkward + ".example", Phone: "+31 (0)315 000 111",
}

func storyProducts(n int) (all []catalogue.Product) {
	icons := []string{"e-passport", "id", "home-move", "steering-wheel", "baby-carriage"}
	for i := range n {
		all = append(all, catalogue.Product{
			ID: catalogue.ProductID("product-" + strconv.Itoa(i)), Group: groups[i%len(groups)].id, Icon: icons[i%len(icons)], Popular: i + 1, Minutes: 240, ExtraMinutes: 120, MaxPersons: 10, OnlineURL: "https://voorbeeld.example/",
			Fees:  []catalogue.Fee{{From: 1, Cents: 1_000_000, For: map[string]string{"nl": page.Awkward}}, {From: 1, Cents: 0, For: map[string]string{"nl": "kind"}}},
			Texts: map[string]catalogue.ProductText{"nl": {Name: page.Awkward + " aanvragen", Short: page.Awkward, Intro: page.Awkward + ". " + page.Awkward + ".", Bring: page.AwkwardLines(5), Each: page.AwkwardLines(2), Who: page.AwkwardLines(3), Online: page.Awkward}},
		})
	}
	return all
}

func storyHome() (v homeView) {
	v.arrange(storyProducts(30), GroupsOf(&catalogue.Municipality{}, lang.In("nl")), "")
	v.popular, v.stops, v.cleared = v.popular[:8], []catalogue.Office{page.AwkwardOffice(), page.AwkwardOffice()}, true
	return v
}

func storyProduct() (v productView) {
	v.product, v.persons, v.v = storyProducts(1)[0], 10, string(storyKey)
	for i, p := range storyProducts(9)[1:] {
		v.extras = append(v.extras, extraView{p, i % 2})
	}
	v.offices = []catalogue.Office{page.AwkwardOffice(), page.AwkwardOffice()}
	return v
}

// storySummary is a wish of five products.
func storySummary() (items []page.Item) {
	return []page.Item{
		{Key: "Wat", Lines: page.AwkwardLines(5), Change: "/", What: "dit"}, {Key: "Hoe lang", Lines: []string{"1240 minuten"}},
		{Key: "Waar", Lines: []string{page.AwkwardOffice().Name, page.AwkwardOffice().Street}}, {Key: "Wanneer", Lines: []string{"donderdag 24 september 2026, 10.20 uur"}},
	}
}

func storyHeld(q page.Request) heldView {
	return heldView{Text: q.T("details.held", "when", q.Words.Moment(storyDay, 124), "until", q.Words.At(126)), Seconds: 90}
}

func storyTimes(q page.Request) timesView {
	o := page.AwkwardOffice()
	turn := turnView{"/", q.Words.Day(storyDay)}
	v := timesView{
		heading: q.T("time.title"), stepped: true, back: "/", action: "/afspraak/tijd", base: "/afspraak/tijd", office: o,
		bestTitle: q.T("time.best"), bestText: q.T("time.best.text"), day: storyDay, weeks: storyWeeks(), summary: storySummary(), subject: page.Awkward, what: o.Name, more: "/", count: 96,
		counted: q.Words.N("time.count", 96), earlier: turn, later: turn, spotsTitle: q.T("time.elsewhere"), allSpots: "/", spotCount: 140, anySpots: "/",
		chips: []chipView{{text: q.T("filter.all"), path: "/", on: true}, {text: page.Awkward, path: "/"}}, days: []chipView{{text: "ma", long: "maandag", path: "/"}},
	}
	for i := range 3 {
		t := storyTime(q, calendar.Cell(124+i), o.Name)
		v.best = append(v.best, t)
		v.spots = append(v.spots, spotView{name: o.Name, where: o.Street, first: t, path: "/"[:min(i, 1)], soonest: i == 0})
	}
	for _, p := range dayParts[:2] {
		part := partView{id: p.name, legend: q.T("time." + p.key)}
		for i := range 24 {
			part.times = append(part.times, storyTime(q, calendar.Cell(130+i), ""))
		}
		v.parts = append(v.parts, part)
	}
	v.parts = append(v.parts, partView{id: "avond", legend: q.T("time.evening"), none: q.T("time.part.none.evening"), path: "/", when: q.T("time.part.next", "day", q.Words.Day(storyDay))})
	return v
}

// storyHalves is the page of times for a call, on the way back with a time that is held.
func storyHalves(q page.Request) timesView {
	v := storyTimes(q)
	v.heading, v.route, v.chips[1].on = q.T("time.title.phone"), catalogue.ByCall, true
	v.held = &barView{moment: q.Words.DayShort(storyDay) + ", " + q.Words.Span(124, 130), until: q.T("time.held", "until", q.Words.At(126)), path: "/", onward: q.T("time.held.go", "time", q.Words.Span(124, 130))}
	for i := range v.parts {
		for j := range v.parts[i].times {
			v.parts[i].times[j].clock = q.Words.Clock(124) + "–" + q.Words.Clock(130)
		}
	}
	return v
}

func storyTime(q page.Request, at calendar.Cell, place string) timeView {
	return timeView{value: storyDay.String() + "T" + at.String() + place[:min(1, len(place))], clock: q.Words.Clock(at), at: q.Words.At(at), day: q.Words.Day(storyDay), short: q.Words.DayShort(storyDay), place: place, moment: q.Words.Moment(storyDay, at)}
}

// storyWeeks has a day of every kind.
func storyWeeks() (m weeksView) {
	m = weeksView{title: "Vanaf 30 november", before: "/", next: "/"}
	states := []supply.DayState{supply.Free, supply.Full, supply.Closed, supply.Later, supply.Unfit, supply.Closed, supply.Closed}
	for w := range moreWeeks {
		var week [7]dayView
		for d := range 7 {
			n := strconv.Itoa(7*w + d + 1)
			week[d] = dayView{number: n, long: "dag " + n, state: states[d], word: "140 vrij", today: d == 1 && w == 1, chosen: d == 0 && w == 1, narrow: d > 4}
			if states[d] == supply.Free {
				week[d].path = "/"
			}
			if w+d == 0 {
				week[d].month = "nov"
			}
		}
		m.weeks = append(m.weeks, week)
	}
	return m
}

func storyDetails(q page.Request, problems []contact.Problem) detailsView {
	v := detailsView{key: storyKey, details: storyContact, need: contact.Need{Phone: true}, faults: map[string]string{}, summary: storySummary(), held: storyHeld(q), back: "/"}
	for _, p := range problems {
		v.faults[ContactFieldIDs[p.Field]] = q.T("fault." + p.Key)
		v.list = append(v.list, page.Fault{Field: ContactFieldIDs[p.Field], Text: q.T("fault." + p.Key)})
	}
	return v
}
