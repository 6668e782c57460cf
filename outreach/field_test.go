package outreach

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking/ledger"
)

func (t *town) outing(id OutingID) (o Outing) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { o, err = OutingByID(r, id); return err })
	return o
}

func TestADayOnTheRoad(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	first, second := o.Stops[0].ID, o.Stops[1].ID
	tn.at("2026-11-30T09:20")
	steps := []struct {
		do    func(*ledger.Tx) error
		state State
		want  error
	}{
		{func(tx *ledger.Tx) error { _, err := LeaveStop(tx, first); return err }, Published, ErrOutingState},
		{func(tx *ledger.Tx) error { _, err := Late(tx, first, 7); return err }, Published, ErrOuting},
		{func(tx *ledger.Tx) error { _, err := Late(tx, first, 10); return err }, Published, nil},
		{func(tx *ledger.Tx) error { _, err := ArriveStop(tx, first); return err }, Running, nil},
		{func(tx *ledger.Tx) error { _, err := ArriveStop(tx, first); return err }, Running, nil},
		{func(tx *ledger.Tx) error { _, err := Late(tx, first, 10); return err }, Running, ErrOutingState},
		{func(tx *ledger.Tx) error { _, err := TickKit(tx, o.ID, 1, true); return err }, Running, nil},
		{func(tx *ledger.Tx) error { _, err := TickKit(tx, o.ID, 9, true); return err }, Running, ErrOuting},
		{func(tx *ledger.Tx) error { _, err := ArriveStop(tx, second); return err }, Running, nil}, // nobody pressed leave
		{func(tx *ledger.Tx) error { _, err := LeaveStop(tx, second); return err }, Done, nil},
		{func(tx *ledger.Tx) error { _, err := LeaveStop(tx, second); return err }, Done, nil},
		{func(tx *ledger.Tx) error { _, err := CallOff(tx, o.ID); return err }, Done, ErrOutingState},
		{func(tx *ledger.Tx) error { _, err := ArriveStop(tx, second); return err }, Running, nil}, // left by mistake
		{func(tx *ledger.Tx) error { _, err := ArriveStop(tx, "X"); return err }, Running, ErrUnknownStop},
	}
	for i, s := range steps {
		if err := tn.try(s.do); !errors.Is(err, s.want) || tn.outing(o.ID).State != s.state {
			t.Errorf("step %d: %v, want %v; the outing is %s, want %s", i, err, s.want, tn.outing(o.ID).State, s.state)
		}
	}
	if got := tn.outing(o.ID); got.Stops[0].State != Left || got.Stops[0].Late != 0 || !slices.Equal(got.Checked, []int{1}) {
		t.Errorf("the outing is %+v", got)
	}
}

func TestNotesNameNobody(t *testing.T) {
	for text, kind := range map[string]string{
		"bel mij op 0315 292 292": "number", "mijn bsn is 123456782": "number", "riet@voorbeeld.example vraagt": "mail", "woont op 7065 AB": "postcode",
		"woont aan de Kerkstraat 12": "address", "mevrouw Wissink vraagt om hulp": "name", "geboren 3 mei 1944": "date", "de zoon van Jan te Voorbeeld": "name", "vraag van Riet over haar pas": "name",
	} {
		found := LooksPersonal(text)
		if !slices.ContainsFunc(found, func(s Suspicion) bool { return s.Kind == kind }) {
			t.Errorf("%q: found %v, want a %s", text, found, kind)
		}
	}
	for _, text := range []string{"", "Wanneer komt de Praotbus weer in Sinderen?", "Hoe vraag je een paspoort aan met DigiD?", "De WMO is ingewikkeld. Wie helpt?", "Kapotte lantaarn bij het plein", "3 mensen vroegen naar energie"} {
		if found := LooksPersonal(text); len(found) > 0 {
			t.Errorf("%q seems personal: %v", text, found)
		}
	}
}

func TestANoteIsAskedAboutOnceAndNumbersNever(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	add := func(letter, question string, sure bool) error {
		n := Note{ID: id(letter), Stop: o.Stops[0].ID, Theme: "care", Question: question}
		return tn.try(func(tx *ledger.Tx) error { return AddNote(tx, n, sure) })
	}
	if err := add("A", "vraag van Riet over zorg", false); !errors.Is(err, ErrPersonal) {
		t.Errorf("a name without asking: %v", err)
	}
	if err := add("A", "vraag van Riet over zorg", true); err != nil {
		t.Errorf("who read the warning may: %v", err)
	}
	if err := add("B", "bel 0315 292 292", true); !errors.Is(err, ErrPersonal) {
		t.Errorf("a telephone number: %v", err)
	}
	bad := Note{ID: id("C"), Stop: o.Stops[0].ID, Theme: "geheim"}
	if err := tn.try(func(tx *ledger.Tx) error { return AddNote(tx, bad, true) }); !errors.Is(err, ErrNote) {
		t.Errorf("a theme that is not on the list: %v", err)
	}
	if err := tn.try(func(tx *ledger.Tx) error { return AddMark(tx, Mark{id("C"), o.Stops[0].ID, 6}) }); !errors.Is(err, ErrMark) {
		t.Errorf("a six: %v", err)
	}
	tn.see(func(r ledger.Reader) error {
		all, err := Notes(r, o.Stops[0].ID)
		if len(all) != 1 {
			t.Errorf("notes: %v", all)
		}
		return err
	})
}

