package demo

import (
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	counted "balie/booking/figures"
	"balie/booking/ledger"
	"balie/queue"
)

// TestTheFiguresOfThePastAreThoseOfItsDays holds every week that is shown of the shipped past against the days as the
// queue counts them, from its tickets and appointments.
func TestTheFiguresOfThePastAreThoseOfItsDays(t *testing.T) {
	for _, town := range Settings {
		s, _ := ShippedPast(town.Name)
		data := t.TempDir()
		if err := Unpack(town.Name, data); err != nil {
			t.Fatal(err)
		}
		h := opened(t, data, s.Until)
		compared := 0
		err := h.Ledger.View(func(r ledger.Reader) error {
			today := calendar.DateIn(s.Until, town.zone())
			all, err := counted.Between(r, []counted.Place{counted.Place(town.Office)}, today.AddDays(-town.PastDays).Monday()+7, today, today)
			for _, w := range all {
				wantSameWeek(t, r, town.Office, w)
				compared++
			}
			return err
		})
		if err != nil || compared < town.PastDays/7-2 {
			t.Errorf("%s: %d weeks are compared: %v", town.Name, compared, err)
		}
	}
}

// wantSameWeek compares the appointments, walk-ins and leavers of a week.
func wantSameWeek(t *testing.T, r ledger.Reader, office catalogue.OfficeID, w counted.PublishedWeek) {
	t.Helper()
	var appointments, walks queue.Waits
	var absent int
	for day := w.Monday; day < w.Monday+7; day++ {
		f, err := queue.Figures(r, office, day)
		if err != nil {
			t.Fatal(err)
		}
		appointments.N, appointments.Within5 = appointments.N+f.Appointments.N, appointments.Within5+f.Appointments.Within5
		walks.N, walks.Within15 = walks.N+f.WalkIns.N, walks.Within15+f.WalkIns.Within15
		absent += f.Absent
	}
	a, b := w.Week[counted.Appointments].All, w.Week[counted.WalkIns].All
	if a.Waited() != appointments.N || a.Within(5) != appointments.Within5 || a.Ends["absent"] != absent {
		t.Errorf("%s in the week of %s: %d of %d within five minutes and %d absent, the days say %d of %d and %d", office, w.Monday, a.Within(5), a.Waited(), a.Ends["absent"], appointments.Within5, appointments.N, absent)
	}
	if b.N > 0 && (b.Waited() != walks.N || b.Within(15) != walks.Within15) {
		t.Errorf("%s in the week of %s: %d of %d walk-ins within fifteen minutes, the days say %d of %d", office, w.Monday, b.Within(15), b.Waited(), walks.Within15, walks.N)
	}
}
