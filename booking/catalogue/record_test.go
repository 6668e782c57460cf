package catalogue

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
)

var testSchema = ledger.Schema{Name: "catalogue", Prefixes: Prefixes, Check: Check}

// town is a ledger with a clock that a test moves.
type town struct {
	t   testing.TB
	l   *ledger.Ledger
	now time.Time
}

func newTown(t testing.TB) *town {
	tn := &town{t: t, now: time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)}
	tn.l = ledgertest.Open(t, func() time.Time { return tn.now }, testSchema)
	return tn
}

func (tn *town) do(fn func(*ledger.Tx) error) {
	tn.t.Helper()
	if err := tn.l.Update(tn.t.Context(), "cli", fn); err != nil {
		tn.t.Fatal(err)
	}
}

func (tn *town) read(fn func(ledger.Reader) error) {
	tn.t.Helper()
	if err := tn.l.View(fn); err != nil {
		tn.t.Fatal(err)
	}
}

var week = []calendar.Weekday{1, 2, 3, 4, 5}

func openingOf(id, desk string, start, end calendar.Cell) calendar.Opening {
	return calendar.Opening{ID: id, Desk: desk, Weekdays: week, Start: start, End: end, Use: calendar.ForBoth, Share: calendar.Public}
}

func plein() Office {
	return Office{ID: "plein", Kind: Stop, Name: "Plein", Zone: "Europe/Amsterdam",
		Desks:    []Desk{{ID: "plein-1", Name: "Balie", Skills: []string{"pas"}}},
		Openings: []calendar.Opening{openingOf("ochtend", "plein-1", 108, 144)}}
}

func pas(minutes int) Product {
	return Product{ID: "pas", Minutes: minutes, MaxPersons: 2, Skill: "pas", HorizonDays: 60, Texts: map[string]ProductText{"nl": {Name: "Pas", Short: "Pas"}}}
}

// TestAnImportTakesNothingFromOthers: with one record per office an older file removed the hours of a published
// stop and the closure of a desk that fell out.
func TestAnImportTakesNothingFromOthers(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error { return PutOffice(tx, plein()) })
	day := calendar.DateOf(2026, 12, 8)
	stop := calendar.Opening{ID: "stop-a", Desk: "plein-1", Weekdays: []calendar.Weekday{2}, From: day, Until: day, Start: 120, End: 150, Skills: []string{"praat"}, Use: calendar.ForBoth, Share: calendar.Public}
	tn.do(func(tx *ledger.Tx) error { return putOpening(tx, Outreach, "plein", stop) })
	tn.do(func(tx *ledger.Tx) error {
		return putBerth(tx, "plein", Berth{Label: "bus", Desk: "plein-1", Skills: []string{"praat"}})
	})
	tn.do(func(tx *ledger.Tx) error {
		return PutClosure(tx, Disruption, "plein", calendar.Closure{ID: "uitval-x", Desk: "plein-1", From: day, Until: day, Start: 140, End: 288, Reason: "uitval"})
	})
	older := plein()
	older.Desks = []Desk{{ID: "plein-2", Name: "Andere", Skills: []string{"pas"}}}
	older.Openings = nil
	tn.do(func(tx *ledger.Tx) error { return PutOffice(tx, older) })
	tn.read(func(r ledger.Reader) error {
		o, err := OfficeByID(r, "plein")
		if err != nil {
			return err
		}
		if o.Label != "bus" || len(o.Openings) != 1 || !reflect.DeepEqual(o.Openings[0], stop) || len(o.Closures) != 1 {
			t.Errorf("%+v", o)
		}
		if d, known := o.Desk("plein-1"); !known || !d.Can([]string{"praat", "pas"}) || d.Number != 1 {
			t.Errorf("the desk of the stop is %+v %v", d, known)
		}
		if d, _ := o.Desk("plein-2"); d.Number != 2 {
			t.Errorf("the new desk is %+v", d)
		}
		return nil
	})
	for what, change := range map[string]func(*ledger.Tx) error{
		"another's opening": func(tx *ledger.Tx) error {
			return putOpening(tx, Configuration, "plein", openingOf("stop-a", "plein-1", 1, 2))
		},
		"a reserved name": func(tx *ledger.Tx) error {
			return PutClosure(tx, Configuration, "plein", calendar.Closure{ID: "uitval-y", From: day, Reason: "x"})
		},
		"the end of another's": func(tx *ledger.Tx) error {
			return End(tx, Configuration, Ref{KindClosure, "plein", "uitval-x"})
		},
		"another's record forgotten": func(tx *ledger.Tx) error { return Remove(tx, Disruption, Ref{KindOpening, "plein", "stop-a"}) },
	} {
		if err := tn.l.Update(t.Context(), "cli", change); ledger.KeyOf(err) != "setup.owned" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestVersionsHoldFromTheirDay walks a product and an office over the day on which another version begins.
func TestVersionsHoldFromTheirDay(t *testing.T) {
	tn := newTown(t)
	january := calendar.DateOf(2027, 1, 1)
	tn.do(func(tx *ledger.Tx) error {
		d := NewDraft(tx, Configuration)
		later := plein()
		later.Desks[0].Skills = []string{"pas", "rij"}
		later.Openings[0].End = 132
		for _, err := range []error{d.PutProduct(pas(10), 0), d.PutProduct(pas(15), january), d.PutOffice(plein(), 0), d.PutOffice(later, january)} {
			if err != nil {
				return err
			}
		}
		return Apply(tx, d.Changes())
	})
	see := func(minutes, skills, version int) {
		tn.t.Helper()
		tn.read(func(r ledger.Reader) error {
			c, err := Of(r)
			if err != nil {
				return err
			}
			p, _ := c.Product("pas")
			o, _ := c.Office("plein")
			if p.Minutes != minutes || p.Version() != version || len(o.Desks[0].Skills) != skills || len(o.Openings) != 1 {
				t.Errorf("%d minutes in version %d, %v", p.Minutes, p.Version(), o.Desks)
			}
			for day, cells := range map[calendar.Date]int{calendar.DateOf(2026, 12, 31): 36, calendar.DateOf(2027, 1, 4): 24} {
				windows := o.Rules().Day(day)
				if len(windows) != 1 || windows[0].Cells.Len() != cells {
					t.Errorf("on %s: %+v", day, windows)
				}
			}
			return nil
		})
	}
	see(10, 1, 1)
	tn.now = time.Date(2027, 1, 1, 8, 0, 0, 0, time.UTC)
	see(15, 2, 2)
}

// TestWhatIsWithdrawnIsStillKnown to who has an appointment for it; and it comes back under its own number.
func TestWhatIsWithdrawnIsStillKnown(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error { return PutProduct(tx, pas(10)) })
	tn.do(func(tx *ledger.Tx) error { return PutOffice(tx, plein()) })
	tn.do(func(tx *ledger.Tx) error {
		d := NewDraft(tx, Configuration)
		if err := d.Withdraw(Ref{KindProduct, "", "pas"}, 0); err != nil {
			return err
		}
		if err := d.Withdraw(Ref{KindOffice, "", "plein"}, 0); err != nil {
			return err
		}
		return Apply(tx, d.Changes())
	})
	tn.read(func(r ledger.Reader) error {
		c, err := Of(r)
		if err != nil {
			return err
		}
		p, known := c.Product("pas")
		o, also := c.Office("plein")
		all, _ := Products(r)
		every, _ := EveryOffice(r)
		if known != nil || also != nil || !p.Withdrawn() || !o.Withdrawn() || len(all) != 0 || len(c.offices) != 0 || len(every) != 1 {
			t.Errorf("%v %v %+v %+v", known, also, p, o)
		}
		if err := c.RefuseWithdrawn(Wish{{"pas", 1}}); ledger.KeyOf(err) != "product.unknown" {
			t.Error(err)
		}
		if len(o.Rules().Day(calendar.DateOf(2026, 12, 2))) > 0 {
			t.Error("a withdrawn office is open")
		}
		return nil
	})
	tn.do(func(tx *ledger.Tx) error { return PutProduct(tx, pas(10)) })
	tn.read(func(r ledger.Reader) error {
		if p, err := ProductByID(r, "pas"); err != nil || p.Number() != 1 || p.Withdrawn() {
			t.Errorf("%+v %v", p, err)
		}
		return nil
	})
}

