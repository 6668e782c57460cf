package resident

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"

	"balie/cmd/internal/browser"
)

// states are the properties of a part that a screen reader says beside its name.
var states = []string{"checked", "invalid", "focused", "expanded", "live"}

// heard is the page as a screen reader goes through it: each part that has a role, its name, its
// description, and its state.
func heard(b *browser.Tab) (lines []string) {
	b.T.Helper()
	nodes := browser.Call(b, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range nodes {
		byID[n.NodeID] = n
	}
	var walk func(n *accessibility.Node)
	walk = func(n *accessibility.Node) {
		role := voiced(n.Role)
		if !n.Ignored && !slices.Contains([]string{"", "none", "generic", "InlineTextBox", "LineBreak", "RootWebArea", "paragraph"}, role) {
			lines = append(lines, strings.Join(append([]string{role, `"` + voiced(n.Name) + `"`}, more(n)...), " "))
		}
		for _, id := range n.ChildIDs {
			if child := byID[id]; child != nil {
				walk(child)
			}
		}
	}
	walk(nodes[0])
	return lines
}

func voiced(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var text string
	if json.Unmarshal([]byte(v.Value), &text) != nil {
		return string(v.Value)
	}
	return strings.Join(strings.Fields(text), " ")
}

func more(n *accessibility.Node) (lines []string) {
	if described := voiced(n.Description); described != "" {
		lines = append(lines, "("+described+")")
	}
	for _, p := range n.Properties {
		value := voiced(p.Value)
		if slices.Contains(states, string(p.Name)) && value != "false" && value != "off" && value != "" {
			lines = append(lines, string(p.Name)+"="+value)
		}
	}
	return lines
}

// wantHeardInOrder fails unless these parts come one after another, with others between them.
func wantHeardInOrder(b *browser.Tab, want ...string) {
	b.T.Helper()
	lines := heard(b)
	rest := lines
	for _, w := range want {
		i := slices.IndexFunc(rest, func(line string) bool { return strings.Contains(line, w) })
		if i < 0 {
			b.T.Errorf("%q is not heard there; heard is\n%s", w, strings.Join(lines, "\n"))
			return
		}
		rest = rest[i+1:]
	}
}

// heardStory books with a screen reader: what it says is checked at every step.
func heardStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Refused: true})
	b.Visit("/")
	wantHeardInOrder(b, `link "Naar de inhoud"`, "banner", `navigation "Taal"`, `link "NL, Nederlands"`, "main", `heading "Waarvoor wilt u langskomen?"`, "search",
		`searchbox "Zoek wat u wilt regelen" (Bijvoorbeeld: paspoort, verhuizen of geboorte.)`, `heading "Vaak gekozen"`, `link "Paspoort aanvragen 10 minuten"`, "complementary", "contentinfo", `button "Maak dit scherm leeg"`)
	b.Follow("a.balie-choice", "Paspoort")
	wantHeardInOrder(b, `heading "Paspoort aanvragen"`, `combobox "Voor hoeveel personen is dit?" (Voor 1 persoon duurt het 10 minuten. Voor elke persoon erbij 5 minuten extra.)`,
		`button "Kies een tijd"`, `heading "Neem dit mee"`, `heading "Voor iedere persoon"`, `heading "Wie komt er mee?"`, `heading "Wat kost het?"`, `term`, `definition`, `heading "Waar kan dit?"`)
	b.Push("Kies een tijd")
	wantHeardInOrder(b, `heading "Wanneer komt u langs?"`, `group "Hier bent u snel aan de beurt"`, `button "`, `heading "Of kies zelf een dag"`, `navigation "Deel van de dag"`, `navigation "Dag van de week"`, `table "Vanaf 30 november"`, `columnheader "maandag"`, `link "dinsdag 1 december, `,
		`heading "`, `group "Ochtend"`, `heading "Waar kunt u het snelst terecht?"`, `complementary "Uw keuze tot nu toe"`)
	b.TakeTime(0)
	wantHeardInOrder(b, `heading "Hoe kunnen wij u bereiken?"`, `textbox "Voornaam en achternaam" (Deze naam kunt u later niet meer wijzigen.)`, `group "Hoe bereiken wij u als er iets verandert?"`, `radio "Met een e-mail"`)
	b.Push("Verder naar controleren")
	wantHeardInOrder(b, `alert "2 antwoorden kloppen nog niet" live=assertive focused=true`, `link "Vul uw voornaam en achternaam in"`, `textbox "Voornaam en achternaam" (Fout: Vul uw voornaam en achternaam in Deze naam kunt u later niet meer wijzigen.) invalid=true`, `group "Hoe bereiken wij u als er iets verandert?" (Fout: Kies hoe wij u kunnen bereiken)`)
	b.Fill("naam", "Anna Luistert")
	b.Click("label", "Ik wil geen bericht")
	b.Push("Verder naar controleren")
	wantHeardInOrder(b, `heading "Klopt alles?"`, `region "Uw afspraak"`, `term`, `region "Uw gegevens"`, `button "Afspraak maken"`, `heading "Neem dit mee"`)
	hearTheEndComing(b, w)
	b.Push("Afspraak maken")
	wantHeardInOrder(b, `heading "Uw afspraak is gemaakt"`, `link "Bewaar als PDF"`, `link "In mijn agenda"`, `region "Uw code"`, `image "QR-code van uw afspraak"`, `heading "Neem dit mee"`, `checkbox "Al uw paspoorten`, `status`, `link "Afspraak verzetten"`)
	b.Click(".balie-ticks label", "pinpas")
	b.Until(`document.querySelector("[data-ticks-said]").textContent !== ""`)
	wantHeardInOrder(b, `checkbox "Uw pinpas. U betaalt aan de balie" focused=true checked=true`, `status "" live=polite`, `StaticText "Uw vinkjes zijn bewaard"`)
}

// hearTheEndComing lets nearly all the time of a hold pass: the warning is an alert with a button.
func hearTheEndComing(b *browser.Tab, w *browser.Town) {
	b.T.Helper()
	browser.Answer[bool](b, `document.querySelector("[data-hold]").dataset.hold, true`)
	before := b.Text("[data-hold-text]")
	browser.Answer[bool](b, `(real => { performance.now = () => real() + 1000 * (600 - 100); return true })(performance.now.bind(performance))`)
	b.Until(`document.querySelector("[data-hold-alert]").innerText.includes("nog 2 minuten")`)
	wantHeardInOrder(b, `status "" live=polite`, `StaticText "Wij houden deze tijd nog 2 minuten voor u vast."`, `button "Ik heb meer tijd nodig"`)
	b.Click("[data-hold-alert] button", "Ik heb meer tijd nodig")
	b.Until(`document.querySelector("[data-hold-alert]").innerText === ""`)
	if after := b.Text("[data-hold-text]"); after == "" || before == "" {
		b.T.Errorf("held %q, then %q", before, after)
	}
}
