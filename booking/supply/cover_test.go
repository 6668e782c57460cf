package supply

import (
	"balie/booking/calendar"
	"balie/booking/fit"
	"math/bits"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestCoverIsTheSmallerOfDesksAndColleagues holds each cell against what is plain: no skill is offered
// at more desks than have it and are open, nor than there are colleagues with it; no desk gives what it
// cannot do; and where all can do the same, it is exactly the smaller of both.
func TestCoverIsTheSmallerOfDesksAndColleagues(t *testing.T) {
	cells := rapid.Custom(func(t *rapid.T) calendar.Cells {
		from := calendar.Cell(rapid.IntRange(0, 20).Draw(t, "from"))
		return calendar.Cells{}.With(from, from+calendar.Cell(rapid.IntRange(1, 12).Draw(t, "length")))
	})
	rapid.Check(t, func(t *rapid.T) {
		skills := fit.Skills(rapid.SampledFrom([]int{1, 7}).Draw(t, "skills"))
		skill := rapid.Custom(func(t *rapid.T) fit.Skills { return 1 + fit.Skills(rapid.IntRange(0, int(skills)-1).Draw(t, "set")) })
		var windows []supplyWindow
		for desk := range rapid.IntRange(0, 5).Draw(t, "desks") {
			windows = append(windows, supplyWindow{desk: uint16(desk), cells: cells.Draw(t, "open"), skills: skill.Draw(t, "desk"), share: calendar.Public})
		}
		var hands []colleague
		for range rapid.IntRange(0, 5).Draw(t, "colleagues") {
			hands = append(hands, colleague{cells.Draw(t, "there"), skill.Draw(t, "able")})
		}
		covered := cover(windows, hands)
		for c := range calendar.Cell(40) {
			for bit := fit.Skills(1); bit <= skills; bit <<= 1 {
				open, there, got := 0, 0, 0
				for _, w := range windows {
					if w.cells.Has(c) && w.skills&bit != 0 {
						open++
					}
				}
				for _, h := range hands {
					if h.cells.Has(c) && h.skills&bit != 0 {
						there++
					}
				}
				for _, w := range covered {
					if w.cells.Has(c) && w.skills&bit != 0 {
						got++
						if windows[slices.IndexFunc(windows, func(o supplyWindow) bool { return o.desk == w.desk })].skills&bit == 0 {
							t.Fatalf("desk %d gives what it cannot do", w.desk)
						}
					}
				}
				if got > min(open, there) || bits.OnesCount64(uint64(skills)) == 1 && got != min(open, there) {
					t.Fatalf("cell %v: %d desks open, %d colleagues, %d offered", c, open, there, got)
				}
			}
		}
	})
}
