package supply

import (
	"sync"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/fit"
	"balie/booking/ledger"
	"balie/booking/roster"
)

// Audience is for whom desk time is asked. It decides which shares of the supply count.
type Audience string

// The audiences. The zero value is Public.
const (
	Public Audience = ""       // residents online: public share, and reserves once they are released
	Staff  Audience = "staff"  // colleagues for a resident: public and staff share
	Urgent Audience = "urgent" // a birth term, a death: everything
)

// fit knows skills only, so an audience is a skill that a window has when its share is open to
// that audience; a visit needs exactly one of them. A reserve that is released gains a skill and
// never loses it, so an arrangement that was feasible stays so.
const (
	forPublic fit.Skills = 1 << (60 + iota)
	forStaff
	forUrgent
)

func (a Audience) skill() fit.Skills {
	switch a {
	case Staff:
		return forStaff
	case Urgent:
		return forUrgent
	}
	return forPublic
}

// supply is what an office has to give on one day, in the terms of fit.
type supply struct {
	windows []supplyWindow
	desks   []fit.Desk // ready, where nothing is released during the day
	dated   bool       // some reserve is released at a moment of its own
	answers answers    // about the day while nobody has a claim on it
}

type supplyWindow struct {
	desk    uint16
	cells   calendar.Cells
	skills  fit.Skills
	has     fit.Skills // properties of the desk, whoever sits there
	share   calendar.Share
	release int           // hours before
	opensAt calendar.Cell // or the moment of the day
}

// MaxDays is how far ahead supply is kept once computed: as far as anything can be booked.
const MaxDays = 400

// supplyKey is an office-day.
type supplyKey struct {
	office catalogue.OfficeID
	date   calendar.Date
}

// supplies are the supplies of one state of the catalogue that were computed so far, under one roster.
type supplies struct {
	mu     sync.RWMutex
	roster string // its stamp
	known  map[supplyKey]*supply
}

// suppliesOf returns what was computed so far for a catalogue, kept until its stamp changes.
func suppliesOf(r ledger.Reader, c *catalogue.Snapshot) (*supplies, error) {
	return ledger.Memo(r, "supplies", c.Stamp, func() (*supplies, error) {
		return &supplies{known: map[supplyKey]*supply{}}, nil
	})
}

// get returns what is known under a roster.
func (s *supplies) get(roster string, key supplyKey) (*supply, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	found, ok := s.known[key]
	return found, ok && s.roster == roster
}

// put keeps a supply and returns it, or the one that somebody else kept meanwhile: one pointer for
// all, since answers are known by it.
func (s *supplies) put(roster string, key supplyKey, made *supply) *supply {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.roster != roster {
		s.roster, s.known = roster, map[supplyKey]*supply{}
	}
	if first, ok := s.known[key]; ok {
		return first
	}
	s.known[key] = made
	return made
}

// supplyOf returns an office-day's supply, computed once for each catalogue and roster. A day on which
// nothing can be booked is computed each time: whoever asks for odd years must not fill our memory.
func supplyOf(r ledger.Reader, c *catalogue.Snapshot, o catalogue.Office, date calendar.Date) (*supply, error) {
	today := o.Today(r.Now())
	if date < today || date > today.AddDays(MaxDays) {
		return computeSupply(r, c, o, date)
	}
	stamp, err := roster.Stamp(r)
	if err != nil {
		return nil, err
	}
	known, err := suppliesOf(r, c)
	if err != nil {
		return nil, err
	}
	key := supplyKey{o.ID, date}
	if s, ok := known.get(stamp, key); ok {
		return s, nil
	}
	s, err := computeSupply(r, c, o, date)
	if err != nil {
		return nil, err
	}
	return known.put(stamp, key, s), nil
}