func TestAnAverageIsToldOfFiveOrMore(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	for i, l := range []string{"A", "B", "C", "D", "E"} {
		tn.do(func(tx *ledger.Tx) error { return AddMark(tx, Mark{id(l), o.Stops[0].ID, 3 + i%2}) })
		tn.see(func(r ledger.Reader) error {
			n, average, err := MarksOf(r, o.Stops[0].ID)
			if n != i+1 || (average > 0) != (n >= fewest) {
				t.Errorf("%d marks, average %v", n, average)
			}
			return err
		})
	}
}

// done does a batch as web/field does: in order, each action once by its id, and goes on after a refusal,
// which it returns in the place of the action.
func (t *town) done(batch ...Action) (refused []error) {
	t.Helper()
	batch = slices.Clone(batch)
	slices.SortFunc(batch, Action.Before)
	for _, a := range batch {
		refused = append(refused, t.try(func(tx *ledger.Tx) error {
			_, err := ledger.Once(tx, "field "+a.ID, []byte(a.ID), func() (bool, error) { return true, Do(tx, a) })
			return err
		}))
	}
	return refused
}

// TestWhatWasDoneWithoutSignalArrivesOnce cuts thirty actions of two phones into batches of any size, sends
// them in any order, some of them again, and looks for the same day each time: every note and mark once,
// and the stops as the last action left them.
func TestWhatWasDoneWithoutSignalArrivesOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tn := newTown(t)
		o := tn.publish(outing(monday, "A", "B"))
		tn.at("2026-11-30T15:00")
		at := func(minute int) time.Time { return time.Date(2026, 11, 30, 8, 30+minute, 0, 0, time.UTC) }
		all := []Action{{ID: id("A"), At: at(0), Do: DoArrive, Stop: o.Stops[0].ID}, {ID: id("B"), At: at(90), Do: DoLeave, Stop: o.Stops[0].ID},
			{ID: id("C"), At: at(150), Do: DoArrive, Stop: o.Stops[1].ID}, {ID: id("D"), At: at(270), Do: DoLeave, Stop: o.Stops[1].ID}}
		for i := range 26 {
			a := Action{ID: fmt.Sprintf("%026d", i), At: at(10 + i), Do: DoMark, Stop: o.Stops[i%2].ID, N: 1 + i%5}
			if i%2 == 0 {
				a.Do, a.Note = DoNote, &Note{Theme: "care", Question: "vraag over zorg"}
			}
			all = append(all, a)
		}
		rest := slices.Clone(all)
		for len(rest) > 0 {
			n := rapid.IntRange(1, len(rest)).Draw(rt, "batch")
			batch := rapid.Permutation(rest[:n]).Draw(rt, "order")
			again := rapid.IntRange(1, 2).Draw(rt, "sent")
			for range again {
				tn.done(batch...)
			}
			rest = rest[n:]
		}
		notes, marks := 0, 0
		tn.see(func(r ledger.Reader) error {
			for _, s := range o.Stops {
				of, err := Notes(r, s.ID)
				n, _, err2 := MarksOf(r, s.ID)
				if notes, marks = notes+len(of), marks+n; err != nil || err2 != nil {
					return errors.Join(err, err2)
				}
			}
			return nil
		})
		if got := tn.outing(o.ID); notes != 13 || marks != 13 || got.State != Done || got.Stops[0].State != Left || got.Stops[1].State != Left {
			rt.Fatalf("%d notes, %d marks, the outing is %+v", notes, marks, got)
		}
	})
}

func TestTwoPhonesAtOneStopDoNotContradict(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	at := time.Date(2026, 11, 30, 8, 30, 0, 0, time.UTC)
	tn.done(Action{ID: id("A"), At: at, Do: DoArrive, Stop: o.Stops[0].ID})
	out := tn.done(Action{ID: id("B"), At: at, Do: DoArrive, Stop: o.Stops[0].ID}, Action{ID: id("C"), At: at.Add(time.Hour), Do: DoLeave, Stop: o.Stops[0].ID})
	if out[0] != nil || out[1] != nil {
		t.Errorf("the other phone arrived and left: %+v", out)
	}
	tn.do(func(tx *ledger.Tx) error { _, err := CallOff(tx, o.ID); return err })
	out = tn.done(Action{ID: id("D"), At: at.Add(2 * time.Hour), Do: DoArrive, Stop: o.Stops[1].ID}, Action{ID: id("E"), At: at.Add(2 * time.Hour), Do: "dansen"},
		Action{ID: id("F"), At: at.Add(3 * time.Hour), Do: DoMark, Stop: o.Stops[0].ID, N: 5})
	if !errors.Is(out[0], ErrOutingState) || !errors.Is(out[1], ErrAction) {
		t.Errorf("arrived at a stop that the office cancelled, or danced: %v", out)
	}
	if out[2] != nil {
		t.Errorf("what was done there is lost: %+v", out)
	}
	if err := tn.done(Action{ID: "kort"})[0]; !errors.Is(err, ErrBatch) {
		t.Errorf("an action without an id: %v", err)
	}
}
