package resident

import (
	"testing"

	"balie/booking"
)

func searchable() []booking.Product {
	product := func(id booking.ProductID, name, short string, words ...string) booking.Product {
		return booking.Product{ID: id, Texts: map[string]booking.ProductText{
			"nl": {Name: name, Short: short, Words: words, Intro: "U regelt dit aan de balie."},
			"en": {Name: "In English " + string(id), Short: string(id)},
		}}
	}
	return []booking.Product{
		product("paspoort", "Paspoort aanvragen", "Paspoort", "pas", "reizen", "verlopen"),
		product("ophalen", "Paspoort of rijbewijs ophalen", "Ophalen", "afhalen"),
		product("overlijden", "Overlijden aangeven", "Overlijden", "dood", "gestorven"),
	}
}

func TestSearchFindsByEverydayWords(t *testing.T) {
	cases := map[string][]booking.ProductID{
		"paspoort":         {"paspoort", "ophalen"},
		"  PASP  ":         {"paspoort", "ophalen"},
		"paspoort ophalen": {"ophalen"},
		"dood":             {"overlijden"},
		"reizen":           {"paspoort"},
		"balie":            {"paspoort", "ophalen", "overlijden"},
		"vliegbrevet":      {},
		"<script>":         {},
		"🌷":                {},
		"pasport":          {"paspoort", "ophalen"},
		"paspoortt":        {"paspoort", "ophalen"},
		"papsoort":         {"paspoort", "ophalen"},
		"pasta":            {},
		"aardappel":        {},
	}
	for query, want := range cases {
		found := search(searchable(), query)
		if len(found) != len(want) {
			t.Errorf("%q finds %d, want %v", query, len(found), want)
			continue
		}
		for i, p := range found {
			if p.ID != want[i] {
				t.Errorf("%q finds %s at place %d, want %s", query, p.ID, i, want[i])
			}
		}
	}
}

func TestSearchKnowsEveryLanguage(t *testing.T) {
	for _, query := range []string{"english", "dood"} {
		if found := search(searchable(), query); len(found) == 0 {
			t.Errorf("%q finds nothing", query)
		}
	}
}
