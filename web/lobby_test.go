package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/account"
	"balie/web/lobby"
	"balie/web/route"
)

// screen is a browser in the hall that was paired.
type screen struct {
	*person
	device kiosk.Device
}

// pairs lets a browser ask for a code and a colleague type it.
func (d *deskTown) pairs(role kiosk.Role) *screen {
	d.t.Helper()
	s := &screen{person: d.somebody(d.t)}
	if answer, _ := s.send("POST", "/scherm/koppelen", ""); answer.StatusCode != 303 {
		d.t.Fatalf("asking for a code answers %d", answer.StatusCode)
	}
	write(d.t, d.App, func(tx *ledger.Tx) error {
		waits, found, err := kiosk.PairingBySecret(tx, s.cookies["balie_scherm"])
		if err != nil || !found {
			d.t.Fatalf("no pairing: %v", err)
		}
		s.device, err = kiosk.Pair(tx, kiosk.NewDevice{Code: waits.Code, Role: role, Name: "Scherm " + string(role), Office: "hal"})
		return err
	})
	return s
}

// TestAScreenIsPairedByATeamLead goes the whole way with pages: code, form, home, unpaired.
func TestAScreenIsPairedByATeamLead(t *testing.T) {
	d := newDeskTown(t)
	stick, lead := d.somebody(t), signedIn(t, d.App, "leiding", account.TeamLead)
	if _, body := stick.send("GET", "/scherm", ""); !strings.Contains(body, "data-pair") {
		t.Fatal("a new screen does not ask")
	}
	stick.send("POST", "/scherm/koppelen", "")
	_, body := stick.send("GET", "/scherm", "")
	_, rest, _ := strings.Cut(body, "data-pairing>")
	code, _, _ := strings.Cut(rest, "<")
	if again, _ := stick.send("POST", "/scherm/koppelen", ""); again.StatusCode != 303 {
		t.Errorf("asking twice answers %d", again.StatusCode)
	}
	if _, body := stick.send("GET", "/scherm", ""); !strings.Contains(body, code) {
		t.Error("asking twice shows another code")
	}
	form := url.Values{account.TokenField: {lead.token()}, "sleutel": {"een"}, "code": {strings.ToLower(code)}, "naam": {"Bord in de hal"}, "soort": {"board"}, "plek": {"o:hal"}}
	for field, wrong := range map[string]string{"code": "AAA AAA", "naam": "", "soort": "camera", "plek": "o:nergens"} {
		bad := url.Values{}
		for name, value := range form {
			bad[name] = value
		}
		bad.Set(field, wrong)
		bad.Set("sleutel", "fout "+field)
		if answer, body := lead.send("POST", "/medewerker/schermen", bad.Encode()); answer.StatusCode != 422 && answer.StatusCode != 404 || !strings.Contains(body, `id="`+field+`-fout"`) {
			t.Errorf("a wrong %s answers %d", field, answer.StatusCode)
		}
	}
	for range 2 { // sent twice it is one
		if answer, body := lead.send("POST", "/medewerker/schermen", form.Encode()); answer.StatusCode != 303 {
			t.Fatalf("pairing answers %d: %s", answer.StatusCode, said(body))
		}
	}
	if _, body := lead.send("GET", "/medewerker/schermen", ""); strings.Count(body, "Bord in de hal") < 1 || !strings.Contains(body, "Raadhuis") {
		t.Error("the list does not show it")
	}
	if answer, _ := stick.send("GET", "/scherm", ""); answer.Header.Get("Location") != "/bord" {
		t.Errorf("the screen goes to %q", answer.Header.Get("Location"))
	}
	if answer, _ := stick.send("POST", "/scherm/hier", "versie=abc"); answer.StatusCode != 204 || answer.Header.Get("Balie-Version") == "" {
		t.Errorf("saying that it is there answers %d", answer.StatusCode)
	}
	_, body = lead.send("GET", "/medewerker/schermen", "")
	_, rest, _ = strings.Cut(body, `name="scherm" value="`)
	id, _, _ := strings.Cut(rest, `"`)
	for range 2 {
		if answer, _ := lead.send("POST", "/medewerker/schermen/weg", url.Values{account.TokenField: {lead.token()}, "scherm": {id}}.Encode()); answer.StatusCode != 303 {
			t.Errorf("unpairing answers %d", answer.StatusCode)
		}
	}
	if answer, _ := stick.send("POST", "/scherm/hier", "versie=abc"); answer.StatusCode != 403 {
		t.Errorf("after it was unpaired it is answered %d", answer.StatusCode)
	}
}

