package catalogue

import (
	"strings"
	"unicode"
)

// Words as people type them are compared by their stems: without accents, endings and doubled letters. A stem is no
// word; it only has to be the same for the forms of one.

// plain are letters without their marks.
var plain = strings.NewReplacer("ä", "a", "ö", "o", "ü", "u", "ß", "ss", "é", "e", "è", "e", "ê", "e", "ë", "e", "ï", "i", "î", "i", "á", "a", "à", "a", "â", "a", "ó", "o", "ò", "o", "ô", "o", "ú", "u", "û", "u", "ç", "c", "ñ", "n", "’", "'")

// tokens are the words of a text, in small letters without marks.
func tokens(text string) []string {
	return strings.FieldsFunc(plain.Replace(strings.ToLower(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// endings of words by language, longest first; what is left has three letters at least.
var endings = map[string][]string{
	"nl": {"ingen", "heden", "etjes", "tjes", "jes", "ing", "heid", "etje", "tje", "en", "je", "er", "e", "s"},
	"en": {"ingly", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "e"},
	"de": {"ungen", "ung", "ern", "en", "er", "es", "em", "e", "n", "s"},
}

// stem is what the forms of a word have in common.
func stem(language, word string) string {
	if len(word) < 4 {
		return word
	}
	for _, end := range endings[language] {
		if strings.HasSuffix(word, end) && len(word)-len(end) >= 3 {
			word = word[:len(word)-len(end)]
			break
		}
	}
	if language != "en" && len(word) > 3 {
		word = strings.TrimRight(word, "dt")
	}
	if language == "en" {
		word = strings.TrimSuffix(word, "i")
		word = strings.TrimSuffix(word, "y")
	}
	return hard(single(word))
}

// single is a word without doubled letters: "passen" and "pas", "loop" and "lopen" are one.
func single(word string) string {
	var b strings.Builder
	for i := range len(word) {
		if i == 0 || word[i] != word[i-1] {
			b.WriteByte(word[i])
		}
	}
	return b.String()
}

// hard ends a stem as the singular does: "verhuiz" as "verhuis".
func hard(word string) string {
	switch {
	case strings.HasSuffix(word, "z"):
		return word[:len(word)-1] + "s"
	case strings.HasSuffix(word, "v"):
		return word[:len(word)-1] + "f"
	}
	return word
}
