package catalogue

import (
	"testing"
)

func searchable() []Product {
	product := func(id ProductID, name, short string, words ...string) Product {
		return Product{ID: id, Texts: map[string]ProductText{
			"nl": {Name: name, Short: short, Words: words, Intro: "U regelt dit aan de balie."},
			"en": {Name: "In English " + string(id), Short: string(id)},
		}}
	}
	return []Product{
		product("paspoort", "Paspoort aanvragen", "Paspoort", "pas", "reizen", "verlopen"),
		product("ophalen", "Paspoort of rijbewijs ophalen", "Ophalen", "afhalen"),
		product("overlijden", "Overlijden aangeven", "Overlijden", "dood", "gestorven"),
	}
}

func TestSearchFindsByEverydayWords(t *testing.T) {
	cases := map[string][]ProductID{
		"paspoort":         {"paspoort", "ophalen"},
		"  PASP  ":         {"paspoort", "ophalen"},
		"paspoort ophalen": {"ophalen", "paspoort"},
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
		found := Search(searchable(), query)
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
		if found := Search(searchable(), query); len(found) == 0 {
			t.Errorf("%q finds nothing", query)
		}
	}
}