// TestOnlyScreensReachWhatIsForScreens tries every route of screens as nobody, as a resident, as every
// colleague, as a screen of another role, and as one that was unpaired.
func TestOnlyScreensReachWhatIsForScreens(t *testing.T) {
	d := newDeskTown(t)
	gone := d.pairs(kiosk.Pillar)
	write(t, d.App, func(tx *ledger.Tx) error { _, err := kiosk.Unpair(tx, gone.device.ID); return err })
	all := map[string]*person{"nobody": d.somebody(t), "one that was unpaired": gone.person, "a team lead": signedIn(t, d.App, "leiding", account.TeamLead)}
	for _, role := range kiosk.Roles {
		all[string(role)] = d.pairs(role).person
	}
	tried := 0
	for who, p := range all {
		for _, r := range d.routes {
			if r.Access != route.Device {
				continue
			}
			may := slices.Contains(lobby.HoldersOf(r.Right), kiosk.Role(who))
			tried++
			path := strings.ReplaceAll(r.Path, ":product", "pas")
			answer, body := p.send(r.Method, path, "", "Accept", "application/json")
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
func (d *deskTown) bookedAt(start string) (booking.Appointment, *person) {
	d.t.Helper()
	cell, err := calendar.ParseCell(start)
	if err != nil {
		d.t.Fatal(err)
	}
	var a booking.Appointment
	write(d.t, d.App, func(tx *ledger.Tx) error {
		key := booking.NewVisitKey()
		o := booking.Offer{Office: "hal", Date: calendar.DateIn(d.now, amsterdamOf(d.t)), Start: cell}
		if _, err := booking.TakeHoldFor(tx, key, booking.Staff, booking.Wish{{Product: "pas", Persons: 1}}, o); err != nil {
			return err
		}
		a, err = booking.Book(tx, d.options.Vault, booking.Request{Key: key, Lang: "nl", Contact: contact.Details{Name: canary, Channel: contact.None}})
		return err
	})
	p := d.somebody(d.t)
	p.send("POST", "/a/"+string(a.ID)+"/openen", "geheim="+booking.Secret(d.options.Vault, a.ID))
	return a, p
}

func (d *deskTown) wall(clock string) {
	d.t.Helper()
	at, err := time.ParseInLocation("2006-01-02T15:04", calendar.DateIn(d.now, amsterdamOf(d.t)).String()+"T"+clock, amsterdamOf(d.t))
	if err != nil {
		d.t.Fatal(err)
	}
	d.now = at
}

func TestIAmHereOnTheOwnPhone(t *testing.T) {
	d := newDeskTown(t)
	a, p := d.bookedAt("11:00")
	page := "/a/" + string(a.ID)
	d.wall("10:29")
	if _, body := p.send("GET", page, ""); strings.Contains(body, "/hier\"") {
		t.Error("the button stands there 31 minutes before")
	}
	if answer, _ := p.send("POST", page+"/hier", ""); answer.Header.Get("Location") != page+"?hier=tooearly" {
		t.Errorf("too early leads to %q", answer.Header.Get("Location"))
	}
	if _, body := p.send("GET", page+"?hier=tooearly", ""); !strings.Contains(body, "U bent nog te vroeg") {
		t.Error("it does not say so")
	}
	p.send("POST", page+"/openen", "geheim="+booking.Secret(d.options.Vault, a.ID))
	d.wall("10:31")
	p.send("POST", page+"/openen", "geheim="+booking.Secret(d.options.Vault, a.ID))
	if _, body := p.send("GET", page, ""); !strings.Contains(body, "/hier\"") {
		t.Error("no button 29 minutes before", said(body))
	}
	var led string
	for range 2 {
		answer, _ := p.send("POST", page+"/hier", "")
		at := answer.Header.Get("Location")
		if !strings.HasPrefix(at, "/t/") || led != "" && at != led {
			t.Fatalf("it leads to %q, before to %q", at, led)
		}
		led = at
	}
	if _, body := p.send("GET", page, ""); !strings.Contains(body, led) || !strings.Contains(body, "U bent aangemeld") {
		t.Error("the appointment's page does not lead to the number")
	}
	if _, body := d.somebody(t).send("GET", "/hier/hal", ""); !strings.Contains(body, "Ik ben er") {
		t.Error("the poster leads nowhere")
	}
}

func TestIAmLateOnTheOwnPhone(t *testing.T) {
	d := newDeskTown(t)
	a, p := d.bookedAt("11:00")
	page := "/a/" + string(a.ID)
	d.wall("10:50")
	p.send("POST", page+"/openen", "geheim="+booking.Secret(d.options.Vault, a.ID))
	send := func(form, want string) {
		t.Helper()
		if answer, body := p.send("POST", page+"/later", form); answer.Header.Get("Location") != want {
			t.Errorf("%s leads to %d %q, want %q: %.200s", form, answer.StatusCode, answer.Header.Get("Location"), want, said(body))
		}
	}
	send("keer=0&minuten=10", page+"?later=fits")
	if _, body := p.send("GET", page+"?later=fits", ""); !strings.Contains(body, "Dat past nog") || !strings.Contains(body, "U komt 10") {
		t.Error("it does not say that it fits")
	}
	send("keer=0&minuten=20", page+"?later=moved")
	if _, body := p.send("GET", page+"?later=moved", ""); !strings.Contains(body, "11.20 uur") {
		t.Error("it does not say the new time")
	}
	send("keer=0&minuten=20", page+"?later=") // an overtaken page: nothing more
	if answer, body := p.send("POST", page+"/later", "keer=1&minuten=7"); answer.StatusCode != 409 || !strings.Contains(body, "5, 10 of 20") {
		t.Errorf("seven minutes: %d", answer.StatusCode)
	}
	now := booking.Appointment{}
	_ = d.options.Ledger.View(func(r ledger.Reader) (err error) { now, err = booking.AppointmentByID(r, a.ID); return err })
	if now.Moves != 1 || now.Offer.Start.String() != "11:20" {
		t.Errorf("it became %+v", now)
	}
	for range 2 {
		write(t, d.App, func(tx *ledger.Tx) error {
			key := booking.NewVisitKey()
			o := booking.Offer{Office: "hal", Date: now.Offer.Date, Start: now.Offer.Start + 4}
			if _, err := booking.TakeHoldFor(tx, key, booking.Staff, booking.Wish{{Product: "pas", Persons: 1}}, o); err != nil {
				return err
			}
			_, err := booking.Book(tx, d.options.Vault, booking.Request{Key: key, Lang: "nl", Contact: contact.Details{Name: "Iemand", Channel: contact.None}})
			return err
		})
	}
	send("keer=1&minuten=20", page+"/verzetten?later=1")
	if _, body := p.send("GET", page+"/verzetten?later=1", ""); !strings.Contains(body, "Dat past niet meer") {
		t.Error("it does not say that one must choose")
	}
}
