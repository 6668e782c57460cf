package lang

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// longer are Dutch sentences that are longer, each with its reason.
var longer = map[string]string{}

// exempt are officialese in a text where it is right, each with its reason.
var exempt = map[string]string{
	"welke":   "asks which, as people do",
	"omtrent": "stands in the name of a paper: Verklaring omtrent het gedrag",
}

// dutch are our words in Dutch and those of the demo's products, by key.
func dutch(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for key := range catalogues["nl"].texts {
		texts[key] = In("nl").T(key)
	}
	seeds, _ := filepath.Glob("../../cmd/internal/demo/town/*.json")
	for _, path := range seeds {
		var file struct {
			Products []struct {
				ID    string
				Texts map[string]struct {
					Name, Short, Intro, Online, Home string
					Bring, Each, Who                 []string
				}
			}
		}
		content, err := os.ReadFile(path)
		if err == nil {
			err = json.Unmarshal(content, &file)
		}
		if err != nil {
			t.Fatal(path, err)
		}
		for _, p := range file.Products {
			n := p.Texts["nl"]
			for _, text := range slices.Concat([]string{n.Name, n.Intro, n.Online, n.Home}, n.Bring, n.Each, n.Who) {
				texts["product "+p.ID+": "+text] = text
			}
		}
	}
	return texts
}

func TestDutchIsPlain(t *testing.T) {
	texts := dutch(t)
	if len(texts) < 500 {
		t.Fatalf("only %d texts", len(texts))
	}
	for key, text := range texts {
		for _, h := range HardDutch(text) {
			word := strings.ToLower(text[h.From:h.To])
			switch {
			case h.Words > 0 && longer[key] == "":
				t.Errorf("%s: a sentence of %d words: %s", key, h.Words, word)
			case h.Words == 0 && exempt[word] == "":
				t.Errorf("%s: %q is said %q: %s", key, word, h.Plain, text)
			}
		}
		if strings.Contains(text, "!") || regexp.MustCompile(`(?i)\b(je|jij|jouw)\b`).MatchString(text) {
			t.Errorf("%s shouts, or says je: %s", key, text)
		}
	}
	for key, why := range longer {
		if texts[key] == "" || why == "" {
			t.Errorf("%s is let pass, but is there no more or has no reason", key)
		}
	}
}

// TestWhatReadsHardIsFoundWhereItStands is the control.
func TestWhatReadsHardIsFoundWhereItStands(t *testing.T) {
	long := "Dit zijn vijftien woorden die wij hier heel rustig achter elkaar zetten voor de proef"
	text := "Kom om 10.20 uur. " + long + " nu. Indien u tevens wilt: kom."
	var found []string
	for _, h := range HardDutch(text) {
		found = append(found, text[h.From:h.To]+"="+h.Plain)
	}
	if want := []string{long + " nu=", "Indien=als", "tevens=ook"}; !slices.Equal(found, want) {
		t.Errorf("%q, want %q", found, want)
	}
	if more := HardDutch(long + "."); len(more) != 0 {
		t.Errorf("fifteen words are too many: %v", more)
	}
	all := HardDutch(text)
	if got := all[1].Replace(text); !strings.HasSuffix(got, "Als u tevens wilt: kom.") {
		t.Errorf("replaced: %s", got)
	}
}
