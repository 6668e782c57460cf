package queue

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

func (t *town) alarm(who ledger.Actor, fn func(*ledger.Tx) (Alarm, error)) (a Alarm, err error) {
	err = t.as(who, func(tx *ledger.Tx) (err error) { a, err = fn(tx); return err })
	return a, err
}

// raise lets Anna, at desk 1, ask for help.
func (t *town) raise(test bool, key string) Alarm {
	t.Helper()
	a, err := t.alarm(anna, func(tx *ledger.Tx) (Alarm, error) {
		return RaiseAlarm(tx, "hal", Post{Desk: "hal-1", Role: "counter"}, test, key)
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (t *town) ringing() (all []Alarm) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { all, err = Ringing(r); return err })
	return all
}

func hear(id AlarmID, at Post) func(*ledger.Tx) (Alarm, error) {
	return func(tx *ledger.Tx) (Alarm, error) { return HearAlarm(tx, id, at) }
}

func over(id AlarmID) func(*ledger.Tx) (Alarm, error) {
	return func(tx *ledger.Tx) (Alarm, error) { return EndAlarm(tx, id) }
}

// TestAnAlarmSpreadsUntilSomebodyAnswers goes from circle to circle, across a crash.
func TestAnAlarmSpreadsUntilSomebodyAnswers(t *testing.T) {
	tn := newTown(t)
	a := tn.raise(false, "press")
	if again := tn.raise(false, "press"); again.ID != a.ID || len(tn.ringing()) != 1 {
		t.Error("the same press raised two alarms")
	}
	tn.pass(SecondCircleAfter - time.Second)
	if c := tn.ringing()[0].Circle(tn.now()); c != 1 {
		t.Errorf("after 29 seconds it is for circle %d", c)
	}
	tn.crash()
	tn.pass(time.Second)
	if c := tn.ringing()[0].Circle(tn.now()); c != 2 {
		t.Errorf("after 30 seconds without an answer it is for circle %d", c)
	}
	for range 2 { // the same answer twice is one
		if _, err := tn.alarm(bert, hear(a.ID, Post{Role: "teamlead"})); err != nil {
			t.Fatal(err)
		}
	}
	heard := tn.ringing()[0]
	if heard.State != AlarmHeard || len(heard.Heard) != 1 || heard.Circle(tn.now()) != 0 {
		t.Errorf("an alarm that was answered: %+v", heard)
	}
	tn.pass(3 * time.Hour)
	if len(tn.ringing()) != 1 {
		t.Error("an alarm ended by itself")
	}
	for range 2 {
		if _, err := tn.alarm(bert, over(a.ID)); err != nil {
			t.Fatal(err)
		}
	}
	if len(tn.ringing()) != 0 {
		t.Error("an alarm rings after its end")
	}
}

// TestATryRingsOut ends by itself for screens, and in the ledger at the next alarm.
func TestATryRingsOut(t *testing.T) {
	tn := newTown(t)
	try := tn.raise(true, "")
	tn.pass(TestRings)
	if len(tn.ringing()) != 0 {
		t.Error("a try rings for ever")
	}
	tn.raise(false, "")
	tn.see(func(r ledger.Reader) error {
		a, err := AlarmByID(r, try.ID)
		if a.State != AlarmEnded {
			t.Errorf("the try is %s", a.State)
		}
		return err
	})
	if len(tn.ringing()) != 1 {
		t.Error("the alarm after a try does not ring")
	}
}

// TestAnAlarmTellsNobodyWhoItWas reads what is left of one that ended: events name the office
// alone, the record no desk and no colleague (I13), the audit who pressed.
func TestAnAlarmTellsNobodyWhoItWas(t *testing.T) {
	tn := newTown(t)
	a := tn.raise(false, "press")
	if _, err := tn.alarm(bert, hear(a.ID, Post{Desk: "hal-2", Role: "counter"})); err != nil {
		t.Fatal(err)
	}
	ended, err := tn.alarm(cees, over(a.ID))
	if err != nil || ended.From != (Post{}) || ended.Heard[0].Post != (Post{}) || len(ended.Heard) != 1 {
		t.Errorf("what is left of an alarm: %+v, %v", ended, err)
	}
	var kinds []string
	tn.see(func(r ledger.Reader) error {
		events, err := ledger.Events(r, 0, 1<<20)
		for _, e := range events {
			if strings.HasPrefix(e.Kind, "alarm.") {
				kinds = append(kinds, e.Kind)
				if len(e.IDs) != 1 || e.IDs[0] != "hal" {
					t.Errorf("%s names %v", e.Kind, e.IDs)
				}
			}
		}
		return err
	})
	if strings.Join(kinds, " ") != "alarm.raised alarm.heard alarm.ended" {
		t.Errorf("events %v", kinds)
	}
}

// TestEveryStateOfAnAlarmGoesWhereTheTableSays tries each verb in each state.
func TestEveryStateOfAnAlarmGoesWhereTheTableSays(t *testing.T) {
	for from, to := range alarmMoves {
		for _, next := range []AlarmState{AlarmRaised, AlarmHeard, AlarmEnded} {
			want := false
			for _, s := range to {
				want = want || s == next
			}
			if from.CanBecome(next) != want {
				t.Errorf("%s to %s", from, next)
			}
		}
	}
	tn := newTown(t)
	a := tn.raise(false, "")
	if _, err := tn.alarm(anna, over(a.ID)); err != nil {
		t.Errorf("a mistake cannot be ended: %v", err)
	}
	if _, err := tn.alarm(bert, hear(a.ID, Post{Role: "counter"})); !errors.Is(err, ErrAlarmOver) {
		t.Errorf("an alarm that is over is heard: %v", err)
	}
}

func TestRefusalsOfAlarms(t *testing.T) {
	tn := newTown(t)
	a := tn.raise(false, "press")
	none := AlarmID(strings.Repeat("0", ledger.IDLength))
	cases := map[string]struct {
		want error
		do   func(*ledger.Tx) (Alarm, error)
	}{
		"an unknown alarm":    {ErrUnknownAlarm, hear(none, Post{})},
		"no alarm at all":     {ErrUnknownAlarm, over("x")},
		"an office of nobody": {nil, func(tx *ledger.Tx) (Alarm, error) { return RaiseAlarm(tx, "maan", Post{}, false, "") }},
	}
	for name, c := range cases {
		_, err := tn.alarm(anna, c.do)
		if c.want != nil && !errors.Is(err, c.want) || err == nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if all := tn.ringing(); len(all) != 1 || all[0].ID != a.ID {
		t.Error("a refusal changed something")
	}
}

// TestAPressAlwaysRings: whatever became of an alarm, and whatever a page kept of the press before, an
// alarm of that kind rings at that place after a press.
func TestAPressAlwaysRings(t *testing.T) {
	type press struct {
		office catalogue.OfficeID
		test   bool
	}
	presses := []press{{"hal", false}, {"hal", true}, {"bus", false}}
	between := map[string]func(*town, AlarmID) error{
		"nothing": func(*town, AlarmID) error { return nil },
		"somebody heard it": func(tn *town, id AlarmID) error {
			_, err := tn.alarm(bert, hear(id, Post{Role: "counter"}))
			return err
		},
		"somebody ended it":  func(tn *town, id AlarmID) error { _, err := tn.alarm(bert, over(id)); return err },
		"who raised ends it": func(tn *town, id AlarmID) error { _, err := tn.alarm(anna, over(id)); return err },
		"it rang out":        func(tn *town, _ AlarmID) error { tn.pass(TestRings); return nil },
	}
	for what, happens := range between {
		for _, first := range presses {
			for _, second := range presses {
				tn := newTown(t)
				do := func(p press) Alarm {
					a, err := tn.alarm(anna, func(tx *ledger.Tx) (Alarm, error) {
						return RaiseAlarm(tx, p.office, Post{Role: "counter"}, p.test, "kept")
					})
					if err != nil {
						t.Fatalf("%s, %v then %v: %v", what, first, second, err)
					}
					return a
				}
				if err := happens(tn, do(first).ID); err != nil {
					t.Fatal(err)
				}
				a := do(second)
				if !slices.ContainsFunc(tn.ringing(), func(r Alarm) bool { return r.ID == a.ID && r.Office == second.office && r.Test == second.test }) {
					t.Errorf("%s, %v then %v: nothing rings", what, first, second)
				}
				if again := do(second); again.ID != a.ID {
					t.Errorf("%s, %v then %v: one press is two alarms", what, first, second)
				}
			}
		}
	}
}
