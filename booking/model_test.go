package booking

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// claimed is the plain model of one live claim on desk time.
type claimed struct {
	w     catalogue.Wish
	o     supply.Offer
	until time.Time
	id    AppointmentID
	moves int
}

// model keeps claims in maps and decides by trying every way to seat them all.
type model struct {
	tn    *town
	holds map[VisitKey]claimed
	apps  map[AppointmentID]claimed
	rest  []claimed
}

// deskSkills are the desks of the test town, as the model knows them.
var deskSkills = map[catalogue.OfficeID][][]string{"hal": {{"reis", "rij"}, {"reis", "akten"}}, "bus": {{"reis"}}}

func (m *model) now() time.Time { return time.UnixMilli(m.tn.clock.Load()) }

// standing returns every live claim on an office-day but those left out.
func (m *model) standing(o supply.Offer, key VisitKey, id AppointmentID) (all []claimed) {
	here := func(c claimed) bool {
		return c.o.Office == o.Office && c.o.Date == o.Date && (c.until.IsZero() || m.now().Before(c.until))
	}
	for k, c := range m.holds {
		if k != key && here(c) {
			all = append(all, c)
		}
	}
	for a, c := range m.apps {
		if a != id && here(c) {
			all = append(all, c)
		}
	}
	for _, c := range m.rest {
		if here(c) {
			all = append(all, c)
		}
	}
	return all
}

// fits decides by hand whether a visit can be had: within the opening hours, not in the past, and
// some assignment of every visit of that day to the desks has no overlap.
func (m *model) fits(w catalogue.Wish, o supply.Offer, key VisitKey, id AppointmentID) bool {
	minutes, skills := modelNeed(w)
	from, to := cell("09:00").Minutes(), cell("12:00").Minutes()
	if o.Office == "bus" {
		from, to = cell("10:00").Minutes(), cell("11:00").Minutes()
	}
	begin, _ := calendar.At(o.Date, o.Start, amsterdam)
	if o.Start.Minutes() < from || o.Start.Minutes()+minutes > to || !begin.After(m.now()) {
		return false
	}
	visits := []modelVisit{{o.Start.Minutes(), o.Start.Minutes() + minutes, skills}}
	for _, c := range m.standing(o, key, id) {
		minutes, skills := modelNeed(c.w)
		visits = append(visits, modelVisit{c.o.Start.Minutes(), c.o.Start.Minutes() + minutes, skills})
	}
	return seatAll(visits, make([][]modelVisit, len(deskSkills[o.Office])), deskSkills[o.Office])
}

type modelVisit struct {
	from, to int
	skills   []string
}

func modelNeed(w catalogue.Wish) (minutes int, skills []string) {
	for _, l := range w {
		if l.Product == "paspoort" {
			minutes, skills = minutes+10+5*(l.Persons-1), append(skills, "reis")
		} else {
			minutes, skills = minutes+5+5*(l.Persons-1), append(skills, "rij")
		}
	}
	return minutes, skills
}

func seatAll(visits []modelVisit, desks [][]modelVisit, can [][]string) bool {
	if len(visits) == 0 {
		return true
	}
	v := visits[0]
	for d := range desks {
		overlaps := slices.ContainsFunc(desks[d], func(u modelVisit) bool { return u.from < v.to && v.from < u.to })
		if overlaps || !(catalogue.Desk{Skills: can[d]}).Can(v.skills) {
			continue
		}
		desks[d] = append(desks[d], v)
		if seatAll(visits[1:], desks, can) {
			return true
		}
		desks[d] = desks[d][:len(desks[d])-1]
	}
	return false
}

// TestBookingAgreesWithAPlainModel runs random holds, bookings, moves, cancellations and pauses,
// and asks after each step that what is offered is exactly what the model would seat (I7), that
// every answer is the model's, and, at the end, that no desk-minute is sold twice (I1).
func TestBookingAgreesWithAPlainModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := &model{tn: newTown(t), holds: map[VisitKey]claimed{}, apps: map[AppointmentID]claimed{}}
		m.tn.at("2026-12-01T08:00")
		for i := range rapid.IntRange(5, 25).Draw(rt, "steps") {
			m.step(rt, i)
		}
		m.tn.close()
	})
}

func (m *model) step(rt *rapid.T, i int) {
	keys := rapid.SampledFrom([]VisitKey{key(0), key(1), key(2), key(3)})
	wishes := rapid.SampledFrom([]catalogue.Wish{passports(1), passports(2), passports(4), {{Product: "rijbewijs", Persons: 1}}, {{Product: "paspoort", Persons: 1}, {Product: "rijbewijs", Persons: 2}}})
	offers := rapid.Custom(func(rt *rapid.T) supply.Offer {
		return supply.Offer{
			Office: rapid.SampledFrom([]catalogue.OfficeID{"hal", "bus", "bus"}).Draw(rt, "office"), Date: tuesday,
			Start: cell("09:45") + calendar.Cell(rapid.IntRange(0, 14).Draw(rt, "start")),
		}
	})
	switch rapid.SampledFrom([]string{"hold", "hold", "hold", "book", "book", "move", "revise", "revise", "cancel", "pass", "look"}).Draw(rt, fmt.Sprint("step ", i)) {
	case "hold":
		m.hold(rt, keys.Draw(rt, "key"), wishes.Draw(rt, "wish"), offers.Draw(rt, "offer"))
	case "book":
		m.book(rt, keys.Draw(rt, "key"))
	case "move":
		m.move(rt, offers.Draw(rt, "offer"))
	case "revise":
		m.revise(rt, wishes.Draw(rt, "wish"), offers.Draw(rt, "offer"), rapid.Bool().Draw(rt, "stays"))
	case "cancel":
		m.cancel(rt)
	case "pass":
		m.tn.pass(time.Duration(rapid.IntRange(1, 20).Draw(rt, "minutes")) * time.Minute)
	case "look":
		m.look(rt, wishes.Draw(rt, "wish"), offers.Draw(rt, "offer"))
	}
}

