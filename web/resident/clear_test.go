package resident_test

import (
	"strings"
	"testing"

	"balie/booking"
	"balie/web/webtest"
)

// TestAClearedScreenHoldsAndShowsNothing holds a time, opens an appointment, and clears the screen.
func TestAClearedScreenHoldsAndShowsNothing(t *testing.T) {
	a := webtest.Town(t)
	mine := webtest.Booked(t, a, "Kanarievogel", 108)
	for path, pass := range map[string]string{"/wissen": "", "/de/wissen": "", "/a/" + string(mine.ID) + "/sluiten": webtest.PassFor(t, a, mine)} {
		key := booking.NewVisitKey()
		held, _ := webtest.Ask(t, a, "POST", "/afspraak/tijd", timeForm(key, "11:00"))
		if held.StatusCode != 303 || len(held.Cookies()) != 1 || !held.Cookies()[0].HttpOnly {
			t.Fatalf("%d %v", held.StatusCode, held.Cookies())
		}
		visit := held.Cookies()[0].Name + "=" + held.Cookies()[0].Value
		answer, _ := webtest.Ask(t, a, "POST", path, "", "Cookie", strings.TrimPrefix(pass+"; "+visit, "; "))
		if answer.StatusCode != 303 || answer.Header.Get("Clear-Site-Data") != `"cache", "cookies", "storage"` {
			t.Errorf("%s: %d, %q", path, answer.StatusCode, answer.Header.Get("Clear-Site-Data"))
		}
		for _, c := range answer.Cookies() {
			if c.MaxAge >= 0 || c.Value != "" {
				t.Errorf("%s leaves %s", path, c)
			}
		}
		if len(answer.Cookies()) == 0 {
			t.Errorf("%s ends no cookie", path)
		}
		if gone, _ := webtest.Ask(t, a, "GET", "/afspraak/gegevens?v="+string(key), ""); gone.StatusCode != 409 {
			t.Errorf("%s: the time is still held: %d", path, gone.StatusCode)
		}
	}
	if answer, _ := webtest.Ask(t, a, "POST", "/wissen", "", "Cookie", "balie_bezoek=nonsense"); answer.StatusCode != 303 {
		t.Errorf("an odd cookie: %d", answer.StatusCode)
	}
}
