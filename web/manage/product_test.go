package manage

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/catalogue"
)

// anyProduct draws a product that could be published.
func anyProduct(t *rapid.T) catalogue.Product {
	words := rapid.StringMatching(`[A-Za-zé][a-zé,' -]{0,20}[a-z]`)
	line := func() string { return catalogue.CleanLine(words.Draw(t, "words")) }
	lines := func() []string {
		var all []string
		for range rapid.IntRange(0, 3).Draw(t, "lines") {
			all = append(all, line())
		}
		return all
	}
	p := catalogue.Product{ID: "pas", Icon: "id", Minutes: rapid.IntRange(5, 240).Draw(t, "minutes"), ExtraMinutes: rapid.IntRange(0, 120).Draw(t, "extra"),
		MaxPersons: rapid.IntRange(1, 10).Draw(t, "most"), Skill: line(), HorizonDays: rapid.IntRange(1, 400).Draw(t, "horizon"), NoticeMinutes: rapid.IntRange(0, 9000).Draw(t, "notice"),
		ReadyDays: rapid.IntRange(0, 60).Draw(t, "ready"), Popular: rapid.IntRange(0, 9).Draw(t, "popular"), Group: "travel", Combines: line(), NeedsPhone: true,
		Route: rapid.SampledFrom([]catalogue.Route{"", "phone", "video"}).Draw(t, "route"), Urgent: rapid.SampledFrom(append(slices.Clone(catalogue.UrgentReasons), "")).Draw(t, "urgent"),
		Hidden: rapid.Bool().Draw(t, "hidden"), Discreet: rapid.Bool().Draw(t, "discreet"), UPLURI: "http://standaarden.overheid.nl/owms/terms/pas",
		Texts: map[string]catalogue.ProductText{}}
	for _, language := range catalogue.Languages {
		if language == "nl" || rapid.Bool().Draw(t, language) {
			p.Texts[language] = catalogue.ProductText{Name: line(), Short: line(), Intro: line(), Bring: lines(), Each: lines(), Who: lines(), Words: lines(), Online: line(), Home: line()}
		}
	}
	if p.Before, p.After = 5*rapid.IntRange(0, 12).Draw(t, "before"), 5*rapid.IntRange(0, 12).Draw(t, "after"); p.Before > 20 {
		p.MinutesAt = map[catalogue.OfficeID]int{"hal": rapid.IntRange(5, 240).Draw(t, "minutes at the hall")}
	}
	if n := rapid.IntRange(0, len(catalogue.AllWays)).Draw(t, "ways"); n > 0 {
		p.Ways = rapid.Permutation(catalogue.AllWays).Draw(t, "order")[:n]
	}
	for range rapid.IntRange(0, 3).Draw(t, "ages") {
		from := rapid.IntRange(0, 60).Draw(t, "from")
		p.ByAge = append(p.ByAge, catalogue.Ages{From: from, Under: from + rapid.IntRange(1, 50).Draw(t, "under"), Bring: map[string][]string{"nl": {line()}, "en": {line(), line()}}})
	}
	for i := range rapid.IntRange(0, 5).Draw(t, "questions") {
		q := catalogue.Question{ID: fmt.Sprint("vraag-", i), Required: rapid.Bool().Draw(t, "required"), Texts: map[string]catalogue.QuestionText{"nl": {Ask: "Wat " + line()}}}
		if rapid.Bool().Draw(t, "choice") {
			q.Texts["nl"] = catalogue.QuestionText{Ask: "Welke", Choices: []string{"Rood", "Geel"}}
			q.Texts["de"] = catalogue.QuestionText{Ask: "Welche", Choices: []string{"Rot", "Gelb"}}
		}
		p.Questions = append(p.Questions, q)
	}
	for range rapid.IntRange(0, 4).Draw(t, "fees") {
		p.Fees = append(p.Fees, catalogue.Fee{From: calendar.DateOf(2027, 1, rapid.IntRange(1, 28).Draw(t, "day")), Cents: rapid.IntRange(0, 1_000_000).Draw(t, "cents"), For: map[string]string{"nl": line()}})
	}
	return p
}

// TestWhatThePageShowsSavedAgainIsNoChange for any product.
func TestWhatThePageShowsSavedAgainIsNoChange(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := anyProduct(rt)
		again, faults := typedProduct(p).product(p)
		if len(faults) > 0 || !reflect.DeepEqual(again, p) {
			rt.Fatalf("faults %v\n got %+v\nwant %+v", faults, again, p)
		}
	})
}

// TestEveryFieldOfAProductIsOnItsPage: a field that is added later is set there too, or named here with its reason.
func TestEveryFieldOfAProductIsOnItsPage(t *testing.T) {
	elsewhere := map[string]string{"ID": "an id is one thing for ever", "Icon": "goes with the model text"}
	touched := map[string]bool{"Texts": true, "Fees": true, "Surcharges": true, "MinutesAt": true, "Questions": true, "ByAge": true, "Ways": true}
	full := catalogue.Product{}
	note := func(set func(*catalogue.Product)) {
		p := full
		set(&p)
		a, b := reflect.ValueOf(full), reflect.ValueOf(p)
		for i := range a.NumField() {
			if f := a.Type().Field(i); f.IsExported() && !reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
				touched[f.Name] = true
			}
		}
	}
	for _, f := range productNumbers {
		note(func(p *catalogue.Product) { *f.at(p) = 7 })
	}
	for _, f := range productLines {
		note(func(p *catalogue.Product) { f.set(p, "x") })
	}
	for _, f := range productTicks {
		note(func(p *catalogue.Product) { *f.at(p) = true })
	}
	of := reflect.TypeOf(full)
	for i := range of.NumField() {
		if f := of.Field(i); f.IsExported() && touched[f.Name] == (elsewhere[f.Name] != "") {
			t.Errorf("%s is not on the page of a product", f.Name)
		}
	}
	text := reflect.TypeOf(catalogue.ProductText{})
	if text.NumField() != len(productTexts) {
		t.Errorf("a text has %d fields and the page %d", text.NumField(), len(productTexts))
	}
}

// TestAmountsAreReadAsPeopleTypeThem, and what is none is refused.
func TestAmountsAreReadAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]int{"85": 8500, "85,00": 8500, "€ 85.50": 8550, " 0 ": 0, "10000": 1_000_000} {
		if got, ok := typedEuros(text); !ok || got != want {
			t.Errorf("%q is %d %t, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "gratis", "8,5", "-1", "10000,01", "1e3", "99999999999999999999", "8,-1"} {
		if got, ok := typedEuros(text); ok {
			t.Errorf("%q is %d", text, got)
		}
	}
}
