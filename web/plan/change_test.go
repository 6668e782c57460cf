package plan_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/account"
	"balie/web/webtest"
)

var seen = regexp.MustCompile(`name="gezien" value="([0-9a-f]*)"`)

// planned is a stop of a published outing with somebody whom no message reaches, and who plans it.
type planned struct {
	*webtest.App
	t     *testing.T
	lead  *webtest.Person
	o     outreach.Outing
	asked url.Values
}

func newPlanned(t *testing.T) *planned {
	t.Helper()
	a, lead := webtest.BusTown(t)
	o := webtest.Running(t, a)
	webtest.Visit(t, a, "Kanarievogel", "pas", "ulft-plein", o.Date, 112)
	return &planned{App: a, t: t, lead: lead, o: o,
		asked: url.Values{"id": {string(o.ID)}, "halte": {string(o.Stops[0].ID)}, "van": {"10:00"}, "tot": {"11:00"}, "versie": {"2"}}}
}

// foresees shows what would happen, and returns what a confirmation carries.
func (p *planned) foresees(wants ...string) url.Values {
	p.t.Helper()
	answer, body := p.lead.Send("GET", "/medewerker/inzet/dag?"+p.asked.Encode(), "")
	found := seen.FindStringSubmatch(body)
	if answer.StatusCode != 200 || found == nil || strings.Contains(body, "Kanarievogel") {
		p.t.Fatalf("foreseen: %d %s", answer.StatusCode, webtest.Said(body))
	}
	for _, want := range wants {
		if !strings.Contains(webtest.Said(body), want) {
			p.t.Errorf("not said: %q in %s", want, webtest.Said(body))
		}
	}
	form := url.Values{"gezien": {found[1]}}
	for name, value := range p.asked {
		form[name] = value
	}
	return form
}

func (p *planned) makes(path string, form url.Values) (at string) {
	p.t.Helper()
	answer, body := p.lead.Post("/medewerker/inzet/"+path, form)
	at = answer.Header.Get("Location")
	if answer.StatusCode != 303 || !strings.HasPrefix(at, "/medewerker/inzet/wijziging/") {
		p.t.Fatalf("%s answers %d %s %s", path, answer.StatusCode, at, webtest.Said(body))
	}
	return at
}

func (p *planned) called() (n int) {
	p.t.Helper()
	webtest.Look(p.t, p.App, func(r ledger.Reader) error {
		list, err := booking.CallList(r)
		n = len(list)
		return err
	})
	return n
}

func TestAStopIsMovedAfterItWasShownWhomThatTouches(t *testing.T) {
	p := newPlanned(t)
	form := p.foresees("1 afspraak verliest haar tijd", "1 moet u bellen", "Er verandert nog niets", "Verplaatsen en op de bellijst zetten")
	stale := url.Values{}
	for name, value := range form {
		stale[name] = value
	}
	stale.Set("gezien", "0")
	if answer, body := p.lead.Post("/medewerker/inzet/halte", stale); answer.StatusCode != 409 || !seen.MatchString(body) {
		t.Errorf("what was not seen answers %d: %s", answer.StatusCode, webtest.Said(body))
	}
	at := p.makes("halte", form)
	if p.called() != 0 {
		t.Error("somebody is called before a quarter of an hour")
	}
	if again := p.makes("halte", form); again != at {
		t.Errorf("pressed twice it is %s and %s", at, again)
	}
	if _, body := p.lead.Send("GET", at, ""); !strings.Contains(webtest.Said(body), "Terugdraaien") || !strings.Contains(webtest.Said(body), "1 bezoeker komt op de bellijst") {
		t.Errorf("the change says %s", webtest.Said(body))
	}
	if answer, _ := p.lead.Post(at+"/sturen", url.Values{}); answer.StatusCode != 303 || p.called() != 1 {
		t.Errorf("sending now answers %d, %d to call", answer.StatusCode, p.called())
	}
	if answer, body := p.lead.Post(at+"/terugdraaien", url.Values{}); answer.StatusCode != 409 || !strings.Contains(body, "bellijst") {
		t.Errorf("taking back after that answers %d: %s", answer.StatusCode, webtest.Said(body))
	}
}

func TestAnOutingIsCancelledAndTakenBack(t *testing.T) {
	p := newPlanned(t)
	p.asked = url.Values{"id": {string(p.o.ID)}, "alles": {"ja"}, "versie": {"2"}}
	at := p.makes("afgelasten", p.foresees("gaat niet door", "Afgelasten en op de bellijst zetten", "1 → 0"))
	if got := webtest.OutingsOf(t, p.App)[0]; got.State != outreach.Cancelled {
		t.Errorf("the outing is %s", got.State)
	}
	manager := webtest.SignedIn(t, p.App, "beheer", account.Manager)
	if _, body := manager.Send("GET", "/medewerker/beheer/wijzigingen", ""); !strings.Contains(body, at) {
		t.Errorf("the manager does not find it: %s", webtest.Said(body))
	}
	if answer, _ := p.lead.Post(at+"/terugdraaien", url.Values{}); answer.StatusCode != 303 {
		t.Errorf("taking back answers %d", answer.StatusCode)
	}
	if got := webtest.OutingsOf(t, p.App)[0]; got.State != p.o.State || p.called() != 0 {
		t.Errorf("taken back it is %s, %d to call", got.State, p.called())
	}
}

