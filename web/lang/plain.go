package lang

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// longestSentence is how many words a Dutch sentence has at most, for a reader at B1.
const longestSentence = 15

// officialese are words of letters and laws, with what people say.
var officialese = map[string]string{
	"aangaande": "over", "aanvangen": "beginnen", "alsmede": "en", "alvorens": "voordat", "betreffende": "over", "bewerkstelligen": "zorgen dat", "conform": "volgens",
	"derhalve": "daarom", "desbetreffende": "deze", "desgewenst": "als u wilt", "dient te": "moet", "dienen te": "moeten", "doch": "maar", "echter": "maar", "geschieden": "gebeuren",
	"gelieve": "wilt u", "heden": "nu", "hieromtrent": "hierover", "indien": "als", "ingevolge": "volgens", "inzake": "over", "krachtens": "volgens", "middels": "met",
	"mits": "als", "nadien": "daarna", "nopens": "over", "omtrent": "over", "onderhavige": "deze", "reeds": "al", "te allen tijde": "altijd", "ten behoeve van": "voor",
	"ten gevolge van": "door", "teneinde": "om", "tevens": "ook", "thans": "nu", "verstrekken": "geven", "verzoeken wij u": "wilt u", "vigerende": "geldende", "voornoemde": "deze",
	"welke": "die", "woonachtig": "wonen", "zorg dragen": "zorgen", "zulks": "dit",
}

// Hard is a place in a Dutch text that reads hard: a sentence of so many words, or a word with a plain one for it.
type Hard struct {
	From, To int // bytes of the text
	Words    int // of a long sentence; 0 for a word
	Plain    string
}

var sentenceEnd = regexp.MustCompile(`[.?!:](\s+|$)|\n+`)

// officialWords finds officialese.
var officialWords = sync.OnceValue(func() *regexp.Regexp {
	var all []string
	for word := range officialese {
		all = append(all, regexp.QuoteMeta(word))
	}
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	return regexp.MustCompile(`(?i)\b(` + strings.Join(all, "|") + `)\b`)
})

// HardDutch is what reads hard in a Dutch text: sentences of more than 15 words, and words of letters and laws. It is
// help for who writes, in the order of the text.
func HardDutch(text string) (all []Hard) {
	at := 0
	for _, end := range append(sentenceEnd.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		if n := len(strings.Fields(text[at:end[0]])); n > longestSentence {
			lead := len(text[at:end[0]]) - len(strings.TrimLeft(text[at:end[0]], " \n"))
			all = append(all, Hard{From: at + lead, To: end[0], Words: n})
		}
		at = end[1]
	}
	for _, m := range officialWords().FindAllStringIndex(text, -1) {
		all = append(all, Hard{From: m[0], To: m[1], Plain: officialese[strings.ToLower(text[m[0]:m[1]])]})
	}
	slices.SortStableFunc(all, func(a, b Hard) int { return a.From - b.From })
	return all
}

// Replace is a text with the plain word for a hard one, which begins with a capital as that did.
func (h Hard) Replace(text string) string {
	plain := h.Plain
	if first := text[h.From : h.From+1]; first != strings.ToLower(first) {
		plain = strings.ToUpper(plain[:1]) + plain[1:]
	}
	return text[:h.From] + plain + text[h.To:]
}
