package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
)

// states are the properties of a part that a screen reader says beside its name.
var states = []string{"checked", "invalid", "focused", "expanded", "live"}

// heard is the page as a screen reader goes through it: each part that has a role, its name, its
// description, and its state.
func (b *tab) heard() (lines []string) {
	b.t.Helper()
	nodes := tell(b, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes
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
func (b *tab) wantHeardInOrder(want ...string) {
	b.t.Helper()
	lines := b.heard()
	rest := lines
	for _, w := range want {
		i := slices.IndexFunc(rest, func(line string) bool { return strings.Contains(line, w) })
		if i < 0 {
			b.t.Errorf("%q is not heard there; heard is\n%s", w, strings.Join(lines, "\n"))
			return
		}
		rest = rest[i+1:]
	}
}

// heardStory books with a screen reader: what it says is checked at every step.
func heardStory(t *testing.T, w *town) {
	b := w.open(t, person{refused: true})
	b.visit("/")
	b.wantHeardInOrder(`link "Naar de inhoud"`, "banner", `navigation "Taal"`, `link "NL, Nederlands"`, "main", `heading "Waarvoor wilt u langskomen?"`, "search",
		`searchbox "Zoek wat u wilt regelen" (Bijvoorbeeld: paspoort, verhuizen of geboorte.)`, `heading "Vaak gekozen"`, `link "Paspoort aanvragen 10 minuten"`, "complementary", "contentinfo", `button "Maak dit scherm leeg"`)
	b.follow("a.balie-choice", "Paspoort")
	b.wantHeardInOrder(`heading "Paspoort aanvragen"`, `combobox "Voor hoeveel personen komt u?" (De eerste persoon duurt 10 minuten. Elke volgende persoon duurt 5 minuten.)`,
		`button "Kies een tijd"`, `heading "Neem dit mee"`, `heading "Voor iedere persoon"`, `heading "Wie komt er mee?"`, `heading "Wat kost het?"`, `term`, `definition`, `heading "Waar kan dit?"`)
	b.push("Kies een tijd")
	b.wantHeardInOrder(`heading "Wanneer komt u langs?"`, `group "De beste tijden voor u"`, `checked=true`, `heading "Waar kunt u het eerst terecht?"`, `table "Waar kunt u het eerst terecht?"`, `columnheader "Waar"`, `rowheader`,
		`heading "Of kies zelf een dag en tijd"`, `table "december 2026"`, `columnheader "maandag"`, `link "dinsdag 1 december, `, `group "Ochtend"`, `complementary "Uw keuze tot nu toe"`, `button "Verder met deze tijd"`)
	b.push("Verder met deze tijd")
	b.wantHeardInOrder(`heading "Hoe kunnen wij u bereiken?"`, `textbox "Voornaam en achternaam" (Deze naam kunt u later niet meer wijzigen.)`, `group "Hoe bereiken wij u als er iets verandert?"`, `radio "Met een e-mail"`)
	b.push("Verder naar controleren")
	b.wantHeardInOrder(`alert "2 antwoorden kloppen nog niet" live=assertive focused=true`, `link "Vul uw voornaam en achternaam in"`, `textbox "Voornaam en achternaam" (Fout: Vul uw voornaam en achternaam in Deze naam kunt u later niet meer wijzigen.) invalid=true`, `group "Hoe bereiken wij u als er iets verandert?" (Fout: Kies hoe wij u kunnen bereiken)`)
	b.fill("naam", "Anna Luistert")
	b.click("label", "Liever niet")
	b.push("Verder naar controleren")
	b.wantHeardInOrder(`heading "Klopt alles?"`, `region "Uw afspraak"`, `term`, `region "Uw gegevens"`, `button "Afspraak maken"`, `heading "Neem dit mee"`)
	b.hearTheEndComing(w)
	b.push("Afspraak maken")
	b.wantHeardInOrder(`heading "Uw afspraak is gemaakt"`, `link "Bewaar als PDF"`, `link "In mijn agenda"`, `region "Uw code"`, `image "QR-code van uw afspraak"`, `heading "Neem dit mee"`, `checkbox "Al uw paspoorten`, `status`, `link "Afspraak verzetten"`)
	b.click(".balie-ticks label", "pinpas")
	b.until(`document.querySelector("[data-ticks-said]").textContent !== ""`)
	b.wantHeardInOrder(`checkbox "Uw pinpas. U betaalt aan de balie" focused=true checked=true`, `status "" live=polite`, `StaticText "Uw vinkjes zijn bewaard"`)
}

// hearTheEndComing lets nearly all the time of a hold pass: the warning is an alert with a button.
func (b *tab) hearTheEndComing(w *town) {
	b.t.Helper()
	answer[bool](b, `document.querySelector("[data-hold]").dataset.hold, true`)
	before := b.text("[data-hold-text]")
	answer[bool](b, `(real => { performance.now = () => real() + 1000 * (600 - 100); return true })(performance.now.bind(performance))`)
	b.until(`document.querySelector("[data-hold-alert]").innerText.includes("nog 2 minuten")`)
	b.wantHeardInOrder(`alert "" live=assertive`, `StaticText "Wij houden deze tijd nog 2 minuten voor u vast."`, `button "Ik heb meer tijd nodig"`)
	b.click("[data-hold-alert] button", "Ik heb meer tijd nodig")
	b.until(`document.querySelector("[data-hold-alert]").innerText === ""`)
	if after := b.text("[data-hold-text]"); after == "" || before == "" {
		b.t.Errorf("held %q, then %q", before, after)
	}
}
