package main

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"balie/queue"
)

// TestDeskInABrowser lets colleagues work at the desks of one hall, each in a browser of their own.
func TestDeskInABrowser(t *testing.T) {
	inHall := func(tell func(*testing.T, *hall, *town)) func(*testing.T, *town) {
		return func(t *testing.T, w *town) {
			h := newHall(t, 3)
			tell(t, h, &town{browser: w.browser, other: h.base()})
		}
	}
	tellAll(t, nil,
		story{name: "together", tell: inHall(togetherStory), aside: true, always: true},
		story{name: "morning", tell: inHall(morningStory), aside: true},
		story{name: "chosen", tell: inHall(chosenStory), aside: true},
		story{name: "restart", tell: inHall(restartStory), aside: true},
		story{name: "out", tell: inHall(signedOutStory), aside: true},
		story{name: "forms", tell: inHall(formsStory), aside: true},
		story{name: "states", tell: inHall(deskStatesStory), aside: true},
	)
}

// sit signs a colleague in and lets them sit down at the first free desk.
func (w *town) sit(t *testing.T, p person, n int) *tab {
	t.Helper()
	b := w.open(t, p)
	b.visit("/medewerker?naar=/medewerker/balie")
	b.fill("login", login(n))
	b.fill("wachtzin", deskPassphrase)
	b.leave(func() { b.key(kb.Enter) })
	b.wantTitle("Aan welke balie zit u?")
	b.push("Ga hier zitten")
	if !p.scriptless {
		b.until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	}
	return b
}

const areaNow = `document.getElementById("nu").innerText.replace(/\s+/g, " ")`

// areaSays waits until the area of the desk says all of these words.
func (b *tab) areaSays(words ...string) {
	b.t.Helper()
	for _, w := range words {
		b.until(areaNow + `.includes("` + w + `")`)
	}
}

// press presses a key of the workplace, after the moment in which a second press counts as the first.
func (b *tab) press(key string) {
	b.t.Helper()
	time.Sleep(450 * time.Millisecond)
	b.key(key)
}

// togetherStory: what happens at one desk stands on the other one's page at once, and nothing moves
// away under the hand there.
func togetherStory(t *testing.T, h *hall, w *town) {
	a, b := w.sit(t, person{}, 1), w.sit(t, person{}, 2)
	visit := h.walkIn()
	for _, tab := range []*tab{a, b} {
		tab.until(`document.querySelectorAll(".balie-queue__item").length === 1`)
	}
	b.until(`document.querySelector(".balie-queue__pick") !== null`)
	answer[bool](b, `document.querySelector("#stand summary").focus(), true`)
	a.key(" ")
	begin := time.Now()
	b.until(`document.querySelectorAll(".balie-queue__item").length === 0 && document.getElementById("balies").innerText.includes("M 1")`)
	t.Logf("a call stands at the other desk after %v", time.Since(begin).Round(time.Millisecond))
	b.areaSays("Er wacht niemand voor u")
	if !answer[bool](b, `document.activeElement.matches("#stand summary")`) {
		t.Error("a call elsewhere takes the focus away")
	}
	h.wants(visit.ID, queue.Called)
	if said := answer[string](b, `document.getElementById("balies").innerText`); !strings.Contains(said, "roept op") {
		t.Errorf("the house says %q", said)
	}
}

// morningStory helps twelve people and more with the keyboard alone.
func morningStory(t *testing.T, h *hall, w *town) {
	b := w.sit(t, person{refused: true}, 1)
	other := w.sit(t, person{}, 2)
	var all []queue.Ticket
	for range 11 {
		all = append(all, h.walkIn())
	}
	all = append(all, h.arrives("Riet Wissink"))
	b.until(`document.querySelectorAll(".balie-queue__item").length === 12`)
	b.key(" ")
	for n := range 5 { // whoever it is: begin, done and next
		b.areaSays("Opgeroepen")
		b.press(" ")
		b.areaSays("Bezig")
		if n == 0 {
			b.key("2") // comes back
			b.until(`document.querySelector("[name=vervolg][value=comeback]").checked`)
		}
		b.press(" ")
	}
	throughOdds(h, b)
	throughLunch(b)
	other.press(" ") // whoever was sent on
	other.areaSays("Opgeroepen")
	other.press(" ")
	other.areaSays("Bezig")
	other.press("k")
	other.areaSays("U rondt af tot")
	for _, v := range all {
		h.wants(v.ID, queue.Done)
	}
}

// throughOdds goes past what does not go as usual: nobody came, and came after all; a form to fill
// in first; somebody for a colleague.
func throughOdds(h *hall, b *tab) {
	b.areaSays("Opgeroepen")
	b.key("r") // too soon
	b.areaSays("Geef de bezoeker tijd om te komen")
	h.pass(queue.RecallEvery)
	b.key("n")
	b.areaSays("Straks voor u")
	b.press("z") // there they are after all
	b.areaSays("Opgeroepen")
	b.press(" ")
	b.areaSays("Bezig")
	b.press("p")
	b.areaSays("Even apart gezet")
	b.press(" ")
	b.areaSays("Opgeroepen")
	b.press(" ")
	b.areaSays("Bezig")
	b.press("d")
	b.until(`document.activeElement.id === "naar"`)
	b.key(kb.ArrowDown)
	b.tabTo(`e.textContent.includes("Bezoeker doorsturen")`)
	b.key(kb.Enter)
	b.areaSays("Straks voor u")
}

