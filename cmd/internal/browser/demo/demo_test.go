package demo

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/servertest"
)

// moments are when somebody starts a demo while every town hall is closed: on a Sunday evening, at
// Christmas, and in both nights in which the clocks change. Each is with the day that it is in the town then.
var moments = [][2]string{
	{"2026-11-29T23:30:00+01:00", "dinsdag 1 december"},
	{"2026-12-25T12:00:00+01:00", "dinsdag 5 januari"},
	{"2027-03-28T01:59:30+01:00", "dinsdag 6 april"},
	{"2026-10-25T02:30:00+01:00", "dinsdag 27 oktober"},
}

// TestDemo starts a demo at odd moments. A plain run starts it once.
func TestDemo(t *testing.T) {
	w := &browser.Town{Browser: browser.StartBrowser(t)}
	for i, moment := range moments {
		if i > 0 && !servertest.Everything() {
			fmt.Println("SKIPPED demos at Christmas and when the clocks change; BALIE_STORIES=all go test ./... starts them")
			break
		}
		t.Run(moment[0][:10], func(t *testing.T) {
			start(t, w, moment[0], demo.Options{})
			b := w.Open(t, browser.Person{Width: 1440, Height: 900, Framed: true})
			b.Visit("/nl/demo")
			b.WantTitle("Kijk rond in deze gemeente")
			b.WantSeen("Hier is het " + moment[1])
			wantNoFaults(t, b)
			alive(t, w)
			if i == 0 {
				figuresOf(t, w)
			}
			twoMinutes(t, b, i == 0)
			byHand(t, w)
			if i == 0 {
				doors(t, w, "nl", 12)
				explains(t, w)
			}
		})
	}
}

// start starts a demo on a machine whose clock begins at a moment.
func start(t *testing.T, w *browser.Town, moment string, o demo.Options) {
	t.Helper()
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	clock := func() time.Time { return at.Add(time.Since(begin)) }
	w.Server = servertest.DemoWith(t, servertest.Quiet(clock), t.TempDir(), o)
}

func wantNoFaults(t *testing.T, b *browser.Tab) {
	t.Helper()
	if found := b.Violations(); len(found) > 0 {
		t.Errorf("axe finds %v", found)
	}
}

// here lets a door open in this tab.
const here = `(document.querySelectorAll("[target=_blank]").forEach((e) => e.removeAttribute("target")), true)`

// open opens a door of /demo in this tab.
func open(b *browser.Tab, language, door string) {
	b.T.Helper()
	b.Visit("/" + language + "/demo")
	browser.Answer[bool](b, here)
	b.Leave(func() { b.Click(".balie-demo__doors .balie-demo__door b", door) })
}

// figuresOf looks at the figures of the weeks before, with every table open, and at what is refused.
func figuresOf(t *testing.T, w *browser.Town) {
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			r := &browser.Round{Tab: w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true}), Language: language}
			r.At("/medewerker")
			r.SignIn("teamleider", demo.Passphrase)
			r.At("/medewerker/cijfers?periode=4")
			r.Look("figures")
			browser.Answer[bool](r.Tab, `(scrollTo({ top: 0, behavior: "instant" }), true)`)
			r.TabTo(`e.tagName === "SUMMARY" && !!e.closest(".balie-astable")`)
			r.Key("\r")
			r.Until(`document.querySelector(".balie-astable").open`)
			browser.Answer[bool](r.Tab, `(document.querySelectorAll("main details").forEach((d) => d.open = true), true)`)
			r.Look("figures-tables")
			r.At("/medewerker/cijfers?periode=zelf&van=2026-11-17&tot=2026-11-18")
			r.Look("figures-fault")
		})
	}
}

// alive looks at what a closed town cannot show: an open hall, a board with calls, a bus that is out, and
// figures of today, of yesterday and of the weeks before.
func alive(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Width: 1440, Height: 900, Framed: true})
	open(b, "nl", "Teamleider")
	b.WantTitle("Vandaag")
	b.Click("#cijfers summary", "")
	b.WantSeen("helpt ", "Cijfers van vandaag", "van de afspraken binnen 5 minuten")
	if helped := browser.Answer[int](b, `parseInt([...document.querySelectorAll("tr")].find((r) => r.innerText.startsWith("Geholpen"))?.cells[1].innerText ?? "0")`); helped < 5 {
		t.Errorf("by twenty to ten %d people were helped", helped)
	}
	b.Visit("/nl/medewerker/terug")
	browser.Answer[bool](b, `(document.querySelectorAll("main details").forEach((d) => d.open = true), true)`)
	b.WantSeen("Op volgorde van binnenkomst", "Klopten de verwachte wachttijden?")
	if days := browser.Answer[int](b, `[...document.querySelectorAll("tbody tr")].filter((r) => /^(maan|dins|woens|donder|vrij)dag /.test(r.innerText)).length`); days < 15 {
		t.Errorf("forecasts of %d days are looked back at", days)
	}
	b.Visit("/nl/medewerker/vooruit")
	browser.Answer[bool](b, `(document.querySelectorAll("main details").forEach((d) => d.open = true), true)`)
	b.WantSeen("afspraken aan de balie", "Wat het meeste helpt")
	open(b, "nl", "Wachtrijscherm")
	b.Until(`!!document.querySelector(".balie-board__calls tbody tr")`) // who was served is called no more
	if calls := browser.Answer[int](b, `document.querySelectorAll(".balie-board__calls tbody tr").length`); calls < 3 {
		t.Errorf("%d calls stand on the board\n%s", calls, b.Screen())
	}
	open(b, "nl", "Raadslid")
	b.WantSeen("De bus staat nu in")
	open(b, "nl", "Planner van de bus")
	b.WantSeen("nu op pad", "gepubliceerd")
	for _, page := range []string{"vandaag", "terug", "vooruit"} {
		b.Visit("/nl/medewerker/" + page)
		if strings.Contains(b.Screen(), "weten we niets") {
			t.Errorf("%s knows nothing", page)
		}
	}
}
