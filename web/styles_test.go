package web_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"balie/kiosk"
	"balie/web/account"
	"balie/web/webtest"
)

var styleLink = regexp.MustCompile(`<link rel="stylesheet" href="/assets/([a-z]+)\.[0-9a-f]+\.css">`)

// TestEachAudienceLoadsItsOwnStyles: the shared base, and what one's own pages need beside it.
func TestEachAudienceLoadsItsOwnStyles(t *testing.T) {
	d := webtest.NewDeskTown(t)
	resident := d.Somebody(t)
	counter, field := webtest.SignedIn(t, d.App, "anna", account.Counter), webtest.SignedIn(t, d.App, "veld", account.Field)
	display, kiosk := d.Pairs(kiosk.QueueDisplay), d.Pairs(kiosk.CheckInKiosk)
	for _, c := range []struct {
		who    *webtest.Person
		path   string
		styles string
	}{
		{resident, "/", "balie resident"}, {resident, "/a", "balie resident"}, {resident, "/praotbus", "balie resident"}, {resident, "/medewerker", "balie staff"},
		{counter, "/medewerker/balie", "balie staff"}, {counter, "/medewerker/ontvangst", "balie staff"}, {counter, "/medewerker/ik", "balie staff"},
		{field, "/medewerker/onderweg", "balie staff field"}, {resident, "/medewerker/onderweg/zonder", "balie staff field"},
		{display.Person, "/bord", "balie lobby"}, {kiosk.Person, "/zuil", "balie lobby"},
	} {
		answer, page := c.who.Send("GET", c.path, "")
		var found []string
		for _, link := range styleLink.FindAllStringSubmatch(page, -1) {
			found = append(found, link[1])
		}
		if answer.StatusCode != 200 || !slices.Equal(found, strings.Fields(c.styles)) {
			t.Errorf("%s answers %d with %v, want %s", c.path, answer.StatusCode, found, c.styles)
		}
	}
}
