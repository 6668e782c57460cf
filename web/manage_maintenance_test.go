package web_test

import (
	"net/url"
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

const maintenancePage = "/medewerker/beheer/onderhoud"

// TestAPauseIsToldToWhoWouldBookAndToNobodyElse stops new appointments on screen, and reads what each audience sees.
func TestAPauseIsToldToWhoWouldBookAndToNobodyElse(t *testing.T) {
	a, p := townManager(t)
	made := webtest.Booked(t, a, "Riet", 120)
	pass := webtest.PassFor(t, a, made)
	answer, body := p.Send("POST", maintenancePage+"/stop", textForm(p, "stop-tekst-de", "Wartung", "stop-tot-tijd", "25 uur", "stop-tot-dag", "2026-12-01"))
	if answer.StatusCode != 422 || !strings.Contains(body, `id="stop-tekst-nl-fout"`) || !strings.Contains(body, `id="stop-tot-tijd-fout"`) || !strings.Contains(body, `value="Wartung"`) {
		t.Errorf("a pause without a reason answers %d", answer.StatusCode)
	}
	answer, _ = p.Send("POST", maintenancePage+"/stop", textForm(p, "stop-tekst-nl", "Storing & herstel.", "stop-tekst-de", "Wartung."))
	_, body = p.Send("GET", answer.Header.Get("Location"), "")
	undo := undoNumber.FindStringSubmatch(body)
	if undo == nil {
		t.Fatal("a pause cannot be undone")
	}
	for path, want := range map[string]bool{"/nl/": true, "/nl/product/pas": true, "/nl/a": false, "/nl/a/" + string(made.ID): false} {
		if _, body := webtest.Ask(t, a, "GET", path, "", "Cookie", pass); strings.Contains(body, "Storing &amp; herstel.") != want {
			t.Errorf("%s tells of the pause: %t", path, !want)
		}
	}
	if _, body := webtest.Ask(t, a, "GET", "/de/", ""); !strings.Contains(body, "Wartung.") {
		t.Error("in German the reason is another")
	}
	if _, body := p.Send("GET", "/medewerker/beheer", ""); !strings.Contains(body, "Er worden nu geen nieuwe afspraken gemaakt") {
		t.Error("the manager's home does not say so")
	}
	if _, body := p.Send("GET", "/medewerker/waarom?locatie=hal&product=pas&dag=2026-12-02&tijd=9.00", ""); !strings.Contains(body, "wij maken nu geen nieuwe afspraken") {
		t.Error("why a time is not offered does not say so")
	}
	p.Send("POST", maintenancePage+"/terug", textForm(p, "wat", "stop", "versie", undo[1]))
	if _, body := webtest.Ask(t, a, "GET", "/nl/", ""); strings.Contains(body, "Storing") || municipality(t, a).Pause != nil {
		t.Error("undone, it stands")
	}
	p.Send("POST", maintenancePage+"/stop", textForm(p, "stop-tekst-nl", "Storing."))
	p.Send("POST", maintenancePage+"/stop/weg", textForm(p))
	if municipality(t, a).Pause != nil {
		t.Error("ended, it stands")
	}
}

// TestANoticeStandsOnItsPlacesAlone puts one on each place in turn and looks at every place.
func TestANoticeStandsOnItsPlacesAlone(t *testing.T) {
	a, p := townManager(t)
	made := webtest.Booked(t, a, "Riet", 120)
	lead := webtest.SignedIn(t, a, "lead", account.TeamLead)
	looks := map[string]func() string{
		catalogue.OnHome:        func() string { _, body := webtest.Ask(t, a, "GET", "/nl/", ""); return body },
		catalogue.OnBooking:     func() string { _, body := webtest.Ask(t, a, "GET", "/nl/product/pas", ""); return body },
		catalogue.OnAppointment: func() string { _, body := webtest.Ask(t, a, "GET", "/nl/a/"+string(made.ID), ""); return body },
		catalogue.OnStaff:       func() string { _, body := lead.Send("GET", "/medewerker/ik", ""); return body },
	}
	for _, place := range catalogue.NoticePlaces {
		answer, body := p.Send("POST", maintenancePage+"/melding", textForm(p, "tekst-nl", "Vanavond van 18 tot 19 uur.", "op-"+place, "ja"))
		if answer.StatusCode != 303 {
			t.Fatalf("a notice on %s answers %d %s", place, answer.StatusCode, body)
		}
		at, _ := url.Parse(answer.Header.Get("Location"))
		for where, look := range looks {
			if strings.Contains(look(), "Vanavond van 18 tot 19 uur.") != (where == place) {
				t.Errorf("a notice for %s on %s: %t", place, where, where != place)
			}
		}
		p.Send("POST", maintenancePage+"/melding/weg", textForm(p, "melding", at.Query().Get("gedaan")))
	}
	for _, bad := range [][]string{{"op-home", "ja"}, {"tekst-nl", "x"}, {"tekst-nl", "x", "op-home", "ja", "van-dag", "2026-12-02", "tot-dag", "2026-12-01"}, {"tekst-nl", strings.Repeat("x", 301), "op-home", "ja"}} {
		if answer, body := p.Send("POST", maintenancePage+"/melding", textForm(p, bad...)); answer.StatusCode != 422 || !strings.Contains(body, "-fout\"") {
			t.Errorf("%q answers %d", bad, answer.StatusCode)
		}
	}
	if m := municipality(t, a); len(m.Notices) > 0 {
		t.Errorf("there are %+v", m.Notices)
	}
}

// TestANoticeIsThereFromUntil looks before, in and after its time.
func TestANoticeIsThereFromUntil(t *testing.T) {
	a := webtest.Town(t)
	day := calendar.DateIn(webtest.Morning, webtest.Morning.Location())
	shown := func(from, until catalogue.Moment) bool {
		webtest.Write(t, a, func(tx *ledger.Tx) error {
			_, err := catalogue.PutTown(tx, catalogue.NoticeRef("a"), catalogue.Notice{ID: "a", Places: []string{catalogue.OnHome}, Texts: map[string]string{"nl": "Werkzaamheden"}, Span: catalogue.Span{From: from, Until: until}})
			return err
		})
		_, body := webtest.Ask(t, a, "GET", "/nl/", "")
		return strings.Contains(body, "Werkzaamheden")
	}
	for _, c := range []struct {
		from, until catalogue.Moment
		want        bool
	}{
		{want: true}, {from: catalogue.Moment{Date: day + 1}}, {from: catalogue.Moment{Date: day - 1}, want: true}, {until: catalogue.Moment{Date: day}}, {from: catalogue.Moment{Date: day - 1}, until: catalogue.Moment{Date: day + 1}, want: true},
	} {
		if got := shown(c.from, c.until); got != c.want {
			t.Errorf("from %v until %v it is shown: %t", c.from, c.until, got)
		}
	}
}
