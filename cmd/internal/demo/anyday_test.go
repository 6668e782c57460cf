package demo

import (
	"io"
	"slices"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/outreach"
)

// readyAt is a town as a demo opens it that starts at a moment.
func readyAt(t *testing.T, town Setting, at time.Time) *server.Server {
	t.Helper()
	data := t.TempDir()
	proc := &server.Process{Out: io.Discard, Err: io.Discard, Clock: func() time.Time { return at }}
	starts, fresh, err := (Options{Town: town, At: at}).prepare(t.Context(), proc, data)
	if err != nil || !fresh || !starts.Equal(at) {
		t.Fatalf("made ready for %v, fresh %v (%v)", starts, fresh, err)
	}
	return opened(t, data, at)
}

// TestATownOfAnyDay moves each past to days around the holidays and changes of the clock: it is whole, the
// hall works, and nothing is planned on a holiday.
func TestATownOfAnyDay(t *testing.T) {
	for _, town := range Settings {
		for _, day := range []calendar.Date{calendar.DateOf(2026, 1, 6), calendar.DateOf(2026, 12, 22), calendar.DateOf(2027, 3, 23), calendar.DateOf(2027, 10, 26)} {
			at, _ := calendar.At(day, startCell, town.zone())
			h := readyAt(t, town, at)
			wantWhole(t, h)
			wantAlive(t, h, town)
			wantHolidays(t, h, day)
		}
	}
}

// TestATownOnASaturday has lived on since its Tuesday.
func TestATownOnASaturday(t *testing.T) {
	town := Settings[1]
	at := time.Date(2027, 2, 6, 12, 0, 0, 0, town.zone())
	h := readyAt(t, town, at)
	wantWhole(t, h)
	err := h.Ledger.View(func(r ledger.Reader) error {
		all, err := booking.AppointmentsOn(r, town.Office, calendar.DateOf(2027, 2, 5))
		served := slices.ContainsFunc(all, func(a booking.Appointment) bool { return a.State == booking.Served })
		if !served {
			t.Errorf("nobody was helped on Friday, of %d", len(all))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestTwoStartsAreEqual: in the week of a holiday, when the town has lived on for a while, every record of one
// start is that of another, but for what is sealed.
func TestTwoStartsAreEqual(t *testing.T) {
	town := Settings[1]
	at := time.Date(2026, 12, 22, 10, 20, 0, 0, town.zone())
	var starts []map[string]string
	for range 2 {
		data := t.TempDir()
		proc := &server.Process{Out: io.Discard, Err: io.Discard, Clock: func() time.Time { return at }}
		if _, _, err := (Options{Town: town, At: at}).prepare(t.Context(), proc, data); err != nil {
			t.Fatal(err)
		}
		starts = append(starts, contents(t, server.LedgerPath(data)))
	}
	for key, one := range starts[0] {
		if other := starts[1][key]; one != other {
			t.Errorf("%q is %q in one and %q in the other", key, one, other)
		}
	}
	if len(starts[0]) != len(starts[1]) {
		t.Errorf("%d records in one, %d in the other", len(starts[0]), len(starts[1]))
	}
}

// wantHolidays looks for what nobody does on a holiday.
func wantHolidays(t *testing.T, h *server.Server, today calendar.Date) {
	t.Helper()
	err := h.Ledger.View(func(r ledger.Reader) error {
		offices, err := catalogue.Offices(r)
		for date := today + 1; date < today+plannedAhead && err == nil; date++ {
			if _, holiday := calendar.Holiday(date); !holiday {
				continue
			}
			for _, o := range offices {
				all, err := booking.AppointmentsOn(r, o.ID, date)
				if i := slices.IndexFunc(all, func(a booking.Appointment) bool { return a.State == booking.Booked }); err != nil || i >= 0 {
					t.Errorf("on %s somebody is expected at %s (%v)", date, o.ID, err)
				}
			}
			var out []outreach.Outing
			out, err = outreach.Outings(r, date, date)
			if slices.ContainsFunc(out, func(o outreach.Outing) bool { return o.State != outreach.Cancelled }) {
				t.Errorf("on %s the bus goes out", date)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
