package firstrun

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
	"github.com/pquerna/otp/totp"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/browser"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// What a first run may take: the machine's part of it, and how many fields a person fills.
const (
	longest    = 3 * time.Minute * servertest.Slower
	mostFields = 40
)

const passphrase = "vier losse woorden samen"

// walk is the literal walk of README, by keyboard alone.
type walk struct {
	*testing.T
	house  *server.Running
	later  atomic.Int64
	town   *browser.Town
	steps  []string // as README says them
	fields int      // that a person filled
}

// TestYourOwnMunicipalityInTenMinutes goes from an empty folder to the first resident who is called, and holds README
// to the same steps.
func TestYourOwnMunicipalityInTenMinutes(t *testing.T) {
	w := &walk{T: t}
	begin := time.Now()
	clock := func() time.Time { return servertest.Noon().Add(time.Since(begin) + time.Duration(w.later.Load())) }
	data := t.TempDir()
	w.house = servertest.StartAs(t, &server.Process{Out: io.Discard, Err: os.Stderr, Clock: clock}, data)
	w.town = &browser.Town{Browser: browser.StartBrowser(t), Other: w.house.URL}
	link, err := os.ReadFile(filepath.Join(data, "first-link"))
	if err != nil {
		t.Fatal(err)
	}
	w.step("Open the link that it prints, choose a passphrase and prove a second step.")
	manager := w.town.Open(t, browser.Person{})
	w.begin(manager, string(link))
	colleague := w.fiveSteps(manager)
	code := w.book()
	w.help(colleague, code)
	took := time.Since(begin)
	t.Logf("from an empty folder to the first resident at a desk: %d fields, and %.1f s of the machine", w.fields, took.Seconds())
	if w.fields > mostFields || took > longest {
		t.Errorf("it took %d fields and %v", w.fields, took)
	}
	w.wantManual()
}

// step is the next line of README.
func (w *walk) step(what string) { w.steps = append(w.steps, what) }

// fill goes to a field by keyboard, and types in the place of what stands there.
func (w *walk) fill(b *browser.Tab, id, what string) {
	b.T.Helper()
	w.fields++
	b.TabTo(`e.id === "` + id + `"`)
	browser.Answer[bool](b, `(document.activeElement.select?.(), true)`)
	b.Key(what)
}

// enter presses Enter, which leads to another page.
func enter(b *browser.Tab) { b.T.Helper(); b.Leave(func() { b.Key(kb.Enter) }) }

// press goes to a button or a link by keyboard and presses Enter on it.
func press(b *browser.Tab, condition string) { b.T.Helper(); b.TabTo(condition); enter(b) }

// begin opens a set-up link: a passphrase, and a second step with an app.
func (w *walk) begin(b *browser.Tab, link string) {
	w.Helper()
	_, code, _ := strings.Cut(strings.TrimSpace(link), "#")
	b.Visit("/nl/medewerker/instellen#" + code)
	w.fill(b, "wachtzin", passphrase)
	w.fill(b, "nogmaals", passphrase)
	enter(b)
	secret := strings.ReplaceAll(b.Text("code.balie-secret"), " ", "")
	now, err := totp.GenerateCode(secret, w.house.Server.Clock())
	if err != nil {
		w.Fatal(err)
	}
	w.fill(b, "code", now)
	enter(b)
	press(b, `!!e.closest("main") && (e.matches("a") || e.type === "submit")`)
}

// fiveSteps sets the municipality up, and returns the link of the colleague who was let in.
func (w *walk) fiveSteps(b *browser.Tab) (link string) {
	w.Helper()
	b.WantTitle("Uw gemeente inrichten")
	b.WantSeen("Stap 1 van 5", "Vijf stappen, ongeveer tien minuten.")
	w.step("Step 1: the name of your municipality and one colour.")
	w.fill(b, "naam", "Nieuwstad")
	enter(b)
	b.WantSeen("Stap 2 van 5", "Nieuwstad")
	w.step("Step 2: where residents come, with address and telephone number.")
	for _, f := range [][2]string{{"plek", "Stadskantoor"}, {"straat", "Plein 1"}, {"postcode", "1234ab"}, {"plaats", "Nieuwstad"}, {"telefoon", "010 123 45 67"}} {
		w.fill(b, f[0], f[1])
	}
	enter(b)
	b.WantSeen("Stap 3 van 5", "1234 AB")
	w.step("Step 3: a desk and its hours.")
	press(b, `e.id === "verder"`)
	b.WantSeen("Stap 4 van 5", "Maandag tot en met vrijdag 9.00 tot 17.00 uur.")
	w.step("Step 4: products, ticked in the national list.")
	press(b, `e.id === "verder"`)
	b.WantSeen("Stap 5 van 5", "Paspoort aanvragen")
	w.step("Step 5: a colleague, who gets a link; then Done.")
	w.fill(b, "collega", "Anna de Wit")
	w.fill(b, "login", "anna")
	press(b, `e.id === "nog"`)
	b.WantSeen("Anna de Wit")
	link = b.Text("#link")
	press(b, `e.id === "verder"`)
	b.WantTitle("Inwoners kunnen nu afspreken")
	press(b, `e.id === "proef"`)
	b.WantSeen("Nieuwstad", "Paspoort aanvragen")
	return link
}

