package resident

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
	"balie/web/page"
)

// timesView is the page on which a place and a time are chosen: to book, or to move.
type timesView struct {
	// What the page is for: a new appointment, or another time for one.
	heading, submit string
	short           string // submit, where there is little room
	stepped         bool   // it is a step on the way to a new appointment
	back            string
	action          string // where the form goes
	hidden          []hidden
	effort          string // what the script is asked on the way to a new appointment

	// What just happened.
	notice *page.Notice
	fault  string

	// What can be chosen.
	best      []timeView
	bestTitle string
	bestText  string
	elsewhere []elsewhereView
	month     monthView
	day       calendar.Date
	parts     []partView
	more      string // the same day with every time; "" where it shows them all
	count     int    // how many times that day has
	closed    []closedView
	quiet     bool   // what it is for is not named
	term      string // until when the law gives
	tooLate   string // that the day shown is after that

	// What was chosen so far.
	wish    catalogue.Wish
	office  catalogue.Office
	summary []page.Item
	what    string // where, beside the button

	// Where the page and its other states are found.
	base       string   // its path
	extraQuery []string // what every link on it carries along
	here       string   // the page with GET
	resend     string   // where its form goes to be shown in another language
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
	late    string // that it is after the last lawful day
	checked bool
}

// partView is the morning, the afternoon or the evening of a day.
type partView struct {
	legend string
	times  []timeView
}

// elsewhereView is the first time at a place; the place that the page is about has no path.
type elsewhereView struct {
	name, place, when, path string
	soonest                 bool
}

// timesAsk is what the page is made for.
type timesAsk struct {
	ask    supply.Query
	office catalogue.OfficeID
	month  string        // "2026-12"; "" is that of the day
	day    string        // "2026-12-01"; "" is that of the best time
	around *supply.Offer // a time that could not be had
	now    *supply.Offer // the time that an appointment has, which is no other time
	chosen *supply.Offer // the time that stays chosen
	all    bool          // every time of the day, not one each quarter of an hour
	only   bool          // this office and no other
	last   calendar.Date // the last lawful day; zero where the law gives none
}

// bestTimes is how many times are proposed first; nearTimes how many after a refusal.
const (
	bestTimes = 3
	nearTimes = 4
)

// build gathers the page's times. It runs inside a reading; words are filled in as it goes.
func (v *timesView) build(r ledger.Reader, w lang.Words, a timesAsk) error {
	offices, err := catalogue.OfficesFor(r, a.ask.Wish)
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
func pick(offices []catalogue.Office, id catalogue.OfficeID) (catalogue.Office, error) {
	if i := slices.IndexFunc(offices, func(o catalogue.Office) bool { return o.ID == id }); i >= 0 {
		return offices[i], nil
	}
	if len(offices) == 0 {
		return catalogue.Office{}, errNoOffice
	}
	return offices[0], nil
}

// errNoOffice: no office has a desk that can do all of this at one visit.
var errNoOffice = ledger.Refuse(ledger.Conflict, "office.none")

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

// fillElsewhere compares the places that can do this by their first time, the soonest first. A
// place alone is not compared.
func (v *timesView) fillElsewhere(r ledger.Reader, w lang.Words, a timesAsk) error {
	if a.only {
		return nil
	}
	offers, err := supply.FirstAnywhere(r, a.ask)
	if err != nil {
		return err
	}
	for _, o := range offers {
		office, err := catalogue.OfficeByID(r, o.Office)
		if err != nil {
			return err
		}
		e := elsewhereView{name: office.Name, place: office.Place, when: w.Day(o.Date) + ", " + w.At(o.Start), soonest: len(v.elsewhere) == 0}
		if o.Office != v.office.ID {
			e.path = v.link("locatie", string(o.Office))
		}
		v.elsewhere = append(v.elsewhere, e)
	}
	if len(v.elsewhere) == 1 && v.elsewhere[0].path == "" {
		v.elsewhere = nil
	}
	return nil
}

// link is this page with something else chosen.
func (v *timesView) link(more ...string) string {
	return v.base + query(v.wish, append(slices.Clone(v.extraQuery), more...)...)
}
