package field_test

import (
	"crypto/rand"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/queue"
	"balie/web/account"
	"balie/web/webtest"
)

// road is a town with a bus that is out today, and one of its team.
type road struct {
	*webtest.App
	t    *testing.T
	team *webtest.Person
	o    outreach.Outing
}

// onTheRoad publishes an outing of today, Tuesday 1 December at nine: Ulft from half past nine, then
// Sinderen; with a kit of two lines.
func onTheRoad(t *testing.T) *road {
	t.Helper()
	a, _ := webtest.BusTown(t)
	r := &road{App: a, t: t, team: webtest.SignedIn(t, a, "veld", account.Field)}
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		crew, err := roster.Colleagues(tx)
		if err != nil {
			return err
		}
		if err := outreach.PutKit(tx, outreach.Kit{ID: "koffer", Name: "Koffer 1", Skills: []string{"pas"}, Checks: []string{"laptop", "papier"}}); err != nil {
			return err
		}
		o := outreach.Outing{Vehicle: "praotbus", Date: webtest.Today, From: 100, Until: 200, Kit: "koffer", Crew: []roster.ColleagueID{crew[0].ID, crew[1].ID},
			Stops: []outreach.Stop{{Place: "ulft-plein", Arrive: 114, Leave: 138}, {Place: "sinderen-plein", Arrive: 150, Leave: 170}}}
		if o, err = outreach.PutOuting(tx, o); err == nil {
			r.o, err = outreach.Publish(tx, o.ID)
		}
		return err
	})
	return r
}

func actionID() string { return ledger.NewID(func(b []byte) { _, _ = rand.Read(b) }) }

// does sends one form of the day page.
func (r *road) does(what string, fields ...string) (int, string) {
	r.t.Helper()
	form := url.Values{account.TokenField: {r.team.Token()}, "id": {actionID()}, "doe": {what}, "inzet": {string(r.o.ID)}, "halte": {string(r.o.Stops[0].ID)}}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	answer, body := r.team.Send("POST", "/medewerker/onderweg/doe", form.Encode())
	return answer.StatusCode, webtest.Said(body)
}

// goes does what must go well.
func (r *road) goes(what string, fields ...string) {
	r.t.Helper()
	if code, body := r.does(what, fields...); code != 303 {
		r.t.Fatalf("%s answers %d: %s", what, code, body)
	}
}

type line map[string]string

type outcome struct {
	ID, Ticket, Number, Refused string
	Known                       bool
}

// sends sends a batch.
func (r *road) sends(lines ...line) (all []outcome) {
	r.t.Helper()
	content, _ := json.Marshal(lines)
	answer, body := r.team.Send("POST", "/medewerker/onderweg/stuur", url.Values{account.TokenField: {r.team.Token()}, "handelingen": {string(content)}}.Encode())
	if answer.StatusCode != 200 {
		r.t.Fatalf("a batch answers %d: %s", answer.StatusCode, webtest.Said(body))
	}
	if err := json.Unmarshal([]byte(body), &all); err != nil {
		r.t.Fatal(err)
	}
	return all
}

func (r *road) outing() (o outreach.Outing) {
	r.t.Helper()
	webtest.Look(r.t, r.App, func(v ledger.Reader) (err error) { o, err = outreach.OutingByID(v, r.o.ID); return err })
	return o
}

func (r *road) look(place catalogue.OfficeID) (v queue.View) {
	r.t.Helper()
	webtest.Look(r.t, r.App, func(l ledger.Reader) (err error) { v, err = queue.Look(l, place); return err })
	return v
}

