package web_test

import (
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"balie/web/webtest"
)

// TestPagesForEverybodyArePackedAndNobodysOwnIs: what everybody may read is a third over the line where a browser asks
// so and says the same; what belongs to one person never is packed.
func TestPagesForEverybodyArePackedAndNobodysOwnIs(t *testing.T) {
	a := webtest.Town(t)
	made := webtest.Booked(t, a, "Riet", 108)
	pass := webtest.PassFor(t, a, made)
	for path, packed := range map[string]bool{"/": true, "/afspraak?product=pas": true, "/privacy": true, "/a/" + string(made.ID): false, "/a/" + string(made.ID) + "/verzetten": false, "/medewerker": false} {
		answer, body := webtest.Ask(t, a, "GET", path, "", "Accept-Encoding", "gzip", "Cookie", pass)
		if got := answer.Header.Get("Content-Encoding") == "gzip"; got != packed {
			t.Errorf("%s is packed: %v", path, got)
		}
		if !packed {
			continue
		}
		r, err := gzip.NewReader(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		whole, err := io.ReadAll(r)
		_, plain := webtest.Ask(t, a, "GET", path, "", "Cookie", pass)
		if err != nil || string(whole) != plain || len(body)*2 > len(plain) || !strings.Contains(answer.Header.Get("Vary"), "Accept-Encoding") {
			t.Errorf("%s: %d bytes of %d, %v, Vary %q", path, len(body), len(plain), err, answer.Header.Get("Vary"))
		}
	}
}
