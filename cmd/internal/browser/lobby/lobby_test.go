package lobby

import (
	"fmt"
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/browser"
	"balie/kiosk"
	"balie/queue"
)

// TestLobby lets real browsers hang in a hall: pillars, boards and phones, with one that has a camera.
func TestLobby(t *testing.T) {
	browser.Tell(t, openHall,
		browser.Story{Name: "pillar", Tell: pillarStory, Always: true},
		browser.Story{Name: "paper", Tell: paperStory},
		browser.Story{Name: "scanner", Tell: scannerStory},
		browser.Story{Name: "board", Tell: boardStory},
		browser.Story{Name: "sizes", Tell: boardSizes},
		browser.Story{Name: "ticket", Tell: ticketStory},
		browser.Story{Name: "hall", Tell: hallStory},
		browser.Story{Name: "power", Tell: powerStory},
		browser.Story{Name: "file", Tell: fileStory},
		browser.Story{Name: "pages", Tell: hallPagesStory},
		browser.Story{Name: "day", Tell: dayStory},
	)
}

// hallOffice is a hall of the demo that opens for these stories: three desks all day, two of them staffed.
const hallOffice = catalogue.OfficeID("proefhal")

func openHall(t *testing.T, w *browser.Town) {
	t.Helper()
	l := w.Server.Server.Ledger
	week := []calendar.Weekday{0, 1, 2, 3, 4, 5, 6}
	err := l.Update(t.Context(), "test", func(tx *ledger.Tx) error {
		o, err := catalogue.OfficeByID(tx, "gendringen")
		if err != nil {
			return err
		}
		o.ID, o.Name, o.Openings, o.Exceptions, o.Closures, o.Holidays = hallOffice, "Gemeentehuis Gendringen", nil, nil, nil, false
		o.Desks = o.Desks[:3]
		for _, d := range o.Desks {
			o.Openings = append(o.Openings, calendar.Opening{ID: "dag-" + string(d.ID), Desk: string(d.ID), Weekdays: week, Start: 0, End: calendar.CellsPerDay, Use: calendar.ForBoth, Share: calendar.Public})
		}
		return catalogue.PutOffice(tx, o)
	})
	if err != nil {
		t.Fatal(err)
	}
	staffHall(w, t)
}

// staffHall lets two colleagues sit down for today.
func staffHall(w *browser.Town, t *testing.T) {
	t.Helper()
	for _, desk := range []string{"gendringen-2", "gendringen-3"} {
		hallDo(w, t, desk, func(tx *ledger.Tx, at queue.DeskRequest) error {
			_, err := queue.TakeDesk(tx, hallOffice, at.Desk, false)
			return err
		})
	}
}

// Screens in the hall: a pillar stands upright, a board hangs.
var (
	uprightPillar = browser.Person{Width: 1080, Height: 1920, Touch: true}
	hangingBoard  = browser.Person{Width: 1920, Height: 1080}
)

// pairs makes a screen of a browser: it shows a code, somebody types it, and it goes on by itself.
func pairs(w *browser.Town, t *testing.T, role kiosk.Role, office catalogue.OfficeID, p browser.Person) *browser.Tab {
	t.Helper()
	b := w.Open(t, p)
	pairTab(w, t, b, role, office)
	return b
}

