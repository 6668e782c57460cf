package webtest

import (
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/web/account"
)

// RosterTown is a town hall with two colleagues who can be rostered, and their team lead.
func RosterTown(t *testing.T) (a *App, lead *Person, anna, bram account.User) {
	t.Helper()
	var now time.Time
	a = CounterTown(t, &now)
	anna, bram = LetIn(t, a, "anna", account.Counter), LetIn(t, a, "bram", account.Counter)
	Write(t, a, func(tx *ledger.Tx) error {
		for _, u := range []account.User{anna, bram} {
			err := roster.PutColleague(tx, roster.Colleague{ID: roster.ColleagueID(u.ID), Skills: []string{"pas"}, WeekMinutes: 2400,
				Hours: []roster.Hours{{Weekdays: []calendar.Weekday{1, 2, 3, 4, 5}, Start: 96, End: 216}}})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return a, SignedIn(t, a, "leider", account.TeamLead), anna, bram
}

// Look reads the ledger.
func Look(t *testing.T, a *App, fn func(ledger.Reader) error) {
	t.Helper()
	if err := a.Options.Ledger.View(fn); err != nil {
		t.Fatal(err)
	}
}
