package resident

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
)

// timesView is the page on which a place and a time are chosen: to book, or to move.
type timesView struct {
	heading, submit string
	stepped         bool
	back            string
	action          string
	hidden          []hidden
	notice          *notice
	fault           string
	bestTitle       string
	bestText        string
	best            []timeView
	month           monthView
	day             calendar.Date
	parts           []partView
	elsewhere       []elsewhereView
	summary         []page.Item
	what            string // where, beside the button
	office          booking.Office
	wish            booking.Wish
	here            string   // where this page is found with GET
	resend          string   // where its form goes to be shown in another language
	more            string   // the same day with every time
	count           int      // how many that are
	extraQuery      []string // what every link on the page carries along
	base            string   // path of this page
}

// hidden is a value that travels with the form.
type hidden struct{ name, value string }

// timeView is one time to choose.
type timeView struct {
	value   string // "2026-12-01T10:20"
	clock   string // "10.20"
	at      string // "10.20 uur"
	day     string // "dinsdag 1 december"
	place   string // where, if it is another place
	moment  string // all of it, for the summary
	checked bool
}

// partView is the morning, the afternoon or the evening of a day.
type partView struct {
	legend string
	times  []timeView
}

// elsewhereView is the first time at another place.
type elsewhereView struct{ name, when, path string }

// timesAsk is what the page is made for.
type timesAsk struct {
	ask    booking.Asking
	office booking.OfficeID
	month  string         // "2026-12"; "" is that of the day
	day    string         // "2026-12-01"; "" is that of the best time
	around *booking.Offer // a time that could not be had
	now    *booking.Offer // the time that an appointment has, which is no other time
	all    bool           // every time of the day, not one each quarter of an hour
}

// bestTimes is how many times are proposed first; nearTimes how many after a refusal.
const (
	bestTimes = 3
	nearTimes = 4
)

// build gathers the page's times. It runs inside a reading; words are filled in as it goes.
func (v *timesView) build(r ledger.Reader, w lang.Words, a timesAsk) error {
	offices, err := booking.OfficesFor(r, a.ask.Wish)
	if err != nil {
		return err
	}
	if v.office, err = pick(offices, a.office); err != nil {
		return err
	}
	v.wish = a.ask.Wish
	first, err := v.propose(r, w, a)
	if err != nil {
		return err
	}
	today := v.office.Today(r.Now())
	v.day = dayOf(a, first, today)
	if err := v.fillMonth(r, w, a, today); err != nil {
		return err
	}
	if err := v.fillDay(r, w, a); err != nil {
		return err
	}
	if err := v.fillElsewhere(r, w, a); err != nil {
		return err
	}
	return v.summarise(r, w)
}

// pick returns the office that was asked for, or the first that can do all of it.
func pick(offices []booking.Office, id booking.OfficeID) (booking.Office, error) {
	if i := slices.IndexFunc(offices, func(o booking.Office) bool { return o.ID == id }); i >= 0 {
		return offices[i], nil
	}
	if len(offices) == 0 {
		return booking.Office{}, errNoOffice
	}
	return offices[0], nil
}

// errNoOffice: no office has a desk that can do all of this at one visit.
var errNoOffice = ledger.Refuse(ledger.Conflict, "office.none")

// propose fills the best times, or those nearest to one that could not be had.
func (v *timesView) propose(r ledger.Reader, w lang.Words, a timesAsk) (first calendar.Date, err error) {
	var offers []booking.Offer
	v.bestTitle, v.bestText = w.T("time.best"), w.T("time.best.text")
	if a.around != nil {
		v.bestTitle, v.bestText = w.T("time.near"), ""
		offers, err = booking.Nearest(r, a.ask, *a.around, nearTimes)
	} else {
		offers, err = booking.Best(r, v.office.ID, a.ask, bestTimes+1)
	}
	if err != nil {
		return 0, err
	}
	offers = slices.DeleteFunc(offers, a.has)
	if a.around == nil {
		offers = offers[:min(len(offers), bestTimes)]
	}
	if len(offers) == 0 {
		return 0, nil
	}
	nearest := offers[0]
	slices.SortStableFunc(offers, func(x, y booking.Offer) int {
		return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.Start, y.Start))
	})
	chosen := offers[0] // until the visitor chooses another: the soonest, or the nearest
	if a.around != nil {
		chosen = nearest
	}
	for _, o := range offers {
		t, err := sayTime(r, w, o, v.office.ID)
		if err != nil {
			return 0, err
		}
		t.checked = o == chosen
		v.best = append(v.best, t)
	}
	return chosen.Date, nil
}

