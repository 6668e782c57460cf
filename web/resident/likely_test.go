package resident_test

import (
	"strings"
	"testing"

	"balie/booking"
	"balie/web/webtest"
)

// TestALikelySlipIsAskedAboutOnce types an address that is one letter from a provider's.
func TestALikelySlipIsAskedAboutOnce(t *testing.T) {
	a := webtest.Town(t)
	key := booking.NewVisitKey()
	if held, _ := webtest.Ask(t, a, "POST", "/afspraak/tijd", timeForm(key, "11:00")); held.StatusCode != 303 {
		t.Fatal(held.StatusCode)
	}
	form := "v=" + string(key) + "&naam=Riet&kanaal=email&email=riet%40gmial.com"
	answer, body := webtest.Ask(t, a, "POST", "/afspraak/gegevens", form)
	if answer.StatusCode != 200 || !strings.Contains(body, `name="mail" value="riet@gmail.com"`) || !strings.Contains(body, `name="mailzo" value="riet@gmial.com"`) {
		t.Fatalf("%d, no question: %s", answer.StatusCode, body)
	}
	if _, body = webtest.Ask(t, a, "POST", "/afspraak/gegevens", form+"&mailzo=riet%40gmial.com"); strings.Contains(body, `name="mail"`) || !strings.Contains(body, "riet@gmial.com") {
		t.Errorf("kept as typed: asked again: %s", body)
	}
	if _, body = webtest.Ask(t, a, "POST", "/afspraak/gegevens", form+"&mailzo=riet%40gmial.com&mail=riet%40gmail.com"); strings.Contains(body, `name="mail"`) || strings.Contains(body, `name="email" value="riet@gmial.com"`) {
		t.Errorf("yes: asked again, or not taken: %s", body)
	}
}
