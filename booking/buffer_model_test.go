package booking

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// kept is desk time in the model: from a cell until another, at a desk that can do something.
type kept struct {
	from, to calendar.Cell
	skill    string
}

// seatable tries every way to give all of them a desk of the hall, each within its opening and apart from the others.
func seatable(all []kept, on []int) bool {
	i := len(on)
	if i == len(all) {
		return true
	}
	for desk, skills := range deskSkills["hal"] {
		if !slices.Contains(skills, all[i].skill) || all[i].from < cell("09:00") || all[i].to > cell("12:00") {
			continue
		}
		apart := true
		for j, other := range on {
			apart = apart && (other != desk || all[j].to <= all[i].from || all[j].from >= all[i].to)
		}
		if apart && seatable(all, append(slices.Clone(on), desk)) {
			return true
		}
	}
	return false
}

// TestBuffersAreKeptAndNotTold against the plain model: with minutes before and after, and minutes of an office's own,
// exactly the times are offered at which everybody has a desk, buffers and all (I7); each of them can be taken; the
// ledger finds no desk time sold twice (I1); and nobody is told of more minutes than the visit takes.
func TestBuffersAreKeptAndNotTold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tn := newTown(t)
		defer tn.close()
		buffer := rapid.SampledFrom([]int{0, 5, 10, 20})
		products := testProducts()[:2]
		for i := range products {
			products[i].Before, products[i].After = buffer.Draw(rt, "before"), buffer.Draw(rt, "after")
			if own := rapid.SampledFrom([]int{0, 15, 25}).Draw(rt, "own minutes"); own > 0 {
				products[i].MinutesAt = map[catalogue.OfficeID]int{"hal": own, "bus": 120}
			}
			tn.do(func(tx *ledger.Tx) error { return catalogue.PutProduct(tx, products[i]) })
		}
		var all []kept
		for range rapid.IntRange(1, 6).Draw(rt, "visits") {
			p := rapid.SampledFrom(products).Draw(rt, "product")
			minutes := p.Minutes
			if own := p.MinutesAt["hal"]; own > 0 {
				minutes = own
			}
			want := func(start calendar.Cell) kept {
				return kept{start - calendar.Cell(p.Before/5), start + calendar.Cell((minutes+p.After)/5), p.Skill}
			}
			wish := catalogue.Wish{{Product: p.ID, Persons: 1}}
			var offered []calendar.Cell
			tn.see(func(r ledger.Reader) (err error) {
				offered, err = supply.Day(r, "hal", supply.Query{Wish: wish}, tuesday)
				return err
			})
			for start := cell("08:00"); start < cell("13:00"); start++ {
				if got, should := slices.Contains(offered, start), seatable(append(slices.Clone(all), want(start)), nil); got != should {
					rt.Fatalf("%s (%d+%d+%d) at %s beside %v: offered %v, the model says %v", p.ID, p.Before, minutes, p.After, start, all, got, should)
				}
			}
			why := cell("08:00") + calendar.Cell(rapid.IntRange(0, 59).Draw(rt, "asked why"))
			tn.see(func(r ledger.Reader) error {
				x, _, err := supply.Explain(r, "hal", supply.Query{Wish: wish}, tuesday, why)
				if (x.Kind == supply.WhyFree) != slices.Contains(offered, why) {
					rt.Fatalf("%s at %s is explained as %q, offered %v", p.ID, why, x.Kind, offered)
				}
				return err
			})
			if len(offered) == 0 {
				continue
			}
			start := rapid.SampledFrom(offered).Draw(rt, "start")
			a := tn.mustBook(wish, supply.Offer{Office: "hal", Date: tuesday, Start: start})
			if a.Offer.Minutes != minutes || a.Offer.Start != start {
				rt.Fatalf("%s is told %d minutes at %s, want %d at %s", p.ID, a.Offer.Minutes, a.Offer.Start, minutes, start)
			}
			all = append(all, want(start))
		}
		var days []Appointment
		tn.see(func(r ledger.Reader) (err error) { days, err = AppointmentsOn(r, "hal", tuesday); return err })
		if len(days) != len(all) || !slices.IsSortedFunc(days, func(a, b Appointment) int { return int(a.Offer.Start) - int(b.Offer.Start) }) {
			rt.Fatalf("%d appointments on the day, want %d in order", len(days), len(all))
		}
	})
}

// TestAVisitMovesWithItsBuffers: the appointment that moves keeps its minutes, and its desk time goes along.
func TestAVisitMovesWithItsBuffers(t *testing.T) {
	tn := newTown(t)
	p := testProducts()[0]
	p.Before, p.After = 10, 5
	tn.do(func(tx *ledger.Tx) error { return catalogue.PutProduct(tx, p) })
	a := tn.mustBook(passports(1), at("hal", tuesday, "10:00"))
	var moved Appointment
	tn.do(func(tx *ledger.Tx) (err error) {
		moved, err = Move(tx, a.ID, at("hal", tuesday, "11:00"), a.Moves)
		return err
	})
	if start, cells := moved.Offer.DeskTime(); start != cell("10:50") || cells != 5 || moved.Offer.Minutes != 10 {
		t.Errorf("moved, it takes %d cells from %s for %d minutes", cells, start, moved.Offer.Minutes)
	}
}