// computeSupply is what the rules open, as far as somebody is rostered for it.
func computeSupply(r ledger.Reader, c *catalogue.Snapshot, o catalogue.Office, date calendar.Date) (*supply, error) {
	s, err := plannedSupply(c, o, date)
	if err != nil {
		return nil, err
	}
	plan, err := roster.PlanOf(r, string(o.ID), date)
	if err != nil {
		return nil, err
	}
	if plan.Published {
		s.windows = cover(s.windows, colleaguesOf(c, plan))
		s.desks = s.at(o, date, time.Time{})
	}
	return s, nil
}

// plannedSupply is what the rules open, whoever is there, at the desks that there are on that day.
func plannedSupply(c *catalogue.Snapshot, o catalogue.Office, date calendar.Date) (*supply, error) {
	s := &supply{}
	then, err := c.On(date)
	if err != nil {
		return nil, err
	}
	if o, err = then.Office(o.ID); err != nil {
		return s, nil // nobody knew it then
	}
	byID := make(map[string]catalogue.Desk, len(o.Desks))
	for _, d := range o.Desks {
		byID[string(d.ID)] = d
	}
	for _, w := range o.Rules().Day(date) {
		desk, known := byID[w.Desk]
		if !known || w.Use == calendar.ForWalkIn {
			continue
		}
		names := w.Skills
		if len(names) == 0 {
			names = desk.Skills
		}
		s.windows = append(s.windows, supplyWindow{desk.Number, w.Cells, c.Mask(names), c.PropertyMask(desk.Properties), w.Share, w.ReleaseHours, w.ReleaseAt})
		s.dated = s.dated || (w.Share == calendar.Reserve && (w.ReleaseHours > 0 || w.ReleaseAt > 0))
	}
	s.desks = s.at(o, date, time.Time{})
	return s, nil
}

// desksAt returns the desks as they stand at an instant.
func (s *supply) desksAt(o catalogue.Office, date calendar.Date, now time.Time) []fit.Desk {
	if !s.dated {
		return s.desks
	}
	return s.at(o, date, now)
}

func (s *supply) at(o catalogue.Office, date calendar.Date, now time.Time) []fit.Desk {
	var desks []fit.Desk
	index := map[uint16]int{}
	add := func(desk uint16, w fit.Window) {
		i, ok := index[desk]
		if !ok {
			i = len(desks)
			index[desk] = i
			desks = append(desks, fit.Desk{Number: desk})
		}
		desks[i].Windows = append(desks[i].Windows, w)
	}
	for _, w := range s.windows {
		released := w.releasedBy(o, date, now)
		if open := w.cells.And(released); !open.Empty() {
			add(w.desk, fit.Window{Cells: open, Skills: w.skills | w.has | forPublic | forStaff | forUrgent})
		}
		if kept := w.cells.AndNot(released); !kept.Empty() {
			add(w.desk, fit.Window{Cells: kept, Skills: w.skills | w.has | w.keptFor()})
		}
	}
	return desks
}

// releasedBy returns the cells of the day that are open to everybody at an instant.
func (w supplyWindow) releasedBy(o catalogue.Office, date calendar.Date, now time.Time) calendar.Cells {
	switch {
	case w.share == calendar.Public:
		return whole
	case w.share != calendar.Reserve || now.IsZero():
		return calendar.Cells{}
	case w.opensAt > 0:
		if on, cell := calendar.CellIn(now, o.Location()); on > date || on == date && cell >= w.opensAt {
			return whole
		}
		return calendar.Cells{}
	case w.release == 0:
		return calendar.Cells{}
	}
	on, cell := calendar.CellIn(now.Add(time.Duration(w.release)*time.Hour), o.Location())
	switch {
	case on > date:
		return whole
	case on < date:
		return calendar.Cells{}
	}
	return calendar.Cells{}.With(0, cell+1)
}

// keptFor is who may have the part of a share that is not open to everybody.
func (w supplyWindow) keptFor() fit.Skills {
	if w.share == calendar.Staff {
		return forStaff | forUrgent
	}
	return forUrgent
}
