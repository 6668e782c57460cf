package counter

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/servertest"
	"balie/queue"
)

// TestDeskInABrowser lets colleagues work at the desks of one hall, each in a browser of their own.
func TestDeskInABrowser(t *testing.T) {
	inHall := func(tell func(*testing.T, *servertest.Hall, *browser.Town)) func(*testing.T, *browser.Town) {
		return func(t *testing.T, w *browser.Town) {
			h := servertest.NewHall(t, 3)
			tell(t, h, &browser.Town{Browser: w.Browser, Other: h.Base()})
		}
	}
	browser.Tell(t, nil,
		browser.Story{Name: "together", Tell: inHall(togetherStory), Aside: true, Always: true},
		browser.Story{Name: "morning", Tell: inHall(morningStory), Aside: true},
		browser.Story{Name: "chosen", Tell: inHall(chosenStory), Aside: true},
		browser.Story{Name: "restart", Tell: inHall(restartStory), Aside: true},
		browser.Story{Name: "out", Tell: inHall(restStory), Aside: true},
		browser.Story{Name: "forms", Tell: inHall(formsStory), Aside: true},
		browser.Story{Name: "states", Tell: inHall(deskStatesStory), Aside: true},
	)
}

// sit signs a colleague in and lets them sit down at the first free desk.
func sit(w *browser.Town, t *testing.T, p browser.Person, n int) *browser.Tab {
	t.Helper()
	b := w.Open(t, p)
	b.Visit("/medewerker?naar=/medewerker/balie")
	b.Fill("login", servertest.Login(n))
	b.Fill("wachtzin", servertest.DeskPassphrase)
	b.Leave(func() { b.Key(kb.Enter) })
	b.WantTitle("Aan welke balie zit u?")
	b.Push("Ga hier zitten")
	if !p.Scriptless {
		b.Until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	}
	return b
}

const areaNow = `document.getElementById("nu").innerText.replace(/\s+/g, " ")`

// areaSays waits until the area of the desk says all of these words.
func areaSays(b *browser.Tab, words ...string) {
	b.T.Helper()
	for _, w := range words {
		b.Until(areaNow + `.includes("` + w + `")`)
	}
}

// press presses a key of the workplace, after the moment in which a second press counts as the first: the
// page's own clock is moved on. A press that comes while the page still waits for an answer does nothing, as
// for a person, who then presses again.
func press(b *browser.Tab, key string) {
	b.T.Helper()
	browser.Answer[bool](b, `((now, later) => { performance.now = () => now.call(performance) + later; return true })(performance.now, 1000)`)
	before := browser.Answer[string](b, areaNow)
	for range 3 {
		b.Key(key)
		for begin := time.Now(); time.Since(begin) < 2*time.Second; time.Sleep(10 * time.Millisecond) {
			if browser.Answer[string](b, areaNow) != before {
				return
			}
		}
	}
}

// togetherStory: what happens at one desk stands on the other one's page at once, and nothing moves
// away under the hand there.
func togetherStory(t *testing.T, h *servertest.Hall, w *browser.Town) {
	a, b := sit(w, t, browser.Person{}, 1), sit(w, t, browser.Person{}, 2)
	visit := h.WalkIn()
	for _, tab := range []*browser.Tab{a, b} {
		tab.Until(`document.querySelectorAll(".balie-queue__item").length === 1`)
	}
	b.Until(`document.querySelector(".balie-queue__pick") !== null`)
	browser.Answer[bool](b, `document.querySelector("#stand summary").focus(), true`)
	a.Key(" ")
	begin := time.Now()
	b.Until(`document.querySelectorAll(".balie-queue__item").length === 0 && document.getElementById("balies").innerText.includes("M 1")`)
	t.Logf("a call stands at the other desk after %v", time.Since(begin).Round(time.Millisecond))
	areaSays(b, "Er wacht niemand voor u")
	if !browser.Answer[bool](b, `document.activeElement.matches("#stand summary")`) {
		t.Error("a call elsewhere takes the focus away")
	}
	h.Wants(visit.ID, queue.Called)
	if said := browser.Answer[string](b, `document.getElementById("balies").innerText`); !strings.Contains(said, "roept op") {
		t.Errorf("the house says %q", said)
	}
}

