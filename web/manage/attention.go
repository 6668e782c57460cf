package manage

import (
	"strings"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/route"
)

// attend is one thing that needs attention, with the link that solves it; "" where no page does.
type attend struct{ what, text, path, do string }

// mostAttend is how many rows are shown.
const mostAttend = 5

// attention is what needs it now, the most urgent first: read each time, kept nowhere.
func (f frame) attention(r ledger.Reader) (rows []attend, err error) {
	for _, look := range []func(ledger.Reader) ([]attend, error){
		f.paused, f.unkept, f.waiting, f.noDesk, f.quiet, f.dead, f.fees, f.unproven,
	} {
		some, err := look(r)
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	return rows[:min(len(rows), mostAttend)], nil
}

// unkept are the promises that no desk can keep, but those for which a change is under way: a row for the first day.
func (f frame) unkept(r ledger.Reader) (rows []attend, err error) {
	found, err := booking.Unkept(r)
	if err != nil {
		return nil, err
	}
	var first calendar.Date
	n := 0
	for _, u := range found {
		_, known, err := change.Of(r, u.Appointment)
		if err != nil {
			return nil, err
		}
		asked, _, err := booking.RescheduleRequestOf(r, u.Appointment)
		if err != nil {
			return nil, err
		}
		if known || asked.State.Open() {
			continue
		}
		if n++; first == 0 || u.At.Date < first {
			first = u.At.Date
		}
	}
	if n == 0 {
		return nil, nil
	}
	row := attend{what: f.Q.Words.N("config.home.unkept", n), text: f.Q.T("config.home.unkept.text", "day", f.Q.Words.Day(first))}
	if f.S.May(route.PlanRoster) {
		row.path, row.do = "/medewerker/rooster?week="+first.Monday().String(), f.Q.T("config.home.unkept.do")
	}
	return []attend{row}, nil
}

// waiting are changes of which nobody was told yet.
func (f frame) waiting(r ledger.Reader) (rows []attend, err error) {
	all, err := change.All(r)
	for _, c := range all {
		if c.State != change.Waiting && c.State != change.Sending {
			continue
		}
		o, err := catalogue.OfficeByID(r, c.Office)
		if err != nil {
			return nil, err
		}
		rows = append(rows, attend{what: f.Q.T("config.home.waiting"), text: f.Q.T("config.home.waiting.text", "time", f.Q.Words.Instant(c.Due, o.Location())),
			path: changeAt(c), do: f.Q.T("config.home.waiting.do")})
	}
	return rows, err
}

// noDesk are products that residents can choose and no desk can do, also later.
func (f frame) noDesk(r ledger.Reader) (rows []attend, err error) {
	c, err := catalogue.Of(r)
	if err != nil {
		return nil, err
	}
	all, err := catalogue.Products(r)
	for _, p := range all {
		need, err := c.Measure(catalogue.Wish{{Product: p.ID, Persons: 1}})
		if err != nil || len(c.OfficesFor(need)) > 0 {
			continue // what cannot be measured cannot be chosen
		}
		row := attend{what: f.Q.T("config.home.nodesk", "product", p.Text(f.Q.Words.Tag()).Name), text: f.Q.T("config.home.nodesk.text")}
		row.path, row.do = f.to("offices", "config.home.nodesk.do")
		rows = append(rows, row)
	}
	return rows, err
}

// quiet are screens of which nothing was heard for a while.
func (f frame) quiet(r ledger.Reader) (rows []attend, err error) {
	all, err := kiosk.Devices(r)
	var names []string
	for _, d := range all {
		if d.Quiet(f.Q.Now) {
			names = append(names, d.Name)
		}
	}
	if len(names) == 0 {
		return nil, err
	}
	row := attend{what: f.Q.Words.N("config.home.quiet", len(names)), text: strings.Join(names, ", ") + "."}
	if f.S.May(route.ManageScreens) {
		row.path, row.do = "/medewerker/schermen", f.Q.T("config.home.quiet.do")
	}
	return []attend{row}, err
}

// dead are messages that were given up.
func (f frame) dead(r ledger.Reader) (rows []attend, err error) {
	all, err := ledger.Waiting(r)
	n := 0
	for _, o := range all {
		if o.Dead != "" {
			n++
		}
	}
	if n == 0 {
		return nil, err
	}
	return []attend{{what: f.Q.Words.N("config.home.dead", n), text: f.Q.T("config.home.dead.text")}}, err
}

// feesFrom is the month from which the fees of the next year are asked for.
const feesFrom = 11

// fees are products that cost something and have no fee for the next year yet.
func (f frame) fees(r ledger.Reader) (rows []attend, err error) {
	today := catalogue.Today(r)
	year, month, _ := today.Civil()
	if month < feesFrom {
		return nil, nil
	}
	next := calendar.DateOf(year+1, 1, 1)
	all, err := catalogue.Products(r)
	n := 0
	for _, p := range all {
		if _, known := p.NextFees(today, next); !known && costs(p, today) {
			n++
		}
	}
	if n == 0 {
		return nil, err
	}
	row := attend{what: f.Q.T("config.home.fees", "day", f.Q.Words.Date(next)), text: f.Q.Words.N("config.home.fees.text", n)}
	row.path, row.do = f.to("products", "config.home.fees.do")
	return []attend{row}, err
}

// costs reports whether anything is paid for a product on a day.
func costs(p catalogue.Product, day calendar.Date) bool {
	for _, fee := range p.FeesOn(day) {
		if fee.Cents > 0 {
			return true
		}
	}
	return false
}

// unproven is a sealed backup that nobody opened for half a year.
func (f frame) unproven(r ledger.Reader) (rows []attend, err error) {
	proof, err := ledger.ReadBackupProof(r)
	if err != nil || !proof.Due(r.Now()) {
		return nil, err
	}
	return []attend{{what: f.Q.T("config.home.backup"), text: f.Q.T("config.home.backup.text")}}, nil
}

// to is the page of setting up under a key, and the words of a link there; "" where there is none for the colleague.
func (f frame) to(key, do string) (path, words string) {
	for _, one := range places {
		if one.key == key && f.S.May(one.right) {
			return one.path, f.Q.T(do)
		}
	}
	return "", ""
}
