package figures

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
)

// aYear tells a year of five offices of 400 visits a week each, of 25 products, and counts it.
func aYear(b *testing.B, path string) (first calendar.Date, places []Place) {
	l := ledgertest.OpenAt(b, path, func() time.Time { return time.Date(2027, 1, 10, 12, 0, 0, 0, time.UTC) }, ledger.Schema{Name: Schema.Name, Prefixes: Schema.Prefixes})
	random := rand.New(rand.NewPCG(1509, 7081))
	first = calendar.DateOf(2026, 1, 5)
	for office := range 5 {
		places = append(places, Place(fmt.Sprint("hal", office)))
	}
	for monday := first; monday < first+52*7; monday += 7 {
		t := tally{}
		for _, p := range places {
			for range 400 {
				lead := random.IntN(40)
				o := &ledger.Outcome{
					End: "helped", Kind: []string{"appointment", "appointment", "walkin"}[random.IntN(3)], Route: "counter", Product: fmt.Sprint("product-", random.IntN(25)), Day: monday.AddDays(random.IntN(5)),
					Hour: 9 + random.IntN(8), Promise: random.IntN(600), Raw: random.IntN(1800), Way: 20, Service: random.IntN(2400), Planned: 10, Lead: &lead, Channel: "email",
				}
				t.visit(ledger.Event{Facts: ledger.Facts{Office: string(p)}}, o, 1)
			}
		}
		err := l.Update(context.Background(), "system", func(tx *ledger.Tx) error {
			for _, where := range sorted(t) {
				key := weekKey(where.place, where.monday)
				if err := weeks.Put(tx, key, t[where]); err != nil {
					return err
				}
				if err := stamps.Put(tx, key, tx.NewID()); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		b.Fatal(err)
	}
	return first, places
}

// BenchmarkYear reads a year of five offices: from a ledger that is open, and from one that is opened for it. Run it
// with: go test ./booking/figures -run NONE -bench Year
func BenchmarkYear(b *testing.B) {
	path := filepath.Join(b.TempDir(), "balie.db")
	first, places := aYear(b, path)
	open := func() *ledger.Ledger {
		l, err := ledger.Open(path, func() time.Time { return time.Date(2027, 1, 10, 12, 0, 0, 0, time.UTC) }, []ledger.Schema{{Name: Schema.Name, Prefixes: Schema.Prefixes}})
		if err != nil {
			b.Fatal(err)
		}
		return l
	}
	read := func(l *ledger.Ledger) {
		err := l.View(func(r ledger.Reader) error {
			all, err := Between(r, places, first, first+52*7, first+60*7)
			if sum := Sum(all); err == nil && sum.Week[Appointments].All.N == 0 {
				b.Fatal("nothing is counted")
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.Run("warm", func(b *testing.B) {
		l := open()
		defer l.Close()
		for b.Loop() {
			read(l)
		}
	})
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			l := open()
			read(l)
			if err := l.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
