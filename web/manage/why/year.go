package why

import (
	"cmp"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/queue/forecast"
	"balie/queue/sim"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
	"balie/web/whatif"
)

const yearPath = "/medewerker/beheer/jaar"

func (p *Pages) yearRoutes() []route.Route {
	return []route.Route{
		{Method: "GET", Path: yearPath, Access: route.Staff, Right: route.SetUp, Limit: route.Look, Handler: p.ShowYear},
	}
}

// How the year is cut: two tables of 26 weeks, from the week of today on.
const (
	halfYear = 26
	yearDays = 2 * halfYear * 7
	monthAgo = 28 // the same day of the week
)

// From how many per cent on a day is called so.
var fullness = []struct {
	from  int
	class string
}{{101, "is-5"}, {95, "is-4"}, {80, "is-3"}, {60, "is-2"}}

// yearView is a year of days: how full each is, and the chosen one.
type yearView struct {
	frame
	notice   *page.Notice
	offices  []catalogue.Office
	office   catalogue.Office
	date     calendar.Date
	fault    string // of the day that was typed
	sentence string
	halves   []halfView
	first    []earliestView
	chosen   dayView
}

// halfView is half a year: a column for each week.
type halfView struct {
	caption string
	months  []monthView
	weeks   []string
	rows    []weekdayView
}

type monthView struct {
	name  string
	weeks int
}

type weekdayView struct {
	short, name string
	cells       []cellView
}

// cellView is one day; text is its share in per cent, or a dash.
type cellView struct {
	text, class, name, href string
	chosen, past            bool
}

type earliestView struct{ name, when, before string }

// dayView is the chosen day.
type dayView struct{ title, today, full, free, norm, href, open string }

// ShowYear answers GET /medewerker/beheer/jaar.
func (p *Pages) ShowYear(c *fiber.Ctx) error {
	v := yearView{frame: frame{Request: staff.From(c), here: "year"}}
	v.title = v.Q.T("config.year")
	if err := p.Ledger.View(v.read); err != nil {
		if v.notice, err = v.Refused(err); err != nil {
			return err
		}
	}
	if v.fault != "" {
		c.Status(fiber.StatusUnprocessableEntity)
	}
	return page.Render(c, v.Status(), yearPage(v))
}

func (v *yearView) read(r ledger.Reader) (err error) {
	if v.offices, err = catalogue.Offices(r); err != nil || len(v.offices) == 0 {
		return err
	}
	v.office = v.offices[0]
	for _, o := range v.offices {
		if string(o.ID) == v.Asked("locatie") {
			v.office = o
		}
	}
	today := v.office.Today(r.Now())
	v.date = today
	if typed := v.Asked("dag"); typed != "" {
		date, err := calendar.ParseDate(typed)
		if err != nil || date < today.Monday() || date >= today.Monday()+yearDays {
			v.fault = v.Q.T("config.year.fault.day", "last", v.Q.Words.Date(today.Monday()+yearDays-1))
		} else {
			v.date = date
		}
	}
	loads, err := forecast.Loads(r, v.office.ID, today.Monday(), today.Monday()+yearDays-1)
	if err != nil {
		return err
	}
	v.say(loads, today)
	for half := range 2 {
		v.halves = append(v.halves, v.half(loads[half*halfYear*7:(half+1)*halfYear*7], today))
	}
	if err := v.earliest(r, today); err != nil {
		return err
	}
	v.chosen, err = v.day(r, loads[v.date-today.Monday()], today)
	return err
}

// soonDays is how many open days "soon" is in the sentence: two working weeks.
const soonDays = 10

// say says in a sentence how full the coming weeks are, and whether a day has more than fits.
func (v *yearView) say(loads []forecast.DayLoad, today calendar.Date) {
	sum, n, over := 0, 0, 0
	for _, d := range loads {
		share, open := d.Share()
		if !open || d.Date < today {
			continue
		}
		if share > 100 || d.Open <= 0 {
			over++
		}
		if n < soonDays && d.Open > 0 {
			sum, n = sum+share, n+1
		}
	}
	switch {
	case n == 0:
		v.sentence = v.Q.T("config.year.say.closed")
		return
	case sum >= 90*n:
		v.sentence = v.Q.T("config.year.say.full")
	case sum >= 70*n:
		v.sentence = v.Q.T("config.year.say.busy")
	default:
		v.sentence = v.Q.T("config.year.say.room")
	}
	if over > 0 {
		v.sentence += " " + v.Q.Words.N("config.year.say.over", over)
	}
}

// half lays 26 weeks out in columns. Weekend days are left out where none is open.
func (v *yearView) half(loads []forecast.DayLoad, today calendar.Date) (h halfView) {
	w := v.Q.Words
	first, last := loads[0].Date, loads[len(loads)-1].Date
	h.caption = v.Q.T("config.year.half", "from", w.Month(first+3), "until", w.Month(last-3))
	for week := range halfYear {
		thursday := first + calendar.Date(7*week+3) // a week belongs to the month and the year of its Thursday
		_, number := thursday.ISOWeek()
		h.weeks = append(h.weeks, strconv.Itoa(number))
		if _, month, _ := thursday.Civil(); week == 0 || month != monthOf(thursday-7) {
			h.months = append(h.months, monthView{name: w.MonthName(month)})
		}
		h.months[len(h.months)-1].weeks++
	}
	for i, m := range h.months {
		if m.weeks < wholeName {
			h.months[i].name = short(m.name)
		}
	}
	for weekday := range 7 {
		row := weekdayView{}
		day := (first + calendar.Date(weekday)).Weekday()
		row.short, row.name = w.WeekdayShort(day), w.Weekday(day)
		opens := weekday < 5
		for week := range halfYear {
			d := loads[7*week+weekday]
			_, open := d.Share()
			opens = opens || open
			row.cells = append(row.cells, v.cell(d, today))
		}
		if opens {
			h.rows = append(h.rows, row)
		}
	}
	return h
}

