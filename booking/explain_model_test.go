package booking

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/fit"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// explainedDays are an ordinary day, one for exceptions and closures, and a holiday.
var explainedDays = []calendar.Date{tuesday, tuesday + 1, dateOn(2026, 12, 25)}

// drawnOpening is an opening of a desk with any use, share and skills.
func drawnOpening(rt *rapid.T, id string) calendar.Opening {
	start := rapid.IntRange(108, 130).Draw(rt, id+" start")
	o := calendar.Opening{ID: id, Desk: rapid.SampledFrom([]string{"hal-1", "hal-2"}).Draw(rt, id+" desk"), Weekdays: testOffices()[0].Openings[0].Weekdays,
		Start: calendar.Cell(start), End: calendar.Cell(start + rapid.IntRange(1, 12).Draw(rt, id+" length")),
		Use:    rapid.SampledFrom([]calendar.Use{calendar.ForAppointment, calendar.ForBoth, calendar.ForWalkIn}).Draw(rt, id+" use"),
		Share:  rapid.SampledFrom([]calendar.Share{calendar.Public, calendar.Public, calendar.Staff, calendar.Reserve}).Draw(rt, id+" share"),
		Skills: rapid.SampledFrom([][]string{nil, nil, {"reis"}, {"akten"}}).Draw(rt, id+" skills")}
	if o.Share == calendar.Reserve {
		o.ReleaseHours = rapid.SampledFrom([]int{0, 2, 26}).Draw(rt, id+" release")
	}
	return o
}

// drawnHall is a town hall with any rules.
func drawnHall(rt *rapid.T) catalogue.Office {
	hall := testOffices()[0]
	hall.Openings = nil
	for _, id := range []string{"a", "b", "c", "d", "e"}[:rapid.IntRange(0, 5).Draw(rt, "openings")] {
		hall.Openings = append(hall.Openings, drawnOpening(rt, id))
	}
	if rapid.Bool().Draw(rt, "closed") {
		hall.Closures = []calendar.Closure{{ID: "dicht", Desk: rapid.SampledFrom([]string{"", "hal-1"}).Draw(rt, "closed desk"), From: tuesday + 1, Until: tuesday + 1, Reason: "Studiedag",
			Start: 114, End: 126}}
	}
	if rapid.Bool().Draw(rt, "other hours") {
		o := drawnOpening(rt, "x")
		hall.Exceptions = []calendar.Exception{{ID: "anders", Date: tuesday + 1, Desk: o.Desk, Start: o.Start, End: o.End, Use: o.Use, Share: o.Share, Skills: o.Skills, ReleaseHours: o.ReleaseHours}}
	}
	return hall
}

// fillDrawn puts claims of every kind on the day, each at its desk.
func fillDrawn(rt *rapid.T, tn *town, date calendar.Date) {
	var claims []supply.Claim
	busy := map[uint16]calendar.Cells{}
	for i := range rapid.IntRange(0, 5).Draw(rt, "claims") {
		desk, start := uint16(rapid.IntRange(1, 2).Draw(rt, "desk")), calendar.Cell(rapid.IntRange(108, 140).Draw(rt, "at"))
		if !busy[desk].And(calendar.Cells{}.With(start, start+2)).Empty() {
			continue
		}
		busy[desk] = busy[desk].With(start, start+2)
		c := supply.Claim{ID: string(key(i)), Kind: rapid.SampledFrom([]supply.ClaimKind{supply.Held, supply.CoolingOff}).Draw(rt, "kind"),
			Visit: fit.Visit{Start: start, Cells: 2, Desk: desk}, Until: time.UnixMilli(tn.clock.Load()).Add(time.Hour)}
		claims = append(claims, c)
	}
	tn.do(func(tx *ledger.Tx) error { return supply.WriteClaims(tx, "hal", date, claims) })
}

// TestAReasonIsNamedExactlyForWhatIsNotOfferedAndGoesWithItsCause asks for any time under any rules: it is free if
// and only if it is offered; and where the cause alone is taken away, it is named no more.
func TestAReasonIsNamedExactlyForWhatIsNotOfferedAndGoesWithItsCause(t *testing.T) {
	tn := newTown(t)
	seen := map[string]int{}
	for range 10 { // a hundred draws may miss one kind
		rapid.Check(t, func(rt *rapid.T) { reasonsAgree(rt, tn, seen) })
		if len(unseen(seen)) == 0 {
			return
		}
	}
	t.Errorf("%q were never the reason: nothing was tried", unseen(seen))
}

