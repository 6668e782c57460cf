package web_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"balie/web/account"
	"balie/web/webtest"
)

// TestTwoHousesOfOneHostDoNotReadEachOthersCookies: every cookie that a house with a tag sets has it in its name, and a
// cookie without is none of its.
func TestTwoHousesOfOneHostDoNotReadEachOthersCookies(t *testing.T) {
	o := webtest.NewOptions(t)
	o.CookieTag = "oefen-"
	a := webtest.Start(o)
	lead := webtest.SignedIn(t, a, "leider", account.TeamLead)
	names := slices.Collect(maps.Keys(lead.Cookies))
	if len(names) == 0 {
		t.Fatal("who signs in has no cookie, so that nothing is tried")
	}
	if answer, _ := lead.Send("GET", "/medewerker/ik", ""); answer.StatusCode != 200 {
		t.Errorf("its own cookie is answered %d", answer.StatusCode)
	}
	for _, name := range names {
		if !strings.HasPrefix(strings.TrimPrefix(name, "__Host-"), "oefen-") {
			t.Errorf("a cookie is called %s", name)
		}
		lead.Cookies[strings.Replace(name, "oefen-", "", 1)] = lead.Cookies[name]
		delete(lead.Cookies, name)
	}
	if answer, _ := lead.Send("GET", "/medewerker/ik", ""); answer.StatusCode == 200 {
		t.Error("a cookie of another house is read")
	}
}
