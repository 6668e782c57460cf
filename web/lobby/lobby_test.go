package lobby_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/kiosk"
	"balie/web/account"
	"balie/web/lobby"
	"balie/web/route"
	"balie/web/webtest"
)

// TestAScreenIsPairedByATeamLead goes the whole way with pages: code, form, home, unpaired.
func TestAScreenIsPairedByATeamLead(t *testing.T) {
	d := webtest.NewDeskTown(t)
	stick, lead := d.Somebody(t), webtest.SignedIn(t, d.App, "leiding", account.TeamLead)
	if _, body := stick.Send("GET", "/scherm", ""); !strings.Contains(body, "data-pair") {
		t.Fatal("a new screen does not ask")
	}
	stick.Send("POST", "/scherm/koppelen", "")
	_, body := stick.Send("GET", "/scherm", "")
	_, rest, _ := strings.Cut(body, "data-pairing>")
	code, _, _ := strings.Cut(rest, "<")
	if again, _ := stick.Send("POST", "/scherm/koppelen", ""); again.StatusCode != 303 {
		t.Errorf("asking twice answers %d", again.StatusCode)
	}
	if _, body := stick.Send("GET", "/scherm", ""); !strings.Contains(body, code) {
		t.Error("asking twice shows another code")
	}
	form := url.Values{account.TokenField: {lead.Token()}, "sleutel": {"een"}, "code": {strings.ToLower(code)}, "naam": {"Bord in de hal"}, "soort": {"board"}, "plek": {"o:hal"}}
	for field, wrong := range map[string]string{"code": "AAA AAA", "naam": "", "soort": "camera", "plek": "o:nergens"} {
		bad := url.Values{}
		for name, value := range form {
			bad[name] = value
		}
		bad.Set(field, wrong)
		bad.Set("sleutel", "fout "+field)
		if answer, body := lead.Send("POST", "/medewerker/schermen", bad.Encode()); answer.StatusCode != 422 && answer.StatusCode != 404 || !strings.Contains(body, `id="`+field+`-fout"`) {
			t.Errorf("a wrong %s answers %d", field, answer.StatusCode)
		}
	}
	for range 2 { // sent twice it is one
		if answer, body := lead.Send("POST", "/medewerker/schermen", form.Encode()); answer.StatusCode != 303 {
			t.Fatalf("pairing answers %d: %s", answer.StatusCode, webtest.Said(body))
		}
	}
	if _, body := lead.Send("GET", "/medewerker/schermen", ""); strings.Count(body, "Bord in de hal") < 1 || !strings.Contains(body, "Raadhuis") {
		t.Error("the list does not show it")
	}
	if answer, _ := stick.Send("GET", "/scherm", ""); answer.Header.Get("Location") != "/bord" {
		t.Errorf("the screen goes to %q", answer.Header.Get("Location"))
	}
	if answer, _ := stick.Send("POST", "/scherm/hier", "versie=abc"); answer.StatusCode != 204 || answer.Header.Get("Balie-Version") == "" {
		t.Errorf("saying that it is there answers %d", answer.StatusCode)
	}
	_, body = lead.Send("GET", "/medewerker/schermen", "")
	_, rest, _ = strings.Cut(body, `name="scherm" value="`)
	id, _, _ := strings.Cut(rest, `"`)
	for range 2 {
		if answer, _ := lead.Send("POST", "/medewerker/schermen/weg", url.Values{account.TokenField: {lead.Token()}, "scherm": {id}}.Encode()); answer.StatusCode != 303 {
			t.Errorf("unpairing answers %d", answer.StatusCode)
		}
	}
	if answer, _ := stick.Send("POST", "/scherm/hier", "versie=abc"); answer.StatusCode != 403 {
		t.Errorf("after it was unpaired it is answered %d", answer.StatusCode)
	}
}

// TestOnlyScreensReachWhatIsForScreens tries every route of screens as nobody, as a resident, as every
// colleague, as a screen of another role, and as one that was unpaired.
func TestOnlyScreensReachWhatIsForScreens(t *testing.T) {
	d := webtest.NewDeskTown(t)
	gone := d.Pairs(kiosk.CheckInKiosk)
	webtest.Write(t, d.App, func(tx *ledger.Tx) error { _, err := kiosk.Unpair(tx, gone.Device.ID); return err })
	all := map[string]*webtest.Person{"nobody": d.Somebody(t), "one that was unpaired": gone.Person, "a team lead": webtest.SignedIn(t, d.App, "leiding", account.TeamLead)}
	for _, role := range kiosk.Roles {
		all[string(role)] = d.Pairs(role).Person
	}
	tried := 0
	for who, p := range all {
		for _, r := range d.Routes() {
			if r.Access != route.Device {
				continue
			}
			may := slices.Contains(lobby.HoldersOf(r.Right), kiosk.Role(who))
			tried++
			path := strings.ReplaceAll(r.Path, ":product", "pas")
			answer, body := p.Send(r.Method, path, "", "Accept", "application/json")
			if refused := answer.StatusCode == http.StatusForbidden && strings.Contains(body, kiosk.ErrNotPaired.Key); refused == may {
				t.Errorf("%s: %s %s answers %d %.80s, may be used: %t", who, r.Method, path, answer.StatusCode, body, may)
			}
			if answer.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s %s may be kept", r.Method, path)
			}
		}
	}
	if tried < 5 {
		t.Errorf("only %d ways were tried", tried)
	}
}

