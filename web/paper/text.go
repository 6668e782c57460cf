package paper

import (
	"iter"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	box           = '□' // stands for a rune without a glyph
	noBreak       = '\u00A0'
	lastOfPlane   = 0xFFFF // gofpdf panics on any rune above
	selectorFirst = '\uFE00'
	selectorLast  = '\uFE0F'
)

// safe makes any text fit to be set: valid UTF-8, each letter with its marks as one of the first plane, without control characters,
// invisible marks or orders about direction. Lines end in "\n" only, spaces are plain or hard.
func safe(s string) string {
	s = strings.ReplaceAll(norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD")), "\r\n", "\n")
	return strings.Map(safeRune, s)
}

func safeRune(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		return '\n'
	case r == noBreak || r == '\u2007' || r == '\u202F':
		return noBreak
	case unicode.IsSpace(r):
		return ' '
	case unicode.Is(unicode.C, r) && r <= lastOfPlane, unicode.Is(unicode.Cf, r):
		return -1
	case r >= selectorFirst && r <= selectorLast:
		return -1
	case r > lastOfPlane:
		return box
	}
	return r
}

// piece is text whose runes all have a glyph in one face.
type piece struct {
	face *face
	text string
}

// pieces splits safe text by the face that sets it.
func (f faces) pieces(text string) (all []piece) {
	var current *face
	var set strings.Builder
	flush := func() {
		if set.Len() > 0 {
			all = append(all, piece{current, set.String()})
		}
		set.Reset()
	}
	for cluster := range clusters(text) {
		chosen, glyphs := f.choose(cluster)
		if chosen != current {
			flush()
			current = chosen
		}
		set.WriteString(glyphs)
	}
	flush()
	return all
}

// choose finds the first face that has every rune of a cluster. When no face has, the last one sets
// it, with a box, or else a question mark, for each rune that it lacks.
func (f faces) choose(cluster string) (*face, string) {
	for _, candidate := range f {
		if !strings.ContainsFunc(cluster, func(r rune) bool { return !candidate.has(r) }) {
			return candidate, cluster
		}
	}
	last := f[len(f)-1]
	return last, strings.Map(func(r rune) rune {
		switch {
		case last.has(r):
			return r
		case last.has(box):
			return box
		}
		return '?'
	}, cluster)
}

// clusters keeps an accent with the letter before it, so that one face sets both.
func clusters(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		begin := 0
		for i, r := range text {
			if i == begin || unicode.Is(unicode.M, r) {
				continue
			}
			if !yield(text[begin:i]) {
				return
			}
			begin = i
		}
		if begin < len(text) {
			yield(text[begin:])
		}
	}
}
