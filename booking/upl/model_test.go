package upl

import (
	"slices"
	"strings"
	"testing"

	"balie/booking/catalogue"
)

// TestEachModelCouldBeBooked: it has no fault, a name of the national list, texts in every language, no amount, and
// nothing of the municipality that was the first to have it.
func TestEachModelCouldBeBooked(t *testing.T) {
	if len(Models()) < 30 {
		t.Fatalf("there are %d models", len(Models()))
	}
	seen := map[catalogue.ProductID]bool{}
	for _, p := range Models() {
		if faults := p.Faults(); len(faults) > 0 || seen[p.ID] {
			t.Errorf("%s (seen %v): %v", p.ID, seen[p.ID], faults)
		}
		seen[p.ID] = true
		if !strings.HasPrefix(p.UPLURI, "http://standaarden.overheid.nl/owms/terms/") || p.UPLName == "" || len(p.Fees)+len(p.Surcharges) > 0 {
			t.Errorf("%s is %q at %q, with %d fees", p.ID, p.UPLName, p.UPLURI, len(p.Fees)+len(p.Surcharges))
		}
		for _, language := range catalogue.Languages {
			if text := p.Texts[language]; text.Name == "" || text.Intro == "" {
				t.Errorf("%s says nothing in %s", p.ID, language)
			}
		}
	}
	for _, name := range []string{"ijssel", "praotbus", "gendringen", "ulft", "terborg", "achterhoek"} {
		if strings.Contains(strings.ToLower(string(modelFile)), name) {
			t.Errorf("the models name %s", name)
		}
	}
}

// TestWhatIsPickedIsWhole: what comes after a product is named where it is picked too, or there already.
func TestWhatIsPickedIsWhole(t *testing.T) {
	collect := catalogue.Product{ID: "ophalen"}
	for _, c := range []struct {
		ids       []catalogue.ProductID
		there     []catalogue.Product
		languages []string
		next      catalogue.ProductID
		texts     int
	}{
		{[]catalogue.ProductID{"paspoort", "no-such"}, nil, []string{"nl", "en"}, "", 2},
		{[]catalogue.ProductID{"paspoort", "ophalen"}, nil, nil, "ophalen", 3},
		{[]catalogue.ProductID{"paspoort"}, []catalogue.Product{collect}, []string{"nl"}, "ophalen", 1},
	} {
		picked := Pick(c.ids, c.there, c.languages)
		i := slices.IndexFunc(picked, func(p catalogue.Product) bool { return p.ID == "paspoort" })
		if i < 0 || picked[i].Next != c.next || len(picked[i].Texts) != c.texts {
			t.Errorf("%v: %+v", c.ids, picked)
		}
	}
	if p := Models()[0]; len(p.Texts) != len(catalogue.Languages) || !slices.Contains(Skills(), p.Skill) {
		t.Errorf("picking changed the model: %+v", p)
	}
}