func TestTheDayOnThePhone(t *testing.T) {
	r := onTheRoad(t)
	webtest.Visit(t, r.App, "Kanarievogel de Wit", "pas", "ulft-plein", webtest.Today, 120)
	for _, path := range []string{"/nl", "/en", "/de"} {
		answer, body := r.team.Send("GET", path+"/medewerker/onderweg", "")
		if answer.StatusCode != 200 || strings.Contains(body, "Kanarievogel") {
			t.Errorf("%s: %d, or a name before anybody was called", path, answer.StatusCode)
		}
	}
	_, body := r.team.Send("GET", "/medewerker/onderweg", "")
	webtest.Wants(t, "the day", webtest.Said(body), "Ulft, plein", "Sinderen, plein", "9.30–11.30", "10.00", "rijden", "Koffer 1", "laptop", "Wij staan in Ulft", "Iemand helpen", "De bus kan niet gaan")
	r.goes("koffer", "n", "1", "aan", "ja")
	if got := r.outing().Checked; len(got) != 1 || got[0] != 1 {
		t.Errorf("ticked: %v", got)
	}
	r.goes("later", "n", "10")
	if r.outing().Stops[0].Late != 10 {
		t.Error("it is not late")
	}
	r.goes("aangekomen")
	resident := r.Somebody(t)
	if _, page := resident.Send("GET", "/praotbus", ""); !strings.Contains(page, "De bus staat nu in Ulft") {
		t.Error("residents do not read that it is here")
	}
	r.goes("bereik", "hoe", "gemeten", "aan", "ja")
	r.goes("oordeel", "n", "5")
	r.goes("vertrokken", "aan", "ja")
	r.goes("niet")
	r.goes("niet")
	if r.outing().State != outreach.Cancelled {
		t.Error("it goes all the same")
	}
	_, body = r.team.Send("GET", "/medewerker/onderweg?gedaan=niet", "")
	webtest.Wants(t, "the day that is off", webtest.Said(body), "Deze inzet gaat niet door")
}

func TestWhoComesToTheBusIsHelpedWithTheQueue(t *testing.T) {
	r := onTheRoad(t)
	made := webtest.Visit(t, r.App, "Kanarievogel de Wit", "pas", "ulft-plein", webtest.Today, 120)
	r.goes("aangekomen")
	key := actionID()
	for range 2 { // pressed twice
		r.goes("binnen", "id", key, "product", "pas", "n", "1")
	}
	r.goes("er", "afspraak", string(made.ID))
	waiting := r.look("ulft-plein").Waiting
	if len(waiting) != 2 {
		t.Fatalf("%d wait", len(waiting))
	}
	r.goes("roep", "afspraak", string(made.ID))
	if _, body := r.team.Send("GET", "/medewerker/onderweg", ""); !strings.Contains(webtest.Said(body), "Kanarievogel Pas") || strings.Contains(body, "de Wit") {
		t.Errorf("whoever is called has no first name, or more than that: %s", webtest.Said(body))
	}
	if code, _ := r.does("begin", "bij", key); code != 409 {
		t.Errorf("two at once: %d", code)
	}
	r.goes("begin", "afspraak", string(made.ID))
	r.goes("klaar", "afspraak", string(made.ID))
	r.goes("roep", "bij", key)
	if code, body := r.does("weg", "bij", key); code != 409 || !strings.Contains(body, "Geef de bezoeker tijd") {
		t.Errorf("gone at once: %d", code)
	}
	r.goes("begin", "bij", key)
	r.goes("klaar", "bij", key)
	if v := r.look("ulft-plein"); len(v.Waiting)+len(v.Called)+len(v.Serving) != 0 {
		t.Errorf("still there: %+v", v)
	}
}

