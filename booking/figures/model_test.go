package figures

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
)

// told is one event that a test wrote, and whether its outcome counts still.
type told struct {
	office string
	out    ledger.Outcome
}

var (
	someOffices  = []string{"hal", "wijk"}
	someKinds    = []string{"appointment", "walkin"}
	someProducts = []string{"pas", "rijbewijs", "vog", "geboorte"}
	someEnds     = []string{"helped", "helped", "helped", "left", "missed", "absent"}
)

// drawOutcome draws how a visit ended in the weeks around a change of the clock.
func drawOutcome(t *rapid.T) told {
	lead := rapid.IntRange(0, 40).Draw(t, "lead")
	o := ledger.Outcome{
		End: rapid.SampledFrom(someEnds).Draw(t, "end"), Kind: rapid.SampledFrom(someKinds).Draw(t, "kind"), Route: rapid.SampledFrom([]string{"counter", "counter", "stop"}).Draw(t, "route"),
		Product: rapid.SampledFrom(someProducts).Draw(t, "product"), Day: calendar.DateOf(2026, 10, 19).AddDays(rapid.IntRange(0, 13).Draw(t, "day")),
		Hour: rapid.IntRange(8, 17).Draw(t, "hour"), Planned: 10,
	}
	if o.End != "absent" {
		o.Promise, o.Raw = rapid.IntRange(0, 1200).Draw(t, "promise"), rapid.IntRange(0, 2400).Draw(t, "raw")
	}
	if o.End == "helped" {
		o.Way, o.Service = rapid.IntRange(0, 90).Draw(t, "way"), rapid.IntRange(0, 3000).Draw(t, "service")
	}
	if o.Kind == "appointment" {
		o.Lead = &lead
	}
	return told{rapid.SampledFrom(someOffices).Draw(t, "office"), o}
}

func (d told) place() Place {
	if d.out.Route == "stop" {
		return Road
	}
	return Place(d.office)
}

// slow counts one cell from the list of what stands, by looking at each.
func slow(all []told, p Place, monday calendar.Date, s Stream, in func(ledger.Outcome) bool) (c Cell) {
	var promise []int
	for _, d := range all {
		o := d.out
		if d.place() != p || o.Day.Monday() != monday || Stream("visit."+o.Kind) != s || !in(o) {
			continue
		}
		c.N++
		if c.Ends == nil {
			c.Ends = map[string]int{}
		}
		c.Ends[o.End]++
		if o.End != "absent" {
			promise = append(promise, o.Promise)
		}
	}
	for _, sec := range promise {
		minute := (sec + 59) / 60
		for len(c.Promise) <= minute {
			c.Promise = append(c.Promise, 0)
		}
		c.Promise[minute]++
	}
	return c
}

// TestWhatIsCountedIsWhatASlowPassCounts tells visits, takes some back, and counts at any moment: every cell is that
// of a slow pass over what stands.
func TestWhatIsCountedIsWhatASlowPassCounts(t *testing.T) {
	clock := time.Date(2026, 11, 10, 12, 0, 0, 0, time.UTC)
	rapid.Check(t, func(rt *rapid.T) {
		l := ledgertest.Open(t, func() time.Time { return clock }, Schema)
		defer l.Close()
		var all []told
		for range rapid.IntRange(1, 60).Draw(rt, "events") {
			step(rt, l, &all)
		}
		err := l.View(func(r ledger.Reader) error {
			return errors.Join(compare(rt, r, all), check(r, func(problem string) { rt.Fatal(problem) }))
		})
		if err != nil {
			rt.Fatal(err)
		}
	})
}

func step(rt *rapid.T, l *ledger.Ledger, all *[]told) {
	var f ledger.Facts
	switch rapid.IntRange(0, 9).Draw(rt, "step") {
	case 0:
		if _, err := Count(context.Background(), l); err != nil {
			rt.Fatal(err)
		}
		return
	case 1, 2:
		if len(*all) == 0 {
			return
		}
		i := rapid.IntRange(0, len(*all)-1).Draw(rt, "which")
		gone := (*all)[i]
		f = ledger.Facts{Office: gone.office, Undone: &gone.out}
		*all = slices.Delete(*all, i, i+1)
	default:
		d := drawOutcome(rt)
		f = ledger.Facts{Office: d.office, Outcome: &d.out}
		*all = append(*all, d)
	}
	err := l.Update(context.Background(), "system", func(tx *ledger.Tx) error { return tx.EmitFacts(f, "ticket.finished", "x") })
	if err != nil {
		rt.Fatal(err)
	}
}

func compare(rt *rapid.T, r ledger.Reader, all []told) error {
	recent, err := uncounted(r)
	if err != nil {
		return err
	}
	for _, p := range []Place{"hal", "wijk", Road} {
		for _, monday := range []calendar.Date{calendar.DateOf(2026, 10, 19), calendar.DateOf(2026, 10, 26)} {
			w, err := weekOf(r, recent, p, monday)
			if err != nil {
				return err
			}
			for _, kind := range someKinds {
				same(rt, w, all, p, monday, Stream("visit."+kind))
			}
		}
	}
	return nil
}

// same compares the whole of a stream and each of its parts.
func same(rt *rapid.T, w Week, all []told, p Place, monday calendar.Date, s Stream) {
	everybody := slow(all, p, monday, s, func(ledger.Outcome) bool { return true })
	if got := w[s].All; got.N != everybody.N || !slices.Equal(got.Promise, everybody.Promise) || got.Absent() != everybody.Absent() {
		rt.Fatalf("%s %s %s: %+v, want %+v", p, monday, s, got, everybody)
	}
	for _, product := range someProducts {
		want := slow(all, p, monday, s, func(o ledger.Outcome) bool { return o.Product == product })
		if got := w[s].Cuts[ByProduct][product]; got.N != want.N || !slices.Equal(got.Promise, want.Promise) {
			rt.Fatalf("%s %s %s %s: %+v, want %+v", p, monday, s, product, got, want)
		}
	}
	for hour := 8; hour < 18; hour++ {
		want := slow(all, p, monday, s, func(o ledger.Outcome) bool { return o.Hour == hour })
		if got := w[s].Cuts[ByHour][string([]byte{byte('0' + hour/10), byte('0' + hour%10)})]; got.N != want.N || got.Late(5) != want.Late(5) {
			rt.Fatalf("%s %s %s at %d: %+v, want %+v", p, monday, s, hour, got, want)
		}
	}
}