// unseen are the kinds of which no draw made one the reason.
func unseen(seen map[string]int) (kinds []string) {
	for _, kind := range []string{supply.WhyFree, supply.WhyHeld, supply.WhyResting, supply.WhyClosing, supply.WhyReserve, supply.WhyShare, supply.WhyWalkIn,
		supply.WhyPaused, supply.WhyClosed, supply.WhyException, supply.WhyHoliday, supply.WhyNoOpening, supply.WhySkill} {
		if seen[kind] == 0 {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// reasonsAgree draws an office, a day and an asker, and holds every reason against what is offered.
func reasonsAgree(rt *rapid.T, tn *town, seen map[string]int) {
	hall := drawnHall(rt)
	date := rapid.SampledFrom(explainedDays).Draw(rt, "day")
	tn.do(func(tx *ledger.Tx) error { return catalogue.PutOffice(tx, hall) })
	if tn.endPause(); rapid.IntRange(0, 4).Draw(rt, "pause") == 0 {
		tn.pause(catalogue.Pause{Texts: map[string]string{"nl": "Storing"}, Staff: rapid.Bool().Draw(rt, "staff go on")})
	}
	fillDrawn(rt, tn, date)
	ask := supply.Query{Audience: rapid.SampledFrom([]supply.Audience{supply.Public, supply.Staff, supply.Urgent}).Draw(rt, "audience"),
		Wish: rapid.SampledFrom([]catalogue.Wish{passports(1), passports(3), {{Product: "huwelijk", Persons: 1}}, {{Product: "rijbewijs", Persons: 1}}}).Draw(rt, "wish")}
	offered := tn.offered("hal", ask, date)
	for start := calendar.Cell(106); start < 146; start++ {
		x := tn.explained(ask, date, start)
		if free := x.Kind == supply.WhyFree; free != slices.Contains(offered, start) {
			rt.Fatalf("%v %s is explained as %+v, and offered: %v", date, start, x, !free)
		}
		seen[x.Kind]++
	}
	start := calendar.Cell(rapid.IntRange(106, 145).Draw(rt, "asked"))
	x := tn.explained(ask, date, start)
	before := tn.claims(date)
	if !tn.takeAway(hall, x, ask, date, start) {
		return
	}
	for tn.explained(ask, date, start) == x { // the next cause may be a claim of the same kind
		left := tn.claims(date)
		if left == before {
			rt.Fatalf("%v %s is still explained as %+v without it", date, start, x)
		}
		before = left
		tn.takeAway(hall, x, ask, date, start)
	}
}

func (t *town) explained(ask supply.Query, date calendar.Date, start calendar.Cell) (x supply.Explanation) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { x, _, err = supply.Explain(r, "hal", ask, date, start); return err })
	return x
}

// claims counts the claims of a day.
func (t *town) claims(date calendar.Date) (n int) {
	t.Helper()
	t.see(func(r ledger.Reader) error {
		all, err := supply.Claims(r, "hal", date)
		n = len(all)
		return err
	})
	return n
}

// takeAway takes one cause away, and reports whether it is one that can be.
func (t *town) takeAway(hall catalogue.Office, x supply.Explanation, ask supply.Query, date calendar.Date, start calendar.Cell) bool {
	switch x.Kind {
	case supply.WhyHeld, supply.WhyResting, supply.WhyTaken:
		t.do(func(tx *ledger.Tx) error {
			_, desks, err := supply.Explain(tx, "hal", ask, date, start)
			if err != nil {
				return err
			}
			claims, err := supply.Claims(tx, "hal", date)
			if err != nil {
				return err
			}
			for _, d := range desks { // a claim may stand at another desk than it was put at
				claims = slices.DeleteFunc(claims, func(c supply.Claim) bool {
					return d.Kind == x.Kind && c.Visit.Start < d.To && c.Visit.Start+calendar.Cell(c.Visit.Cells) > d.From
				})
			}
			return supply.WriteClaims(tx, "hal", date, claims)
		})
		return true
	case supply.WhyPaused:
		t.endPause()
		return true
	case supply.WhyClosed:
		hall.Closures = nil
	case supply.WhyHoliday:
		hall.Holidays = false
	case supply.WhyException:
		hall.Exceptions = nil
	case supply.WhyReserve, supply.WhyShare, supply.WhyWalkIn, supply.WhySkill:
		if x.Rule == "" {
			return false
		}
		hall.Openings = slices.DeleteFunc(slices.Clone(hall.Openings), func(o calendar.Opening) bool { return o.ID == x.Rule })
		hall.Exceptions = slices.DeleteFunc(slices.Clone(hall.Exceptions), func(e calendar.Exception) bool { return e.ID == x.Rule })
	default:
		return false
	}
	t.do(func(tx *ledger.Tx) error { return catalogue.PutOffice(tx, hall) })
	return true
}
