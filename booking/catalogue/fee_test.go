package catalogue

import (
	"errors"
	"slices"
	"testing"

	"balie/booking/calendar"
)

func TestTheFeeOfTheDayHolds(t *testing.T) {
	fee := func(year int, cents int, what string) Fee {
		return Fee{From: calendar.DateOf(year, 1, 1), Cents: cents, For: map[string]string{"nl": what}}
	}
	p := Product{Fees: []Fee{fee(2027, 8200, "volwassene"), fee(2026, 8000, "volwassene"), fee(2026, 6000, "kind")}}
	for day, want := range map[calendar.Date][]int{
		calendar.DateOf(2025, 12, 31): nil,
		calendar.DateOf(2026, 12, 31): {8000, 6000},
		calendar.DateOf(2027, 1, 1):   {8200, 6000},
	} {
		var got []int
		for _, f := range p.FeesOn(day) {
			got = append(got, f.Cents)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", day, got, want)
		}
	}
}

func TestAFeeWithoutDayAmountOrWordsIsRefused(t *testing.T) {
	good := Product{ID: "paspoort", Minutes: 10, MaxPersons: 6, Skill: "reis", HorizonDays: 60, Texts: map[string]ProductText{"nl": {Name: "Paspoort", Short: "Paspoort"}}}
	whole := Fee{From: 1, Cents: 1, For: map[string]string{"nl": "x"}}
	good.Fees = []Fee{whole}
	if err := errors.Join(good.Faults()...); err != nil {
		t.Fatalf("a good fee is refused: %v", err)
	}
	for _, spoil := range []func(*Fee){func(f *Fee) { f.From = 0 }, func(f *Fee) { f.Cents = -1 }, func(f *Fee) { f.For = nil }} {
		f := whole
		spoil(&f)
		good.Fees = []Fee{f}
		if len(good.Faults()) == 0 {
			t.Errorf("%+v is taken", f)
		}
	}
}