func TestWhatTheFieldPageRefuses(t *testing.T) {
	r := onTheRoad(t)
	for _, refusal := range []struct {
		code   int
		words  string
		what   string
		fields []string
	}{
		{409, "", "vertrokken", nil},
		{422, "", "later", []string{"n", "7"}},
		{422, "", "oordeel", []string{"n", "9"}},
		{422, "", "koffer", []string{"n", "7"}},
		{422, "", "praatje", []string{"thema", "roddel"}},
		{422, "0612345678", "praatje", []string{"thema", "care", "vraag", "bel 0612345678", "aan", "ja"}},
		{422, "Toch bewaren", "praatje", []string{"thema", "care", "vraag", "vraag van mevrouw Jansen"}},
		{404, "", "aangekomen", []string{"halte", actionID()}},
		{404, "", "niet", []string{"inzet", actionID(), "halte", ""}},
		{404, "", "binnen", []string{"product", "onzin"}},
		{404, "", "roep", []string{"nummer", actionID()}},
		{404, "", "klaar", []string{"bij", actionID()}},
		{409, "", "er", []string{"afspraak", actionID()}},
		{422, "", "dansen", nil},
		{422, "", "aangekomen", []string{"id", "kort"}},
	} {
		code, body := r.does(refusal.what, refusal.fields...)
		if code != refusal.code || !strings.Contains(body, refusal.words) {
			t.Errorf("%s %v answers %d, not %d: %s", refusal.what, refusal.fields, code, refusal.code, body)
		}
	}
	r.goes("praatje", "thema", "care", "vraag", "vraag van mevrouw Jansen", "aan", "ja", "stemming", "4")
	host := webtest.SignedIn(t, r.App, "gast", account.Reception)
	if answer, _ := host.Send("GET", "/medewerker/onderweg", ""); answer.StatusCode != 403 {
		t.Errorf("a host sees the phone: %d", answer.StatusCode)
	}
	_, body := r.team.Send("GET", "/medewerker/onderweg/oordeel?halte="+string(r.o.Stops[0].ID), "")
	if webtest.Wants(t, "the mark", webtest.Said(body), "Hoe vond u het", "Heel goed"); strings.Contains(body, "balie-bar") {
		t.Error("the phone that is handed over shows more than the question")
	}
	if answer, _ := r.team.Send("GET", "/medewerker/onderweg/oordeel?halte=niets", ""); answer.StatusCode != 404 {
		t.Errorf("a mark of no stop: %d", answer.StatusCode)
	}
}

func TestABatchIsDoneOnceInTheOrderOfTheDay(t *testing.T) {
	r := onTheRoad(t)
	at := func(minutes int) string {
		return time.Date(2026, 12, 1, 7, minutes, 0, 0, time.UTC).Format(time.RFC3339)
	}
	stop := string(r.o.Stops[0].ID)
	in, begun, done := actionID(), actionID(), actionID()
	batch := []line{
		{"id": actionID(), "tijd": at(50), "doe": "vertrokken", "halte": stop},
		{"id": done, "tijd": at(30), "doe": "klaar", "halte": stop, "bij": in},
		{"id": begun, "tijd": at(20), "doe": "begin", "halte": stop, "bij": in},
		{"id": in, "tijd": at(10), "doe": "binnen", "halte": stop, "product": "pas"},
		{"id": actionID(), "tijd": at(5), "doe": "aangekomen", "halte": stop},
		{"id": actionID(), "tijd": at(40), "doe": "praatje", "halte": stop, "thema": "care"},
		{"id": actionID(), "tijd": at(41), "doe": "praatje", "halte": stop, "thema": "care", "vraag": "bel 0612345678"},
	}
	first, again := r.sends(batch...), r.sends(batch...)
	if len(first) != 7 || len(again) != 7 {
		t.Fatalf("%d and %d outcomes", len(first), len(again))
	}
	refused := 0
	for i := range first {
		if first[i].ID != again[i].ID || first[i].Refused != "" && again[i].Refused == "" || first[i].Refused == "" && !again[i].Known {
			t.Errorf("answered otherwise the second time: %+v, %+v", first[i], again[i])
		}
		if first[i].Refused != "" {
			refused++
		}
	}
	if refused != 1 {
		t.Errorf("%d refused: %+v", refused, first)
	}
	webtest.Look(t, r.App, func(v ledger.Reader) error {
		notes, err := outreach.Notes(v, r.o.Stops[0].ID)
		if err != nil || len(notes) != 1 {
			t.Errorf("%d notes: %v", len(notes), err)
		}
		one, err := queue.ByID(v, queue.TicketID(first[1].Ticket))
		if err != nil || one.State != queue.Done || one.Started.Format("15:04") != "07:20" || one.Finished.Format("15:04") != "07:30" || one.Arrived.Format("15:04") != "07:10" {
			t.Errorf("the visit: %+v %v", one, err)
		}
		return nil
	})
	if r.outing().Stops[0].State != outreach.Left {
		t.Error("the bus still stands there")
	}
	form := url.Values{account.TokenField: {r.team.Token()}, "handelingen": {"geen json"}}
	if answer, _ := r.team.Send("POST", "/medewerker/onderweg/stuur", form.Encode()); answer.StatusCode != 422 {
		t.Errorf("nonsense answers %d", answer.StatusCode)
	}
}

