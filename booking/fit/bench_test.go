package fit_test

import (
	"math/rand/v2"
	"testing"

	"balie/booking/calendar"
	"balie/booking/fit"
)

// officeDay is a town hall's day: eight desks from 09:00 to 17:00, of which
// all do documents, some marriages or taxes, filled by residents who each take
// the best or a random time until share of the desk time is taken.
func officeDay(seed uint64, share float64) ([]fit.Desk, []fit.Visit) {
	const opens, closes = 108, 204
	skills := []fit.Skills{1, 1, 1, 1 | 2, 1 | 2, 1 | 4, 1 | 2 | 4, 8}
	desks := make([]fit.Desk, len(skills))
	for i, s := range skills {
		desks[i] = desk(uint16(i+1), s, opens, closes)
	}
	random := rand.New(rand.NewPCG(seed, 0))
	var visits []fit.Visit
	for tries, taken := 0, 0; float64(taken) < share*float64(len(desks)*(closes-opens)) && tries < 2000; tries++ {
		v := fit.Visit{Cells: []int{2, 3, 4, 4, 6, 9}[random.IntN(6)], Need: []fit.Skills{1, 1, 1, 2, 4, 8}[random.IntN(6)]}
		starts := fit.Starts(desks, visits, v.Cells, v.Need, hours(opens, closes))
		if starts.Empty() {
			continue
		}
		for skip := random.IntN(starts.Len()); ; skip-- {
			v.Start, _ = starts.First()
			if skip == 0 {
				break
			}
			starts = starts.Without(v.Start, v.Start+1)
		}
		if all, ok := fit.Place(desks, visits, v); ok {
			visits, taken = all, taken+v.Cells
		}
	}
	return desks, visits
}

func benchmarkMonth(b *testing.B, share float64) {
	var desks [31][]fit.Desk
	var visits [31][]fit.Visit
	for d := range desks {
		desks[d], visits[d] = officeDay(uint64(d), share)
	}
	all := hours(0, calendar.CellsPerDay)
	b.ReportAllocs()
	for b.Loop() {
		for d := range desks {
			fit.Starts(desks[d], visits[d], 4, 1, all)
		}
	}
}

func BenchmarkStartsOfMonthEmpty(b *testing.B) { benchmarkMonth(b, 0) }
func BenchmarkStartsOfMonth60(b *testing.B)    { benchmarkMonth(b, 0.6) }
func BenchmarkStartsOfMonthFull(b *testing.B)  { benchmarkMonth(b, 1) }

func BenchmarkStartsScarceSkill(b *testing.B) {
	desks, visits := officeDay(1, 0.8)
	all := hours(0, calendar.CellsPerDay)
	b.ReportAllocs()
	for b.Loop() {
		fit.Starts(desks, visits, 6, 4, all)
	}
}

func BenchmarkPlaceDirect(b *testing.B) {
	desks, visits := officeDay(1, 0.6)
	start, _ := fit.Starts(desks, visits, 4, 1, hours(0, calendar.CellsPerDay)).First()
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := fit.Place(desks, visits, fit.Visit{Start: start, Cells: 4, Need: 1}); !ok {
			b.Fatal("refused")
		}
	}
}

// On a full day every start is asked; most are refused after a search.
func BenchmarkPlaceOnFullDay(b *testing.B) {
	desks, visits := officeDay(1, 1)
	b.ReportAllocs()
	for b.Loop() {
		for start := calendar.Cell(108); start < 204; start++ {
			fit.Place(desks, visits, fit.Visit{Start: start, Cells: 4, Need: 2})
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/96, "ns/place")
}

func BenchmarkRank(b *testing.B) {
	desks, visits := officeDay(1, 0.6)
	starts := fit.Starts(desks, visits, 4, 1, hours(0, calendar.CellsPerDay))
	b.ReportAllocs()
	for b.Loop() {
		fit.Rank(desks, visits, 4, 1, starts, 3)
	}
}