func pairTab(w *browser.Town, t *testing.T, b *browser.Tab, role kiosk.Role, office catalogue.OfficeID) {
	t.Helper()
	b.Visit("/nl/scherm")
	b.Until(`!!document.querySelector("[data-pairing]")`)
	code := b.Text("[data-pairing]")
	err := w.Server.Server.Ledger.Update(t.Context(), "test", func(tx *ledger.Tx) error {
		_, err := kiosk.Pair(tx, kiosk.NewDevice{Code: code, Role: role, Name: "Scherm van de proef", Office: office})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	home := map[kiosk.Role]string{kiosk.CheckInKiosk: "/zuil", kiosk.QueueDisplay: "/bord"}[role]
	b.Until(`location.pathname.endsWith("` + home + `") && document.readyState === "complete"`)
}

// onScreens are what every page of a pillar or a board keeps.
var onScreens = []struct{ what, breaks string }{
	{"nothing is outside of the screen", `[...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && !e.closest(".balie-sr, dialog") && !e.children.length && e.textContent.trim())
		.filter(e => (r => r.right > innerWidth + 1 || r.bottom > innerHeight + 1 || r.left < -1 || r.top < -1)(e.getBoundingClientRect())).map(e => e.outerHTML.slice(0, 120))`},
	{"no text lies over another", `(all => all.flatMap((e, i) => all.slice(i + 1).filter(f => !e.contains(f) && !f.contains(e)).filter(f => (a => b => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4)(e.getBoundingClientRect())(f.getBoundingClientRect())).map(f => e.outerHTML.slice(0, 80) + " and " + f.outerHTML.slice(0, 80))))
		([...document.querySelectorAll("h1, p, button, a, small, b, td, th, dd, dt")].filter(e => e.checkVisibility() && !e.closest(".balie-sr, dialog") && e.textContent.trim() && !e.querySelector("p, b, small, button, a")))`},
	{"no text is cut off by what it stands in", `[...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && !e.closest(".balie-sr, dialog, svg, template")).flatMap(e => [...e.childNodes].filter(n => n.nodeType === 3 && n.textContent.trim()).flatMap(n => {
		const range = document.createRange(); range.selectNodeContents(n);
		const within = (e.closest("button, .balie-call__desk, .balie-call__one, section, footer") ?? document.body).getBoundingClientRect();
		return [...range.getClientRects()].filter(r => r.left < within.left - 1 || r.right > within.right + 1 || r.top < within.top - 2 || r.bottom > within.bottom + 2).map(() => e.outerHTML.slice(0, 120));
	}))`},
	{"what is touched lies in the lower half", `[...document.querySelectorAll("a[href], button, input:not([type=hidden])")].filter(e => e.checkVisibility() && !e.closest("dialog, .balie-sr, .balie-board")).filter(e => e.getBoundingClientRect().top < innerHeight / 2 - 1).map(e => Math.round(e.getBoundingClientRect().top) + " " + e.outerHTML.slice(0, 120))`},
	{"what is touched is 20 mm on a screen of 32 inches", `(mm => [...document.querySelectorAll("a[href], button, input:not([type=hidden])")].filter(e => e.checkVisibility() && !e.closest("dialog, .balie-sr")).map(e => [e.getBoundingClientRect(), e]).filter(([r]) => r.width * mm < 20 || r.height * mm < 20).map(([r, e]) => Math.round(r.width) + "x" + Math.round(r.height) + " " + e.outerHTML.slice(0, 120)))(32 * 25.4 / Math.hypot(1920, 1080))`},
	{"text has a contrast of 7", contrasts},
}

// contrasts are the texts of a page whose colour and ground are nearer than 7:1, as WCAG computes it.
const contrasts = `(() => {
	const rgb = s => s.match(/[\d.]+/g).map(Number);
	const lum = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((a, c, i) => a + c * [0.2126, 0.7152, 0.0722][i], 0);
	const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0.99) return c; } return [255, 255, 255]; };
	const found = [];
	for (const e of document.querySelectorAll("body *")) {
		if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !e.checkVisibility() || e.closest(".balie-sr, svg, dialog")) continue;
		const a = lum(rgb(getComputedStyle(e).color)), b = lum(ground(e));
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 7) found.push(ratio.toFixed(1) + " " + e.outerHTML.slice(0, 100));
	}
	return found;
})()`

// held fails where a page of a screen does not keep what is promised, or axe finds something.
func held(b *browser.Tab, name string) {
	b.T.Helper()
	b.Forgive("NavigationEntryMarkedSkippable") // no page stays behind, and that is meant
	for _, p := range onScreens {
		if b.Small && strings.Contains(p.what, "20 mm") {
			continue // a tablet is held in the hand
		}
		if broken := browser.Answer[[]any](b, p.breaks); len(broken) > 0 {
			b.T.Errorf("%s: not so: %s: %v", name, p.what, broken)
		}
	}
	for _, v := range b.Violations() {
		b.T.Errorf("%s: axe finds %s", name, v)
	}
	if missing := browser.Answer[[]string](b, `(document.body.innerText.match(/\b(pillar|board|ticket|pair)(\.[a-z]+)+\b|\{[a-z]+\}/g) ?? [])`); len(missing) > 0 {
		b.T.Errorf("%s: words are missing: %v", name, missing)
	}
}

// pillarStory goes past every page of the pillar, upright, lying and as a tablet, in three languages.
func pillarStory(t *testing.T, w *browser.Town) {
	for _, shape := range []struct {
		name string
		p    browser.Person
	}{{"upright", uprightPillar}, {"lying", browser.Person{Width: 1920, Height: 1080, Touch: true}}, {"tablet", browser.Person{Width: 768, Height: 1024, Touch: true}}} {
		t.Run(shape.name, func(t *testing.T) {
			shape.p.Refused = true
			b := pairs(w, t, kiosk.CheckInKiosk, hallOffice, shape.p)
			b.Small = shape.name == "tablet"
			for _, language := range browser.Languages() {
				throughPillar(b, language, shape.name)
			}
		})
	}
}

func throughPillar(b *browser.Tab, language, shape string) {
	b.T.Helper()
	look := func(name string) {
		b.T.Helper()
		held(b, shape+" "+language+" "+name)
		if language == "nl" {
			b.Hang(fmt.Sprintf("pillar-%s-%s", shape, name))
		}
	}
	at := func(path string) { b.T.Helper(); b.Visit("/" + language + path) }
	at("/zuil")
	look("welcome")
	at("/zuil/code")
	look("code")
	at("/zuil/nummer")
	look("choose")
	at("/zuil/nummer?blad=1")
	look("choose-more")
	at("/zuil/nummer/paspoort")
	look("take")
	b.Leave(func() {
		b.Click("main button.balie-pillar-choice--main, .balie-pillar__counter button.balie-pillar-choice--main", "")
	})
	look("number")
	at("/zuil/code")
	b.Click("[data-type='0']", "")
	browser.Answer[bool](b, `(document.getElementById("code").value = "0000 0000", true)`)
	b.Leave(func() { b.Click(".balie-pillar__form button[type=submit]", "") })
	look("unknown")
	at("/zuil/nummer/paspoort")
	b.Leave(func() { b.Click(".balie-pillar-choice--slim", "") })
	for _, letter := range strings.Split("ANNA", "") {
		b.Click("[data-type='"+letter+"']", "")
	}
	if got := browser.Answer[string](b, `document.getElementById("naam").value`); got != "Anna" {
		b.T.Errorf("the keys type %q", got)
	}
	look("name")
	b.Leave(func() { b.Click(".balie-pillar__form button[type=submit]", "") })
	look("booked")
}
