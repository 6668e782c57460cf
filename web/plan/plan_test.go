package plan_test

import (
	"strings"
	"testing"
	"time"

	"balie/outreach"
	"balie/web/account"
	"balie/web/webtest"
)

func TestAProposalIsAdoptedPublishedAndSeenByResidents(t *testing.T) {
	a, lead := webtest.BusTown(t)
	if answer, body := webtest.Plans(lead, "voorstel", "weken", "4"); answer.StatusCode != 303 {
		t.Fatalf("adopting answers %d: %s", answer.StatusCode, webtest.Said(body))
	}
	all := webtest.OutingsOf(t, a)
	if len(all) == 0 || all[0].State != outreach.Draft || len(all[0].Crew) != 2 {
		t.Fatalf("adopted: %+v", all)
	}
	resident := a.Somebody(t)
	if _, page := resident.Send("GET", "/praotbus?plek=7071+AB", ""); strings.Contains(page, "balie-near__when") {
		t.Error("a draft is shown to residents")
	}
	if answer, body := webtest.Plans(lead, "publiceren", "week", all[0].Date.Monday().String(), "inzet", string(all[0].ID)); answer.StatusCode != 303 {
		t.Fatalf("publishing answers %d: %s", answer.StatusCode, webtest.Said(body))
	}
	_, page := resident.Send("GET", "/praotbus?plek=7071+AB", "")
	if !strings.Contains(page, "balie-near__when") || !strings.Contains(page, "/afspraak/tijd?p=pas.1") {
		t.Errorf("the published stop is not near: %s", webtest.Said(page))
	}
	if strings.Contains(page, "Iemand anna") {
		t.Error("residents read who is on the bus")
	}
	place := string(all[0].Stops[0].Place)
	for path, kind := range map[string]string{"/praotbus/halte/" + place: "text/html", "/praotbus/halte/" + place + "/poster": "text/html", "/praotbus/halte/" + place + "/poster.pdf": "application/pdf",
		"/praotbus/kern/" + strings.TrimSuffix(place, "-plein") + "/agenda.ics": "text/calendar"} {
		if answer, body := resident.Send("GET", path, ""); answer.StatusCode != 200 || !strings.HasPrefix(answer.Header.Get("Content-Type"), kind) || len(body) < 300 {
			t.Errorf("%s: %d %s, %d bytes", path, answer.StatusCode, answer.Header.Get("Content-Type"), len(body))
		}
	}
}

func TestTheFieldTeamSaysWhereTheBusIsAndPlansNothing(t *testing.T) {
	a, _ := webtest.BusTown(t)
	o := webtest.Running(t, a)
	field := webtest.SignedIn(t, a, "veld", account.Field)
	if answer, _ := webtest.Plans(field, "melden", "halte", string(o.Stops[0].ID), "doe", "10"); answer.StatusCode != 303 {
		t.Errorf("saying that it is late answers %d", answer.StatusCode)
	}
	resident := a.Somebody(t)
	if _, page := resident.Send("GET", "/praotbus", ""); !strings.Contains(page, "10\u00a0minuten later") {
		t.Error("residents do not read that it is late")
	}
	if answer, _ := webtest.Plans(field, "melden", "halte", string(o.Stops[0].ID), "doe", "aangekomen"); answer.StatusCode != 303 {
		t.Errorf("arriving answers %d", answer.StatusCode)
	}
	if _, page := resident.Send("GET", "/praotbus", ""); !strings.Contains(page, "De bus staat nu in Ulft") {
		t.Error("residents do not read that it is here")
	}
	if answer, _ := webtest.Plans(field, "voorstel"); answer.StatusCode != 403 {
		t.Errorf("the field team plans: %d", answer.StatusCode)
	}
}

func TestAStopOfADraftIsMovedToAnotherDay(t *testing.T) {
	a, lead := webtest.BusTown(t)
	webtest.Plans(lead, "voorstel", "weken", "2")
	o := webtest.OutingsOf(t, a)[0]
	to := o.Date + 1
	if to.Weekday() == time.Saturday {
		to = o.Date - 1
	}
	if answer, body := webtest.Plans(lead, "verplaatsen", "halte", string(o.Stops[0].ID), "dag", to.String()); answer.StatusCode != 303 {
		t.Fatalf("moving answers %d: %s", answer.StatusCode, webtest.Said(body))
	}
	moved := false
	for _, x := range webtest.OutingsOf(t, a) {
		for _, s := range x.Stops {
			moved = moved || x.Date == to && s.Place == o.Stops[0].Place
		}
	}
	if !moved {
		t.Error("the stop is not on the other day")
	}
}
