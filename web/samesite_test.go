package web_test

import (
	"balie/web/route"
	"balie/web/webtest"
	"testing"

	"github.com/gofiber/fiber/v2"
)

func TestOnlyOurOwnPagesSendForms(t *testing.T) {
	o := webtest.NewOptions(t)
	o.PublicURL = "https://afspraak.example"
	a := webtest.Start(o).With(route.Route{Method: "POST", Path: "/do", Access: route.Public, Limit: route.Change, Bare: true,
		Handler: func(c *fiber.Ctx) error { return c.SendString("done") }})
	for _, c := range []struct {
		what    string
		headers []string
		status  int
	}{
		{"our own page", []string{"Sec-Fetch-Site", "same-origin", "Origin", "http://balie.example"}, 200},
		{"typed by hand", []string{"Sec-Fetch-Site", "none"}, 200},
		{"another site", []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://elsewhere.example"}, 403},
		{"a sister site", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"another site that lies in Origin", []string{"Sec-Fetch-Site", "cross-site", "Origin", "http://balie.example"}, 403},
		{"an old browser, our page", []string{"Origin", "http://balie.example"}, 200},
		{"an old browser, our public page", []string{"Origin", "https://afspraak.example"}, 200},
		{"an old browser, another site", []string{"Origin", "https://elsewhere.example"}, 403},
		{"an old browser, a frame without origin", []string{"Origin", "null"}, 403},
		{"an old browser, our name with more", []string{"Origin", "http://balie.example.evil.example"}, 403},
		{"no browser", nil, 200},
	} {
		if answer, _ := webtest.Ask(t, a, "POST", "/do", "x=1", c.headers...); answer.StatusCode != c.status {
			t.Errorf("%s: %d, want %d", c.what, answer.StatusCode, c.status)
		}
	}
	if answer, _ := webtest.Ask(t, a, "GET", "/healthz", "", "Sec-Fetch-Site", "cross-site"); answer.StatusCode != 200 {
		t.Errorf("a link from another site: %d, want 200", answer.StatusCode)
	}
}
