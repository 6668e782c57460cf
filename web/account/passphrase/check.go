package passphrase

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"balie/booking/ledger"
)

// A passphrase has so many letters at least: length is what makes it hard to guess. There are no
// rules about capitals and digits, which only make people write it down.
const (
	Shortest = 15
	Longest  = 200
)

// What a passphrase is refused for.
var (
	ErrShort  = ledger.Refuse(ledger.Invalid, "passphrase.short").With("n", Shortest)
	ErrLong   = ledger.Refuse(ledger.Invalid, "passphrase.long").With("n", Longest)
	ErrCommon = ledger.Refuse(ledger.Invalid, "passphrase.common")
	ErrRepeat = ledger.Refuse(ledger.Invalid, "passphrase.repeat")
)

// commonText is what people choose most, a line each; see VENDORED.
//
//go:embed common.txt
var commonText string

// common are these words, and the longest of them.
var common, longestCommon = func() (map[string]bool, int) {
	words, longest := map[string]bool{}, 0
	for word := range strings.Lines(commonText) {
		word = strings.TrimSpace(word)
		words[word], longest = true, max(longest, len(word))
	}
	return words, longest
}()

// What a passphrase of common words still needs: other letters, or more than two different words.
const (
	fewestLetters = 5 // different ones
	fewestOwn     = 4 // letters outside common words
	fewestWords   = 3
)

// Check refuses a passphrase that is guessed soon: ErrShort, ErrLong, ErrRepeat for a few
// letters over and over, and ErrCommon for one that is made of little else than what everybody
// chooses and what is known of this account: its login, its owner's name, the municipality.
func Check(passphrase string, known ...string) error {
	n := utf8.RuneCountInString(passphrase)
	switch {
	case n < Shortest:
		return ErrShort
	case n > Longest:
		return ErrLong
	}
	folded := strings.ToLower(string(normal(passphrase)))
	if distinct(folded) < fewestLetters {
		return ErrRepeat
	}
	if own, words := strip(folded, knownWords(known)); own < fewestOwn && words < fewestWords {
		return ErrCommon
	}
	return nil
}

func distinct(text string) int {
	seen := map[rune]bool{}
	for _, r := range text {
		seen[r] = true
	}
	return len(seen)
}

// knownWords are the words in what is known, and all of it written as one.
func knownWords(known []string) map[string]bool {
	words := map[string]bool{}
	for _, text := range known {
		text = strings.ToLower(text)
		parts := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		for _, word := range append(parts, strings.Join(parts, ""), text) {
			if len(word) > 2 {
				words[word] = true
			}
		}
	}
	return words
}

// strip takes the longest common and known words out of a text, from its front to its end. It
// returns how many letters are left, digits and marks aside, and how many different words there were.
func strip(text string, known map[string]bool) (own, words int) {
	found := map[string]bool{}
	for len(text) > 0 {
		if word := longestWord(text, known); word != "" {
			found[word] = true
			text = text[len(word):]
			continue
		}
		r, size := utf8.DecodeRuneInString(text)
		if unicode.IsLetter(r) {
			own++
		}
		text = text[size:]
	}
	return own, len(found)
}

// longestWord is the longest common or known word at the beginning of a text, "" for none.
func longestWord(text string, known map[string]bool) string {
	longest := ""
	for word := range known {
		if len(word) > len(longest) && strings.HasPrefix(text, word) {
			longest = word
		}
	}
	for n := min(len(text), longestCommon); n > max(len(longest), 3); n-- {
		if common[text[:n]] {
			return text[:n]
		}
	}
	return longest
}
