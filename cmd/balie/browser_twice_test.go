package main

import (
	"net/url"
	"testing"

	"balie/booking/ledger"
)

// twiceStory clicks twice on the button that makes the appointment, with and without JavaScript,
// and sends the same form again: it stays one appointment, with one code.
func twiceStory(t *testing.T, w *town) {
	for _, scriptless := range []bool{false, true} {
		b := w.open(t, person{scriptless: scriptless})
		before := w.booked(t)
		b.visit("/afspraak/tijd?p=paspoort.1")
		b.push("Verder met deze tijd")
		b.fill("naam", "Anna Dubbel")
		b.click("label", "Liever niet")
		b.push("Verder naar controleren")
		form := answer[string](b, `new URLSearchParams(new FormData(document.querySelector("form[action$=maken]"))).toString()`)
		b.twoClicks("Afspraak maken")
		b.wantTitle("Uw afspraak is gemaakt")
		code := b.text(".balie-code")

		values, err := url.ParseQuery(form)
		if err != nil {
			t.Fatal(err)
		}
		v := newVisitor(w.base())
		for range 2 {
			if err := v.post("/afspraak/maken", values); err != nil || v.status != 200 {
				t.Fatalf("the form again: %d %v", v.status, err)
			}
			if said := v.textOf(t, "balie-code"); said != code || v.title() != "Uw afspraak is gemaakt" {
				t.Errorf("the form again shows %q with %q, want the code %q", v.title(), said, code)
			}
		}
		if made := w.booked(t) - before; made != 1 {
			t.Errorf("%d appointments, want 1 (JavaScript off: %t)", made, scriptless)
		}
	}
}

// booked counts the appointments that were ever made.
func (w *town) booked(t *testing.T) (n int) {
	t.Helper()
	err := w.server.house.ledger.View(func(r ledger.Reader) error {
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
