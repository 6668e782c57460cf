package resident

import (
	"strings"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
)

// outView is what can be done on the spot where the first time is far away, or there is none.
type outView struct {
	title              string
	urgent, urgentText string // the page for what cannot wait; "" where there is none
	spot               string // a place that is sooner, in words
	wait               bool   // who books may wait for an earlier time
	waits              string // where one waits for it already; "" where nothing is booked
}

// longWait is how many days ahead the first time is a long wait.
const longWait = 7

// fillOut offers ways out where the first time here is more than a week away, whatever is filtered.
func (v *timesView) fillOut(r ledger.Reader, w lang.Words, a timesAsk, first, today calendar.Date) error {
	some := len(v.best) > 0
	if some && first <= today+longWait || !a.filter.any() || a.around != nil {
		return nil
	}
	v.out = &outView{title: w.T("out.title"), wait: v.stepped && some}
	if !some {
		v.out.title = w.T("out.title.none")
	}
	if id, _ := a.ask.Moving.(booking.AppointmentID); id != "" && a.now != nil {
		v.out.waits = "/a/" + string(id) + "/eerder"
	}
	for _, s := range v.spots {
		if s.path != "" && (!some || s.date < first) {
			v.out.spot = w.T("out.spot", "place", s.name, "when", strings.Join([]string{s.first.day, s.first.at}, ", "))
			break
		}
	}
	return v.out.hurry(r, w, a)
}

// hurry names the way for who cannot wait, where a product has one.
func (v *outView) hurry(r ledger.Reader, w lang.Words, a timesAsk) error {
	for _, l := range a.ask.Wish {
		p, err := catalogue.ProductByID(r, l.Product)
		if err != nil {
			return err
		}
		if path := urgentPath(p.Urgent); path != "" && !p.Urgent.Always() && a.last == 0 && a.now == nil {
			v.urgent, v.urgentText = "/spoed/"+path, w.T("urgent.link."+path)
			return nil
		}
	}
	return nil
}
