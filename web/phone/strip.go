package phone

import (
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
)

// stripView is one place today: open from when until when, or closed and why.
type stripView struct {
	name   string
	stop   bool
	open   bool
	hours  string
	closed string // why it is closed, or what of it is
	where  string
}

// strip is today at a glance: each town hall, and the stops where the bus is.
func strip(r ledger.Reader, w lang.Words) (views []stripView, err error) {
	offices, err := catalogue.Offices(r)
	if err != nil {
		return nil, err
	}
	for _, o := range offices {
		day := o.Today(r.Now())
		v := stripView{name: o.Name, stop: o.Kind == catalogue.Stop, where: o.Street, closed: closure(o, day)}
		from, until := calendar.Cell(calendar.CellsPerDay), calendar.Cell(0)
		for _, window := range o.Rules().Day(day) {
			for cell := range window.Cells.All() {
				from, until = min(from, cell), max(until, cell+1)
			}
		}
		if v.open = from < until; v.open {
			v.hours = w.T("phone.hours", "from", w.Clock(from), "until", w.Clock(until))
		}
		if holiday, ok := calendar.Holiday(day); ok && o.Holidays && !v.open {
			v.closed = w.T("holiday." + holiday)
		}
		if v.open || !v.stop {
			views = append(views, v)
		}
	}
	return views, nil
}

// closure is the reason of what closes an office today, or a desk of it.
func closure(o catalogue.Office, day calendar.Date) string {
	for _, k := range o.Closures {
		if k.From <= day && (k.Until == 0 || day <= k.Until) {
			return k.Reason
		}
	}
	return ""
}
