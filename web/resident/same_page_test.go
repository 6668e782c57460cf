package resident_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"balie/booking"
	"balie/web/webtest"
)

var (
	keyOnPage    = regexp.MustCompile(`name="v" value="([0-9A-Z]{26})"`)
	effortOnPage = regexp.MustCompile(`data-effort="([^"]+)"`)
)

// TestSharedPagesOfTimesAreEverybodysOwn looks at the same page many times: each visitor has a key and an
// effort of their own, nothing of another visitor, and no mark is left.
func TestSharedPagesOfTimesAreEverybodysOwn(t *testing.T) {
	a := webtest.Town(t)
	keys, efforts := map[string]bool{}, map[string]bool{}
	for range 20 {
		answer, body := webtest.Ask(t, a, "GET", "/afspraak/tijd?p=pas.1", "")
		key, effort := keyOnPage.FindStringSubmatch(body), effortOnPage.FindStringSubmatch(body)
		if answer.StatusCode != 200 || key == nil || effort == nil || answer.Header.Get("Cache-Control") != "no-store" {
			t.Fatalf("answered %d, key %v, effort %v", answer.StatusCode, key, effort)
		}
		if strings.Contains(body, "00000000000000000000000000") || strings.Contains(body, "@moeite@") {
			t.Fatal("a mark is left on the page")
		}
		for before := range keys {
			if strings.Contains(body, before) {
				t.Fatal("the page names another visitor's key")
			}
		}
		if keys[key[1]] || efforts[effort[1]] {
			t.Fatalf("key %s or its effort was given twice", key[1])
		}
		keys[key[1]], efforts[effort[1]] = true, true
		if n := strings.Count(body, key[1]); n < 3 {
			t.Errorf("the visitor's key stands on the page %d times", n)
		}
	}
}

// TestSharedPagesOfTimesAreCurrent takes a time and looks again at once: it is gone for others, and
// still there for who holds it.
func TestSharedPagesOfTimesAreCurrent(t *testing.T) {
	a := webtest.Town(t)
	_, body := webtest.Ask(t, a, "GET", "/afspraak/tijd?p=pas.1", "")
	offered := regexp.MustCompile(`name="tijd" value="([^"]+)"`).FindStringSubmatch(body)
	if offered == nil {
		t.Fatalf("no time on\n%.400s", body)
	}
	mine := string(booking.NewVisitKey())
	form := url.Values{"p": {"pas.1"}, "v": {mine}, "locatie": {"hal"}, "tijd": {offered[1]}}
	if answer, _ := webtest.Ask(t, a, "POST", "/afspraak/tijd", form.Encode()); answer.StatusCode != 303 {
		t.Fatalf("holding %s is answered %d", offered[1], answer.StatusCode)
	}
	_, after := webtest.Ask(t, a, "GET", "/afspraak/tijd?p=pas.1", "")
	if strings.Contains(after, `name="tijd" value="`+offered[1]+`"`) {
		t.Errorf("%s is taken and still offered", offered[1])
	}
	if _, own := webtest.Ask(t, a, "GET", "/afspraak/tijd?p=pas.1&v="+mine, ""); !strings.Contains(own, offered[1]) {
		t.Errorf("%s is not offered to who holds it", offered[1])
	}
}