// morningStory helps twelve people and more with the keyboard alone.
func morningStory(t *testing.T, h *servertest.Hall, w *browser.Town) {
	b := sit(w, t, browser.Person{Refused: true}, 1)
	other := sit(w, t, browser.Person{}, 2)
	var all []queue.Ticket
	for range 11 {
		all = append(all, h.WalkIn())
	}
	all = append(all, h.Arrives("Riet Wissink"))
	b.Until(`document.querySelectorAll(".balie-queue__item").length === 12`)
	b.Key(" ")
	for n := range 5 { // whoever it is: begin, done and next
		areaSays(b, "Opgeroepen")
		press(b, " ")
		areaSays(b, "Bezig")
		if n == 0 {
			b.Key("2") // comes back
			b.Until(`document.querySelector("[name=vervolg][value=comeback]").checked`)
		}
		press(b, " ")
	}
	throughOdds(h, b)
	throughLunch(b)
	press(other, " ") // whoever was sent on
	areaSays(other, "Opgeroepen")
	press(other, " ")
	areaSays(other, "Bezig")
	press(other, "k")
	areaSays(other, "U rondt af tot")
	for _, v := range all {
		h.Wants(v.ID, queue.Done)
	}
}

// throughOdds goes past what does not go as usual: nobody came, and came after all; a form to fill
// in first; somebody for a colleague.
func throughOdds(h *servertest.Hall, b *browser.Tab) {
	areaSays(b, "Opgeroepen")
	b.Key("r") // too soon
	areaSays(b, "Geef de bezoeker tijd om te komen")
	h.Pass(queue.RecallEvery)
	b.Key("n")
	areaSays(b, "Straks voor u")
	press(b, "z") // there they are after all
	areaSays(b, "Opgeroepen")
	press(b, " ")
	areaSays(b, "Bezig")
	press(b, "p")
	areaSays(b, "Even apart gezet")
	press(b, " ")
	areaSays(b, "Opgeroepen")
	press(b, " ")
	areaSays(b, "Bezig")
	press(b, "d")
	b.Until(`document.activeElement.id === "naar"`)
	b.Key(kb.ArrowDown)
	b.TabTo(`e.textContent.includes("Bezoeker doorsturen")`)
	b.Key(kb.Enter)
	areaSays(b, "Straks voor u")
}

// throughLunch has lunch, and then helps all who are left.
func throughLunch(b *browser.Tab) {
	press(b, "s")
	b.TabTo(`e.textContent.trim() === "Lunch"`)
	b.Key(kb.Enter)
	areaSays(b, "lunch", "Balie openen")
	press(b, " ")
	areaSays(b, "Volgende oproepen")
	for { // those who are left
		press(b, " ")
		b.Until(areaNow + `.includes("Opgeroepen") || ` + areaNow + `.includes("Er wacht niemand voor")`)
		if strings.Contains(browser.Answer[string](b, areaNow), "Er wacht niemand voor") {
			break
		}
		press(b, " ")
		areaSays(b, "Bezig")
		press(b, "k")
		areaSays(b, "U rondt af tot")
	}
	b.TabTo(`e.textContent.includes("Verder met")`)
	b.Key(kb.Enter)
	areaSays(b, "Bezig")
	press(b, "k")
	areaSays(b, "U rondt af tot")
}

// chosenStory: what one is filling in stays while others work, the focus too; a second press in the
// same moment does nothing more.
func chosenStory(t *testing.T, h *servertest.Hall, w *browser.Town) {
	b := sit(w, t, browser.Person{}, 1)
	visit := h.WalkIn()
	b.Until(`document.querySelectorAll(".balie-queue__item").length === 1`)
	b.Key("  ") // twice: calls, and does not begin
	areaSays(b, "Opgeroepen")
	if b.Asked("/balie/begin") {
		t.Error("the second press begins")
	}
	h.Wants(visit.ID, queue.Called)
	press(b, " ")
	areaSays(b, "Bezig")
	b.Key("1")
	b.Click("#gedaan summary", "")
	browser.Answer[bool](b, `(e => { e.value = "3"; return true })(document.querySelector("[name='aantal.paspoort']"))`)
	browser.Answer[bool](b, `document.querySelector("[data-key=p]").focus(), true`)
	key := browser.Answer[string](b, `document.querySelector("#nu [name=sleutel]").value`)
	h.WalkIn()
	b.Until(`document.querySelector("#nu [name=sleutel]").value !== "` + key + `"`)
	if !browser.Answer[bool](b, `document.querySelector("[name=vervolg][value=collect]").checked && document.querySelector("[name='aantal.paspoort']").value === "3" && document.getElementById("gedaan").open && document.activeElement.dataset.key === "p"`) {
		t.Errorf("what was chosen is gone, or the focus:\n%s", b.Screen())
	}
	press(b, "k")
	areaSays(b, "U rondt af tot")
	if done := h.Ticket(visit.ID); done.Done[0].Count != 3 || done.Follow == nil {
		t.Errorf("finished as %+v", done)
	}
	browser.Answer[bool](b, `document.querySelector(".balie-bar__nav a").focus(), true`)
	press(b, " ") // on a link the space bar does nothing of its own
	areaSays(b, "Opgeroepen")
}