// TestTheEffectOnDaysIsShownAsThatOfAClosure: desks and free minutes before and after, for an outing that is cancelled and for
// a stop that goes to another hour. Neither was shown.
func TestTheEffectOnDaysIsShownAsThatOfAClosure(t *testing.T) {
	p := newPlanned(t)
	p.foresees("Wat dit betekent voor de dagen", "wo 2 december, ", "1 → 1")
	p.asked = url.Values{"id": {string(p.o.ID)}, "alles": {"ja"}, "versie": {"2"}}
	p.foresees("Wat dit betekent voor de dagen", "wo 2 december, ", "1 → 0", "→ 0 minuten")
}

// TestEachRoleCancelsAndTakesBackAsFarAsItMay: who plans without running outings, and who runs them without planning.
func TestEachRoleCancelsAndTakesBackAsFarAsItMay(t *testing.T) {
	p := newPlanned(t)
	team := p.lead
	p.lead = webtest.SignedIn(t, p.App, "plan", account.Planner)
	moved := p.makes("halte", p.foresees())
	field := webtest.SignedIn(t, p.App, "veld", account.Field)
	id := moved[strings.LastIndex(moved, "/"):]
	for _, path := range []string{moved + "/terugdraaien", moved + "/openen"} {
		if answer, _ := field.Post(path, url.Values{}); answer.StatusCode != 403 {
			t.Errorf("the team plans: %s answers %d", path, answer.StatusCode)
		}
	}
	if answer, _ := field.Post("/medewerker/inzet/afgelasten"+id+"/terugdraaien", url.Values{}); answer.StatusCode != 404 {
		t.Errorf("the team takes a move back: %d", answer.StatusCode)
	}
	if answer, _ := p.lead.Post(moved+"/terugdraaien", url.Values{}); answer.StatusCode != 303 {
		t.Errorf("who planned it takes it back: %d", answer.StatusCode)
	}
	p.asked = url.Values{"id": {string(p.o.ID)}, "alles": {"ja"}, "versie": {"4"}}
	off := p.makes("halte", p.foresees())
	if answer, _ := p.lead.Post(off+"/terugdraaien", url.Values{}); answer.StatusCode != 303 {
		t.Errorf("who cancelled it takes it back: %d", answer.StatusCode)
	}
	p.lead, p.asked["versie"] = field, []string{"6"}
	form := p.foresees()
	form.Set("halte", string(p.o.Stops[0].ID)) // a move is none of the team's, whatever they send
	form.Set("van", "10:00")
	off = p.makes("afgelasten", form)
	if got := webtest.OutingsOf(t, p.App)[0]; got.State != outreach.Cancelled {
		t.Errorf("the outing is %s", got.State)
	}
	if answer, _ := field.Post("/medewerker/inzet/afgelasten"+off[strings.LastIndex(off, "/"):]+"/terugdraaien", url.Values{}); answer.StatusCode != 303 {
		t.Errorf("the team takes its cancelling back: %d", answer.StatusCode)
	}
	p.lead = team
}

// TestAClosureIsNoChangeOfOutings: the page of outings neither shows nor undoes what somebody closed.
func TestAClosureIsNoChangeOfOutings(t *testing.T) {
	p := newPlanned(t)
	var id change.ID
	p.makes("halte", p.foresees())
	webtest.Look(t, p.App, func(r ledger.Reader) error {
		all, err := change.All(r)
		id = all[0].ID
		return err
	})
	for _, path := range []string{"X", strings.Repeat("A", 26)} {
		if answer, _ := p.lead.Post("/medewerker/inzet/wijziging/"+path+"/terugdraaien", url.Values{}); answer.StatusCode != 404 {
			t.Errorf("%s answers %d", path, answer.StatusCode)
		}
	}
	desk := webtest.SignedIn(t, p.App, "balie", account.Counter)
	if answer, _ := desk.Post("/medewerker/inzet/wijziging/"+string(id)+"/terugdraaien", url.Values{}); answer.StatusCode != 403 {
		t.Errorf("a desk takes it back: %d", answer.StatusCode)
	}
}

// TestAPublishedStopIsDraggedToAnotherDayAfterItWasShown leads from the board to what it would do.
func TestAPublishedStopIsDraggedToAnotherDayAfterItWasShown(t *testing.T) {
	p := newPlanned(t)
	answer, body := webtest.Plans(p.lead, "verplaatsen", "halte", string(p.o.Stops[0].ID), "dag", (p.o.Date + 1).String())
	at := answer.Header.Get("Location")
	if answer.StatusCode != 303 || !strings.Contains(at, "naardag=") {
		t.Fatalf("dragging answers %d %s: %s", answer.StatusCode, at, webtest.Said(body))
	}
	if _, body := p.lead.Send("GET", at, ""); !strings.Contains(webtest.Said(body), "Verplaatsen en") {
		t.Errorf("what would happen: %s", webtest.Said(body))
	}
}
