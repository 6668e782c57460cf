package phone

import (
	"cmp"
	"slices"
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
)

// timesView are the times that can be chosen at one office: the best three, and more.
type timesView struct {
	best   []timeView
	more   []timeView
	day    string // of more
	from   string // the day from which was looked; "" is now
	office catalogue.OfficeID
	places []catalogue.Office
	chosen string
}

// timeView is one time to choose.
type timeView struct{ value, day, at string }

// How many times a page shows first, and how many of that day besides.
const (
	bestTimes = 3
	moreTimes = 24
)

// times gathers what an asker can have at an office from a day on.
func times(r ledger.Reader, w lang.Words, ask supply.Query, office catalogue.OfficeID, from string) (v timesView, err error) {
	if v.places, err = catalogue.OfficesFor(r, ask.Wish); err != nil {
		return v, err
	}
	if !slices.ContainsFunc(v.places, func(o catalogue.Office) bool { return o.ID == office }) {
		if len(v.places) == 0 {
			return v, errNoOffice
		}
		office = v.places[0].ID
	}
	v.office = office
	day, err := calendar.ParseDate(from)
	if err == nil {
		v.from = from
	}
	offers, err := supply.BestFrom(r, office, ask, bestTimes, day)
	if err != nil {
		return v, err
	}
	slices.SortFunc(offers, func(a, b supply.Offer) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Start, b.Start))
	})
	for _, o := range offers {
		v.best = append(v.best, say(w, o))
	}
	if len(offers) == 0 {
		return v, nil
	}
	v.day = w.Day(offers[0].Date)
	starts, err := supply.Day(r, office, ask, offers[0].Date)
	return v, v.addMore(w, offers[0], starts, err)
}

// addMore adds a time each quarter of an hour of a day that is not among the best.
func (v *timesView) addMore(w lang.Words, first supply.Offer, starts []calendar.Cell, err error) error {
	for _, start := range starts {
		t := say(w, supply.Offer{Office: first.Office, Date: first.Date, Start: start})
		if start.Minutes()%15 == 0 && len(v.more) < moreTimes && !slices.Contains(v.best, t) {
			v.more = append(v.more, t)
		}
	}
	return err
}

// errNoOffice: no office has a desk that can do all of this at one visit.
var errNoOffice = ledger.Refuse(ledger.Conflict, "office.none")

func say(w lang.Words, o supply.Offer) timeView {
	return timeView{o.Date.String() + "T" + o.Start.String() + "@" + string(o.Office), w.Day(o.Date), w.At(o.Start)}
}

// offerOf reads a chosen time, "2026-12-01T10:20@gendringen".
func offerOf(text string) (o supply.Offer, ok bool) {
	when, office, ok := strings.Cut(text, "@")
	day, clock, both := strings.Cut(when, "T")
	date, err := calendar.ParseDate(day)
	start, wrong := calendar.ParseCell(clock)
	if !ok || !both || err != nil || wrong != nil || start >= calendar.CellsPerDay {
		return o, false
	}
	return supply.Offer{Office: catalogue.OfficeID(office), Date: date, Start: start}, true
}
