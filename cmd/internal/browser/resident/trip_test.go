package resident

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"balie/cmd/internal/browser"
)

// trip is one way to look at other times, and where that leaves somebody.
type trip struct {
	name, link, words string // what is pressed
	goal, plain       string // what has the focus afterwards, with script and without
}

var trips = []trip{
	{"another day", "tr a.balie-day:not([aria-current])", "", "#kies", "#kies"},
	{"other weeks", ".balie-month__nav a:last-child", "", ".balie-month__nav a:last-child", "#weken"},
	{"another place", ".balie-spot a", "", "#kies", "#kies"},
	{"all times", "a[href*='alle=1']", "Toon alle", "#kies", "#kies"},
	{"a filter", ".balie-chip", "Middag", ".balie-chip[aria-current]", "#kies"},
	{"a weekday", ".balie-chip", "donderdag", ".balie-chip[aria-current]", "#kies"},
	{"all places", "a[href*='plaatsen=1']", "Toon alle", "#plaatsen", "#plaatsen"},
}

// tripStory looks at other days, weeks, places and times, on three widths, with script and without, by hand and by
// keyboard: each time the focus and the page are where the eye is, nothing is chosen that nobody pressed, and what is
// pressed then is what is held.
func tripStory(t *testing.T, w *browser.Town) {
	for _, how := range []struct {
		width                int64
		scriptless, keyboard bool
	}{{320, false, false}, {390, true, false}, {390, false, true}, {1280, true, true}, {1280, false, false}, {320, true, false}} {
		b := w.Open(t, browser.Person{Width: how.width, Height: 700, Scriptless: how.scriptless})
		for i, one := range trips {
			where := fmt.Sprintf("%s at %d, script off %t, by keyboard %t", one.name, how.width, how.scriptless, how.keyboard)
			b.Visit("/afspraak/tijd?p=paspoort.1&locatie=gendringen&dag=2026-12-08")
			b.WantTitle("Wanneer komt u langs?")
			one.follow(b, how.scriptless, how.keyboard)
			goal := one.goal
			if how.scriptless {
				goal = one.plain
			}
			one.wantThere(b, where, goal)
			pressAndHold(b, where, how.keyboard)
			if i == 0 {
				goOn(b)
			}
		}
	}
}

// follow follows the link, and waits until what it leads to is there.
func (one trip) follow(b *browser.Tab, scriptless, keyboard bool) {
	b.T.Helper()
	before := browser.Answer[string](b, `location.href`)
	press := func() { b.Click(one.link, one.words) }
	if keyboard {
		b.TabTo(fmt.Sprintf(`e.matches(%q) && e.textContent.includes(%q)`, one.link, one.words))
		press = b.PressEnter
	}
	if scriptless {
		b.Leave(press)
		return
	}
	press()
	b.Until(fmt.Sprintf(`location.href !== %q`, before))
}

// wantThere fails unless the focus is on the goal, which is in sight, and the page names no time as chosen.
func (one trip) wantThere(b *browser.Tab, where, goal string) {
	b.T.Helper()
	b.Until(fmt.Sprintf(`!!document.activeElement?.closest(%q)`, goal))
	at := browser.Answer[[]float64](b, `(r => [r.top, r.bottom, innerHeight, scrollY])(document.activeElement.getBoundingClientRect())`)
	if at[0] < 0 || at[0] > at[2]-60 || at[3] == 0 && goal[0] == '#' {
		b.T.Errorf("%s: %s is at %v of the screen, scrolled by %v", where, goal, at[:3], at[3])
	}
	for _, place := range []string{".balie-dock", ".balie-summary"} {
		if said := browser.Answer[string](b, fmt.Sprintf(`document.querySelector(%q).innerText`, place)); strings.Contains(said, " uur") {
			b.T.Errorf("%s: %s names a time that nobody pressed: %q", where, place, said)
		}
	}
}

// pressAndHold presses a time of the day shown, and sees that one held.
func pressAndHold(b *browser.Tab, where string, keyboard bool) {
	b.T.Helper()
	const time = `document.querySelector(".balie-times .balie-slot")`
	value, day := browser.Answer[string](b, time+`.value`), b.Text("#kies")
	when := b.Moment(value)
	if !strings.HasPrefix(when, day) {
		b.T.Errorf("%s: under %q stands %q", where, day, when)
	}
	if keyboard {
		b.TabTo(fmt.Sprintf(`e.value === %q && !!e.closest(".balie-times")`, value))
		b.Leave(func() { b.Key(kb.Enter) })
	} else {
		b.Follow(fmt.Sprintf(".balie-times button[value=%q]", value), "")
	}
	b.WantTitle("Hoe kunnen wij u bereiken?")
	b.WantSeen(when)
}

// goOn comes back to the times, looks at others, and goes on with the time that is held.
func goOn(b *browser.Tab) {
	b.T.Helper()
	b.Follow(".balie-summary button[value*='#kies']", "")
	held := b.Text(".balie-summary div:last-child dd")
	b.Leave(func() {
		b.Visit(strings.Split(strings.TrimPrefix(browser.Answer[string](b, `location.href`), b.Base), "#")[0] + "&deel=middag")
	})
	b.WantSeen("uw keuze, vast tot", strings.Split(held, "\n")[0])
	b.Follow(".balie-dock a, aside a.utrecht-button", "Verder")
	b.WantSeen(strings.Split(held, "\n")[0])
}
