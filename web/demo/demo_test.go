package demo_test

import (
	"net/http"
	"strings"
	"testing"

	"balie/web"
	"balie/web/demo"
	"balie/web/webtest"
)

// TestOnlyADemoHasDoors: elsewhere there is no such address, no strip above a page, and no page may be framed.
func TestOnlyADemoHasDoors(t *testing.T) {
	o := webtest.NewOptions(t)
	a := webtest.Start(o)
	for _, ask := range [][2]string{{"GET", "/demo"}, {"GET", "/nl/demo"}, {"GET", "/demo/samen"}, {"GET", "/demo/verhaal"}, {"GET", "/demo/toestel/bewoner"},
		{"POST", "/demo/deur"}, {"POST", "/nl/demo/verhaal"}} {
		answer, body := webtest.Ask(t, a, ask[0], ask[1], "deur=desk")
		if answer.StatusCode != http.StatusNotFound || strings.Contains(body, "balie-demo") {
			t.Errorf("a house that is no demo answers %s %s with %d", ask[0], ask[1], answer.StatusCode)
		}
		if got := answer.Header.Get("Content-Security-Policy"); got != web.Policy {
			t.Errorf("its policy is %q", got)
		}
	}
	for _, r := range a.Routes() {
		if strings.HasPrefix(r.Path, "/demo") {
			t.Errorf("%s %s stands in the table", r.Method, r.Path)
		}
	}
}

// TestADemoFramesItsOwnPagesAlone: no other site may.
func TestADemoFramesItsOwnPagesAlone(t *testing.T) {
	o := webtest.NewOptions(t)
	o.Demo = &demo.Town{Office: "hal", Desk: "hal-1", Logins: map[string]string{}}
	a := webtest.Start(o)
	answer, body := webtest.Ask(t, a, "GET", "/nl/demo", "")
	if answer.StatusCode != http.StatusOK || !strings.Contains(body, "Kijk rond in deze gemeente") {
		t.Fatalf("/demo answers %d", answer.StatusCode)
	}
	policy := answer.Header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "frame-ancestors 'self'") || strings.Contains(policy, "'none'; frame-ancestors 'none'") || answer.Header.Get("X-Frame-Options") != "SAMEORIGIN" {
		t.Errorf("its policy is %q", policy)
	}
	if _, body := webtest.Ask(t, a, "GET", "/nl/", ""); !strings.Contains(body, "balie-demo-strip") {
		t.Error("a page of a demo does not say who one is")
	}
	for path, want := range map[string]int{"/demo/toestel/bewoner": 200, "/demo/toestel/anders": 404, "/demo/toestel/nummer?id=../x": 404} {
		if answer, _ := webtest.Ask(t, a, "GET", path, ""); answer.StatusCode != want {
			t.Errorf("%s answers %d, want %d", path, answer.StatusCode, want)
		}
	}
	if answer, _ := webtest.Ask(t, a, "POST", "/demo/deur", "deur=kelder"); answer.StatusCode != http.StatusNotFound {
		t.Errorf("a door that is not there answers %d", answer.StatusCode)
	}
}
