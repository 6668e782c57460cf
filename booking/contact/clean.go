package contact

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// cleanLine makes typed or pasted text plain, in one line: composed letters (NFC), no characters without
// a shape (zero-width, soft hyphen, marks that turn text around), one kind of space and of dash. What is
// left that nobody can print is for the checks.
func cleanLine(text string) string {
	return strings.Join(strings.Fields(plainRunes(text)), " ")
}

// cleanNote is cleanLine for each line of a text.
func cleanNote(text string) string {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' })
	for i, line := range lines {
		lines[i] = cleanLine(line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// isPlain reports whether a text has nothing but the printable signs of ASCII, as most have: no rule for letters
// of other kinds changes it.
func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

func plainRunes(text string) string {
	if isPlain(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Zs, r), strings.ContainsRune(blanks, r):
			return ' '
		case strings.ContainsRune(dashes, r):
			return '-'
		case shapeless(r):
			return -1
		}
		return r
	}, norm.NFC.String(text))
}

const (
	// blanks count as letters or symbols, and show nothing.
	blanks = "\u115f\u1160\u3164\uffa0\u2800"
	dashes = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
)

// shapeless are format characters: they join, hide or turn what stands beside them. The signs that
// stand before a number in Arabic script are format characters too, and do show.
func shapeless(r rune) bool {
	return r == '\u034f' || unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// ascii gives letters, digits and signs of another width or script of numbers their plain form:
// "０６" and "٠٦" are "06".
func ascii(text string) string {
	if isPlain(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if r <= unicode.MaxASCII || !unicode.IsDigit(r) {
			return r
		}
		zero := r
		for unicode.IsDigit(zero-1) && r-zero < 9 {
			zero--
		}
		return '0' + r - zero
	}, norm.NFKC.String(text))
}
