package people_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/web/account"
	"balie/web/route"
	"balie/web/webtest"
)

var secretOn = regexp.MustCompile(`balie_[0-9A-Z]{26}_[0-9A-Z]{52}`)

// madeKey is the secret of a key that somebody made on the page.
func madeKey(t *testing.T, p *webtest.Person, days string, scopes ...string) string {
	t.Helper()
	form := url.Values{"keer": {route.NewKey()}, "naam": {"Zaaksysteem"}, "dagen": {days}, "recht": scopes}
	answer, body := p.Post("/medewerker/beheer/sleutels", form)
	secret := secretOn.FindString(body)
	if answer.StatusCode != 200 || secret == "" {
		t.Fatalf("making a key answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	if _, again := p.Post("/medewerker/beheer/sleutels", form); secretOn.MatchString(again) {
		t.Error("the same form sent again shows a secret")
	}
	if _, later := p.Send("GET", "/medewerker/beheer/sleutels", ""); strings.Contains(later, secret) || !strings.Contains(later, "Zaaksysteem") {
		t.Error("the list shows the secret, or not the key")
	}
	return secret
}

func bearer(t *testing.T, a *webtest.App, path, secret string) (*http.Response, string) {
	t.Helper()
	return webtest.Ask(t, a, "GET", path, "", "Authorization", "Bearer "+secret)
}

// TestAKeyOpensWhatItsScopesSayUntilItEnds tries a key, what it has no right to, and one that was revoked or is over.
func TestAKeyOpensWhatItsScopesSayUntilItEnds(t *testing.T) {
	now := webtest.Morning
	o := webtest.OptionsAt(t, func() time.Time { return now })
	a := webtest.Start(o)
	for _, right := range []route.Right{route.SeeForecast, route.SetUp} {
		a.With(route.Route{Kind: route.Machine, Method: "GET", Path: "/proef/" + string(right), Site: route.PublicSite, Access: route.Key, Right: right, Limit: route.Look,
			Handler: func(c *fiber.Ctx) error { return c.SendString("ja") }})
	}
	boss := webtest.SignedIn(t, a, "baas", account.Manager)
	secret := madeKey(t, boss, "90", "forecast.see")
	if answer, body := bearer(t, a, "/api/key", secret); answer.StatusCode != 200 || !strings.Contains(body, `"forecast.see"`) || strings.Contains(body, secret) {
		t.Fatalf("a key is told %d %s", answer.StatusCode, body)
	}
	for path, want := range map[string]int{"/proef/forecast.see": 200, "/proef/setup.change": 403} {
		if answer, body := bearer(t, a, path, secret); answer.StatusCode != want || answer.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %s, want %d", path, answer.StatusCode, body, want)
		}
	}
	for _, wrong := range []string{"", secret[:len(secret)-1], secret[:33] + strings.Repeat("A", 52), "balie_", "Balie " + secret} {
		if answer, _ := bearer(t, a, "/proef/forecast.see", wrong); answer.StatusCode != 401 || answer.Header.Get("WWW-Authenticate") == "" {
			t.Errorf("%q answers %d", wrong, answer.StatusCode)
		}
	}
	if answer, _ := boss.Send("GET", "/proef/forecast.see", ""); answer.StatusCode != 401 {
		t.Errorf("a colleague's session opens a route of keys: %d", answer.StatusCode)
	}
	if answer, _ := bearer(t, a, "/medewerker/vooruit", secret); answer.StatusCode != 401 {
		t.Errorf("a key opens a page of colleagues: %d", answer.StatusCode)
	}
	if err := a.Accounts().Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, body := boss.Send("GET", "/medewerker/beheer/sleutels", "")
	webtest.Wants(t, "the list", body, "laatst gebruikt op maandag 30 november 2026")
	old := madeKey(t, boss, "90", "setup.change")
	boss.Post("/medewerker/beheer/sleutel/"+strings.Split(secret, "_")[1]+"/intrekken", url.Values{})
	if answer, _ := bearer(t, a, "/proef/forecast.see", secret); answer.StatusCode != 401 {
		t.Errorf("a revoked key answers %d", answer.StatusCode)
	}
	now = now.Add(91 * 24 * time.Hour)
	if answer, _ := bearer(t, a, "/proef/setup.change", old); answer.StatusCode != 401 {
		t.Errorf("a key that is over answers %d", answer.StatusCode)
	}
}

// TestNobodyGivesAKeyMoreThanTheyMay: a manager, who sees no resident, makes no key that does.
func TestNobodyGivesAKeyMoreThanTheyMay(t *testing.T) {
	a := webtest.Town(t)
	boss := webtest.SignedIn(t, a, "baas", account.Manager)
	for scope, want := range map[string]int{"appointments.change": 403, "roles.manage": 422, "audit.read": 422, "key.use": 422, "": 422} {
		answer, body := boss.Post("/medewerker/beheer/sleutels", url.Values{"keer": {route.NewKey()}, "naam": {"Zaaksysteem"}, "dagen": {"365"}, "recht": {scope}})
		if answer.StatusCode != want || secretOn.MatchString(body) {
			t.Errorf("%q answers %d, want %d", scope, answer.StatusCode, want)
		}
	}
	for days, want := range map[string]int{"9999": 422, "-1": 422, "": 422} {
		answer, _ := boss.Post("/medewerker/beheer/sleutels", url.Values{"keer": {route.NewKey()}, "naam": {"Zaaksysteem"}, "dagen": {days}, "recht": {"setup.change"}})
		if answer.StatusCode != want {
			t.Errorf("%q days answers %d, want %d", days, answer.StatusCode, want)
		}
	}
	if answer, _ := boss.Post("/medewerker/beheer/sleutels", url.Values{"keer": {route.NewKey()}, "naam": {"Z"}, "dagen": {"365"}, "recht": {"setup.change"}}); answer.StatusCode != 422 {
		t.Errorf("a name of one letter answers %d", answer.StatusCode)
	}
	if answer, _ := boss.Post("/medewerker/beheer/sleutel/NERGENS/intrekken", url.Values{}); answer.StatusCode != 404 {
		t.Errorf("revoking nothing answers %d", answer.StatusCode)
	}
}
