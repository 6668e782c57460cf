package booking

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking/ledger"
	"balie/booking/supply"
)

// waitModel is the plain model of a waiting list at one desk: twelve places of ten minutes on two days,
// and what each is to the world.
type waitModel struct {
	tn     *town
	places []supply.Offer
	state  map[supply.Offer]string // "taken", "public", "rests", "offered"
	whose  map[supply.Offer]AppointmentID
	order  []AppointmentID // who waits, the longest first
	at     map[AppointmentID]supply.Offer
	passed map[AppointmentID][]supply.Offer
	offer  map[AppointmentID]supply.Offer
	until  map[AppointmentID]time.Time
}

func newWaitModel(t testing.TB) *waitModel {
	m := &waitModel{tn: newTown(t), state: map[supply.Offer]string{}, whose: map[supply.Offer]AppointmentID{}, at: map[AppointmentID]supply.Offer{},
		passed: map[AppointmentID][]supply.Offer{}, offer: map[AppointmentID]supply.Offer{}, until: map[AppointmentID]time.Time{}}
	m.tn.at("2026-11-30T08:30")
	for _, day := range []int{1, 8} {
		for i := range 6 {
			o := at("bus", tuesday.AddDays(day), fmt.Sprintf("10:%d0", i))
			m.places = append(m.places, o)
			if m.state[o] = "public"; day == 8 && i > 3 {
				continue
			}
			who := riet
			if day == 8 {
				who = mailed
			}
			a := m.tn.mustBookFor(who, o)
			m.state[o], m.whose[o] = "taken", a.ID
			if day == 8 {
				m.tn.do(func(tx *ledger.Tx) error { _, err := WaitForEarlier(tx, a.ID, nil); return err })
				m.order, m.at[a.ID] = append(m.order, a.ID), o
				m.tn.pass(time.Second)
			}
		}
	}
	return m
}

func (m *waitModel) now() time.Time { return time.UnixMilli(m.tn.clock.Load()) }

// free says who gets a place that is freed: the first in line who would come earlier by it and was not
// offered it before; nobody else sees it before them.
func (m *waitModel) free(o supply.Offer) {
	delete(m.whose, o)
	for i, id := range m.order {
		was := m.at[id]
		earlier := o.Date < was.Date || o.Date == was.Date && o.Start < was.Start
		if !earlier || slices.Contains(m.passed[id], o) {
			continue
		}
		m.order = slices.Delete(slices.Clone(m.order), i, i+1)
		m.state[o], m.offer[id], m.until[id] = "offered", o, m.now().Add(offerHeld)
		return
	}
	m.state[o] = "rests"
}

func (m *waitModel) back(id AppointmentID) {
	m.order = append(m.order, id)
	slices.SortFunc(m.order, func(a, b AppointmentID) int { return int(m.at[a].Start - m.at[b].Start) }) // as they began to wait
}

// pass says that an offer was not taken.
func (m *waitModel) pass(id AppointmentID) {
	o := m.offer[id]
	delete(m.offer, id)
	m.passed[id] = append(m.passed[id], o)
	m.back(id)
	m.free(o)
}

// TestTheWaitingListAgreesWithAPlainModel cancels, accepts, declines and waits at random. After each step
// whoever should has an offer, and the public is offered what the model says and nothing else: no freed
// place before somebody who waits for it had the chance.
func TestTheWaitingListAgreesWithAPlainModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := newWaitModel(t)
		for i := range rapid.IntRange(3, 14).Draw(rt, "steps") {
			m.step(rt, i)
			m.compare(rt)
		}
		m.tn.close()
	})
}

// offeredTo is one of those who have an offer, always the same for a run.
func (m *waitModel) offeredTo() (AppointmentID, bool) {
	for _, o := range m.places {
		for id, of := range m.offer {
			if of == o {
				return id, true
			}
		}
	}
	return "", false
}

func (m *waitModel) step(rt *rapid.T, i int) {
	switch rapid.SampledFrom([]string{"cancel", "cancel", "accept", "decline", "pass"}).Draw(rt, fmt.Sprint("step ", i)) {
	case "cancel":
		o := m.places[rapid.IntRange(0, 5).Draw(rt, "place")]
		if m.state[o] != "taken" {
			return
		}
		id := m.whose[o]
		if _, moved := m.at[id]; moved {
			return
		}
		if _, err := m.tn.cancel(id); err != nil {
			rt.Fatal(err)
		}
		m.free(o)
	case "accept":
		if id, ok := m.offeredTo(); ok {
			m.tn.do(func(tx *ledger.Tx) error { _, err := AcceptEarlier(tx, id); return err })
			o, was := m.offer[id], m.at[id]
			delete(m.offer, id)
			m.state[o], m.whose[o], m.at[id] = "taken", id, o
			m.freeMoved(was)
		}
	case "decline":
		if id, ok := m.offeredTo(); ok {
			m.tn.do(func(tx *ledger.Tx) error { return DeclineEarlier(tx, id) })
			m.pass(id)
		}
	case "pass":
		m.tn.pass(16 * time.Minute)
		for o, s := range m.state {
			if s == "rests" {
				m.state[o] = "public"
			}
		}
		if _, err := OfferFreedDue(context.Background(), m.tn.ledger); err != nil {
			rt.Fatal(err)
		}
		for id, ok := m.expired(); ok; id, ok = m.expired() {
			m.pass(id)
		}
	}
}

// expired is whose offer ended first; of two at one instant, the lower id.
func (m *waitModel) expired() (first AppointmentID, found bool) {
	for id := range m.offer {
		if m.now().Before(m.until[id]) {
			continue
		}
		if before := m.until[id].Compare(m.until[first]); !found || before < 0 || before == 0 && id < first {
			first, found = id, true
		}
	}
	return first, found
}

// freeMoved is free for a place that was left by a move: without anybody who waits it is public at once.
func (m *waitModel) freeMoved(o supply.Offer) {
	if m.free(o); m.state[o] == "rests" {
		m.state[o] = "public"
	}
}

func (m *waitModel) compare(rt *rapid.T) {
	for id := range m.at {
		var w Wait
		m.tn.see(func(r ledger.Reader) (err error) { w, _, err = WaitOf(r, id); return err })
		want, has := m.offer[id]
		if got := w.State == Offered; got != has || has && !w.Offer.Same(want) {
			rt.Fatalf("%s at %v: %s %v, the model says %t %v", id, m.at[id], w.State, w.Offer, has, want)
		}
	}
	for _, o := range m.places {
		if public := m.tn.hasStart(o, passports(1)); public != (m.state[o] == "public") {
			rt.Fatalf("%v is offered to everybody %t, the model says it %s", o, public, m.state[o])
		}
	}
}
