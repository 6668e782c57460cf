package appointment_test

import (
	"testing"

	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/webtest"
)

// TestACodeAloneShowsNoAddressInFull looks where one changes how one is reached, and leaves the field empty.
func TestACodeAloneShowsNoAddressInFull(t *testing.T) {
	a := webtest.Town(t)
	mine := webtest.Booked(t, a, "Kanarievogel", 108)
	pass := webtest.PassFor(t, a, mine)
	for _, path := range []string{"", "/bereiken", "/verzetten", "/afzeggen", "/kaart", "/eerder", "/afspraak.ics", "/bevestiging.pdf", "/kaart.pdf"} {
		_, body := webtest.Ask(t, a, "GET", "/a/"+string(mine.ID)+path, "", "Cookie", pass)
		webtest.Lacks(t, path, body, "kanarievogel@example.org", "292292", "292 292")
	}
	answer, body := webtest.Ask(t, a, "POST", "/a/"+string(mine.ID)+"/bereiken", "kanaal=email&email=&telefoon=", "Cookie", pass)
	if answer.StatusCode != 303 {
		t.Fatal(answer.StatusCode, webtest.Said(body))
	}
	webtest.Look(t, a, func(r ledger.Reader) error {
		d, err := contact.Read(r, a.Options.Vault, mine.ID.Subject())
		if d.Email != "kanarievogel@example.org" {
			t.Errorf("left empty, it is %q", d.Email)
		}
		return err
	})
}