// phone sends a form of the phone itself.
func (r *road) phone(what string, fields ...string) (int, string) {
	r.t.Helper()
	form := url.Values{account.TokenField: {r.team.Token()}, "inzet": {string(r.o.ID)}}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	answer, body := r.team.Send("POST", "/medewerker/onderweg/"+what, form.Encode())
	return answer.StatusCode, body
}

func TestThePhoneKeepsTheDaySealedUntilTheOfficeTakesItOff(t *testing.T) {
	r := onTheRoad(t)
	webtest.Visit(t, r.App, "Kanarievogel de Wit", "pas", "ulft-plein", webtest.Today, 120)
	if code, body := r.phone("lijst"); code != 204 || body != "" {
		t.Errorf("without a PIN the list answers %d %s", code, body)
	}
	for pin, outing := range map[string]string{"12345": string(r.o.ID), "111111": string(r.o.ID), "19483726": actionID()} {
		if code, _ := r.phone("pin", "pin", pin, "inzet", outing); code != 422 && code != 404 {
			t.Errorf("the PIN %s of %s answers %d", pin, outing, code)
		}
	}
	token := r.team.Token()
	if code, body := r.phone("pin", "pin", "19483726"); code != 303 {
		t.Fatalf("a PIN answers %d %s", code, webtest.Said(body))
	}
	for range 2 {
		if code, body := r.phone("lijst"); code != 200 || !strings.Contains(body, `"half":`) || strings.Contains(body, "Kanarievogel") || strings.Contains(body, "19483726") {
			t.Errorf("the list answers %d %s", code, body)
		}
	}
	nobody := r.Somebody(t)
	if answer, body := nobody.Send("GET", "/medewerker/onderweg/zonder", ""); answer.StatusCode != 200 || strings.Contains(body, "Ulft") {
		t.Errorf("the page that is kept answers %d, or holds something of today", answer.StatusCode)
	}
	lead := webtest.SignedIn(t, r.App, "leiding", account.TeamLead)
	_, body := lead.Send("GET", "/medewerker/inzet/dag?id="+string(r.o.ID), "")
	_, after, found := strings.Cut(body, `name="telefoon" value="`)
	if !found {
		t.Fatal("the office does not see the phone")
	}
	id := after[:ledger.IDLength]
	if answer, _ := webtest.Plans(r.team, "telefoon", "id", string(r.o.ID), "telefoon", id); answer.StatusCode != 403 {
		t.Errorf("the team takes phones off: %d", answer.StatusCode)
	}
	if answer, _ := webtest.Plans(lead, "telefoon", "id", string(r.o.ID), "telefoon", actionID()); answer.StatusCode != 404 {
		t.Errorf("a phone that is not there: %d", answer.StatusCode)
	}
	if answer, body := webtest.Plans(lead, "telefoon", "id", string(r.o.ID), "telefoon", id); answer.StatusCode != 303 {
		t.Fatalf("taking it off answers %d: %s", answer.StatusCode, webtest.Said(body))
	}
	for _, path := range []string{"lijst", "pin", "stuur", "doe"} {
		answer, _ := r.team.Send("POST", "/medewerker/onderweg/"+path, url.Values{account.TokenField: {token}, "pin": {"27182818"}}.Encode())
		if answer.StatusCode != 410 || answer.Header.Get("Clear-Site-Data") != `"storage"` {
			t.Errorf("a phone that was taken off gets %d of %s", answer.StatusCode, path)
		}
	}
	if answer, _ := r.team.Send("GET", "/medewerker/onderweg", ""); answer.StatusCode != 410 {
		t.Errorf("a phone that was taken off sees the day: %d", answer.StatusCode)
	}
	delete(r.team.Cookies, "balie_telefoon") // it leaves its cookie out
	for _, path := range []string{"/medewerker/onderweg", "/medewerker/ik"} {
		if answer, _ := r.team.Send("GET", path, ""); answer.StatusCode == 200 {
			t.Errorf("the session of a phone that was taken off opens %s", path)
		}
	}
}
