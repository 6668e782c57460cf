package bus_test

import (
	"net/url"
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/web/account"
	"balie/web/webtest"
)

func TestAPartnerAnswersByTheLink(t *testing.T) {
	a, lead := webtest.BusTown(t)
	o := webtest.Running(t, a)
	_, page := webtest.Plans(lead, "partner", "id", string(o.ID), "halte", string(o.Stops[0].ID), "partner", "politie")
	_, after, _ := strings.Cut(page, "/praotbus/partner/"+string(o.Stops[0].ID)+"#")
	if len(after) < ledger.IDLength {
		t.Fatalf("no link: %s", webtest.Said(page))
	}
	secret, partner := after[:ledger.IDLength], a.Somebody(t)
	path := "/praotbus/partner/" + string(o.Stops[0].ID)
	if answer, _ := partner.Send("POST", path, "code=00000000000000000000000000&doe=ja"); answer.StatusCode != 422 {
		t.Errorf("a guess answers %d", answer.StatusCode)
	}
	if answer, body := partner.Send("POST", path, "geheim="+secret); answer.StatusCode != 200 || !strings.Contains(body, "Ulft") {
		t.Errorf("opening answers %d", answer.StatusCode)
	}
	if answer, _ := partner.Send("POST", path, "code="+secret+"&doe=ja"); answer.StatusCode != 200 {
		t.Errorf("saying yes answers %d", answer.StatusCode)
	}
	if got := webtest.OutingsOf(t, a)[0].Stops[0].Partners[0].Answer; got != outreach.Accepted {
		t.Errorf("the answer is %s", got)
	}
}

func TestADoorIsSealedAndReadOnlyWithANote(t *testing.T) {
	a, _ := webtest.BusTown(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		crew, err := roster.Colleagues(tx)
		if err != nil {
			return err
		}
		o, err := outreach.PutOuting(tx, outreach.Outing{Vehicle: "fiets", Date: calendar.DateOf(2026, 12, 3), From: 108, Until: 156, Crew: []roster.ColleagueID{crew[0].ID}})
		if err == nil {
			_, err = outreach.Publish(tx, o.ID)
		}
		return err
	})
	o := webtest.OutingsOf(t, a)[0]
	resident := a.Somebody(t)
	form := url.Values{"v": {strings.Repeat("A", ledger.IDLength)}, "soort": {"ophalen"}, "naam": {"Kanarievogel"}, "straat": {"Geheimeweg 12"}, "postcode": {"7071 AB"}, "plaats": {"Ulft"}, "telefoon": {"0315 000 000"}, "kanaal": {"none"}}
	if answer, body := resident.Send("GET", "/bezorgen?soort=ophalen&postcode=7071AB", ""); answer.StatusCode != 200 || !strings.Contains(body, "venster") {
		t.Fatalf("the windows answer %d: %s", answer.StatusCode, webtest.Said(body))
	}
	form.Set("venster", string(o.ID)+".09:00")
	form.Set("stap", "zeker")
	for range 2 { // pressed twice
		if answer, body := resident.Send("POST", "/bezorgen", form.Encode()); answer.StatusCode != 303 || len(answer.Header.Get("Location")) < len("/bezorgen/")+ledger.IDLength {
			t.Fatalf("choosing answers %d: %s", answer.StatusCode, webtest.Said(body))
		}
	}
	form.Set("soort", "pas")
	form.Set("v", strings.Repeat("B", ledger.IDLength))
	if answer, body := resident.Send("POST", "/bezorgen", form.Encode()); answer.StatusCode != 422 || !strings.Contains(webtest.Said(body), "Kies waarvoor wij komen") {
		t.Errorf("a product that is not brought answers %d", answer.StatusCode)
	}
	form.Set("soort", "ophalen")
	form.Set("postcode", "9999 AB")
	form.Set("v", strings.Repeat("B", ledger.IDLength))
	if answer, _ := resident.Send("POST", "/bezorgen", form.Encode()); answer.StatusCode != 422 {
		t.Errorf("another municipality answers %d", answer.StatusCode)
	}
	field := webtest.SignedIn(t, a, "veld", account.Field)
	if _, body := field.Send("GET", "/medewerker/inzet/blad?id="+string(o.ID), ""); strings.Contains(body, "Geheimeweg") {
		t.Error("an address stands on a page that is opened with GET")
	}
	if answer, body := webtest.Plans(field, "adressen", "id", string(o.ID)); answer.StatusCode != 200 || !strings.HasPrefix(body, "%PDF") {
		t.Errorf("the addresses answer %d", answer.StatusCode)
	}
	notHomeAndAgain(t, a, field, o)
	webtest.Look(t, a, func(r ledger.Reader) error {
		round, err := outreach.RoundOf(r, o.ID)
		who, err2 := contact.Read(r, a.Options.Vault, round[0].Subject())
		if len(round) != 1 || who.Name != "Kanarievogel" {
			t.Errorf("round %+v, sealed %v", round, err2)
		}
		return err
	})
}

