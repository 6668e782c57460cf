package setup

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
	"balie/outreach"
	"balie/web/account"
	"balie/web/route"
	"balie/web/wording"
)

func house(t testing.TB, now *time.Time) *ledger.Ledger {
	return ledgertest.Open(t, func() time.Time { return *now }, append(slices.Clone(schemas), account.Schema)...)
}

func exported(t testing.TB, l *ledger.Ledger) (d Document) {
	t.Helper()
	if err := l.View(func(r ledger.Reader) (err error) { d, err = Export(r); return err }); err != nil {
		t.Fatal(err)
	}
	return d
}

// imported reads files as whoever imports does, and applies what they plan.
func imported(t testing.TB, l *ledger.Ledger, files []File, whole bool) (p Plan) {
	t.Helper()
	all, err := Read(files)
	if err != nil {
		t.Fatal(err)
	}
	err = l.View(func(r ledger.Reader) (err error) {
		if err := all.Check(r); err != nil {
			return err
		}
		p, err = PlanOf(r, all.Document, whole)
		return err
	})
	if err == nil {
		err = p.Apply(t.Context(), l, "cli")
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func said(d Document) string {
	d.Exported = nil
	text, _ := json.MarshalIndent(d, "", " ")
	return string(text)
}

// drawn is any municipality, also with words that JSON and HTML treat with care.
func drawn(rt *rapid.T) (d Document) {
	word := func(label string) string {
		return "W" + catalogue.CleanLine(rapid.StringMatching(`[a-zA-Z<>&"'é\\/ €-]{0,12}`).Draw(rt, label))
	}
	languages := func(label string) map[string]string {
		all := map[string]string{"nl": word(label)}
		for _, tag := range []string{"en", "de"} {
			if rapid.Bool().Draw(rt, label+tag) {
				all[tag] = word(label + tag)
			}
		}
		return all
	}
	d.Products = drawnProducts(rt, word)
	for i := range rapid.IntRange(1, 2).Draw(rt, "offices") {
		id := fmt.Sprint("plek-", i)
		o := catalogue.Office{ID: catalogue.OfficeID(id), Kind: catalogue.TownHall, Name: word("office"), Zone: "Europe/Amsterdam", Desks: []catalogue.Desk{{ID: catalogue.DeskID(id + "-1"), Name: word("desk"), Skills: []string{"pas"}}}, Openings: []calendar.Opening{}}
		if rapid.Bool().Draw(rt, "open") {
			o.Openings = []calendar.Opening{{ID: "week", Desk: id + "-1", Weekdays: []calendar.Weekday{1, 2}, Start: 108, End: calendar.Cell(rapid.IntRange(120, 200).Draw(rt, "end")), Use: calendar.ForBoth, Share: calendar.Public}}
		}
		d.Offices = append(d.Offices, o)
	}
	d.TownSetup = drawnTown(rt, word)
	if rapid.Bool().Draw(rt, "legal") {
		d.Legal = &catalogue.Legal{Office: d.Offices[0].ID, Officer: word("officer"), Processors: []string{word("processor")}, Access: "B", Statement: "https://statement.example/1"}
	}
	d.Groups, d.Skills = drawnNames(rt, languages)
	if rapid.Bool().Draw(rt, "bus") {
		d.Bus = &catalogue.Bus{On: true, Name: word("bus"), Hello: "Hoi"}
	}
	if rapid.Bool().Draw(rt, "pause") {
		d.Pause = &catalogue.Pause{Texts: languages("why"), Staff: true, Span: catalogue.Span{Until: catalogue.Moment{Date: calendar.DateOf(2026, 12, 3), Time: 228}}}
	}
	for _, id := range []string{"a", "b"}[:rapid.IntRange(0, 2).Draw(rt, "notices")] {
		d.Notices = append(d.Notices, catalogue.Notice{ID: id, Places: []string{catalogue.OnHome, catalogue.OnStaff}, Texts: languages("notice")})
	}
	for _, group := range wording.Groups {
		t := wording.Texts(group)[0]
		if rapid.Bool().Draw(rt, t.Key) {
			w := catalogue.Wording{Key: t.Key, Texts: languages(t.Key)}
			for tag := range w.Texts {
				for _, place := range t.Needs {
					w.Texts[tag] += " {" + place + "}"
				}
			}
			d.Texts = append(d.Texts, w)
		}
	}
	slices.SortFunc(d.Texts, func(a, b catalogue.Wording) int { return strings.Compare(a.Key, b.Key) })
	d.Vehicles = []outreach.Vehicle{{ID: "bus", Name: word("vehicle"), Lat: 51.8, Lon: 6.3, From: 100, Until: 200, Crew: 2, Weekdays: []calendar.Weekday{1}}}
	d.Roles, d.Drives = drawnRoles(rt), outreach.Drives{"a": {"b": float64(rapid.IntRange(1, 60).Draw(rt, "drive"))}}
	return d
}

// drawnRoles are two roles, the same ones everywhere: no import ends a role.
func drawnRoles(rt *rapid.T) (all []account.Definition) {
	for i := range 2 {
		right := rapid.SampledFrom(route.Grantable()).Draw(rt, "right")
		all = append(all, account.Definition{ID: account.Role(strings.Repeat(string("AB"[i]), ledger.IDLength)), Name: fmt.Sprint("Rol ", i), Rights: []route.Right{right}})
	}
	return all
}

// drawnTown is how a municipality calls itself and looks.
func drawnTown(rt *rapid.T, word func(string) string) (d TownSetup) {
	if rapid.Bool().Draw(rt, "named") {
		d.Named = &catalogue.Named{Name: word("town"), Languages: []string{"nl", "en"}, Ready: true}
	}
	if rapid.Bool().Draw(rt, "style") {
		d.Style = &catalogue.Style{Colour: rapid.SampledFrom([]string{"#0b5d3b", "#003082"}).Draw(rt, "colour")}
	}
	if rapid.Bool().Draw(rt, "logo") {
		d.Logo = &catalogue.Logo{Type: "svg", Content: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h2v2z"></path></svg>`}
	}
	return d
}

// drawnNames are some groups and skills, or none.
func drawnNames(rt *rapid.T, languages func(string) map[string]string) ([]catalogue.Group, []catalogue.Skill) {
	if !rapid.Bool().Draw(rt, "groups") {
		return nil, nil
	}
	return []catalogue.Group{{ID: "eigen", Icon: "leaf", Place: 3, Texts: languages("group")}, {ID: "marry", Gone: true}}, []catalogue.Skill{{ID: "pas", Texts: languages("skill")}}
}

// drawnProducts are some products, also with what they ask themselves.
func drawnProducts(rt *rapid.T, word func(string) string) (all []catalogue.Product) {
	for i := range rapid.IntRange(0, 3).Draw(rt, "products") {
		id := catalogue.ProductID(fmt.Sprint("product-", i))
		all = append(all, catalogue.Product{ID: id, Minutes: rapid.IntRange(1, 12).Draw(rt, "minutes") * 5, MaxPersons: 2, Skill: "pas", HorizonDays: 60, Texts: map[string]catalogue.ProductText{"nl": {Name: word("name"), Short: word("short")}}})
		if rapid.Bool().Draw(rt, "asks") {
			all[i].Questions = []catalogue.Question{{ID: "waarom", Required: rapid.Bool().Draw(rt, "required"), Texts: map[string]catalogue.QuestionText{"nl": {Ask: word("ask"), Choices: []string{"Ja", "Nee"}}}}}
		}
	}
	return all
}

// TestAnExportIsImportedExactly exports any municipality as files, packs and unpacks them, imports them as the whole
// into an empty house and into one that is otherwise, and exports those again.
func TestAnExportIsImportedExactly(t *testing.T) {
	now := time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	rapid.Check(t, func(rt *rapid.T) {
		first := house(t, &now)
		if err := Put(t.Context(), first, drawn(rt)); err != nil {
			rt.Fatal(err)
		}
		before := exported(t, first)
		files, err := before.Split()
		if err != nil {
			rt.Fatal(err)
		}
		packed, err := Zip(files)
		if err != nil {
			rt.Fatal(err)
		}
		files, err = Unzip("export.zip", packed)
		if err != nil {
			rt.Fatal(err)
		}
		other := house(t, &now)
		if err := Put(t.Context(), other, drawn(rt)); err != nil {
			rt.Fatal(err)
		}
		for what, l := range map[string]*ledger.Ledger{"an empty house": house(t, &now), "another": other} {
			imported(t, l, files, true)
			if after := exported(t, l); said(after) != said(before) {
				rt.Fatalf("imported into %s\n%s\nis\n%s", what, said(before), said(after))
			}
			if again := imported(t, l, files, true); len(again.Changes) > 0 {
				rt.Fatalf("importing it again into %s changes %v", what, again.Changes)
			}
		}
	})
}

// TestAnImportSaysWhatWasChangedSince changes one record on screen after an export, and one in the files.
func TestAnImportSaysWhatWasChangedSince(t *testing.T) {
	now := time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	l := house(t, &now)
	text := func(key, said string) catalogue.Wording {
		return catalogue.Wording{Key: key, Texts: map[string]string{"nl": said}}
	}
	put := func(w catalogue.Wording) {
		t.Helper()
		if err := l.Update(t.Context(), "staff:x", func(tx *ledger.Tx) error { _, err := catalogue.PutTown(tx, catalogue.TextRef(w.Key), w); return err }); err != nil {
			t.Fatal(err)
		}
	}
	put(text("home.title", "Een"))
	put(text("home.lead", "Twee"))
	d := exported(t, l)
	put(text("home.title", "Een, op het scherm"))
	put(text("home.have", "Nieuw op het scherm"))
	d.Texts[0].Texts["nl"] = "Twee, in het bestand" // home.lead
	plan := func(from string) (p Plan) {
		d.Exported.From = from
		if err := l.View(func(r ledger.Reader) (err error) { p, err = PlanOf(r, d, false); return err }); err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := plan(d.Exported.From)
	if !slices.Equal(p.Since, []string{"text home.have", "text home.title"}) || !slices.Equal(p.Lost, []string{"text home.title"}) {
		t.Errorf("changed since %q, changed back %q", p.Since, p.Lost)
	}
	if lines := strings.Join(p.Lines(true), "\n"); !strings.Contains(lines, "text home.title, and these files change it") || !strings.Contains(lines, `"Twee" → "Twee, in het bestand"`) {
		t.Errorf("the report is\n%s", lines)
	}
	if p := plan("another house"); len(p.Since) > 0 {
		t.Errorf("of another house is said %q", p.Since)
	}
}

// TestWhatCannotBeOfAMunicipalityIsRefusedWithItsPlace in files of own words, style, logo and maintenance.
func TestWhatCannotBeOfAMunicipalityIsRefusedWithItsPlace(t *testing.T) {
	now := time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	l := house(t, &now)
	for document, want := range map[string]string{
		`{"own_texts":[{"key":"mail.code","texts":{"nl":"Uw code"}}]}`:                                                  "texts.nl: needs {code}",
		`{"own_texts":[{"key":"mail.code","texts":{"nl":"{code} {product}"}}]}`:                                         "texts.nl: cannot have {product}",
		`{"own_texts":[{"key":"refusal.internal","texts":{"nl":"x"}}]}`:                                                 "key: is no text that can be changed",
		`{"style":{"colour":"#ffd43b"}}`:                                                                                "colour: cannot be read",
		`{"style":{"colour":"red"}}`:                                                                                    "colour: must be #",
		`{"logo":{"type":"svg","content":"<svg><script>x</script></svg>"}}`:                                             "content: does more than draw",
		`{"notices":[{"id":"a","places":["moon"],"texts":{"nl":"x"}}]}`:                                                 "places: must be some of",
		`{"pause":{"texts":{"de":"x"}}}`:                                                                                "texts.nl: is missing",
		`{"bus":{"on":true,"off":true}}`:                                                                                "off: cannot be beside on",
		`{"notices":[{"id":"a","places":["home"],"texts":{"nl":"x"}},{"id":"a","places":["home"],"texts":{"nl":"x"}}]}`: "stands there twice",
	} {
		files, err := Read([]File{{"x.json", []byte(document)}})
		if err == nil {
			err = l.View(files.Check)
		}
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "x.json: line 1") {
			t.Errorf("%s is refused with %v, want %q", document, err, want)
		}
	}
}