func key(i int) VisitKey { return VisitKey(fmt.Sprintf("%025d%d", 0, i)) }

func (m *model) hold(rt *rapid.T, k VisitKey, w catalogue.Wish, o supply.Offer) {
	want := m.fits(w, o, k, "")
	h, err := m.tn.hold(k, w, o)
	if (err == nil) != want {
		rt.Fatalf("hold %v %+v: %v, the model says %v", w, o, err, want)
	}
	if err == nil {
		m.holds[k] = claimed{w: w, o: o, until: h.Until}
	}
}

func (m *model) book(rt *rapid.T, k VisitKey) {
	c, found := m.holds[k]
	want := found && c.id == "" && m.fits(c.w, c.o, k, "")
	a, err := m.tn.book(k, riet)
	if !found && !errors.Is(err, ErrHoldGone) {
		rt.Fatalf("book without a hold: %v", err)
	}
	if (err == nil) != want {
		rt.Fatalf("book %+v: %v, the model says %v", c, err, want)
	}
	if err == nil {
		m.apps[a.ID] = claimed{w: c.w, o: c.o, id: a.ID}
		delete(m.holds, k)
		// what was booked stays under its key: the same request is answered the same
		if again, err := m.tn.book(k, riet); err != nil || again.ID != a.ID {
			rt.Fatalf("book again: %v %v", again.ID, err)
		}
		m.tn.do(func(tx *ledger.Tx) error { holds.Delete(tx, ledger.K().Str(string(k))); return nil })
	}
}

// some returns the appointment with the lowest id, so that a failing run can be repeated.
func (m *model) some() (id AppointmentID, found bool) {
	for a := range m.apps {
		if !found || m.apps[a].o.Start < m.apps[id].o.Start {
			id, found = a, true
		}
	}
	return id, found
}

func (m *model) move(rt *rapid.T, to supply.Offer) {
	id, found := m.some()
	if !found {
		return
	}
	c := m.apps[id]
	begin, _ := calendar.At(c.o.Date, c.o.Start, amsterdam)
	same := c.o.Office == to.Office && c.o.Start == to.Start
	want := begin.After(m.now()) && (same || m.fits(c.w, to, "", id))
	a, err := m.tn.move(id, to, c.moves)
	if (err == nil) != want {
		rt.Fatalf("move %+v to %+v: %v, the model says %v", c, to, err, want)
	}
	if err == nil {
		c.o, c.moves = to, a.Moves
		m.apps[id] = c
	}
}

// revise gives an appointment other products or persons, where it stands or elsewhere: it can be had exactly where the
// desks have room for it without the time that it has, and KeepsTime says so before.
func (m *model) revise(rt *rapid.T, w catalogue.Wish, to supply.Offer, stays bool) {
	id, found := m.some()
	if !found {
		return
	}
	c := m.apps[id]
	if stays {
		to = c.o
	}
	same := to.Same(c.o) && slices.Equal(w, c.w)
	begin, _ := calendar.At(c.o.Date, c.o.Start, amsterdam)
	want := begin.After(m.now()) && !same && m.fits(w, to, "", id)
	if keeps := m.tn.keepsTime(id, w); stays && !same && keeps != want {
		rt.Fatalf("%+v as %v keeps its time: %v, the model says %v", c, w, keeps, want)
	}
	a, err := m.tn.revise(id, Revision{Wish: w, At: to, Moves: c.moves})
	if (err == nil) != want {
		rt.Fatalf("revise %+v to %v at %+v: %v, the model says %v", c, w, to, err, want)
	}
	if err != nil {
		return
	}
	if !a.Offer.Same(to) || !slices.Equal(a.Wish, w) || a.Moves != c.moves+1 {
		rt.Fatalf("revised to %v at %+v: %+v", w, to, a)
	}
	c.w, c.o, c.moves = w, to, a.Moves
	m.apps[id] = c
}

func (m *model) cancel(rt *rapid.T) {
	id, found := m.some()
	if !found {
		return
	}
	c := m.apps[id]
	begin, _ := calendar.At(c.o.Date, c.o.Start, amsterdam)
	if _, err := m.tn.cancel(id); (err == nil) != begin.After(m.now()) {
		rt.Fatalf("cancel %+v: %v", c, err)
	} else if err != nil {
		return
	}
	delete(m.apps, id)
	m.tn.see(func(r ledger.Reader) error {
		stays, err := supply.Claims(r, c.o.Office, c.o.Date)
		for _, s := range stays {
			if s.ID == string(id) {
				c.until = s.Until
			}
		}
		return err
	})
	if pause := c.until.Sub(m.now()); pause < coolingOffAtLeast || pause > coolingOffAtMost {
		rt.Fatalf("a cancelled place rests %v", pause)
	}
	m.rest = append(m.rest, c)
}

func (m *model) look(rt *rapid.T, w catalogue.Wish, o supply.Offer) {
	offered := m.tn.offered(o.Office, supply.Query{Wish: w}, o.Date)
	for start := cell("08:30"); start < cell("12:30"); start++ {
		o.Start = start
		if want := m.fits(w, o, "", ""); slices.Contains(offered, start) != want {
			rt.Fatalf("%v at %s %s: offered %v, the model says %v", w, o.Office, start, !want, want)
		}
	}
}
