package lang

import (
	"slices"
	"strings"
	"testing"
)

// TestFurtherLanguagesHaveTheWordsOfThePillar holds every further language against the pillar's words, approved or not.
func TestFurtherLanguagesHaveTheWordsOfThePillar(t *testing.T) {
	first := wholes(Tags[0])
	if len(further) < 4 {
		t.Fatalf("only %d further languages", len(further))
	}
	for _, l := range further {
		content, err := furtherFiles.ReadFile("further/" + l.Tag + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		texts := map[string]text{}
		parse(texts, l.Tag, string(content))
		for key, whole := range first {
			said, ok := texts[key]
			switch {
			case !strings.HasPrefix(key, "pillar."):
			case !ok:
				t.Errorf("%s has no text for %s", l.Tag, key)
			case !slices.Equal(arguments(whole), arguments(said.whole)):
				t.Errorf("%s: %s takes %v", l.Tag, key, arguments(said.whole))
			}
		}
		for key := range texts {
			if _, ok := first[key]; !ok && key != "name" && key != "direction" && key != "approved" {
				t.Errorf("%s has a text for %s, which is not the pillar's", l.Tag, key)
			}
		}
		if l.Name == "" || l.RTL != (l.Tag == "ar") {
			t.Errorf("%+v", l)
		}
		if got := l.words.Day(20788); got == "" || l.words.T("page.skip") != In("nl").T("page.skip") {
			t.Errorf("%s does not fall back on Dutch", l.Tag)
		}
	}
}

// TestALanguageShowsOnceASpeakerApprovedIt lets somebody approve one.
func TestALanguageShowsOnceASpeakerApprovedIt(t *testing.T) {
	for _, l := range Further(nil) {
		if l.Approved == "" {
			t.Errorf("%s shows and was not approved", l.Tag)
		}
	}
	before := further
	defer func() { further = before }()
	content, _ := furtherFiles.ReadFile("further/tr.txt")
	if _, _, ok := InFurther(nil, "tr"); ok {
		t.Fatal("it was approved already: choose another language for this test")
	}
	if l, words, ok := InFurther([]string{"tr"}, "tr"); !ok || l.Name != "Türkçe" || words.T("pillar.help") != "Yardım" {
		t.Error("the municipality cannot approve one")
	}
	further = append(slices.Clone(before), parseFurther("further/xx.txt", strings.Replace(string(content), "approved = -", "approved = Ayşe Örnek, 1 december 2026", 1)))
	l, words, ok := InFurther(nil, "xx")
	if !ok || l.Approved != "Ayşe Örnek, 1 december 2026" || words.T("pillar.help") != "Yardım" {
		t.Errorf("%+v %t", l, ok)
	}
	defer func() {
		if recover() == nil {
			t.Error("a file that does not say who approved it passed")
		}
	}()
	parseFurther("further/yy.txt", "name = Y\ndirection = ltr")
}