func TestSomebodyAsksForTheBusAndReadsTheAnswer(t *testing.T) {
	a, lead := webtest.BusTown(t)
	resident := a.Somebody(t)
	form := url.Values{"v": {strings.Repeat("C", ledger.IDLength)}, "kern": {"sinderen"}, "wie": {"school"}, "waarom": {"event"}, "van": {"2026-12-07"}, "tot": {"2027-01-31"}, "mensen": {"40"}}
	answer, body := resident.Send("POST", "/praotbus/vragen", form.Encode())
	if answer.StatusCode != 303 {
		t.Fatalf("asking answers %d: %s", answer.StatusCode, webtest.Said(body))
	}
	if again, _ := resident.Send("POST", "/praotbus/vragen", form.Encode()); again.Header.Get("Location") != answer.Header.Get("Location") {
		t.Errorf("asked twice: %s", again.Header.Get("Location"))
	}
	id := answer.Header.Get("Location")[len("/praotbus/vraag/"):]
	if id == form.Get("v") {
		t.Error("the id is the visitor's")
	}
	form.Set("mensen", "7") // somebody else, with the same key
	if other, _ := a.Somebody(t).Send("POST", "/praotbus/vragen", form.Encode()); other.StatusCode != 409 || other.Header.Get("Location") != "" {
		t.Errorf("another's key is answered %d %s", other.StatusCode, other.Header.Get("Location"))
	}
	if answer, _ := webtest.Plans(lead, "vragen", "vraag", id, "doe", "wish"); answer.StatusCode != 303 {
		t.Errorf("making it a wish answers %d", answer.StatusCode)
	}
	if _, page := resident.Send("GET", "/praotbus/vraag/"+id, ""); !strings.Contains(page, "Wij zoeken een dag") {
		t.Error("the answer is not on the page")
	}
	form.Set("wie", "koning")
	if answer, body := resident.Send("POST", "/praotbus/vragen", form.Encode()); answer.StatusCode != 422 || !strings.Contains(body, "Kies wie de bus aanvraagt") {
		t.Errorf("asked by nobody: %d", answer.StatusCode)
	}
}

// notHomeAndAgain comes in vain once, and plans a new attempt in another window of the round.
func notHomeAndAgain(t *testing.T, a *webtest.App, field *webtest.Person, o outreach.Outing) {
	t.Helper()
	id := ""
	webtest.Look(t, a, func(r ledger.Reader) error {
		round, err := outreach.RoundOf(r, o.ID)
		if len(round) != 1 {
			t.Fatalf("round %+v", round)
		}
		id = round[0].ID
		return err
	})
	if answer, _ := webtest.Plans(field, "bezorgd", "id", string(o.ID), "bezorging", id, "doe", "not-home"); answer.StatusCode != 303 {
		t.Errorf("not at home answers %d", answer.StatusCode)
	}
	if _, body := field.Send("GET", "/medewerker/inzet/dag?id="+string(o.ID), ""); !strings.Contains(body, "Opnieuw plannen") {
		t.Errorf("no new attempt is offered: %s", webtest.Said(body))
	}
	if answer, body := webtest.Plans(field, "opnieuw", "id", string(o.ID), "bezorging", id, "venster", "zomaar"); answer.StatusCode != 409 {
		t.Errorf("no window answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	if answer, body := webtest.Plans(field, "opnieuw", "id", string(o.ID), "bezorging", id, "venster", string(o.ID)+" 11:00 13:00"); answer.StatusCode != 303 {
		t.Errorf("a new attempt answers %d %s", answer.StatusCode, webtest.Said(body))
	}
}

// TestACodeOnPaperLeadsToUsOverTLS: where Balie speaks TLS itself and nothing is configured, the poster, the
// calendar and the partner's link are https.
func TestACodeOnPaperLeadsToUsOverTLS(t *testing.T) {
	a, _ := webtest.BusTown(t)
	o := webtest.Running(t, a)
	secure := a.Options
	secure.HTTPS = true
	b := webtest.Start(secure)
	resident := b.Somebody(t)
	if _, page := resident.Send("GET", "/praotbus/kern/ulft/agenda.ics", ""); !strings.Contains(page, "https://balie.example/praotbus/") {
		t.Errorf("the calendar leads elsewhere: %s", page)
	}
	if _, page := resident.Send("GET", "/praotbus/halte/ulft-plein/poster", ""); !strings.Contains(page, "https://balie.example/praotbus/") {
		t.Errorf("the poster leads elsewhere: %s", page)
	}
	lead := webtest.SignedIn(t, b, "nog-een-leider", account.TeamLead)
	_, page := webtest.Plans(lead, "partner", "id", string(o.ID), "halte", string(o.Stops[0].ID), "partner", "politie")
	if !strings.Contains(page, "https://balie.example/praotbus/partner/") {
		t.Errorf("the partner's link leads elsewhere: %s", webtest.Said(page))
	}
}
