package resident_test

import (
	"net/url"
	"strings"
	"testing"

	"balie/booking"
	"balie/web"
	"balie/web/route"
	"balie/web/webtest"
)

// timeForm chooses half past nine, or another time.
func timeForm(key booking.VisitKey, clock string) string {
	return url.Values{"v": {string(key)}, "p": {"pas.1"}, "locatie": {"hal"}, "tijd": {"2026-12-01T" + clock}}.Encode()
}

// TestWithoutAnEffortOneGoesSlower holds times without a proof of work until it is enough, books
// without losing what was typed, and moves and cancels all the same.
func TestWithoutAnEffortOneGoesSlower(t *testing.T) {
	a := webtest.Town(t, func(o *web.Options) { o.Limits[route.Slow] = web.Rate{Burst: 2, PerMinute: 1} })
	key := booking.NewVisitKey()
	for range 2 {
		if answer, _ := webtest.Ask(t, a, "POST", "/afspraak/tijd", timeForm(key, "09:30")); answer.StatusCode != 303 {
			t.Fatalf("answered %d", answer.StatusCode)
		}
	}
	answer, text := webtest.Ask(t, a, "POST", "/afspraak/tijd", timeForm(key, "09:40"))
	if answer.StatusCode != 429 || answer.Header.Get("Retry-After") == "" || !strings.Contains(text, `value="2026-12-01T09:40">Probeer `) {
		t.Errorf("one too many: %d, Retry-After %q, the chosen time stays: %t", answer.StatusCode, answer.Header.Get("Retry-After"), strings.Contains(text, `value="2026-12-01T09:40">Probeer `))
	}
	form := url.Values{"v": {string(key)}, "naam": {"Riet Wissink"}, "kanaal": {"email"}, "email": {"riet@example.org"}}.Encode()
	answer, text = webtest.Ask(t, a, "POST", "/afspraak/maken", form)
	if answer.StatusCode != 429 || !strings.Contains(text, `value="riet@example.org"`) || !strings.Contains(text, "Wacht even") {
		t.Errorf("booking: %d, typed: %t", answer.StatusCode, strings.Contains(text, "riet@example.org"))
	}
	mine := webtest.Booked(t, a, "Kanarievogel", 108)
	cookie := webtest.PassFor(t, a, mine)
	for _, sent := range [][2]string{{"/verzetten", "keer=0&tijd=2026-12-01T13:00&locatie=hal"}, {"/afzeggen", ""}} {
		path := sent[0]
		if answer, _ := webtest.Ask(t, a, "POST", "/a/"+string(mine.ID)+path, sent[1], "Cookie", cookie); answer.StatusCode != 303 {
			t.Errorf("%s: %d", path, answer.StatusCode)
		}
	}
}
