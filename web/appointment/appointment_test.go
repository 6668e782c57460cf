package appointment_test

import (
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/route"
	"balie/web/webtest"
)

// TestNobodyElseReachesAnAppointment goes through every route of the table that is of one person
// and comes with nothing, with another's pass, and with a forged one.
func TestNobodyElseReachesAnAppointment(t *testing.T) {
	a := webtest.Town(t)
	mine, other := webtest.Booked(t, a, "Kanarievogel", 108), webtest.Booked(t, a, "Huismus", 120)
	pass := webtest.PassFor(t, a, other)
	forged := pass[:len(pass)-4] + "AAAA"
	if _, text := webtest.Ask(t, a, "GET", "/a/"+string(mine.ID), "", "Cookie", webtest.PassFor(t, a, mine)); !strings.Contains(text, booking.SpokenCode(a.Options.Vault, mine)) {
		t.Error("not even its own pass opens an appointment")
	}
	tried := 0
	for _, r := range a.Routes() {
		if r.Access != route.Self {
			continue
		}
		for what, cookie := range map[string]string{"nothing": "", "another's pass": pass, "a forged pass": forged, "nonsense": "balie_pas=x"} {
			for _, path := range r.Paths() {
				tried++
				wantClosed(t, a, mine, r.Method, strings.ReplaceAll(path, ":id", string(mine.ID)), what, cookie)
			}
		}
	}
	if tried < 4*4*8 {
		t.Errorf("only %d ways were tried: does the table still say what is of one person?", tried)
	}
}

// wantClosed fails if a request shows or changes somebody's appointment.
func wantClosed(t *testing.T, a *webtest.App, mine booking.Appointment, method, path, what, cookie string) {
	t.Helper()
	body := ""
	if method == "POST" {
		body = "keer=0&tijd=2026-12-01T13:00&locatie=hal&geheim=x&code=x"
	}
	answer, text := webtest.Ask(t, a, method, path, body, "Cookie", cookie)
	for _, secret := range []string{"Kanarievogel", "kanarievogel@", booking.SpokenCode(a.Options.Vault, mine), booking.Secret(a.Options.Vault, mine.ID)} {
		if strings.Contains(text, secret) {
			t.Errorf("%s %s with %s shows %q", method, path, what, secret)
		}
	}
	if strings.HasPrefix(answer.Header.Get("Content-Type"), "application/pdf") {
		t.Errorf("%s %s with %s prints", method, path, what)
	}
	var now booking.Appointment
	err := a.Options.Ledger.View(func(r ledger.Reader) (err error) { now, err = booking.AppointmentByID(r, mine.ID); return err })
	if err != nil || now.State != mine.State || now.Moves != mine.Moves || now.Offer != mine.Offer {
		t.Errorf("%s %s with %s changed the appointment: %+v %v", method, path, what, now, err)
	}
}

// TestLookingChangesNothing sends every GET of the table, as mail scanners do, with a pass too.
func TestLookingChangesNothing(t *testing.T) {
	a := webtest.Town(t)
	mine := webtest.Booked(t, a, "Kanarievogel", 108)
	pass := webtest.PassFor(t, a, mine)
	before := webtest.Sequence(t, a)
	for _, r := range a.Routes() {
		if r.Method != "GET" {
			continue
		}
		path := strings.ReplaceAll(r.Path, ":id", string(mine.ID))
		for _, query := range []string{"", "?p=pas.1&locatie=hal&dag=2026-12-01&v=" + string(booking.NewVisitKey()), "?product=pas"} {
			webtest.Ask(t, a, "GET", path+query, "", "Cookie", pass)
			webtest.Ask(t, a, "HEAD", path+query, "", "Cookie", pass)
		}
	}
	if after := webtest.Sequence(t, a); after != before {
		t.Errorf("looking moved the ledger from %d to %d", before, after)
	}
	webtest.Ask(t, a, "POST", "/afspraak/tijd", "p=pas.1&locatie=hal&tijd=2026-12-01T13:00&v="+string(booking.NewVisitKey()))
	if webtest.Sequence(t, a) == before {
		t.Error("holding a time did not move the ledger: this test would see nothing")
	}
}

// TestACallAndAVideoMeetingSayHowWeMeet books both, and looks at their pages.
func TestACallAndAVideoMeetingSayHowWeMeet(t *testing.T) {
	o := webtest.Town(t).Options
	o.Video = "https://video.voorbeeld.nl/{room}"
	a := webtest.Start(o)
	at := calendar.Cell(108)
	for route, want := range map[catalogue.Route][]string{
		catalogue.ByCall:  {"Wij bellen u"},
		catalogue.ByVideo: {"Videogesprek", "Naar het videogesprek", "https://video.voorbeeld.nl/"},
	} {
		webtest.Write(t, a, func(tx *ledger.Tx) error {
			return catalogue.PutProduct(tx, catalogue.Product{ID: "pas", Minutes: 10, MaxPersons: 2, Skill: "pas", HorizonDays: 30, Route: route,
				NeedsPhone: true, Texts: map[string]catalogue.ProductText{"nl": {Name: "Vraag op afstand", Short: "Vraag"}}})
		})
		made := webtest.Booked(t, a, "Riet", at)
		at = 120
		if w := lang.In("nl"); route == catalogue.ByCall {
			want = append(want, "tussen "+w.Clock(made.Offer.Start)+" en "+w.At(made.Offer.Start+6))
		}
		pass := webtest.PassFor(t, a, made)
		_, body := webtest.Ask(t, a, "GET", "/a/"+string(made.ID), "", "Cookie", pass)
		webtest.Wants(t, string(route), body, want...)
		webtest.Lacks(t, string(route), body, "Meld u bij de ingang")
	}
}
