package steer

import (
	"cmp"
	"slices"
	"time"
)

// Decide answers for one desk: the best moves of all free desks are made one after another until
// one is this desk's, or waiting is best. Who would go to another free desk is called here when this
// desk has nobody else, for nobody waits for a desk that is free. Where the laws are not known it is EDD.
func (r *Rollout) Decide(s State, desk string) Decision {
	here, found := s.desk(desk)
	if !s.Informed || !found || !here.Works {
		return EDD(s, desk)
	}
	s.Desks, s.Guests = slices.Clone(s.Desks), slices.Clone(s.Guests)
	for i := range s.Desks {
		if s.Desks[i].ID == desk {
			s.Desks[i].Helping, s.Desks[i].FreeAt = "", time.Time{} // whoever asks is free
		}
	}
	before, elsewhere := s, Move{}
	before.Guests = slices.Clone(s.Guests)
	for {
		m := r.Next(s)
		switch {
		case m.Ticket != "" && (m.Desk == desk || r.same(m.Desk, desk)):
			return r.conclude(s, m, desk)
		case m.Ticket == "" && elsewhere.Ticket != "" && !r.keeps(desk):
			return r.conclude(before, elsewhere, desk)
		case m.Ticket == "":
			return r.conclude(s, m, desk)
		}
		if elsewhere.Ticket == "" && here.could(s, m.Ticket) {
			elsewhere = m
		}
		s.Call(m)
	}
}

// could reports whether a desk can help a guest.
func (d Desk) could(s State, ticket string) bool {
	i := slices.IndexFunc(s.Guests, func(g Guest) bool { return g.ID == ticket })
	e := edd{State: s, here: d}
	return e.unable(s.Guests[i]) == ""
}

// keeps reports whether the last plan keeps a desk for somebody.
func (r *Rollout) keeps(desk string) bool {
	return slices.ContainsFunc(r.board.kept, func(k keep) bool { return r.board.desks[k.desk].id == desk })
}

// same reports whether two desks that are free now can do the same.
func (r *Rollout) same(x, y string) bool {
	i := slices.IndexFunc(r.board.desks, func(d bench) bool { return d.id == x })
	j := slices.IndexFunc(r.board.desks, func(d bench) bool { return d.id == y })
	return i >= 0 && j >= 0 && r.board.idle>>j&1 == 1 && r.board.alike(i, j)
}

// Call makes a move in the state: the guest is at the desk.
func (s *State) Call(m Move) {
	i := slices.IndexFunc(s.Guests, func(g Guest) bool { return g.ID == m.Ticket })
	j := slices.IndexFunc(s.Desks, func(d Desk) bool { return d.ID == m.Desk })
	g, d := s.Guests[i], &s.Desks[j]
	d.Helping, d.Since, d.Minutes, d.Lasts = g.Kind, s.Now, g.Minutes, g.Lasts
	d.FreeAt = s.Now.Add(d.Takes(g.Minutes))
	s.Guests = slices.Delete(s.Guests, i, i+1)
	s.Waiting = max(0, s.Waiting-1)
}

// conclude turns a move, or none, into the decision of a desk.
func (r *Rollout) conclude(s State, m Move, desk string) Decision {
	e := edd{State: s}
	e.here, _ = s.desk(desk)
	e.sort()
	d := Decision{Ticket: m.Ticket, Why: m.Why}
	if m.Ticket == "" {
		if d.Why = Nobody; len(e.able) > 0 {
			d.Hold, d.Why, d.Until = true, Kept, s.nextDue()
		}
	}
	for _, o := range m.Others {
		if len(d.Alternatives) < shownAlternatives && o.Ticket != m.Ticket {
			d.Alternatives = append(d.Alternatives, o)
		}
	}
	return e.rest(d)
}

// rest names those that were not played, until enough are named.
func (e *edd) rest(d Decision) Decision {
	named := func(id string) bool {
		return id == d.Ticket || slices.ContainsFunc(d.Alternatives, func(a Alternative) bool { return a.Ticket == id })
	}
	for _, g := range e.able {
		if len(d.Alternatives) < shownAlternatives && !named(g.ID) {
			d.Alternatives = append(d.Alternatives, Alternative{Ticket: g.ID, Why: Earlier})
		}
	}
	for _, a := range e.not {
		if len(d.Alternatives) < shownAlternatives && !named(a.Ticket) {
			d.Alternatives = append(d.Alternatives, a)
		}
	}
	return d
}

// nextDue is when the first appointment falls due that is not past it; in a minute where none is.
func (s State) nextDue() time.Time {
	var first time.Time
	earlier := func(due time.Time) {
		if due.After(s.Now) && (first.IsZero() || due.Before(first)) {
			first = due
		}
	}
	for _, g := range s.Guests {
		if g.Kind == Appointment {
			earlier(g.Due)
		}
	}
	for _, x := range s.Expected {
		earlier(x.Due)
	}
	if first.IsZero() {
		return s.Now.Add(time.Minute)
	}
	return first
}

// answer says which candidate is best, and of the others how much worse each is.
func (r *Rollout) answer(s State) Move {
	best := r.best()
	m := Move{Why: Kept, Hold: true}
	if c := r.moves[best]; c.guest >= 0 {
		m = Move{Desk: r.board.desks[c.desk].id, Ticket: r.ticket(s, c.guest), Why: Due}
	}
	mean := func(t total) (cost, late float64) { n := float64(t.played); return t.cost / n, t.late / n }
	cost, late := mean(r.totals[best])
	for c, t := range r.totals {
		guest := r.moves[c].guest
		if c == best || guest < 0 {
			continue
		}
		itsCost, itsLate := mean(t)
		a := Alternative{Ticket: r.ticket(s, guest), Cost: itsCost - cost, Late: itsLate - late}
		if a.Why = Earlier; a.Late > 0.01 {
			a.Why = Kept
		}
		m.Others = append(m.Others, a)
	}
	slices.SortStableFunc(m.Others, func(x, y Alternative) int {
		return cmp.Or(cmp.Compare(x.Cost, y.Cost), cmp.Compare(x.Ticket, y.Ticket))
	})
	m.Others = slices.CompactFunc(m.Others, func(x, y Alternative) bool { return x.Ticket == y.Ticket })
	return m
}

func (r *Rollout) ticket(s State, guest int) string { return s.Guests[r.board.guests[guest].index].ID }
