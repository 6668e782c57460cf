package resident

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balie/web/lang"
)

// seeded are the products of the demo.
func seeded(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	paths, _ := filepath.Glob("../../cmd/internal/demo/town/*.json")
	for _, path := range paths {
		var file struct{ Products []struct{ ID string } }
		content, err := os.ReadFile(path)
		if err == nil {
			err = json.Unmarshal(content, &file)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range file.Products {
			found[p.ID] = true
		}
	}
	return found
}

// TestTheGuideEndsWithinThreeQuestions walks every way through it: three questions at most, in every
// language, and each ends in a product that there is or with somebody else; nothing is unreachable.
func TestTheGuideEndsWithinThreeQuestions(t *testing.T) {
	products, reached := seeded(t), map[string]bool{}
	whole := func(what string, texts said3) {
		for _, tag := range lang.Tags {
			if texts[tag] == "" || strings.Contains(texts[tag], "!") {
				t.Errorf("%s has no calm text in %s", what, tag)
			}
		}
	}
	var walk func(at string, n int)
	walk = func(at string, n int) {
		question, known := guide.Questions[at]
		if !known || n > 3 || len(question.Answers) < 2 || len(question.Answers) > 6 {
			t.Fatalf("question %d is %q with %d answers", n, at, len(question.Answers))
		}
		reached[at] = true
		whole(at, question.Ask)
		for _, a := range question.Answers {
			whole(at+" "+a.To, a.Text)
			switch id := a.To[1:]; a.To[0] {
			case '=':
				if !products[id] {
					t.Errorf("%s leads to the product %s, which there is not", at, id)
				}
			case '!':
				if reached["!"+id] = true; guide.Elsewhere[id].Title == nil {
					t.Errorf("%s leads elsewhere to %s, which nobody describes", at, id)
				}
			default:
				walk(a.To, n+1)
			}
		}
	}
	walk(guide.Start, 1)
	for id := range guide.Questions {
		if !reached[id] {
			t.Errorf("nobody is asked %s", id)
		}
	}
	for id, end := range guide.Elsewhere {
		whole(id, end.Title)
		whole(id, end.Text)
		if !reached["!"+id] || len(end.Speaks) == 0 {
			t.Errorf("nobody is led to %s, or it says no language", id)
		}
	}
}
