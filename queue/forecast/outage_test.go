package forecast

import (
	"errors"
	"fmt"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/queue"
)

func (t *town) lookOut(desk catalogue.DeskID) (out Outage, err error) {
	err = t.ledger.View(func(r ledger.Reader) (err error) { out, err = AssessOutage(r, "hal", desk); return err })
	return out, err
}

// TestADeskFallsOut on a full morning: what no longer fits is named, and each way is better than
// nothing.
func TestADeskFallsOut(t *testing.T) {
	tn := newTown(t)
	tn.at("2026-12-02T07:45")
	for n := range 2 * 18 {
		tn.book("paspoort", tuesday+1, fmt.Sprintf("%02d:%d0", 9+n/12, n%12/2))
	}
	tn.offers(dora, true)
	tn.goesOut(cees)
	out, err := tn.lookOut("hal-1")
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Unplaced) != 18 || len(out.Answers) != 3 {
		t.Fatalf("%d do not fit, %d ways", len(out.Unplaced), len(out.Answers))
	}
	if out.After.Late < out.Before.Late+3 {
		t.Errorf("a desk that falls out is not felt: %+v and %+v", out.Before, out.After)
	}
	for i, want := range []Remedy{ByHelp, ByField, ByMove} {
		w := out.Answers[i]
		if w.Remedy != want || w.Outlook.Fewer.Low <= 0 || w.Outlook.Late >= out.After.Late {
			t.Errorf("%+v against %+v", w, out.After)
		}
		if want != ByMove && w.Starts.Before(tn.now()) || (want == ByField) != (w.Duty != "") {
			t.Errorf("%+v", w)
		}
	}
	if w := out.Help(); w.Desk != "hal-1" || w.With >= w.Without {
		t.Errorf("%+v", w)
	}
}

// TestNothingHelpsWhereNothingIsToBeHad.
func TestNothingHelpsWhereNothingIsToBeHad(t *testing.T) {
	tn := newTown(t)
	out, err := tn.lookOut("hal-1")
	if err != nil || len(out.Answers) != 0 || len(out.Unplaced) != 0 || out.After.Late != 0 {
		t.Errorf("an empty day: %v %+v", err, out)
	}
	if _, err := tn.lookOut("nowhere"); !errors.Is(err, queue.ErrUnknownDesk) {
		t.Errorf("%v", err)
	}
}

// goesOut rosters a colleague who can do everything on an outing today.
func (t *town) goesOut(who ledger.Actor) {
	t.Helper()
	t.do(func(tx *ledger.Tx) error {
		id := roster.ColleagueID(tx.NewID())
		c := roster.Colleague{ID: id, Skills: []string{"reis", "rij", "akten"}, WeekMinutes: 36 * 60, Hours: []roster.Hours{{Weekdays: testOffices()[0].Openings[0].Weekdays, Start: cell("08:00"), End: cell("18:00")}}}
		if err := roster.PutColleague(tx, c); err != nil {
			return err
		}
		_, err := roster.PutDuty(tx, roster.Duty{Colleague: id, Date: tuesday + 1, Start: cell("09:00"), End: cell("16:00"), Kind: roster.Outing, Place: "uitje"})
		return err
	})
}