// book books as a resident does, and returns the code that is spoken.
func (w *walk) book() (code string) {
	w.Helper()
	w.step("A resident books: what for, a time, a name.")
	b := w.town.Open(w.T, browser.Person{})
	b.Visit("/nl/")
	press(b, `e.matches("a.balie-choice") && e.textContent.includes("Paspoort")`)
	press(b, `e.type === "submit" && !!e.closest("main")`)
	b.WantTitle("Wanneer komt u langs?")
	w.fields++
	press(b, `e.name === "tijd"`)
	b.WantTitle("Hoe kunnen wij u bereiken?")
	w.fill(b, "naam", "Geert Toetsink")
	w.fields++
	b.TabTo(`e.name === "kanaal"`)
	b.Key(" ")
	for !browser.Answer[bool](b, `document.activeElement.value === "none"`) {
		b.Key(kb.ArrowDown)
	}
	press(b, `e.type === "submit" && e.textContent.includes("controleren")`)
	b.WantTitle("Klopt alles?")
	press(b, `e.type === "submit" && e.textContent.includes("Afspraak maken")`)
	b.WantTitle("Uw afspraak is gemaakt")
	return strings.Join(strings.Fields(b.Text(".balie-code")), "")
}

// help lets the resident in by the code, and calls them to the desk.
func (w *walk) help(link, code string) {
	w.Helper()
	w.step("The colleague opens their link, lets the resident in by the code, sits down at the desk and calls.")
	w.passUntil(code)
	b := w.town.Open(w.T, browser.Person{})
	w.begin(b, link)
	b.Visit("/nl/medewerker/ontvangst")
	w.fill(b, "tekst", code)
	enter(b)
	b.WantSeen("Geert Toetsink")
	press(b, `e.type === "submit" && e.textContent.trim().startsWith("Aanmelden")`)
	b.Text("h1.balie-now__number")
	b.Visit("/nl/medewerker/balie")
	b.WantTitle("Aan welke balie zit u?")
	press(b, `e.type === "submit" && e.textContent.includes("Ga hier zitten")`)
	b.Until(`document.querySelector("[data-live]").dataset.state === "fresh"`)
	b.TabTo(`e.type === "submit" && e.textContent.includes("Volgende oproepen")`)
	b.Key(kb.Enter)
	b.WantSeen("Geert Toetsink", "Roep nog eens")
}

// passUntil moves the clock on to ten minutes before the appointment.
func (w *walk) passUntil(code string) {
	w.Helper()
	err := w.house.Server.Ledger.View(func(r ledger.Reader) error {
		a, err := booking.ByCode(r, w.house.Server.Vault, code)
		if err != nil {
			return err
		}
		o, err := catalogue.OfficeByID(r, a.Offer.Office)
		w.later.Add(int64(a.Begins(o).Sub(w.house.Server.Clock()) - 10*time.Minute))
		return err
	})
	if err != nil {
		w.Fatal(err)
	}
}

// wantManual holds README to the steps that were walked.
func (w *walk) wantManual() {
	w.Helper()
	manual, err := os.ReadFile("../../../../README.md")
	if err != nil {
		w.Fatal(err)
	}
	_, part, _ := strings.Cut(string(manual), "## Your own municipality in ten minutes")
	part, _, _ = strings.Cut(part, "\n## ")
	var said []string
	for line := range strings.SplitSeq(part, "\n") {
		if _, what, ok := strings.Cut(line, ". "); ok && line[0] >= '0' && line[0] <= '9' {
			said = append(said, what)
		}
	}
	if fields := fmt.Sprintf("You fill %d fields", w.fields); !strings.Contains(part, fields) {
		w.Errorf("README does not say %q", fields)
	}
	if strings.Join(said, "\n") != strings.Join(w.steps, "\n") {
		w.Errorf("README says:\n%s\nwalked:\n%s", strings.Join(said, "\n"), strings.Join(w.steps, "\n"))
	}
}