// has reports whether an offer is the time that the appointment has now.
func (a timesAsk) has(o booking.Offer) bool {
	return a.now != nil && a.now.Office == o.Office && a.now.Date == o.Date && a.now.Start == o.Start
}

// sayTime says an offer; one at another place says where.
func sayTime(r ledger.Reader, w lang.Words, o booking.Offer, here booking.OfficeID) (timeView, error) {
	t := timeView{
		value: value(o), clock: w.Clock(o.Start), at: w.At(o.Start), day: w.Day(o.Date), moment: w.Moment(o.Date, o.Start),
	}
	if o.Office != here {
		office, err := booking.OfficeByID(r, o.Office)
		if err != nil {
			return t, err
		}
		t.place = office.Name
		t.value += "@" + string(o.Office)
	}
	return t, nil
}

func value(o booking.Offer) string { return o.Date.String() + "T" + o.Start.String() }

// dayOf is the day whose times are shown: the one asked for, else the first of the month asked
// for, else that of the first proposal.
func dayOf(a timesAsk, first, today calendar.Date) calendar.Date {
	if d, err := calendar.ParseDate(a.day); err == nil {
		return inReach(d, today)
	}
	if d, err := calendar.ParseDate(a.month + "-01"); err == nil {
		return inReach(d, today)
	}
	if a.around != nil {
		return a.around.Date
	}
	return max(first, today)
}

// fillDay gathers the day's other times, by part of the day; what is proposed stands once.
func (v *timesView) fillDay(r ledger.Reader, w lang.Words, a timesAsk) error {
	starts, err := booking.Day(r, v.office.ID, a.ask, v.day)
	if err != nil {
		return err
	}
	if v.count = len(starts); v.count > crowded && !a.all {
		v.more = v.link("locatie", string(v.office.ID), "dag", v.day.String(), "alle", "1")
		starts = quarterly(starts)
	}
	noon, evening := calendar.Cell(12*12), calendar.Cell(17*12)
	parts := []partView{{legend: w.T("time.morning")}, {legend: w.T("time.afternoon")}, {legend: w.T("time.evening")}}
	for _, start := range starts {
		o := booking.Offer{Office: v.office.ID, Date: v.day, Start: start}
		t, err := sayTime(r, w, o, v.office.ID)
		if err != nil {
			return err
		}
		if a.has(o) || slices.ContainsFunc(v.best, func(b timeView) bool { return b.value == t.value }) {
			continue
		}
		i := 0
		if start >= evening {
			i = 2
		} else if start >= noon {
			i = 1
		}
		parts[i].times = append(parts[i].times, t)
	}
	v.parts = slices.DeleteFunc(parts, func(p partView) bool { return len(p.times) == 0 })
	return nil
}

// crowded is the number of times in a day above which a page shows one each quarter of an hour.
const crowded = 24

// quarterly keeps the first start of each quarter of an hour.
func quarterly(starts []calendar.Cell) (kept []calendar.Cell) {
	for _, s := range starts {
		if len(kept) == 0 || s/3 != kept[len(kept)-1]/3 {
			kept = append(kept, s)
		}
	}
	return kept
}

