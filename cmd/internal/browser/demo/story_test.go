package demo

import (
	"fmt"
	"strings"
	"testing"

	"balie/cmd/internal/browser"
)

// twoMinutes is the story, on four screens, by the clicks that show each step.
func twoMinutes(t *testing.T, b *browser.Tab, shoot bool) {
	together(b, "nl")
	b.WantTitle("Vier schermen naast elkaar")
	b.Until(shows("balie", "h1, h2", ""))
	b.Until(shows("zuil", "h1", "Welkom"))
	wantNoStrips(b)
	show(b, "book")
	b.Until(showsSoon("telefoon")) // ten minutes ahead; where the machine was slow, or somebody was first, a little more
	show(b, "arrive")
	show(b, "see")
	number := strings.TrimPrefix(b.Text(".balie-demo__number"), "Nummer ")
	show(b, "call")
	for _, name := range []string{"telefoon", "zuil", "bord", "balie"} {
		b.Until(shows(name, "body", number))
	}
	if shoot {
		b.Hang("samen")
		wantNoFaults(t, b)
	}
	show(b, "finish")
	show(b, "send")
	show(b, "close")
	show(b, "why")
	b.WantSeen("U hebt het hele verhaal gezien.")
	b.Click("#verhaal button", "Opnieuw beginnen")
	b.Until(`!document.querySelector("#verhaal .is-done")`)
}

// wantNoStrips: in a frame the page around it says who one is, also where a worker fetched what is in it,
// which it does once this browser was a screen before.
func wantNoStrips(b *browser.Tab) {
	b.T.Helper()
	b.Until(`[...document.querySelectorAll("iframe")].every((f) => f.contentDocument.readyState === "complete" && !f.contentDocument.querySelector(".balie-demo-strip"))`)
}

// nth is where each step stands in the story.
var nth = map[string]int{"book": 1, "arrive": 2, "see": 3, "call": 4, "finish": 5, "send": 6, "close": 7, "why": 8}

// show presses "show me" and waits until the step is ticked off. A number is seen as soon as the telephone
// beside the story shows it.
func show(b *browser.Tab, step string) {
	b.T.Helper()
	if step == "see" && browser.Answer[bool](b, `!!document.querySelector("iframe[name=telefoon]")`) {
		ticked(b, step)
		return
	}
	b.Click(fmt.Sprintf(`#verhaal li:nth-child(%d) button`, nth[step]), "Laat zien")
	ticked(b, step)
}

// ticked waits until a step is ticked off.
func ticked(b *browser.Tab, step string) {
	b.T.Helper()
	b.Until(fmt.Sprintf(`document.querySelector("#verhaal li:nth-child(%d)")?.classList.contains("is-done")`, nth[step]))
}

// shows is whether a frame shows these words; numbers are read without the space in them.
func shows(frame, selector, words string) string {
	return fmt.Sprintf(`[...(document.querySelector("iframe[name=%s]").contentDocument?.querySelectorAll(%q) ?? [])].some((e) => e.innerText.replace(/\s+/g, "").includes(%q))`,
		frame, selector, strings.ReplaceAll(words, " ", ""))
}

// showsSoon is whether a frame shows a time that is soon when the demo begins at 9.40.
func showsSoon(frame string) string {
	return fmt.Sprintf(`/(9\.5[05]|10\.0[05])uur/.test(document.querySelector("iframe[name=%s]").contentDocument?.body?.innerText.replace(/\s+/g, "") ?? "")`, frame)
}

// byHand is the story as somebody does it who never presses "show me", each step on its own screen.
func byHand(t *testing.T, w *browser.Town) {
	story := w.Open(t, browser.Person{Width: 1440, Height: 900, Framed: true})
	story.Visit("/nl/demo")
	code := bookSoon(w.Open(t, browser.Person{Width: 390, Height: 844, Touch: true}))
	ticked(story, "book")
	hall := w.Open(t, browser.Person{Width: 1080, Height: 1920})
	open(hall, "nl", "Aanmeldzuil")
	hall.Follow("a", "Typ uw code")
	for _, letter := range strings.ReplaceAll(code, " ", "") {
		hall.Click(`[data-type="`+string(letter)+`"]`, "")
	}
	hall.Push("Verder")
	hall.WantSeen("Uw nummer")
	ticked(story, "arrive")
	number := strings.TrimPrefix(story.Text(".balie-demo__number"), "Nummer ")
	phone := w.Open(t, browser.Person{Width: 390, Height: 844, Framed: true})
	open(phone, "nl", "Nummer op de telefoon")
	phone.Until(shows("telefoon", "body", number))
	ticked(story, "see")
	desk := w.Open(t, browser.Person{Width: 1280, Height: 900})
	open(desk, "nl", "Balie")
	desk.Until(`!document.getElementById("kies")?.hidden`)
	browser.Answer[bool](desk, `(document.getElementById("reden").value = "wait", true)`)
	desk.Click(calls(number), "Oproepen") // others may be before them: a colleague may pick, and says why
	ticked(story, "call")
	desk.Click("button", "Is er, begin")
	desk.WantSeen("Bezig")
	// A press right after another is not taken, since it may be the same: it is pressed until the visit is over.
	desk.Until(`document.querySelector("button[data-key=k]")?.click(), !document.getElementById("nu").innerText.includes("Bezig")`)
	ticked(story, "finish")
}

// calls is the button that picks a number, "A13", however its letter and its digits are set apart.
func calls(number string) string {
	letter, digits := number[:1], strings.TrimSpace(strings.ReplaceAll(number[1:], "\u00a0", ""))
	var all []string
	for _, between := range []string{"", " ", "\u00a0"} {
		all = append(all, fmt.Sprintf("button[aria-label*=%q]", letter+between+digits))
	}
	return strings.Join(all, ", ")
}

// bookSoon books on a telephone what is free first today, and returns the code.
func bookSoon(b *browser.Tab) (code string) {
	b.T.Helper()
	open(b, "nl", "Inwoner")
	b.Follow("main a.utrecht-link", "")
	b.Follow("a.balie-choice", "Paspoort of rijbewijs ophalen")
	b.Push("Kies een tijd")
	b.WantSeen("dinsdag") // the first of today stands first
	b.Follow(".balie-times .balie-slot", "")
	b.Fill("naam", "Bezoeker Testink")
	b.Click("label", "Ik wil geen bericht")
	b.Push("Verder naar controleren")
	b.Push("Afspraak maken")
	b.WantTitle("Uw afspraak is gemaakt")
	return b.Text(".balie-code")
}