func monthOf(d calendar.Date) time.Month { _, m, _ := d.Civil(); return m }

// wholeName is how many weeks wide the name of a month is at most.
const wholeName = 4

// short is the name of a month where there is room for three letters.
func short(month string) string {
	letters := []rune(month)
	return string(letters[:min(3, len(letters))])
}

func (v *yearView) cell(d forecast.DayLoad, today calendar.Date) (c cellView) {
	c.chosen, c.past = d.Date == v.date, d.Date < today
	c.href = yearPath + "?" + url.Values{"locatie": {string(v.office.ID)}, "dag": {d.Date.String()}}.Encode() + "#dag-gekozen"
	share, open := d.Share()
	switch {
	case !open:
		c.text, c.class, c.name = "–", "is-off", v.Q.T("config.year.cell.shut", "day", v.Q.Words.Date(d.Date))
	case d.Open <= 0:
		c.text, c.class, c.name = "!", "is-5", v.Q.T("config.year.cell.lost", "day", v.Q.Words.Date(d.Date))
	default:
		c.text, c.name = strconv.Itoa(share), v.Q.T("config.year.cell", "day", v.Q.Words.Date(d.Date), "n", share)
		for _, f := range fullness {
			if share >= f.from {
				c.class = f.class
				break
			}
		}
	}
	if c.past {
		c.class = "is-past"
	}
	return c
}

// earliest are the first time of each product now, and how far away it was four weeks ago.
func (v *yearView) earliest(r ledger.Reader, today calendar.Date) error {
	products, err := catalogue.Products(r)
	if err != nil {
		return err
	}
	before, known, err := supply.EarliestOn(r, v.office.ID, today-monthAgo)
	if err != nil {
		return err
	}
	_, now := calendar.CellIn(r.Now(), v.office.Location())
	for _, p := range products {
		if p.Discreet {
			continue
		}
		one := earliestView{name: p.Text(v.Q.Words.Tag()).Name, when: v.Q.T("config.why.none", "days", p.HorizonDays), before: v.Q.T("config.year.before.none")}
		found, err := supply.NextFrom(r, v.office.ID, supply.Query{Wish: catalogue.Wish{{Product: p.ID, Persons: 1}}}, today, now, 1)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			one.when = v.moment(found[0].Date, found[0].Start)
			if n := int(found[0].Date - today); n > 0 {
				one.when = v.Q.Words.N("config.why.days", n) + ": " + one.when
			}
		}
		switch days, had := before[p.ID]; {
		case !known:
			one.before = v.Q.T("config.year.before.unknown")
		case had:
			one.before = v.away(days)
		}
		v.first = append(v.first, one)
	}
	slices.SortStableFunc(v.first, func(a, b earliestView) int { return cmp.Compare(a.name, b.name) })
	return nil
}

// away is how far away a first time is.
func (v *yearView) away(days int) string {
	if days == 0 {
		return v.Q.T("config.why.today")
	}
	return v.Q.Words.N("config.why.days", days)
}

// day says of the chosen day how full it is, what is free in how many pieces, and what share is expected in time.
func (v *yearView) day(r ledger.Reader, d forecast.DayLoad, today calendar.Date) (one dayView, err error) {
	w := v.Q.Words
	one.title = w.Date(d.Date)
	if d.Date == today {
		one.today = v.Q.T("config.why.today")
	}
	share, open := d.Share()
	switch {
	case !open:
		one.full = v.Q.T("config.year.shut")
		return one, nil
	case d.Open <= 0:
		one.full = v.Q.T("config.year.lost")
	default:
		one.full = v.Q.T("config.year.share", "n", share)
	}
	one.free = v.Q.T("config.year.free.none")
	if d.Free > 0 {
		one.free = w.N("config.year.pieces", d.Pieces)
		one.free = v.Q.T("config.year.free", "minutes", w.Minutes(d.Free), "pieces", one.free)
	}
	if v.S.May(route.LeadDay) && d.Date >= today {
		one.href, one.open = "/medewerker/vooruit?"+url.Values{"dag": {d.Date.String()}, "locatie": {string(v.office.ID)}}.Encode(), v.Q.T("config.year.open")
	}
	one.norm, err = v.expected(r, d)
	return one, err
}

// expected is the share of appointments of a day to come that the simulation sees helped in time; "" where nothing is
// booked yet.
func (v *yearView) expected(r ledger.Reader, d forecast.DayLoad) (string, error) {
	ahead, err := forecast.PlanDay(r, v.office.ID, d.Date)
	if errors.Is(err, forecast.ErrNoDay) || err == nil && len(ahead.Booked) == 0 {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	played := sim.ComparePlans([]sim.Plan{ahead.Plan}, "edd-lookahead", playedDays, uint64(d.Date))
	return v.Q.T("config.year.norm.n", "share", whatif.Share(played[0].Appointments5)), nil
}
