package queue

import (
	"context"
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"balie/booking"
	"balie/booking/ledger"
)

// TestOutcomesAddUp runs random verbs and crashes, closes the day, and reads its events: what they tell of ends, less
// what they took back, is one end for every visit, and counts what the figures of the day count.
func TestOutcomesAddUp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := newModel(t)
		defer m.tn.close()
		for i := range rapid.IntRange(5, 40).Draw(rt, "steps") {
			m.step(rt, i)
		}
		m.tn.at("2026-12-01T17:30")
		if err := CloseDay(context.Background(), m.tn.ledger, "system", "hal", tuesday, nil); err != nil {
			rt.Fatal(err)
		}
		sum := m.outcomes(rt)
		f := m.tn.figures(tuesday)
		for end, want := range map[string]int{"helped": f.Helped, "left": f.Left, "missed": f.Missed, "absent": f.Absent} {
			if sum.ends[end] != want {
				rt.Fatalf("%d %s by the events, %d by the day", sum.ends[end], end, want)
			}
		}
		if sum.within != f.Appointments.Within5 || sum.came != f.Appointments.N {
			rt.Fatalf("%d of %d within five minutes by the events, %d of %d by the day", sum.within, sum.came, f.Appointments.Within5, f.Appointments.N)
		}
	})
}

// total is what events tell of a day.
type total struct {
	ends         map[string]int
	came, within int // of appointments
}

func (m *model) outcomes(rt *rapid.T) total {
	sum, stands := total{ends: map[string]int{}}, map[string]int{}
	m.tn.see(func(r ledger.Reader) error {
		all, err := ledger.Events(r, 0, 1e6)
		for _, e := range all {
			sum.add(rt, stands, e.IDs[0], e.Outcome, +1)
			sum.add(rt, stands, e.IDs[0], e.Undone, -1)
		}
		return err
	})
	for key, n := range stands {
		if n != 0 && n != 1 {
			rt.Fatalf("%s stands %d times", key, n)
		}
	}
	return sum
}

func (s *total) add(rt *rapid.T, stands map[string]int, id string, o *ledger.Outcome, n int) {
	if o == nil {
		return
	}
	text, err := json.Marshal(o)
	if err != nil {
		rt.Fatal(err)
	}
	stands[id+string(text)] += n
	s.ends[o.End] += n
	if o.Kind == string(Appointment) && o.End != "absent" {
		s.came += n
		if o.Promise <= int(NormAppointment.Seconds()) {
			s.within += n
		}
	}
}

// TestWhoComesAfterAllIsNotAbsent: an appointment that was missed by closing counts no longer when its resident comes.
func TestWhoComesAfterAllIsNotAbsent(t *testing.T) {
	tn := newTown(t)
	a := tn.book("paspoort", tuesday, "09:10")
	tn.at("2026-12-01T17:30")
	if err := CloseDay(t.Context(), tn.ledger, "system", "hal", tuesday, nil); err != nil {
		t.Fatal(err)
	}
	missed := tn.appointment(a)
	if missed.Counted == nil || missed.Counted.End != "absent" || missed.Counted.Lead == nil {
		t.Fatalf("it counts as %+v", missed.Counted)
	}
	tn.do(func(tx *ledger.Tx) error { return ReopenDay(tx, "hal") })
	tn.join(a)
	if came := tn.appointment(a); came.Counted != nil {
		t.Errorf("it counts as %+v still", came.Counted)
	}
}

func (t *town) appointment(a booking.Appointment) (found booking.Appointment) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { found, err = booking.AppointmentByID(r, a.ID); return err })
	return found
}
