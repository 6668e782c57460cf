package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"balie/web"
	"balie/web/webtest"
)

// TestTwoHousesOfOneHostDoNotReadEachOthersCookies: every cookie that a house with a tag sets has it in its name, and a
// cookie without is none of its.
func TestTwoHousesOfOneHostDoNotReadEachOthersCookies(t *testing.T) {
	a := webtest.New(t, func(o *web.Options) { o.CookieTag = "oefen-" })
	send := func(cookies ...string) *http.Response {
		t.Helper()
		asked := httptest.NewRequest("GET", "/medewerker/inloggen", nil)
		asked.Header.Set("Cookie", strings.Join(cookies, "; "))
		answer, err := a.Fiber().Test(asked, -1)
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	set := send().Cookies()
	if len(set) == 0 {
		t.Fatal("the page of signing in sets no cookie, so that nothing is tried")
	}
	for _, c := range set {
		name := strings.TrimPrefix(c.Name, "__Host-")
		if !strings.HasPrefix(name, "oefen-") {
			t.Errorf("a cookie is called %s", c.Name)
		}
		if again := send(c.Name + "=" + c.Value).Cookies(); len(again) != 0 {
			t.Errorf("its own cookie is not known again: %v", again)
		}
		if other := send(strings.Replace(c.Name, "oefen-", "", 1) + "=" + c.Value).Cookies(); len(other) == 0 {
			t.Errorf("a cookie of another house is read")
		}
	}
}