// restartStory stops the server while a desk helps: a press that does not arrive says so, and pressed
// again it is done once.
func restartStory(t *testing.T, h *servertest.Hall, w *browser.Town) {
	b := sit(w, t, browser.Person{Refused: true}, 1)
	first := h.WalkIn()
	second := h.WalkIn()
	b.Until(`document.querySelectorAll(".balie-queue__item").length === 2`)
	b.Key(" ")
	areaSays(b, "Opgeroepen")
	h.Close()
	press(b, " ")
	areaSays(b, "Dit is misschien niet aangekomen", "Opgeroepen")
	h.Restart()
	press(b, " ")
	areaSays(b, "Bezig")
	b.Until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	press(b, " ")
	areaSays(b, "Opgeroepen")
	h.Wants(first.ID, queue.Done)
	h.Wants(second.ID, queue.Called)
	b.Forgive("ERR_") // that nobody was there was meant to be
	b.Forgive("INCOMPLETE")
}

// restStory leaves a workplace with a visitor for longer than a session may rest: nobody is locked out in front of
// them. Locked by hand it shows nobody's name, and goes on where it was.
func restStory(t *testing.T, h *servertest.Hall, w *browser.Town) {
	b := sit(w, t, browser.Person{Refused: true}, 1)
	h.Arrives("Riet Wissink")
	b.Until(`document.querySelectorAll(".balie-queue__item").length === 1`)
	b.Key(" ")
	areaSays(b, "Riet Wissink")
	h.Pass(31 * time.Minute)
	h.WalkIn()
	b.Until(`document.querySelectorAll(".balie-queue__item").length === 1`)
	areaSays(b, "Riet Wissink", "Opgeroepen")
	b.Click("#slot-nu", "Op slot")
	b.Until(`document.documentElement.classList.contains("is-locked")`)
	if seen := browser.Answer[string](b, `document.body.innerText`); strings.Contains(seen, "Riet") {
		t.Error("behind the lock the name is still there")
	}
	b.Fill("slot-antwoord", servertest.DeskPassphrase)
	b.Key(kb.Enter)
	b.Until(`!document.documentElement.classList.contains("is-locked")`)
	areaSays(b, "Riet Wissink", "Opgeroepen")
}

// formsStory is a visit without JavaScript.
func formsStory(t *testing.T, h *servertest.Hall, w *browser.Town) {
	b := sit(w, t, browser.Person{Scriptless: true, Refused: true}, 1)
	b.Push("Volgende oproepen")
	areaSays(b, "Er wacht niemand voor deze balie")
	first, second := h.WalkIn(), h.WalkIn()
	b.Visit("/medewerker/balie")
	b.Push("Volgende oproepen")
	areaSays(b, "Opgeroepen")
	b.Push("Roep nog eens")
	areaSays(b, "Geef de bezoeker tijd om te komen")
	b.Push("Is er, begin")
	areaSays(b, "Bezig")
	b.Push("Even apart")
	areaSays(b, "Even apart gezet")
	b.Push("Verder met M 1")
	b.Click("label", "Terugkomen")
	b.Push("Klaar, volgende")
	h.Wants(first.ID, queue.Done)
	h.Wants(second.ID, queue.Called)
	b.Push("Laatste stap ongedaan maken")
	h.Wants(second.ID, queue.Waiting)
	browser.Answer[bool](b, `(document.getElementById("reden").value = "wait", true)`) // no reason is chosen before
	b.Follow(".balie-queue__pick", "Oproepen")
	h.Wants(second.ID, queue.Called)
	b.Push("Terug in de rij") // the house has no other desk to send anybody to
	b.Click("#stand summary", "")
	b.Follow("#stand button", "Lunch")
	areaSays(b, "lunch")
	b.Push("Balie openen")
	b.Click("#stand summary", "")
	b.Push("Afmelden bij balie")
	b.WantTitle("Aan welke balie zit u?")
}