// throughLunch has lunch, and then helps all who are left.
func throughLunch(b *tab) {
	b.press("s")
	b.tabTo(`e.textContent.trim() === "Lunch"`)
	b.key(kb.Enter)
	b.areaSays("lunch", "Balie openen")
	b.press(" ")
	b.areaSays("Volgende oproepen")
	for { // those who are left
		b.press(" ")
		b.until(areaNow + `.includes("Opgeroepen") || ` + areaNow + `.includes("Er wacht niemand voor")`)
		if strings.Contains(answer[string](b, areaNow), "Er wacht niemand voor") {
			break
		}
		b.press(" ")
		b.areaSays("Bezig")
		b.press("k")
		b.areaSays("U rondt af tot")
	}
	b.tabTo(`e.textContent.includes("Verder met")`)
	b.key(kb.Enter)
	b.areaSays("Bezig")
	b.press("k")
	b.areaSays("U rondt af tot")
}

// chosenStory: what one is filling in stays while others work, the focus too; a second press in the
// same moment does nothing more.
func chosenStory(t *testing.T, h *hall, w *town) {
	b := w.sit(t, person{}, 1)
	visit := h.walkIn()
	b.until(`document.querySelectorAll(".balie-queue__item").length === 1`)
	b.key("  ") // twice: calls, and does not begin
	b.areaSays("Opgeroepen")
	time.Sleep(300 * time.Millisecond)
	h.wants(visit.ID, queue.Called)
	b.press(" ")
	b.areaSays("Bezig")
	b.key("1")
	b.click("#gedaan summary", "")
	answer[bool](b, `(e => { e.value = "3"; return true })(document.querySelector("[name='aantal.paspoort']"))`)
	answer[bool](b, `document.querySelector("[data-key=p]").focus(), true`)
	key := answer[string](b, `document.querySelector("#nu [name=sleutel]").value`)
	h.walkIn()
	b.until(`document.querySelector("#nu [name=sleutel]").value !== "` + key + `"`)
	if !answer[bool](b, `document.querySelector("[name=vervolg][value=collect]").checked && document.querySelector("[name='aantal.paspoort']").value === "3" && document.getElementById("gedaan").open && document.activeElement.dataset.key === "p"`) {
		t.Errorf("what was chosen is gone, or the focus:\n%s", b.screen())
	}
	b.press("k")
	b.areaSays("U rondt af tot")
	if done := h.ticket(visit.ID); done.Done[0].Count != 3 || done.Follow == nil {
		t.Errorf("finished as %+v", done)
	}
	answer[bool](b, `document.querySelector(".balie-bar__nav a").focus(), true`)
	b.press(" ") // on a link the space bar does nothing of its own
	b.areaSays("Opgeroepen")
}

// restartStory stops the server while a desk helps: a press that does not arrive says so, and pressed
// again it is done once.
func restartStory(t *testing.T, h *hall, w *town) {
	b := w.sit(t, person{refused: true}, 1)
	first := h.walkIn()
	second := h.walkIn()
	b.until(`document.querySelectorAll(".balie-queue__item").length === 2`)
	b.key(" ")
	b.areaSays("Opgeroepen")
	h.close()
	b.press(" ")
	b.areaSays("Dit is misschien niet aangekomen", "Opgeroepen")
	h.restart()
	b.press(" ")
	b.areaSays("Bezig")
	b.until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	b.press(" ")
	b.areaSays("Opgeroepen")
	h.wants(first.ID, queue.Done)
	h.wants(second.ID, queue.Called)
	b.forgive("ERR_") // that nobody was there was meant to be
	b.forgive("INCOMPLETE")
}

// signedOutStory leaves an open workplace for longer than a session may rest: the page says that one
// is signed out, and shows nobody's name.
func signedOutStory(t *testing.T, h *hall, w *town) {
	b := w.sit(t, person{refused: true}, 1)
	h.arrives("Riet Wissink")
	b.until(`document.querySelectorAll(".balie-queue__item").length === 1`)
	b.key(" ")
	b.areaSays("Riet Wissink")
	h.pass(31 * time.Minute)
	h.walkIn()
	b.until(`!!document.getElementById("login")`)
	if strings.Contains(b.screen(), "Riet") {
		t.Error("the name is still there")
	}
	b.fill("login", login(1))
	b.fill("wachtzin", deskPassphrase)
	b.leave(func() { b.key(kb.Enter) })
	b.areaSays("Riet Wissink", "Opgeroepen")
}

// formsStory is a visit without JavaScript.
func formsStory(t *testing.T, h *hall, w *town) {
	b := w.sit(t, person{scriptless: true, refused: true}, 1)
	b.push("Volgende oproepen")
	b.areaSays("Er wacht niemand voor deze balie")
	first, second := h.walkIn(), h.walkIn()
	b.visit("/medewerker/balie")
	b.push("Volgende oproepen")
	b.areaSays("Opgeroepen")
	b.push("Roep nog eens")
	b.areaSays("Geef de bezoeker tijd om te komen")
	b.push("Is er, begin")
	b.areaSays("Bezig")
	b.push("Even apart")
	b.areaSays("Even apart gezet")
	b.push("Verder met M 1")
	b.click("label", "Terugkomen")
	b.push("Klaar, volgende")
	h.wants(first.ID, queue.Done)
	h.wants(second.ID, queue.Called)
	b.push("Laatste stap ongedaan maken")
	h.wants(second.ID, queue.Waiting)
	b.follow(".balie-queue__pick", "Oproepen")
	h.wants(second.ID, queue.Called)
	b.click("#doorsturen summary", "")
	b.push("Terug in de rij")
	b.click("#stand summary", "")
	b.follow("#stand button", "Lunch")
	b.areaSays("lunch")
	b.push("Balie openen")
	b.click("#stand summary", "")
	b.push("Van de balie af")
	b.wantTitle("Aan welke balie zit u?")
}
