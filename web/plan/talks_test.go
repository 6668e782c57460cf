package plan_test

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/account"
	"balie/web/webtest"
)

// TestWhatTheTeamNotesIsRead keeps notes and marks at a stop: planners read them by village, month and theme, small numbers
// are hidden, and the next sheet of the village tells what was talked about. Failed before: nothing read them.
func TestWhatTheTeamNotesIsRead(t *testing.T) {
	a, _ := webtest.BusTown(t)
	o := webtest.Running(t, a)
	*a.Now = a.Now.Add(24 * time.Hour) // its day
	lead := webtest.SignedIn(t, a, "leider2", account.TeamLead)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		for i, theme := range []string{"care", "care", "care", "care", "care", "living", "living"} {
			id := ledger.NewID(func(b []byte) { _, _ = rand.Read(b) })
			n := outreach.Note{ID: id, Stop: o.Stops[0].ID, Theme: theme}
			if i == 0 {
				n.Question = "hoe vraag ik hulp aan"
			}
			if err := outreach.AddNote(tx, n, true); err != nil {
				return err
			}
			if err := outreach.AddMark(tx, outreach.Mark{ID: id, Stop: o.Stops[0].ID, Mark: 4}); err != nil {
				return err
			}
		}
		return nil
	})
	_, body := lead.Send("GET", "/medewerker/inzet/praatjes", "")
	said := webtest.Said(body)
	webtest.Wants(t, "what was heard", said, "zorg en hulp 5", "wonen minder dan 5", "hoe vraag ik hulp aan", "7 4.0")
	webtest.Lacks(t, "what was heard", said, "wonen 2")
	_, body = lead.Send("GET", "/medewerker/inzet/praatjes?kern=niets", "")
	webtest.Lacks(t, "another village", webtest.Said(body), "zorg en hulp 5")
}

// TestTheRoadProposesAndAPlannerPlans: the team meets no grey fields without a word, proposes an outing as a draft, and
// changes no other. What was typed stays where a time is missing, and the village is named.
func TestTheRoadProposesAndAPlannerPlans(t *testing.T) {
	a, lead := webtest.BusTown(t)
	field := webtest.SignedIn(t, a, "veld", account.Field)
	_, body := field.Send("GET", "/medewerker/inzet/dag?voertuig=praotbus&dag=2026-12-10", "")
	webtest.Wants(t, "the form of the road", body, "/medewerker/inzet/dag/voorstel", "Voorstellen")
	form := []string{"voertuig", "praotbus", "dag", "2026-12-10", "vertrek", "08:30", "terug", "15:00", "plaats-0", "ulft-plein", "van-0", "", "tot-0", "11:15"}
	answer, body := webtest.Plans(field, "dag/voorstel", form...)
	if said := webtest.Said(body); answer.StatusCode != 422 || !strings.Contains(said, "Kies een tijd bij Ulft") || !strings.Contains(body, `value="11:15"`) || !strings.Contains(body, `value="08:30"`) {
		t.Errorf("without a time: %d, or what was typed is lost: %s", answer.StatusCode, said)
	}
	form[11] = "09:30"
	if answer, body := webtest.Plans(field, "dag/voorstel", form...); answer.StatusCode != 303 {
		t.Fatalf("a proposal answers %d: %s", answer.StatusCode, webtest.Said(body))
	}
	all := webtest.OutingsOf(t, a)
	if len(all) != 1 || !all[0].Proposed || all[0].State != outreach.Draft {
		t.Fatalf("proposed: %+v", all)
	}
	if answer, _ := webtest.Plans(field, "dag", form...); answer.StatusCode != 403 {
		t.Errorf("the road plans: %d", answer.StatusCode)
	}
	webtest.Plans(lead, "dag", append(form, "dag", "2026-12-11")...)
	for _, o := range webtest.OutingsOf(t, a) {
		if answer, _ := webtest.Plans(field, "dag/voorstel", append(form, "id", string(o.ID), "versie", "1")...); !o.Proposed && answer.StatusCode != 403 {
			t.Errorf("the road changes what a planner drafted: %d", answer.StatusCode)
		}
		_, body := field.Send("GET", "/medewerker/inzet/dag?id="+string(o.ID), "")
		if said := webtest.Said(body); !o.Proposed && !strings.Contains(said, "Plannen doet een planner") {
			t.Errorf("grey fields without a word: %s", said)
		}
	}
}