// bookedAt makes an appointment of today for somebody, and opens it in a browser.
func bookedAt(d *webtest.DeskTown, start string) (booking.Appointment, *webtest.Person) {
	d.T.Helper()
	cell, err := calendar.ParseCell(start)
	if err != nil {
		d.T.Fatal(err)
	}
	var a booking.Appointment
	webtest.Write(d.T, d.App, func(tx *ledger.Tx) error {
		key := booking.NewVisitKey()
		o := supply.Offer{Office: "hal", Date: calendar.DateIn(d.Now, webtest.AmsterdamOf(d.T)), Start: cell}
		if _, err := booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: "pas", Persons: 1}}, o); err != nil {
			return err
		}
		a, err = booking.Book(tx, d.Options.Vault, booking.Request{Key: key, Lang: "nl", Contact: contact.Details{Name: webtest.Canary, Channel: contact.None}})
		return err
	})
	p := d.Somebody(d.T)
	p.Send("POST", "/a/"+string(a.ID)+"/openen", "geheim="+booking.Secret(d.Options.Vault, a.ID))
	return a, p
}

func wall(d *webtest.DeskTown, clock string) {
	d.T.Helper()
	at, err := time.ParseInLocation("2006-01-02T15:04", calendar.DateIn(d.Now, webtest.AmsterdamOf(d.T)).String()+"T"+clock, webtest.AmsterdamOf(d.T))
	if err != nil {
		d.T.Fatal(err)
	}
	d.Now = at
}

func TestIAmHereOnTheOwnPhone(t *testing.T) {
	d := webtest.NewDeskTown(t)
	a, p := bookedAt(d, "11:00")
	page := "/a/" + string(a.ID)
	wall(d, "10:29")
	if _, body := p.Send("GET", page, ""); strings.Contains(body, "/hier\"") {
		t.Error("the button stands there 31 minutes before")
	}
	if answer, _ := p.Send("POST", page+"/hier", ""); answer.Header.Get("Location") != page+"?hier=tooearly" {
		t.Errorf("too early leads to %q", answer.Header.Get("Location"))
	}
	if _, body := p.Send("GET", page+"?hier=tooearly", ""); !strings.Contains(body, "U bent nog te vroeg") {
		t.Error("it does not say so")
	}
	p.Send("POST", page+"/openen", "geheim="+booking.Secret(d.Options.Vault, a.ID))
	wall(d, "10:31")
	p.Send("POST", page+"/openen", "geheim="+booking.Secret(d.Options.Vault, a.ID))
	if _, body := p.Send("GET", page, ""); !strings.Contains(body, "/hier\"") {
		t.Error("no button 29 minutes before", webtest.Said(body))
	}
	var led string
	for range 2 {
		answer, _ := p.Send("POST", page+"/hier", "")
		at := answer.Header.Get("Location")
		if !strings.HasPrefix(at, "/t/") || led != "" && at != led {
			t.Fatalf("it leads to %q, before to %q", at, led)
		}
		led = at
	}
	if _, body := p.Send("GET", page, ""); !strings.Contains(body, led) || !strings.Contains(body, "U bent aangemeld") {
		t.Error("the appointment's page does not lead to the number")
	}
	if _, body := d.Somebody(t).Send("GET", "/hier/hal", ""); !strings.Contains(body, "Ik ben er") {
		t.Error("the poster leads nowhere")
	}
}

func TestIAmLateOnTheOwnPhone(t *testing.T) {
	d := webtest.NewDeskTown(t)
	a, p := bookedAt(d, "11:00")
	page := "/a/" + string(a.ID)
	wall(d, "10:50")
	p.Send("POST", page+"/openen", "geheim="+booking.Secret(d.Options.Vault, a.ID))
	send := func(form, want string) {
		t.Helper()
		if answer, body := p.Send("POST", page+"/later", form); answer.Header.Get("Location") != want {
			t.Errorf("%s leads to %d %q, want %q: %.200s", form, answer.StatusCode, answer.Header.Get("Location"), want, webtest.Said(body))
		}
	}
	send("keer=0&minuten=10", page+"?later=fits")
	if _, body := p.Send("GET", page+"?later=fits", ""); !strings.Contains(body, "Dat past nog") || !strings.Contains(body, "U komt 10") {
		t.Error("it does not say that it fits")
	}
	send("keer=0&minuten=20", page+"?later=moved")
	if _, body := p.Send("GET", page+"?later=moved", ""); !strings.Contains(body, "11.20 uur") {
		t.Error("it does not say the new time")
	}
	send("keer=0&minuten=20", page+"?later=") // an overtaken page: nothing more
	if answer, body := p.Send("POST", page+"/later", "keer=1&minuten=7"); answer.StatusCode != 409 || !strings.Contains(body, "5, 10 of 20") {
		t.Errorf("seven minutes: %d", answer.StatusCode)
	}
	now := booking.Appointment{}
	_ = d.Options.Ledger.View(func(r ledger.Reader) (err error) { now, err = booking.AppointmentByID(r, a.ID); return err })
	if now.Moves != 1 || now.Offer.Start.String() != "11:20" {
		t.Errorf("it became %+v", now)
	}
	for range 2 {
		webtest.Write(t, d.App, func(tx *ledger.Tx) error {
			key := booking.NewVisitKey()
			o := supply.Offer{Office: "hal", Date: now.Offer.Date, Start: now.Offer.Start + 4}
			if _, err := booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: "pas", Persons: 1}}, o); err != nil {
				return err
			}
			_, err := booking.Book(tx, d.Options.Vault, booking.Request{Key: key, Lang: "nl", Contact: contact.Details{Name: "Iemand", Channel: contact.None}})
			return err
		})
	}
	send("keer=1&minuten=20", page+"/verzetten?later=1")
	if _, body := p.Send("GET", page+"/verzetten?later=1", ""); !strings.Contains(body, "Dat past niet meer") {
		t.Error("it does not say that one must choose")
	}
}
