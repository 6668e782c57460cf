package contact

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Words are the words of a name as they are compared: without capitals, accents and signs. Letters that
// no decomposition makes plain are written as people do who have no such key.
func Words(name string) []string { return strings.FieldsFunc(plainLetters(name, nil), separates) }

// bare are letters that are one of ours with a stroke, or two of ours.
var bare = strings.NewReplacer("ı", "i", "ł", "l", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "œ", "oe", "æ", "ae", "ħ", "h", "ŋ", "n", "ŧ", "t", "ƒ", "f", "ə", "e", "ß", "ss", "ĳ", "ij", "ĸ", "k", "ɨ", "i", "ʉ", "u", "ƶ", "z", "ǥ", "g", "ɓ", "b", "ɗ", "d", "ƙ", "k", "ƴ", "y", "ɖ", "d", "ɛ", "e", "ɔ", "o")

// twice are the letters that passports and keyboards without them write with two.
var twice = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "ø", "oe")

func plainLetters(name string, before *strings.Replacer) string {
	if isPlain(name) {
		return strings.ToLower(name)
	}
	text := plainRunes(name)
	if before != nil {
		text = before.Replace(strings.ToLower(norm.NFKC.String(text)))
	}
	return bare.Replace(withoutMarks(cases.Fold().String(withoutMarks(text))))
}

func withoutMarks(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Mn, unicode.Me) {
			return -1
		}
		return r
	}, norm.NFKD.String(text))
}

// separates are what stands between words: everything but letters, vowel signs and digits. Letters that
// only look like an apostrophe are none.
func separates(r rune) bool {
	return unicode.Is(unicode.Lm, r) || !unicode.In(r, unicode.L, unicode.Mc, unicode.Nd)
}

// fewestLetters a name is looked for by, unless it is the whole name. A sign of Han counts for two.
const fewestLetters = 3

// NameQuery is a name as somebody typed it, to be looked for. It is kept nowhere.
type NameQuery struct {
	forms [][]string
	short bool
}

// Looking reads a typed name; ok is false where there is no letter in it.
func Looking(typed string) (q NameQuery, ok bool) {
	letters := 0
	for _, r := range strings.Join(Words(typed), "") {
		letters++
		if unicode.Is(unicode.Han, r) {
			letters++
		}
	}
	return NameQuery{spellings(typed), letters < fewestLetters}, letters > 0
}

// spellings are a name's words without its marks, and as it is written with two letters for one.
func spellings(name string) [][]string {
	forms := [][]string{Words(name)}
	if other := strings.FieldsFunc(plainLetters(name, twice), separates); strings.Join(other, " ") != strings.Join(forms[0], " ") {
		forms = append(forms, other)
	}
	return forms
}

// Finds reports whether a name has every typed word, or is the typed one where that is very short. Whether
// words are written together, apart, or with a sign between makes no difference.
func (q NameQuery) Finds(name string) bool {
	have := spellings(name)
	pieces := map[string]bool{}
	for _, words := range have {
		beside(words, pieces)
	}
	for _, want := range q.forms {
		whole := strings.Join(want, "")
		if whole == strings.Join(have[0], "") || whole == strings.Join(have[len(have)-1], "") || !q.short && holdsAll(pieces, want) {
			return true
		}
	}
	return false
}

// beside adds each word, and the words that stand beside each other written as one.
func beside(words []string, pieces map[string]bool) {
	for i := range words {
		for j := i + 1; j <= len(words); j++ {
			pieces[strings.Join(words[i:j], "")] = true
		}
	}
}

// holdsAll reports whether typed words, some of them perhaps taken together, are all pieces of a name.
func holdsAll(pieces map[string]bool, want []string) bool {
	can := make([]bool, len(want)+1) // the words from here on
	can[len(want)] = true
	for i := len(want) - 1; i >= 0; i-- {
		for j := i + 1; j <= len(want) && !can[i]; j++ {
			can[i] = can[j] && pieces[strings.Join(want[i:j], "")]
		}
	}
	return can[0]
}
