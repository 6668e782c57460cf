package catalogue

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// CleanLine makes a typed or pasted text one line: composed letters, one kind of space, and nothing without a
// shape.
func CleanLine(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(text, "")))), " ")
}

// CleanLines are the lines of a text, each clean, without the empty ones.
func CleanLines(text string) (lines []string) {
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r", "\n"), "\n") {
		if line = CleanLine(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
