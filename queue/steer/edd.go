package steer

import (
	"cmp"
	"slices"
	"time"
)

// FairAfter is how long somebody without an appointment can be passed over. Who has waited this
// long is called next, whatever comes.
const FairAfter = 30 * time.Minute

// shownAlternatives is how many others a decision names.
const shownAlternatives = 6

// EDD calls by the earliest due date, looking ahead: it starts nothing that an appointment would
// have to wait for, unless another desk can take that appointment in time; it leaves a guest to a
// free desk that can do less else; it takes short visits between appointments when nobody passes
// the norm by them; and whoever has waited FairAfter comes first.
func EDD(s State, desk string) Decision {
	here, found := s.desk(desk)
	if !found || !here.Works {
		return Decision{Why: NotThere}
	}
	e := edd{State: s, here: here}
	e.sort()
	if len(e.able) == 0 {
		return e.answer("", Nobody)
	}
	if first := e.able[0]; first.Urgent {
		return e.answer(first.ID, Urgent)
	} else if e.starves(first, FairAfter) {
		return e.answer(first.ID, Waited)
	}
	if g, ok := e.short(); ok {
		return e.answer(g.ID, Short)
	}
	for _, leaving := range []bool{true, false} {
		for _, g := range e.able {
			if (!leaving || !e.leaves(g)) && e.keepsPromises(g) {
				return e.answer(g.ID, Due)
			}
		}
	}
	return e.hold()
}

// edd is one decision on its way.
type edd struct {
	State
	here  Desk
	able  []Guest       // that this desk may call now, in order
	not   []Alternative // that it may not
	until time.Time     // due of the appointment that a hold waits for
}

func (s State) desk(id string) (Desk, bool) {
	for _, d := range s.Desks {
		if d.ID == id {
			return d, true
		}
	}
	return Desk{}, false
}

// sort splits the guests into those whom this desk may call now, in order, and the others.
func (e *edd) sort() {
	for _, g := range e.Guests {
		if why := e.unable(g); why != "" {
			e.not = append(e.not, Alternative{Ticket: g.ID, Why: why})
			continue
		}
		e.able = append(e.able, g)
	}
	slices.SortStableFunc(e.able, e.order)
}

func (e *edd) unable(g Guest) Reason {
	switch {
	case !e.here.Can.Has(g.Need):
		return Skill
	case g.Only != "" && g.Only != e.here.ID:
		return OtherOne
	case e.Now.Before(g.After):
		return Later
	case !e.here.fits(g.Minutes, e.Now):
		return Closing
	}
	return ""
}

func (d Desk) fits(minutes int, start time.Time) bool {
	return d.Until.IsZero() || !start.Add(d.Takes(minutes)).After(d.Until)
}

// order puts who cannot wait first, then who starves, then who is due.
func (e *edd) order(a, b Guest) int {
	if c := cmp.Compare(e.rank(a), e.rank(b)); c != 0 {
		return c
	}
	if e.rank(a) < 2 {
		return cmp.Or(a.Arrived.Compare(b.Arrived), cmp.Compare(a.ID, b.ID))
	}
	return cmp.Or(a.Due.Compare(b.Due), a.Arrived.Compare(b.Arrived), cmp.Compare(a.ID, b.ID))
}

func (e *edd) rank(g Guest) int {
	switch {
	case g.Urgent:
		return 0
	case e.starves(g, FairAfter):
		return 1
	}
	return 2
}

// leaves reports whether a guest who is in time is better left to another desk that is free now
// and can do less else.
func (e *edd) leaves(g Guest) bool {
	return g.Only == "" && e.Now.Before(g.Due) && slices.ContainsFunc(e.Desks, func(d Desk) bool {
		return d.ID != e.here.ID && d.Works && !d.FreeAt.After(e.Now) && d.Can.Has(g.Need) &&
			d.Can.Count() < e.here.Can.Count() && d.fits(g.Minutes, e.Now)
	})
}

func (e *edd) answer(ticket string, why Reason) Decision {
	d := Decision{Ticket: ticket, Why: why}
	for _, g := range e.able {
		if g.ID != ticket && len(d.Alternatives) < shownAlternatives {
			d.Alternatives = append(d.Alternatives, Alternative{Ticket: g.ID, Why: e.whyNot(g)})
		}
	}
	for _, a := range e.not {
		if len(d.Alternatives) < shownAlternatives {
			d.Alternatives = append(d.Alternatives, a)
		}
	}
	return d
}

func (e *edd) whyNot(g Guest) Reason {
	switch {
	case !e.keepsPromises(g):
		return Kept
	case e.leaves(g):
		return Leave
	}
	return Earlier
}

func (e *edd) hold() Decision {
	d := e.answer("", Kept)
	d.Hold, d.Until = true, e.until
	return d
}
