package figures

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// fine is one cell of the finest table there could be: of a product, at an hour, on a day.
type fine struct{ product, hour, day string }

// drawWeek draws a week of one stream, with its finest cells.
func drawWeek(t *rapid.T) (Week, map[fine]int) {
	cells, w := map[fine]int{}, Week{}
	for range rapid.IntRange(0, 80).Draw(t, "people") {
		f := fine{fmt.Sprint("p", rapid.IntRange(0, 7).Draw(t, "product")), fmt.Sprintf("%02d", rapid.IntRange(8, 12).Draw(t, "hour")), fmt.Sprint(rapid.IntRange(1, 5).Draw(t, "day"))}
		cells[f]++
		c := newCounter(Cell{N: 1})
		c.in(ByProduct, f.product)
		c.in(ByHour, f.hour)
		c.in(ByDay, f.day)
		w.add(Week{Appointments: c.crowd})
	}
	return w, cells
}

// TestNobodySubtractsTheirWayToASmallGroup plays an attacker who has every cell that is published of a week, knows
// which finest cells each is the sum of, and adds and takes away as they like: no group of one to four people of a
// product, an hour, a day, or two of these, can be written as such a sum.
func TestNobodySubtractsTheirWayToASmallGroup(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w, cells := drawWeek(rt)
		published := w.Publish()
		var universe []fine
		for p := range 8 {
			for h := 8; h <= 12; h++ {
				for d := 1; d <= 5; d++ {
					universe = append(universe, fine{fmt.Sprint("p", p), fmt.Sprintf("%02d", h), fmt.Sprint(d)})
				}
			}
		}
		known := &space{}
		for _, row := range rowsOf(published.Week, w, universe) {
			if row.n < Fewest {
				rt.Fatalf("%s is shown with %d people", row.name, row.n)
			}
			known.add(row.cells)
		}
		for _, g := range smallGroups(cells, universe) {
			if known.has(g.cells) {
				rt.Fatalf("the %d people of %s can be had by adding and taking away", g.n, g.name)
			}
		}
	})
}

type row struct {
	name  string
	n     int
	cells []uint64
}

// rowsOf are the published cells as sums of the finest ones.
func rowsOf(shown, whole Week, universe []fine) (rows []row) {
	crowd := shown[Appointments]
	if crowd.All.N == 0 {
		return nil
	}
	rows = append(rows, row{"everybody", crowd.All.N, indicator(universe, func(fine) bool { return true })})
	for cut, of := range map[Cut]func(fine) string{ByProduct: func(f fine) string { return f.product }, ByHour: func(f fine) string { return f.hour }, ByDay: func(f fine) string { return f.day }} {
		for name, cell := range crowd.Cuts[cut] {
			rows = append(rows, row{fmt.Sprint(cut, " ", name), cell.N, indicator(universe, func(f fine) bool {
				_, own := crowd.Cuts[cut][of(f)]
				_, some := whole[Appointments].Cuts[cut][of(f)]
				return of(f) == name || name == Rest && some && !own
			})})
		}
	}
	return rows
}

// smallGroups are the groups of one to four people of one attribute or two.
func smallGroups(cells map[fine]int, universe []fine) (groups []row) {
	for mask := 1; mask < 7; mask++ {
		key := func(f fine) fine {
			if mask&1 == 0 {
				f.product = ""
			}
			if mask&2 == 0 {
				f.hour = ""
			}
			if mask&4 == 0 {
				f.day = ""
			}
			return f
		}
		sizes := map[fine]int{}
		for f, n := range cells {
			sizes[key(f)] += n
		}
		for g, n := range sizes {
			if n < Fewest {
				groups = append(groups, row{fmt.Sprint(g), n, indicator(universe, func(f fine) bool { return key(f) == g })})
			}
		}
	}
	return groups
}

func indicator(universe []fine, in func(fine) bool) []uint64 {
	v := make([]uint64, len(universe))
	for i, f := range universe {
		if in(f) {
			v[i] = 1
		}
	}
	return v
}

// space is what can be had from vectors by adding and taking away: reduced rows over a large prime field, in which
// whatever follows over the rational numbers follows too.
type space struct {
	rows   [][]uint64
	pivots []int
}

const prime = 1<<31 - 1

func (s *space) reduce(v []uint64) []uint64 {
	v = append([]uint64(nil), v...)
	for i, r := range s.rows {
		if f := v[s.pivots[i]]; f != 0 {
			for j := range v {
				v[j] = (v[j] + (prime-f)*r[j]) % prime
			}
		}
	}
	return v
}

func (s *space) add(v []uint64) {
	v = s.reduce(v)
	for j, x := range v {
		if x != 0 {
			inverse := power(x, prime-2)
			for k := range v {
				v[k] = v[k] * inverse % prime
			}
			s.rows, s.pivots = append(s.rows, v), append(s.pivots, j)
			return
		}
	}
}

func (s *space) has(v []uint64) bool {
	for _, x := range s.reduce(v) {
		if x != 0 {
			return false
		}
	}
	return true
}

func power(x, n uint64) uint64 {
	r := uint64(1)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			r = r * x % prime
		}
		x = x * x % prime
	}
	return r
}

// TestTheAttackerIsOne proves that the attacker finds a small group where one is shown.
func TestTheAttackerIsOne(t *testing.T) {
	universe := []fine{{product: "a"}, {product: "b"}}
	known := &space{}
	known.add(indicator(universe, func(fine) bool { return true }))
	small := indicator(universe, func(f fine) bool { return f.product == "b" })
	if known.has(small) {
		t.Error("the whole alone tells nothing of b")
	}
	known.add(indicator(universe, func(f fine) bool { return f.product == "a" }))
	if !known.has(small) {
		t.Error("the whole less a is b")
	}
}
