package web_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/queue"
	"balie/web/account"
	"balie/web/route"
	"balie/web/webtest"
)

// keyFields are the names under which forms carry a key that their sender chose.
var keyFields = []string{"v", "sleutel", "keer"}

// anyForm has an answer to most of what forms ask, so that a replayed key is all that is wrong with it.
var anyForm = url.Values{
	"p": {"pas.1"}, "locatie": {"hal"}, "tijd": {"2026-12-03T10:00"}, "naam": {"Aanvaller"}, "kanaal": {"email"}, "email": {"aanvaller@example.org"}, "telefoon": {"06 87654321"},
	"straat": {"Andereweg 1"}, "postcode": {"7071 AB"}, "plaats": {"Ulft"}, "soort": {"ophalen"}, "kern": {"ulft"}, "wie": {"resident"}, "waarom": {"questions"},
	"van": {"2026-12-07"}, "tot": {"2026-12-20"}, "mensen": {"20"}, "product": {"pas"}, "voor": {"2026-12-20"}, "dagen": {"3"}, "taal": {"nl"}, "tekst": {"tekst"},
	"persoon": {"1"}, "personen": {"1"}, "datum": {"2026-12-03"}, "week": {"2026-11-30"}, "dag": {"2026-12-03"}, "login": {"nieuw"}, "rol-counter": {"ja"}, "reden": {"asks"}, "stap": {"zeker"},
}

// victim is somebody with one of everything, and the ids by which others may come to know it.
type victim struct {
	*webtest.App
	t           *testing.T
	appointment booking.Appointment
	delivery    string
	request     string
	ticket      queue.TicketID
	window      string
	used        []string // keys that were used for it
}

// withEverything books, asks for the bus, is visited at home and arrives.
func withEverything(t *testing.T) *victim {
	a, _ := webtest.BusTown(t)
	v := &victim{App: a, t: t, used: []string{string(booking.NewVisitKey()), string(booking.NewVisitKey())}}
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		crew, err := roster.Colleagues(tx)
		if err != nil {
			return err
		}
		o, err := outreach.PutOuting(tx, outreach.Outing{Vehicle: "fiets", Date: calendar.DateOf(2026, 12, 3), From: 108, Until: 156, Crew: []roster.ColleagueID{crew[0].ID}})
		if err == nil {
			_, err = outreach.Publish(tx, o.ID)
		}
		v.window = string(o.ID) + ".09:00"
		return err
	})
	v.appointment = webtest.Visit(t, a, "Kanarievogel", "pas", "hal", webtest.Today, 112)
	p := a.Somebody(t)
	home := url.Values{"v": {v.used[0]}, "soort": {"ophalen"}, "naam": {"Kanarievogel"}, "straat": {"Geheimeweg 12"}, "postcode": {"7071 AB"}, "plaats": {"Ulft"}, "telefoon": {"0315 292 292"}, "kanaal": {"none"}, "venster": {v.window}, "stap": {"zeker"}}
	if answer, body := p.Send("POST", "/bezorgen", home.Encode()); answer.StatusCode != 303 {
		t.Fatalf("a visit at home: %d %s", answer.StatusCode, webtest.Said(body))
	}
	ask := url.Values{"v": {v.used[1]}, "kern": {"ulft"}, "wie": {"school"}, "waarom": {"theme"}, "van": {"2026-12-07"}, "tot": {"2026-12-20"}, "mensen": {"30"}}
	answer, _ := p.Send("POST", "/praotbus/vragen", ask.Encode())
	v.request = strings.TrimPrefix(answer.Header.Get("Location"), "/praotbus/vraag/")
	webtest.Look(t, a, func(r ledger.Reader) error {
		all, err := outreach.RoundOf(r, outreach.OutingID(strings.TrimSuffix(v.window, ".09:00")))
		if len(all) == 1 {
			v.delivery = all[0].ID
		}
		return err
	})
	answer, _ = p.Send("POST", "/a/"+string(v.appointment.ID)+"/hier", "")
	v.ticket = queue.TicketID(strings.TrimPrefix(answer.Header.Get("Location"), "/t/"))
	if v.delivery == "" || v.request == "" || v.ticket == "" {
		t.Fatalf("%+v", v)
	}
	return v
}

