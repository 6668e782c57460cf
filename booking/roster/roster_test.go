package roster

import (
	"errors"
	"slices"
	"testing"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

func ruleOf(err error) Rule {
	if !errors.Is(err, ErrRule) {
		return ""
	}
	return Rule(ledger.ArgsOf(err)["rule"].(string))
}

func TestEveryRuleIsNamedWhereItIsBroken(t *testing.T) {
	h := newHouse(t)
	h.people("A", "B")
	h.mustPut(desk("A", monday, "09:00", "12:00"))
	h.mustPut(desk("A", monday+1, "13:00", "17:30"))
	h.do(func(tx *ledger.Tx) error {
		_, _, err := PutAbsence(tx, Absence{Colleague: id("B"), From: monday, Until: monday, Start: cell("12:00")})
		return err
	})
	late := desk("A", monday, "14:00", "23:55")
	late.Accepted = []Rule{OffHours, Contract, NoPause}
	unskilled := desk("B", monday, "09:00", "10:00")
	unskilled.Needs = []string{"akten"}
	for what, c := range map[string]struct {
		duty Duty
		want Rule
	}{
		"elsewhere already":   {desk("A", monday, "11:00", "13:00"), TwoPlaces},
		"away":                {desk("B", monday, "11:00", "13:00"), Absent},
		"not able":            {unskilled, Unskilled},
		"over twelve hours":   {late, LongDay},
		"outside the hours":   {desk("B", monday, "07:00", "09:00"), OffHours},
		"on a Sunday":         {desk("B", monday-1, "09:00", "10:00"), OffHours},
		"no pause for hours":  {desk("B", monday+1, "08:00", "14:00"), NoPause},
		"no pause, two parts": {desk("A", monday+1, "08:00", "12:45"), NoPause},
	} {
		if _, err := h.put(c.duty); ruleOf(err) != c.want {
			t.Errorf("%s: %v, want rule %s", what, err, c.want)
		}
	}
	early := desk("B", monday+2, "08:00", "09:00")
	evening := desk("B", monday+1, "16:00", "22:00")
	evening.Accepted = acceptable
	h.mustPut(evening)
	if _, err := h.put(early); ruleOf(err) != ShortRest {
		t.Errorf("ten hours of rest: %v", err)
	}
}

func TestWhatIsAgreedMayBeBrokenKnowinglyAndWhatIsLawMayNot(t *testing.T) {
	h := newHouse(t)
	h.people("A")
	early := desk("A", monday, "06:00", "08:00")
	if _, err := h.put(early); ruleOf(err) != OffHours {
		t.Fatalf("%v", err)
	}
	early.Accepted = []Rule{OffHours}
	h.mustPut(early)
	twice := desk("A", monday, "07:00", "09:00")
	twice.Accepted = []Rule{OffHours, TwoPlaces}
	if _, err := h.put(twice); ruleOf(err) != TwoPlaces {
		t.Errorf("two places were accepted: %v", err)
	}
}

func TestPartTimeAndSchoolHours(t *testing.T) {
	h := newHouse(t)
	h.do(func(tx *ledger.Tx) error {
		return errors.Join(
			PutSchoolHolidays(tx, []Span{{monday + 7, monday + 13}}),
			PutColleague(tx, Colleague{ID: id("A"), WeekMinutes: 600, Hours: []Hours{
				{Weekdays: everyDay[1:2], Start: cell("08:30"), End: cell("14:30"), School: true},
				{Weekdays: everyDay[3:4], Start: cell("08:30"), End: cell("14:30"), EveryWeeks: 2, From: monday},
			}}))
	})
	for day, want := range map[calendar.Date]Rule{monday: "", monday + 1: OffHours, monday + 2: "", monday + 7: OffHours, monday + 9: OffHours, monday + 14: "", monday + 16: ""} {
		if _, err := h.put(desk("A", day, "09:00", "12:00")); ruleOf(err) != want {
			t.Errorf("%s: %v, want %q", day, err, want)
		}
	}
	if _, err := h.put(desk("A", monday+14, "12:30", "14:30")); err != nil {
		t.Errorf("a second duty within the contract: %v", err)
	}
	h.mustPut(desk("A", monday+16, "12:30", "14:30"))
	if _, err := h.put(desk("A", monday+16, "12:00", "12:30")); ruleOf(err) != Contract {
		t.Errorf("over the contract: %v", err)
	}
}

func TestAPeriodCountsOnceItIsPublished(t *testing.T) {
	h := newHouse(t)
	h.people("A", "B")
	p := h.period(monday, monday+27)
	d := h.mustPut(desk("A", monday, "09:00", "12:00"))
	if on := h.on(monday); len(on) != 0 {
		t.Fatalf("a draft counts: %v", on)
	}
	if err := h.publish(p); err != nil {
		t.Fatal(err)
	}
	if on := h.on(monday); len(on) != 1 || on[0].ID != d.ID || on[0].Draft {
		t.Fatalf("on duty: %v", on)
	}
	h.mustPut(desk("B", monday, "09:00", "12:00"))
	if on := h.on(monday); len(on) != 2 {
		t.Errorf("what is put in a published period counts at once: %v", on)
	}
	h.do(func(tx *ledger.Tx) error { _, err := Withdraw(tx, p.ID); return err })
	if on := h.on(monday); len(on) != 0 {
		t.Errorf("withdrawn and still on duty: %v", on)
	}
}

func TestAPeriodThatBreaksARuleIsNotPublished(t *testing.T) {
	h := newHouse(t)
	h.people("A")
	p := h.period(monday, monday+6)
	d := h.mustPut(desk("A", monday, "09:00", "12:00"))
	h.do(func(tx *ledger.Tx) error {
		c, err := ColleagueByID(tx, id("A"))
		c.Hours[0].Start = cell("10:00")
		return errors.Join(err, PutColleague(tx, c))
	})
	if err := h.publish(p); !errors.Is(err, ErrBroken) {
		t.Fatalf("published with a broken rule: %v", err)
	}
	d.Accepted = []Rule{OffHours}
	h.mustPut(d)
	if err := h.publish(p); err != nil {
		t.Errorf("knowingly: %v", err)
	}
}

func TestWhoIsAwayHasNoDutyUntilTheyAreBack(t *testing.T) {
	h := newHouse(t)
	h.people("A")
	p := h.period(monday, monday+6)
	for day := range calendar.Date(3) {
		h.mustPut(desk("A", monday+day, "09:00", "13:00"))
	}
	if err := h.publish(p); err != nil {
		t.Fatal(err)
	}
	var a Absence
	var missed []Duty
	h.do(func(tx *ledger.Tx) (err error) {
		a, missed, err = PutAbsence(tx, Absence{Colleague: id("A"), From: monday, Start: cell("11:00")})
		return err
	})
	if len(missed) != 3 {
		t.Errorf("missed %v", missed)
	}
	if on := h.on(monday); len(on) != 1 || on[0].End != cell("11:00") {
		t.Errorf("the part before stays: %v", on)
	}
	if on := h.on(monday + 1); len(on) != 0 {
		t.Errorf("away and on duty: %v", on)
	}
	h.do(func(tx *ledger.Tx) error { return EndAbsence(tx, a.ID, monday+2) })
	if on := h.on(monday + 2); len(on) != 1 {
		t.Errorf("back, and not on duty: %v", on)
	}
}

func TestSwapsAreAskedAndAnswered(t *testing.T) {
	h := newHouse(t)
	h.people("A", "B", "C")
	mine, theirs := h.mustPut(desk("A", monday, "09:00", "12:00")), h.mustPut(desk("B", monday, "13:00", "16:00"))
	clash := h.mustPut(desk("C", monday, "10:00", "11:00"))
	ask := func(by string, d Duty, to string, back DutyID) (s Swap, err error) {
		err = h.try(func(tx *ledger.Tx) (err error) { s, err = AskSwap(tx, id(by), d.ID, id(to), back); return err })
		return s, err
	}
	if _, err := ask("B", mine, "C", ""); !errors.Is(err, ErrSwapYours) {
		t.Errorf("another's duty: %v", err)
	}
	if _, err := ask("A", mine, "C", ""); ruleOf(err) != TwoPlaces {
		t.Errorf("to who is elsewhere: %v", err)
	}
	if _, err := ask("A", mine, "C", clash.ID); err != nil {
		t.Errorf("an exchange of duties that overlap: %v", err)
	}
	s, err := ask("A", mine, "B", theirs.ID)
	if err != nil {
		t.Fatal(err)
	}
	accept := func(by string) error {
		return h.try(func(tx *ledger.Tx) error { _, err := AcceptSwap(tx, id(by), s.ID); return err })
	}
	if err := accept("C"); !errors.Is(err, ErrSwapYours) {
		t.Errorf("accepted by somebody else: %v", err)
	}
	if err := errors.Join(accept("B"), accept("B")); err != nil { // sent twice
		t.Fatal(err)
	}
	h.see(func(r ledger.Reader) error {
		a, err := DutyByID(r, mine.ID)
		b, err2 := DutyByID(r, theirs.ID)
		if a.Colleague != id("B") || b.Colleague != id("A") {
			t.Errorf("not exchanged: %v %v", a, b)
		}
		return errors.Join(err, err2)
	})
	if err := h.try(func(tx *ledger.Tx) error { _, err := RecallSwap(tx, id("A"), s.ID); return err }); !errors.Is(err, ErrSwapState) {
		t.Errorf("recalled after it was accepted: %v", err)
	}
}

func TestWhoCouldTakeADutyIsFound(t *testing.T) {
	h := newHouse(t)
	h.people("A", "B", "C")
	d := h.mustPut(desk("A", monday, "09:00", "12:00"))
	h.mustPut(desk("B", monday, "11:00", "13:00"))
	h.see(func(r ledger.Reader) error {
		free, err := Free(r, d)
		if !slices.Equal(free, []ColleagueID{id("C")}) {
			t.Errorf("free: %v", free)
		}
		return err
	})
}

func TestWhatMakesNoSenseIsRefused(t *testing.T) {
	h := newHouse(t)
	h.people("A")
	for what, c := range map[string]struct {
		do   func(tx *ledger.Tx) error
		want error
	}{
		"nobody":      {func(tx *ledger.Tx) error { _, err := PutDuty(tx, desk("Q", monday, "09:00", "10:00")); return err }, ErrUnknownColleague},
		"ends before": {func(tx *ledger.Tx) error { _, err := PutDuty(tx, desk("A", monday, "10:00", "09:00")); return err }, ErrDuty},
		"no kind": {func(tx *ledger.Tx) error {
			d := desk("A", monday, "09:00", "10:00")
			d.Kind = ""
			_, err := PutDuty(tx, d)
			return err
		}, ErrDuty},
		"no place": {func(tx *ledger.Tx) error {
			d := desk("A", monday, "09:00", "10:00")
			d.Place = ""
			_, err := PutDuty(tx, d)
			return err
		}, ErrDuty},
		"no account":         {func(tx *ledger.Tx) error { return PutColleague(tx, Colleague{ID: "kort"}) }, ErrColleague},
		"hours without days": {func(tx *ledger.Tx) error { return PutColleague(tx, Colleague{ID: id("A"), Hours: []Hours{{End: 100}}}) }, ErrColleague},
		"holidays backwards": {func(tx *ledger.Tx) error { return PutSchoolHolidays(tx, []Span{{monday, monday - 1}}) }, ErrColleague},
		"a long period": {func(tx *ledger.Tx) error {
			_, err := AddPeriod(tx, Span{monday, monday + LongestPeriod}, []string{"hal"})
			return err
		}, ErrPeriod},
		"no office":         {func(tx *ledger.Tx) error { _, err := AddPeriod(tx, Span{monday, monday}, nil); return err }, ErrPeriod},
		"an unknown period": {func(tx *ledger.Tx) error { _, err := Publish(tx, "X"); return err }, ErrUnknownPeriod},
		"absent backwards": {func(tx *ledger.Tx) error {
			_, _, err := PutAbsence(tx, Absence{Colleague: id("A"), From: monday, Until: monday - 1})
			return err
		}, ErrAbsence},
		"nobody absent":       {func(tx *ledger.Tx) error { return EndAbsence(tx, "X", monday) }, ErrUnknownAbsence},
		"no such swap":        {func(tx *ledger.Tx) error { _, err := DeclineSwap(tx, id("A"), "X"); return err }, ErrUnknownSwap},
		"a swap without duty": {func(tx *ledger.Tx) error { _, err := AskSwap(tx, id("A"), "X", id("A"), ""); return err }, ErrUnknownDuty},
	} {
		if err := h.try(c.do); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", what, err, c.want)
		}
	}
	p := h.period(monday, monday+6)
	if err := h.try(func(tx *ledger.Tx) error {
		_, err := AddPeriod(tx, Span{monday + 6, monday + 9}, []string{"hal"})
		return err
	}); !errors.Is(err, ErrPeriodsMeet) {
		t.Errorf("two periods on one day: %v", err)
	}
	h.do(func(tx *ledger.Tx) error { _, err := Withdraw(tx, p.ID); return err })
	if err := h.publish(p); err != nil {
		t.Errorf("published again: %v", err)
	}
}

// TestEventsNameNobody holds I13: what followers read says when and where, never who.
func TestEventsNameNobody(t *testing.T) {
	h := newHouse(t)
	h.people("A", "B")
	d := h.mustPut(desk("A", monday, "09:00", "12:00"))
	h.do(func(tx *ledger.Tx) error {
		_, _, err := PutAbsence(tx, Absence{Colleague: id("B"), From: monday})
		return errors.Join(err, DropDuty(tx, d.ID))
	})
	h.see(func(r ledger.Reader) error {
		all, err := ledger.Events(r, 0, 100)
		if len(all) == 0 {
			t.Error("there are no events")
		}
		for _, e := range all {
			for _, of := range e.IDs {
				if of == string(id("A")) || of == string(id("B")) {
					t.Errorf("%s names a colleague", e.Kind)
				}
			}
		}
		return err
	})
}
