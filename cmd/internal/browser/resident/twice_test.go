package resident

import (
	"net/url"
	"testing"

	"balie/booking/ledger"
	"balie/cmd/internal/browser"
	"balie/cmd/internal/servertest"
)

// twiceStory clicks twice on the button that makes the appointment, with and without JavaScript,
// and sends the same form again: it stays one appointment, with one code.
func twiceStory(t *testing.T, w *browser.Town) {
	for _, scriptless := range []bool{false, true} {
		b := w.Open(t, browser.Person{Scriptless: scriptless})
		before := booked(w, t)
		b.Visit("/afspraak/tijd?p=paspoort.1")
		b.TakeTime(0)
		b.Fill("naam", "Anna Dubbel")
		b.Click("label", "Ik wil geen bericht")
		b.Push("Verder naar controleren")
		form := browser.Answer[string](b, `new URLSearchParams(new FormData(document.querySelector("form[action$=maken]"))).toString()`)
		b.TwoClicks("Afspraak maken")
		b.WantTitle("Uw afspraak is gemaakt")
		code := b.Text(".balie-code")

		values, err := url.ParseQuery(form)
		if err != nil {
			t.Fatal(err)
		}
		v := servertest.NewVisitor(w.Base())
		for range 2 {
			if err := v.Post("/afspraak/maken", values); err != nil || v.Status != 200 {
				t.Fatalf("the form again: %d %v", v.Status, err)
			}
			if said := textOf(v, t, "balie-code"); said != code || v.Title() != "Uw afspraak is gemaakt" {
				t.Errorf("the form again shows %q with %q, want the code %q", v.Title(), said, code)
			}
		}
		if made := booked(w, t) - before; made != 1 {
			t.Errorf("%d appointments, want 1 (JavaScript off: %t)", made, scriptless)
		}
	}
}

// booked counts the appointments that were ever made.
func booked(w *browser.Town, t *testing.T) (n int) {
	t.Helper()
	err := w.Server.Server.Ledger.View(func(r ledger.Reader) error {
		all, err := ledger.Events(r, 0, 1<<20)
		for _, e := range all {
			if e.Kind == "appointment.booked" {
				n++
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
