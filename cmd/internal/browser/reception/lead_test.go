package reception

import (
	"strings"
	"testing"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
)

// leadStory goes past what a team lead looks at, in each language: a day to come, a day that was, a
// desk that falls out and what can be done, and saying that one can help.
func leadStory(t *testing.T, w *browser.Town) {
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			b := w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true})
			r := &browser.Round{Tab: b, Language: language}
			r.At("/medewerker")
			r.SignIn("teamleider", demo.Passphrase)
			r.At("/medewerker/vooruit?dag=2026-12-01")
			r.Look("ahead")
			if n := browser.Answer[int](b, `document.querySelectorAll(".balie-chart__need").length`); n < 10 {
				t.Errorf("the picture has %d half hours", n)
			}
			r.At("/medewerker/vooruit?dag=2026-12-06")
			r.Look("ahead-closed")
			r.At("/medewerker/terug?dag=2026-11-20")
			r.Look("back-unknown")
			r.At("/medewerker/uitval")
			r.Look("out")
			r.Submit("/uitval/bekijk")
			r.Look("out-means")
			r.At("/medewerker/helpen")
			r.Submit("/helpen")
			r.Look("help")
			r.Submit("/helpen")
			r.Look("help-not")
		})
	}
	fallsOut(t, w)
}

// fallsOut lets a team lead without script close a desk that falls out, and open it again.
func fallsOut(t *testing.T, w *browser.Town) {
	t.Helper()
	b := w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Scriptless: true})
	r := &browser.Round{Tab: b, Language: "nl"}
	r.At("/medewerker")
	r.SignIn("teamleider", demo.Passphrase)
	r.At("/medewerker/uitval")
	r.Leave(func() { r.Click("ul:last-of-type li:last-child form[action$='/uitval/bekijk'] button", "") })
	r.Leave(func() { r.Click("ol > li:last-child button", "") })
	if text := r.Text("main"); !strings.Contains(text, "De balie krijgt vandaag geen nieuwe afspraken") || !strings.Contains(text, "Al uitgevallen") {
		t.Errorf("%s", text)
	}
	r.Leave(func() { r.Click("form[action$='/uitval/terug'] button", "") })
	if text := r.Text("main"); !strings.Contains(text, "weer open voor afspraken") || strings.Contains(text, "Al uitgevallen") {
		t.Errorf("%s", text)
	}
}
