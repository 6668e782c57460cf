package main

import (
	"strings"
	"testing"
)

// leadStory goes past what a team lead looks at, in each language: a day to come, a day that was, a
// desk that falls out and what can be done, and saying that one can help.
func leadStory(t *testing.T, w *town) {
	for _, language := range languages() {
		t.Run(language, func(t *testing.T) {
			b := w.open(t, person{width: narrow, height: 640, refused: true})
			r := &round{tab: b, language: language}
			r.at("/medewerker")
			r.signIn("teamleider", demoPassphrase)
			r.at("/medewerker/vooruit?dag=2026-12-01")
			r.look("ahead")
			if n := answer[int](b, `document.querySelectorAll(".balie-chart__need").length`); n < 10 {
				t.Errorf("the picture has %d half hours", n)
			}
			r.at("/medewerker/vooruit?dag=2026-12-06")
			r.look("ahead-closed")
			r.at("/medewerker/terug?dag=2026-11-20")
			r.look("back-unknown")
			r.at("/medewerker/uitval")
			r.look("out")
			r.submit("/uitval/bekijk")
			r.look("out-means")
			r.at("/medewerker/helpen")
			r.submit("/helpen")
			r.look("help")
			r.submit("/helpen")
			r.look("help-not")
		})
	}
	fallsOut(t, w)
}

// fallsOut lets a team lead without script close a desk that falls out, and open it again.
func fallsOut(t *testing.T, w *town) {
	t.Helper()
	b := w.open(t, person{width: narrow, height: 640, scriptless: true})
	r := &round{tab: b, language: "nl"}
	r.at("/medewerker")
	r.signIn("teamleider", demoPassphrase)
	r.at("/medewerker/uitval")
	r.leave(func() { r.click("ul:last-of-type li:last-child form[action$='/uitval/bekijk'] button", "") })
	r.leave(func() { r.click("ol > li:last-child button", "") })
	if text := r.text("main"); !strings.Contains(text, "De balie krijgt vandaag geen nieuwe afspraken") || !strings.Contains(text, "Al uitgevallen") {
		t.Errorf("%s", text)
	}
	r.leave(func() { r.click("form[action$='/uitval/terug'] button", "") })
	if text := r.text("main"); !strings.Contains(text, "weer open voor afspraken") || strings.Contains(text, "Al uitgevallen") {
		t.Errorf("%s", text)
	}
}
