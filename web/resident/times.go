package resident

import (
	"maps"
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
	"balie/web/page"
)

// timesView is the page on which a place and a time are chosen: to book, or to move. Each time is a button: nothing is
// chosen before it was pressed.
type timesView struct {
	// What the page is for: a new appointment, or another time for one.
	heading string // "" is that of the way of meeting
	stepped bool   // it is a step on the way to a new appointment
	back    string
	action  string // where the form goes
	hidden  []hidden
	effort  string // what the script is asked on the way to a new appointment
	asks    string // the question before a time that was pressed is taken; "" where the next page asks
	yes     string // the button under that question

	// What just happened.
	notice *page.Notice
	fault  string
	sure   *timeView // the time that was pressed, and may be taken now
	again  *timeView // a time that was pressed, to be tried again

	// What can be chosen.
	best           []timeView
	bestTitle      string
	bestText       string
	chips, days    []chipView
	weeks          weeksView
	day            calendar.Date
	shown          supply.FreeDay
	earlier, later turnView
	parts          []partView
	more           string   // the same day with every time; "" where it shows them all
	count          int      // how many times that day has
	counted        string   // the same in words, or why it has none
	out            *outView // ways out of a long wait; nil where it is not long
	spots          []spotView
	spotsTitle     string
	allSpots       string // the page with every place; "" where it has them all
	spotCount      int
	anySpots       string // the page without the filter; "" where there is none
	exit           bool   // who reads it may be watched
	quiet          bool   // what it is for is not named
	term           string // until when the law gives
	tooLate        string // that the day shown is after that
	filtered       string // what is filtered, in words
	closed         []closedView

	// What was chosen so far.
	subject string // what it is for, in the bar
	wish    catalogue.Wish
	office  catalogue.Office
	route   catalogue.Route
	summary []page.Item
	what    string   // what it is for, in the bar
	held    *barView // the time that the visitor holds, after they came back

	// Where the page and its other states are found.
	base       string   // its path
	extraQuery []string // what every link on it carries along
	state      map[string]string
	here       string // the page with GET
	resend     string // where its form goes to be shown in another language
}

// hidden is a value that travels with the form.
type hidden struct{ name, value string }

// barView is the time that is held, and where one goes on with it.
type barView struct{ moment, until, path, onward string }

// timeView is one time to choose.
type timeView struct {
	value  string // "2026-12-01T10:20"
	clock  string // "10.20"
	at     string // "10.20 uur"
	day    string // "dinsdag 1 december"
	short  string // "di 1 dec"
	place  string // where, if it is another place
	moment string // all of it, for the summary
	late   string // that it is after the last lawful day
}

// timesAsk is what the page is made for.
type timesAsk struct {
	ask    supply.Query
	office catalogue.OfficeID
	from   string // "2026-12-14", from which weeks are shown; "" is the week of the day
	day    string // "2026-12-01"; "" is that of the first time
	filter filter
	around *supply.Offer // a time that could not be had
	now    *supply.Offer // the time that an appointment has, which is no other time
	sure   *supply.Offer // the time that was pressed, and is to be taken or not
	again  *supply.Offer // the time that was pressed, and may be tried again
	all    bool          // every time of the day, not one each quarter of an hour
	places bool          // every place
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
	if err := v.begin(r, w, &a); err != nil {
		return err
	}
	first, err := v.propose(r, w, a)
	if err != nil {
		return err
	}
	today := v.office.Today(r.Now())
	v.day = dayOf(a, first, today)
	for _, fill := range []func() error{
		func() error { return v.fillWeeks(r, w, a, today) },
		func() error { return v.fillDay(r, w, a) },
		func() error { return v.fillSpots(r, w, a) },
		func() error { return v.fillOut(r, w, a, first, today) },
		func() error { return v.pressed(r, w, a) },
		func() error { return v.summarise(r, w) },
		func() error { return v.holds(r, w, a) },
	} {
		if err := fill(); err != nil {
			return err
		}
	}
	return nil
}

// begin says where and how it is, and what every link of the page carries along.
func (v *timesView) begin(r ledger.Reader, w lang.Words, a *timesAsk) error {
	offices, err := catalogue.OfficesFor(r, a.ask.Wish)
	if err != nil {
		return err
	}
	if v.office, err = pick(offices, a.office); err != nil {
		return err
	}
	need, err := catalogue.MeasureAt(r, a.ask.Wish, v.office.ID)
	if err != nil {
		return err
	}
	v.wish, v.route = a.ask.Wish, need.Route
	if v.heading == "" {
		v.heading = byRoute(w, "time.title", v.route)
	}
	a.ask.Wanted, v.filtered = a.filter.wanted(), a.filter.say(w)
	v.state = map[string]string{"locatie": string(v.office.ID), "dag": a.day, "vanaf": a.from, "deel": a.filter.part, "dagen": a.filter.dayName()}
	if a.all {
		v.state["alle"] = "1"
	}
	if a.places {
		v.state["plaatsen"] = "1"
	}
	v.fillChips(w, a.filter)
	return nil
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

// dayOf is the day whose times are shown: the one asked for, else that of the first proposal.
func dayOf(a timesAsk, first, today calendar.Date) calendar.Date {
	if d, err := calendar.ParseDate(a.day); err == nil {
		return inReach(d, today)
	}
	if a.around != nil {
		return a.around.Date
	}
	return max(first, today)
}

// pressed says the time that was pressed, where it is to be confirmed or tried again.
func (v *timesView) pressed(r ledger.Reader, w lang.Words, a timesAsk) error {
	for _, p := range []struct {
		o *supply.Offer
		t **timeView
	}{{a.sure, &v.sure}, {a.again, &v.again}} {
		if p.o == nil {
			continue
		}
		t, err := v.sayTime(r, w, *p.o)
		if err != nil {
			return err
		}
		*p.t = &t
	}
	return nil
}

// press asks about a time before it is taken, with that day in view.
func (a *timesAsk) press(o supply.Offer) {
	a.sure, a.office, a.day, a.from = &o, o.Office, o.Date.String(), ""
}

// wrong is what is wrong with a choice; where there is nothing to choose, nothing is.
func (v timesView) wrong() string {
	if len(v.best) == 0 {
		return ""
	}
	return v.fault
}

// button is the name under which a time is pressed: "kies" where the page asks once more before it is taken.
func (v timesView) button() string {
	if v.asks != "" {
		return "kies"
	}
	return "tijd"
}

// link is this page with something else chosen, seen from a fragment on; a value of "" takes a choice away.
func (v *timesView) link(fragment string, change ...string) string {
	state := maps.Clone(v.state)
	for i := 0; i+1 < len(change); i += 2 {
		state[change[i]] = change[i+1]
	}
	pairs := slices.Clone(v.extraQuery)
	for _, name := range slices.Sorted(maps.Keys(state)) {
		pairs = append(pairs, name, state[name])
	}
	return v.base + query(v.wish, pairs...) + "#" + fragment
}
