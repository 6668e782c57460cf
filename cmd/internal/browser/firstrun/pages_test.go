package firstrun

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// TestEveryStepIsForEverybody goes past each step, and what it refuses, on the narrowest screen, in each language.
func TestEveryStepIsForEverybody(t *testing.T) {
	shared := browser.StartBrowser(t)
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			begin := time.Now()
			data := t.TempDir()
			w := &walk{T: t}
			w.house = servertest.StartAs(t, &server.Process{Out: io.Discard, Err: os.Stderr, Clock: func() time.Time { return servertest.Noon().Add(time.Since(begin)) }}, data)
			w.town = &browser.Town{Browser: shared, Other: w.house.URL}
			link, err := os.ReadFile(filepath.Join(data, "first-link"))
			if err != nil {
				t.Fatal(err)
			}
			r := &browser.Round{Tab: w.town.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true}), Language: language}
			w.begin(r.Tab, string(link))
			r.At("/medewerker/beheer/begin")
			past(r)
		})
	}
}

// past goes past the pages of the five steps.
func past(r *browser.Round) {
	r.T.Helper()
	save := func(step string) {
		r.T.Helper()
		r.Follow("form[action$='/"+step+"'] #verder", "")
	}
	r.Look("step-1")
	r.Do2("kleur", "#ffd43b")
	save("gemeente")
	r.Look("step-1-refused")
	r.Fill("naam", "Nieuwstad")
	r.Follow("button[name=kleur]", "")
	r.Look("step-2")
	save("locatie")
	r.Look("step-2-refused")
	for _, f := range [][2]string{{"plek", "Stadskantoor"}, {"straat", "Plein 1"}, {"postcode", "1234AB"}, {"plaats", "Nieuwstad"}} {
		r.Fill(f[0], f[1])
	}
	save("locatie")
	r.Look("step-3")
	r.Follow("#nog", "")
	r.Look("step-3-more")
	save("balies")
	r.Look("step-4")
	r.Fill("zoek", "huwelijk")
	r.Follow("button[value=zoek]", "")
	r.Look("step-4-found")
	save("producten")
	r.Look("step-5")
	r.Fill("collega", "Anna de Wit")
	r.Fill("login", "anna")
	r.Follow("#nog", "")
	r.Look("step-5-link")
	r.At("/medewerker/beheer?later=1")
	r.Look("home")
	r.At("/medewerker/beheer/begin")
	r.Look("ready")
}