// fillElsewhere gathers the first time at each other place that can do this.
func (v *timesView) fillElsewhere(r ledger.Reader, w lang.Words, a timesAsk) error {
	offers, err := booking.FirstAnywhere(r, a.ask)
	if err != nil {
		return err
	}
	for _, o := range offers {
		if o.Office == v.office.ID {
			continue
		}
		office, err := booking.OfficeByID(r, o.Office)
		if err != nil {
			return err
		}
		v.elsewhere = append(v.elsewhere, elsewhereView{office.Name, w.Day(o.Date) + ", " + w.At(o.Start), v.link("locatie", string(o.Office))})
	}
	return nil
}

// link is this page with something else chosen.
func (v *timesView) link(more ...string) string {
	return v.base + query(v.wish, append(slices.Clone(v.extraQuery), more...)...)
}

// summarise says what was chosen so far.
func (v *timesView) summarise(r ledger.Reader, w lang.Words) error {
	what, err := lines(r, w, v.wish)
	if err != nil {
		return err
	}
	need, err := booking.Measure(r, v.wish)
	if err != nil {
		return err
	}
	v.what = v.office.Name
	v.summary = []page.Item{
		{Key: w.T("sum.what"), Lines: what},
		{Key: w.T("sum.long"), Lines: []string{w.Minutes(need.Minutes)}},
		{Key: w.T("sum.where"), Lines: []string{v.office.Name, v.office.Street}},
		{Key: w.T("sum.when"), Lines: []string{w.T("time.choose")}, Mark: true},
	}
	if v.stepped {
		v.summary[0].Change, v.summary[0].What = "/afspraak"+query(v.wish, v.extraQuery...), w.T("sum.what.change")
	}
	return nil
}

// whenOf reads a chosen time, "2026-12-01T10:20" with "@bus" where it is at another place.
func whenOf(text string, office booking.OfficeID) (booking.Offer, bool) {
	when, other, found := strings.Cut(text, "@")
	if found {
		office = booking.OfficeID(other)
	}
	day, clock, ok := strings.Cut(when, "T")
	date, err1 := calendar.ParseDate(day)
	start, err2 := calendar.ParseCell(clock)
	if !ok || err1 != nil || err2 != nil || start >= calendar.CellsPerDay {
		return booking.Offer{}, false
	}
	return booking.Offer{Office: office, Date: date, Start: start}, true
}

// holdItems are the summary of the pages after a time was chosen.
func holdItems(r ledger.Reader, w lang.Words, h booking.Hold) ([]page.Item, booking.Office, error) {
	office, err := booking.OfficeByID(r, h.Offer.Office)
	if err != nil {
		return nil, office, err
	}
	what, err := lines(r, w, h.Wish)
	key := string(h.Key)
	return []page.Item{
		{Key: w.T("sum.what"), Lines: what, Change: "/afspraak" + query(h.Wish, "v", key), What: w.T("sum.what.change")},
		{Key: w.T("sum.long"), Lines: []string{w.Minutes(h.Offer.Minutes)}},
		{Key: w.T("sum.where"), Lines: []string{office.Name, office.Street}, Change: timesPath(h), What: w.T("sum.where.change")},
		{Key: w.T("sum.when"), Lines: []string{w.Moment(h.Offer.Date, h.Offer.Start)}, Change: timesPath(h), What: w.T("sum.when.change")},
	}, office, err
}

// timesPath is the page of times for what a hold holds.
func timesPath(h booking.Hold) string {
	return "/afspraak/tijd" + query(h.Wish, "locatie", string(h.Offer.Office), "dag", h.Offer.Date.String(), "v", string(h.Key))
}

// patience is how long a visitor waits for a write at most.
const patience = 10 * time.Second

// typed are the details that travel with a form, where there are any.
func typed(d contact.Details) []hidden {
	if d == (contact.Details{}) {
		return nil
	}
	return []hidden{{"naam", d.Name}, {"kanaal", string(d.Channel)}, {"email", d.Email}, {"telefoon", d.Phone}}
}
