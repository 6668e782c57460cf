package contact

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestANameIsFoundAsPeopleSpellIt(t *testing.T) {
	for _, c := range []struct {
		name, typed string
		found       bool
	}{
		{"Jörg Müller", "Mueller", true}, {"Jörg Müller", "muller", true}, {"Jörg Müller", "Joerg Muller", true}, {"Anna Mueller", "Müller", true},
		{"Åse Håkansson", "aase", true}, {"Åse Håkansson", "ase hakansson", true}, {"Øyvind Ødegård", "oyvind", true}, {"Øyvind Ødegård", "Oeyvind Oedegaard", true},
		{"Łukasz Wałęsa", "lukasz walesa", true}, {"Işıl Yıldız", "isil yildiz", true}, {"Weiß", "weiss", true}, {"Đặng Thị", "dang thi", true},
		{"Þór Guðmundsson", "thor gudmundsson", true}, {"Œdipe", "oedipe", true}, {"Ĳsbrand", "ijsbrand", true}, {"İbrahim", "ibrahim", true},
		{"O\u2019Brien", "obrien", true}, {"O'Brien", "o brien", true}, {"Obrien", "O'Brien", true}, {"Jan-Willem", "janwillem", true}, {"Jan Willem", "jan-willem", true},
		{"Riet van den Berg", "vandenberg", true}, {"Riet Vandenberg", "van den berg", true}, {"Riet Wissink", "wissink riet", true},
		{"李明", "李明", true}, {"刘 洋", "刘洋", true}, {"X", "x", true}, {"Li", "li", true}, {"Νίκος", "νικοσ", true}, {"Юлий", "юлии", true},
		{"Riet Wissink", "wis", false}, {"Jan de Boer", "de", false}, {"Jan J. Smit", "j", false}, {"李明", "李", false}, {"Riet", "Riet Wissink", false},
	} {
		q, ok := Looking(c.typed)
		if got := ok && q.Finds(c.name); got != c.found {
			t.Errorf("%q finds %q: %v, want %v", c.typed, c.name, got, c.found)
		}
	}
	for _, typed := range []string{"", " ", "-", "🌷"} {
		if _, ok := Looking(typed); ok {
			t.Errorf("%q is a name", typed)
		}
	}
}

// unmarked is a name as somebody types it who has letters only.
func unmarked(name string) string {
	name = strings.NewReplacer("ł", "l", "Ł", "L", "ø", "o", "Ø", "O", "đ", "d", "Đ", "D", "ı", "i", "ß", "ss").Replace(name)
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Mn, unicode.Me) || strings.ContainsRune("-'’.,", r) {
			return -1
		}
		return r
	}, norm.NFD.String(name))
}

func TestWhateverMayBeStoredAsANameIsFoundWithoutItsMarks(t *testing.T) {
	letters := rapid.SampledFrom([]rune("aeiouäöüåéëïñçłøßđðþœĳıİÅÖÜ李明Жй نşğ'’-. "))
	names := rapid.OneOf(rapid.String(), rapid.StringOfN(letters, 1, 12, -1))
	rapid.Check(t, func(t *rapid.T) {
		d := Details{Name: names.Draw(t, "name"), Channel: None}.Tidy(Need{})
		if len(d.Check(Need{})) > 0 {
			return
		}
		for _, typed := range []string{d.Name, unmarked(d.Name), strings.ToUpper(unmarked(d.Name))} {
			if q, ok := Looking(typed); !ok || !q.Finds(d.Name) {
				t.Fatalf("%q is not found by %q", d.Name, typed)
			}
		}
	})
}
