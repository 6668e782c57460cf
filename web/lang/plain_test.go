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

// longestSentence is how many words a sentence has at most, for a reader at B1.
const longestSentence = 15

// longer are Dutch sentences that are longer, each with its reason.
var longer = map[string]string{}

// officialese are words of letters and laws, with what people say.
var officialese = map[string]string{
	"aangaande": "over", "aanvangen": "beginnen", "alsmede": "en", "alvorens": "voordat", "betreffende": "over", "bewerkstelligen": "zorgen dat", "conform": "volgens",
	"derhalve": "daarom", "desbetreffende": "deze", "desgewenst": "als u wilt", "dient te": "moet", "dienen te": "moeten", "doch": "maar", "echter": "maar", "geschieden": "gebeuren",
	"gelieve": "wilt u", "heden": "nu", "hieromtrent": "hierover", "indien": "als", "ingevolge": "volgens", "inzake": "over", "krachtens": "volgens", "middels": "met",
	"mits": "als", "nadien": "daarna", "nopens": "over", "omtrent": "over", "onderhavige": "deze", "reeds": "al", "te allen tijde": "altijd", "ten behoeve van": "voor",
	"ten gevolge van": "door", "teneinde": "om", "tevens": "ook", "thans": "nu", "verstrekken": "geven", "verzoeken wij u": "wilt u", "vigerende": "geldende", "voornoemde": "deze",
	"welke": "die", "woonachtig": "wonen", "zorg dragen": "zorgen", "zulks": "dit",
}

// exempt are officialese in a text where it is right, each with its reason.
var exempt = map[string]string{
	"welke":   "asks which, as people do",
	"omtrent": "stands in the name of a paper: Verklaring omtrent het gedrag",
}

var sentenceEnd = regexp.MustCompile(`[.?!:](\s+|$)`)

// sentences are those of a text, with a number or a name in the place of each argument.
func sentences(text string) (all []string) {
	for part := range strings.SplitSeq(sentenceEnd.ReplaceAllString(text, "\n"), "\n") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// dutch are our words in Dutch and those of the demo's products, by key.
func dutch(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for key := range catalogues["nl"].texts {
		texts[key] = In("nl").T(key)
	}
	seeds, _ := filepath.Glob("../../cmd/balie/demo/*.json")
	for _, path := range seeds {
		var file struct {
			Products []struct {
				ID    string
				Texts map[string]struct {
					Name, Short, Intro, Online string
					Bring, Each, Who           []string
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
			for _, text := range slices.Concat([]string{n.Name, n.Intro, n.Online}, n.Bring, n.Each, n.Who) {
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
	found := 0
	for key, text := range texts {
		for _, s := range sentences(text) {
			n := len(strings.Fields(s))
			if n > longestSentence && longer[key] == "" {
				t.Errorf("%s: a sentence of %d words: %s", key, n, s)
			} else if n > longestSentence {
				found++
			}
		}
		for word, plain := range officialese {
			if regexp.MustCompile(`(?i)\b`+word+`\b`).MatchString(text) && exempt[word] == "" {
				t.Errorf("%s: %q is said %q: %s", key, word, plain, text)
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

// TestSentencesAreCounted is the control.
func TestSentencesAreCounted(t *testing.T) {
	got := sentences("Kom om 10.20 uur. Meld u bij de ingang: daar helpen wij u? Ja")
	if want := []string{"Kom om 10.20 uur", "Meld u bij de ingang", "daar helpen wij u", "Ja"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
