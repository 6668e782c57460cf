package roster

import (
	"context"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
)

// house is a ledger with a roster, for tests; its ledger is checked when the test ends.
type house struct {
	testing.TB
	ledger *ledger.Ledger
	clock  atomic.Int64
}

var monday = calendar.DateOf(2026, 11, 30)

func cell(s string) calendar.Cell {
	c, err := calendar.ParseCell(s)
	if err != nil {
		panic(err)
	}
	return c
}

func id(letter string) ColleagueID { return ColleagueID(strings.Repeat(letter, ledger.IDLength)) }

var everyDay = []calendar.Weekday{0, 1, 2, 3, 4, 5, 6}

func newHouse(t testing.TB) *house {
	t.Helper()
	h := &house{TB: t}
	h.clock.Store(time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC).UnixMilli())
	clock := func() time.Time { return time.UnixMilli(h.clock.Load()) }
	h.ledger = ledgertest.OpenAt(t, filepath.Join(t.TempDir(), "balie.db"), clock, Schema)
	t.Cleanup(func() {
		if _, err := h.ledger.Check(func(p string) { t.Errorf("check: %s", p) }); err != nil {
			t.Error(err)
		}
		_ = h.ledger.Close()
	})
	return h
}

func (h *house) try(fn func(*ledger.Tx) error) error {
	return h.ledger.Update(context.Background(), "test", fn)
}

func (h *house) do(fn func(*ledger.Tx) error) {
	h.Helper()
	if err := h.try(fn); err != nil {
		h.Fatal(err)
	}
}

func (h *house) see(fn func(ledger.Reader) error) {
	h.Helper()
	if err := h.ledger.View(fn); err != nil {
		h.Fatal(err)
	}
}

// people lets colleagues in who work office hours on every weekday.
func (h *house) people(letters ...string) {
	h.Helper()
	h.do(func(tx *ledger.Tx) error {
		for _, l := range letters {
			err := PutColleague(tx, Colleague{ID: id(l), Skills: []string{"reis"}, WeekMinutes: 36 * 60,
				Hours: []Hours{{Weekdays: everyDay[1:6], Start: cell("08:00"), End: cell("18:00")}}})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func desk(letter string, day calendar.Date, from, to string) Duty {
	return Duty{Colleague: id(letter), Date: day, Start: cell(from), End: cell(to), Kind: Desk, Place: "hal"}
}

func (h *house) put(d Duty) (made Duty, err error) {
	err = h.try(func(tx *ledger.Tx) (err error) { made, err = PutDuty(tx, d); return err })
	return made, err
}

func (h *house) mustPut(d Duty) Duty {
	h.Helper()
	d, err := h.put(d)
	if err != nil {
		h.Fatal(err)
	}
	return d
}

func (h *house) on(day calendar.Date) (all []Duty) {
	h.Helper()
	h.see(func(r ledger.Reader) (err error) { all, err = OnDuty(r, day); return err })
	return all
}

func (h *house) period(from, until calendar.Date) (p Period) {
	h.Helper()
	h.do(func(tx *ledger.Tx) (err error) {
		p, err = AddPeriod(tx, Span{from, until}, []string{"hal"})
		return err
	})
	return p
}

func (h *house) publish(p Period) error {
	return h.try(func(tx *ledger.Tx) error { _, err := Publish(tx, p.ID); return err })
}