// TestRulesOfManyVersionsAreRightOnEveryDay: whatever versions an opening had, the office's rules open on a day what
// the version of that day opens.
func TestRulesOfManyVersionsAreRightOnEveryDay(t *testing.T) {
	first := calendar.DateOf(2026, 1, 1)
	rapid.Check(t, func(t *rapid.T) {
		one := record{Ref: Ref{KindOpening, "plein", "x"}, Number: 1}
		for i := range rapid.IntRange(1, 6).Draw(t, "versions") {
			o := openingOf("x", "plein-1", calendar.Cell(i), calendar.Cell(i)+1)
			o.From = first + calendar.Date(rapid.IntRange(0, 60).Draw(t, "from"))
			o.Until = o.From + calendar.Date(rapid.IntRange(0, 90).Draw(t, "days"))
			o.EveryWeeks = rapid.IntRange(1, 4).Draw(t, "weeks")
			v := Version{From: first + calendar.Date(rapid.IntRange(0, 60).Draw(t, "first"))}
			if rapid.Bool().Draw(t, "there") {
				v.Value, _ = json.Marshal(o)
			}
			one.add(v)
		}
		h, err := newHome("plein", []record{one})
		if err != nil {
			t.Fatal(err)
		}
		for day := first; day < first+100; day++ {
			want := ""
			if v, there := one.on(day); there {
				var o calendar.Opening
				_ = one.read(v, &o)
				want = fmt.Sprint(calendar.Rules{Zone: time.UTC, Openings: []calendar.Opening{o}}.Day(day))
			}
			got := calendar.Rules{Zone: time.UTC}
			if rules := h.timeline; rules != nil {
				got.Openings = rules.Openings
			} else {
				var o calendar.Opening
				if v, there := one.on(day); there {
					_ = one.read(v, &o)
					got.Openings = append(got.Openings, o)
				}
			}
			if said := fmt.Sprint(got.Day(day)); said != want && !(want == "" && said == "[]") {
				t.Fatalf("on %s %s, want %s", day, said, want)
			}
		}
	})
}