// is all that is kept of the victim, as text.
func (v *victim) is() string {
	v.t.Helper()
	var all []any
	webtest.Look(v.t, v.App, func(r ledger.Reader) error {
		a, err := booking.AppointmentByID(r, v.appointment.ID)
		all = append(all, a)
		for _, read := range []func() (any, error){
			func() (any, error) { return contact.Read(r, v.Options.Vault, v.appointment.ID.Subject()) },
			func() (any, error) { return outreach.DeliveryByID(r, v.delivery) },
			func() (any, error) {
				d, err := outreach.DeliveryByID(r, v.delivery)
				if err != nil {
					return nil, err
				}
				return contact.Read(r, v.Options.Vault, d.Subject())
			},
			func() (any, error) { return outreach.RequestByID(r, v.request) },
			func() (any, error) { return queue.ByID(r, v.ticket) },
		} {
			if err != nil {
				return err
			}
			var one any
			one, err = read()
			all = append(all, one)
		}
		return err
	})
	content, err := json.Marshal(all)
	if err != nil {
		v.t.Fatal(err)
	}
	return string(content)
}

// TestAnothersIDIsNoKey sends every form of every room with each id of somebody else, and each key that was used
// for them, as the key of the form: nothing of theirs changes, and no answer tells or opens anything of it.
func TestAnothersIDIsNoKey(t *testing.T) {
	v := withEverything(t)
	own := webtest.Visit(t, v.App, "Aanvaller", "pas", "hal", webtest.Today, 130)
	attacker := v.Somebody(t)
	attacker.Send("POST", "/a/"+string(own.ID)+"/openen", "geheim="+booking.Secret(v.Options.Vault, own.ID))
	colleague := webtest.SignedIn(t, v.App, "alles", webtest.AllButAuditor...)
	auditor := webtest.SignedIn(t, v.App, "controleur", account.Auditor)
	tokens := map[*webtest.Person]string{colleague: colleague.Token(), auditor: auditor.Token()}
	before, sent, done := v.is(), 0, map[string]bool{}
	secrets := []string{"Kanarievogel", "Geheimeweg", "292 292", "0315292292", booking.SpokenCode(v.Options.Vault, v.appointment), booking.Secret(v.Options.Vault, v.appointment.ID)}
	for _, r := range v.Routes() {
		if r.Method != "POST" || r.Access == route.Device || strings.HasSuffix(r.Path, "/uitloggen") || strings.HasSuffix(r.Path, "/slot/nu") || strings.HasPrefix(r.Path, "/medewerker/ik") {
			continue
		}
		path := strings.NewReplacer(":id", string(own.ID), ":einde", "x", ":reden", "x").Replace(r.Path)
		who := attacker
		switch {
		case r.Right == route.ReadAudit:
			who = auditor
		case r.Access == route.Staff:
			who = colleague
		}
		for _, key := range append([]string{string(v.appointment.ID), v.delivery, v.request, string(v.ticket)}, v.used...) {
			form := url.Values{"venster": {v.window}, "welk": {string(own.ID)}, account.TokenField: {tokens[who]}}
			for name, value := range anyForm {
				form[name] = value
			}
			for _, name := range keyFields {
				form.Set(name, key)
			}
			answer, body := who.Send("POST", path, form.Encode())
			if sent++; answer.StatusCode < 400 {
				done[r.Path] = true
			}
			if answer.StatusCode < 400 && (path == "/bezorgen" && key == v.used[0] || path == "/praotbus/vragen" && key == v.used[1]) {
				t.Errorf("%s answers with what another asked: %d", path, answer.StatusCode)
			}
			if r.Access != route.Staff { // colleagues may see who comes
				webtest.Lacks(t, path, body, secrets...)
			}
			for _, c := range answer.Cookies() {
				if strings.Contains(c.Path, string(v.appointment.ID)) {
					t.Errorf("%s opens another's appointment", path)
				}
			}
			if now := v.is(); now != before {
				t.Fatalf("%s with the key %s changed what is another's:\n%s\n%s", path, key, before, now)
			}
		}
	}
	for _, path := range []string{"/bezorgen", "/praotbus/vragen", "/afspraak/tijd"} {
		if !done[path] {
			t.Errorf("no form of %s was taken: the test says nothing of it", path)
		}
	}
	if sent < 400 || len(done) < 30 {
		t.Errorf("%d forms were sent, and %d routes took one", sent, len(done))
	}
}
