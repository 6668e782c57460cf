package field

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
)

// leaveView asks whether the team leaves while people are expected.
type leaveView struct {
	dayView
	stop stopView
	id   string
}

// expected are all who are at a stop or come there.
func (x stopView) expected() (all []visitView) {
	return append(append(append(all, x.serving...), x.waiting...), x.coming...)
}

// asksToLeave answers whoever wants to leave a stop where people are expected with a question, which names them and
// until when the stop is open; asked is false where nobody is.
func (p *Pages) asksToLeave(v dayView, a action) (asked bool, err error) {
	if a.do != "vertrokken" || a.On {
		return false, nil
	}
	if err := p.Ledger.View(func(r ledger.Reader) error { return p.read(r, &v) }); err != nil {
		return false, err
	}
	for _, x := range v.stops {
		if x.id == string(a.Stop) && x.here && len(x.expected()) > 0 {
			return true, page.Render(v.C, fiber.StatusConflict, leavePage(leaveView{v, x, a.ID}))
		}
	}
	return false, nil
}

// endEarly is what becomes of whoever is booked at a stop that the team leaves before its time.
func endEarly(r ledger.Reader, id outreach.StopID) (e outreach.Effect, err error) {
	o, at, err := outreach.OutingOfStop(r, id)
	if err != nil {
		return e, err
	}
	office, err := catalogue.OfficeByID(r, catalogue.OfficeID(o.Stops[at].Place))
	if err != nil {
		return e, err
	}
	s := o.Stops[at]
	_, now := calendar.CellIn(r.Now(), office.Location())
	leave := max(now, s.Arrive+1)
	if s.State != outreach.Here || leave >= s.Leave {
		return e, outreach.ErrNoChange
	}
	return outreach.Foresee(r, outreach.Change{Stop: id, Arrive: s.Arrive, Leave: leave, Version: o.Version})
}

// foreseen is the planned change that an action asks for: the outing that cannot go, or a stop that ends early while
// people are booked there.
func (a action) foreseen(r ledger.Reader) (outreach.Effect, error) {
	if a.Do == outreach.DoCallOff {
		return outreach.ForeseeOuting(r, a.Outing)
	}
	return endEarly(r, a.Stop)
}

// plans reports whether an action makes a planned change first.
func (a action) plans() bool { return a.Do == outreach.DoCallOff || a.Do == outreach.DoLeave && a.On }

// heading says how many are expected.
func (v leaveView) heading() string { return v.Q.Words.N("field.expected", len(v.stop.expected())) }
