package demo

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"balie/booking/catalogue"
)

//go:embed testdata/sentences.txt
var sentences string

// townProducts are what the demo's residents can choose.
func townProducts(t *testing.T) (all []catalogue.Product) {
	t.Helper()
	entries, err := townFiles.ReadDir("town")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		content, err := townFiles.ReadFile("town/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		var file struct{ Products []catalogue.Product }
		if err := json.Unmarshal(content, &file); err == nil {
			all = append(all, file.Products...)
		}
	}
	return slices.DeleteFunc(all, func(p catalogue.Product) bool { return p.Hidden || p.Invited })
}

// TestEverydaySentencesFindTheirProduct searches as people speak: the product stands among the first three.
func TestEverydaySentencesFindTheirProduct(t *testing.T) {
	byOneAlone(t)
	all, told := townProducts(t), 0
	for line := range strings.Lines(sentences) {
		part := strings.Split(strings.TrimSpace(line), " | ")
		if strings.HasPrefix(line, "#") || len(part) != 3 {
			continue
		}
		told++
		found := catalogue.Look(all, part[1], part[0])
		first := make([]catalogue.ProductID, 0, 3)
		for _, p := range found.Products[:min(3, len(found.Products))] {
			first = append(first, p.ID)
		}
		if !slices.Contains(first, catalogue.ProductID(part[2])) {
			t.Errorf("%s: %q finds %v (instead: %q, perhaps %v), want %s", part[0], part[1], first, found.Changed, found.Perhaps, part[2])
		}
	}
	if told < 150 {
		t.Errorf("only %d sentences", told)
	}
}

// TestEveryProductIsFoundByItsNameHoweverItIsTyped asks for each product, in each language, by its name: politely, in
// capitals, with its longest word mistyped in each of four ways.
func TestEveryProductIsFoundByItsNameHoweverItIsTyped(t *testing.T) {
	byOneAlone(t)
	all := townProducts(t)
	around := map[string]string{"nl": "ik wil graag %, kan dat?", "en": "hello, I would like % please", "de": "ich möchte bitte %"}
	for _, p := range all {
		for tag, text := range p.Texts {
			asked := []string{text.Name, strings.ToUpper(text.Name), strings.ReplaceAll(around[tag], "%", text.Name)}
			longest := slices.MaxFunc(strings.FieldsFunc(text.Name, func(r rune) bool { return strings.ContainsRune(" :(),", r) }), func(a, b string) int { return len(a) - len(b) })
			if letters := []rune(longest); len(letters) > 8 {
				n := len(letters) / 2
				for _, slip := range []string{
					string(letters[:n]) + string(letters[n+1:]), string(letters[:n]) + string(letters[n]) + string(letters[n:]),
					string(letters[:n]) + string(letters[n+1]) + string(letters[n]) + string(letters[n+2:]), string(letters[:n]) + "x" + string(letters[n+1:]),
				} {
					asked = append(asked, strings.Replace(text.Name, longest, slip, 1))
				}
			}
			for _, query := range asked {
				found := catalogue.Look(all, query, tag).Products
				if !slices.ContainsFunc(found[:min(3, len(found))], func(f catalogue.Product) bool { return f.ID == p.ID }) {
					t.Errorf("%s: %q does not find %s among its first three", tag, query, p.ID)
				}
			}
		}
	}
}
