package resident_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/web"
	"balie/web/route"
	"balie/web/webtest"
)

// solved finds what a page's effort asks for, as a browser does.
func solved(t *testing.T, body string) string {
	t.Helper()
	found := effortOnPage.FindStringSubmatch(body)
	if found == nil {
		t.Fatal("no effort is asked")
	}
	var asked struct {
		Algorithm, Challenge, Salt, Signature string
		Maxnumber                             int
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(found[1])), &asked); err != nil {
		t.Fatal(err)
	}
	for n := range asked.Maxnumber + 1 {
		if sum := sha256.Sum256([]byte(asked.Salt + strconv.Itoa(n))); hex.EncodeToString(sum[:]) == asked.Challenge {
			content, _ := json.Marshal(map[string]any{"algorithm": asked.Algorithm, "challenge": asked.Challenge, "number": n, "salt": asked.Salt, "signature": asked.Signature})
			return base64.StdEncoding.EncodeToString(content)
		}
	}
	t.Fatal("no number solves it")
	return ""
}

// guardedTown counts what networks hold, and believes a proxy on whose behalf it asks.
func guardedTown(t *testing.T) *webtest.App {
	return webtest.Town(t, func(o *web.Options) {
		o.Limits[route.Slow] = web.Rate{Burst: 20, PerMinute: 10}
		o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0")}
	})
}

// booksFrom books a time from an address with each effort made, and returns the status of the step that
// refused, or 303.
func booksFrom(t *testing.T, a *webtest.App, from string, day calendar.Date, start calendar.Cell) (status int, body, id string) {
	t.Helper()
	_, body = webtest.Ask(t, a, "GET", "/afspraak/tijd?p=pas.1&dag="+day.String(), "", "X-Forwarded-For", from)
	key := keyOnPage.FindStringSubmatch(body)[1]
	form := url.Values{"v": {key}, "p": {"pas.1"}, "locatie": {"hal"}, "tijd": {day.String() + "T" + start.String()}, "moeite": {solved(t, body)}}
	answer, body := webtest.Ask(t, a, "POST", "/afspraak/tijd", form.Encode(), "X-Forwarded-For", from)
	if answer.StatusCode != 303 {
		return answer.StatusCode, body, ""
	}
	form = url.Values{"v": {key}, "naam": {"Riet Wissink"}, "kanaal": {"email"}, "email": {fmt.Sprintf("riet%s%s@example.org", day, strings.ReplaceAll(start.String(), ":", ""))}}
	_, body = webtest.Ask(t, a, "POST", "/afspraak/gegevens", form.Encode(), "X-Forwarded-For", from)
	form.Set("moeite", solved(t, body))
	answer, body = webtest.Ask(t, a, "POST", "/afspraak/maken", form.Encode(), "X-Forwarded-For", from)
	_, id, _ = strings.Cut(answer.Header.Get("Location"), "/a/")
	id, _, _ = strings.Cut(id, "?")
	return answer.StatusCode, body, id
}

// TestNobodyGrabsADay books with every effort made until the network has had enough: sixteen, whatever it
// calculates. Its neighbour books as before, and a proven appointment makes room for another.
func TestNobodyGrabsADay(t *testing.T) {
	a := guardedTown(t)
	var ids []string
	var body string
	status, days := 303, []calendar.Date{calendar.DateOf(2026, 12, 1), calendar.DateOf(2026, 12, 2), calendar.DateOf(2026, 12, 3)}
	start := func(n int) (calendar.Date, calendar.Cell) { return days[n/8], calendar.Cell(108 + 4*(n%8)) }
	for n := 0; status == 303 && n < 24; n++ {
		var id string
		day, cell := start(n)
		if status, body, id = booksFrom(t, a, "198.51.100.1", day, cell); status == 303 {
			ids = append(ids, id)
		}
	}
	if len(ids) != 16 || status != 429 || !strings.Contains(body, "Vanaf uw netwerk") || !strings.Contains(body, `>Probeer `) {
		t.Fatalf("one address got %d appointments; then %d", len(ids), status)
	}
	day, cell := start(17)
	if status, _, _ := booksFrom(t, a, "198.51.100.2", day, cell); status != 303 {
		t.Errorf("a neighbour is answered %d", status)
	}
	mine := booking.AppointmentID(ids[0])
	path := "/a/" + ids[0] + "/openen"
	webtest.Ask(t, a, "POST", path, url.Values{"geheim": {booking.Secret(a.Options.Vault, mine)}}.Encode())
	day, cell = start(18)
	if status, _, _ := booksFrom(t, a, "198.51.100.1", day, cell); status != 429 {
		t.Errorf("what the page itself showed proves something: %d", status)
	}
	webtest.Ask(t, a, "POST", path, url.Values{"geheim": {booking.SentSecret(a.Options.Vault, mine)}}.Encode())
	if status, _, _ := booksFrom(t, a, "198.51.100.1", day, cell); status != 303 {
		t.Errorf("after the link of a message was opened: %d", status)
	}
}

// TestWithoutAnEffortAHouseholdGetsOn and nobody else: the times of a browser without script are counted as well.
func TestWithoutAnEffortAHouseholdGetsOn(t *testing.T) {
	a := guardedTown(t)
	held := 0
	for n := range 24 {
		form := url.Values{"v": {string(booking.NewVisitKey())}, "p": {"pas.1"}, "locatie": {"hal"}, "tijd": {"2026-12-01T" + calendar.Cell(108+n).String()}}
		answer, _ := webtest.Ask(t, a, "POST", "/afspraak/tijd", form.Encode(), "X-Forwarded-For", "198.51.100.1")
		if answer.StatusCode == 303 {
			held++
		}
	}
	if held < 4 || held > 8 {
		t.Errorf("without an effort %d times are held", held)
	}
}
