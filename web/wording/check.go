package wording

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"balie/booking/catalogue"
	"balie/web/lang"
)

// Fault is what is wrong with an own text: Kind is one of the kinds below, At the place or character that is meant.
type Fault struct{ Kind, At string }

func (f Fault) Error() string {
	return strings.TrimSpace(map[string]string{FaultUnknown: "is no text that can be changed", FaultMissing: "needs", FaultPlace: "cannot have", FaultBroken: "has a broken place at",
		FaultLong: "is too long", FaultLines: "must be one paragraph"}[f.Kind] + " " + f.At)
}

// The kinds of faults.
const (
	FaultUnknown = "unknown" // there is no such text
	FaultMissing = "missing" // a place that is needed does not stand there
	FaultPlace   = "place"   // a place that this text does not have
	FaultBroken  = "broken"  // a brace without its other, or without a name
	FaultLong    = "long"
	FaultLines   = "lines" // several paragraphs where there is room for one
)

// How long a text is at most, in runes: a line of a message, and a paragraph of a statement.
const (
	longestLine      = 400
	longestStatement = 4000
)

var place = regexp.MustCompile(`\{[a-z]+\}`)

// Check returns what is wrong with what a municipality would say in a text's place.
func (t Text) Check(said string) (all []Fault) {
	if at := broken(said); at != "" {
		all = append(all, Fault{FaultBroken, at})
	}
	stand := lang.Places(said)
	for _, p := range t.Needs {
		if !slices.Contains(stand, p) {
			all = append(all, Fault{FaultMissing, "{" + p + "}"})
		}
	}
	for _, p := range stand {
		if !slices.Contains(t.May, p) {
			all = append(all, Fault{FaultPlace, "{" + p + "}"})
		}
	}
	most := longestLine
	if t.Long {
		most = longestStatement
	}
	if utf8.RuneCountInString(said) > most {
		all = append(all, Fault{FaultLong, fmt.Sprint(most)})
	}
	if !t.Long && len(catalogue.CleanParagraphs(said)) > 1 {
		all = append(all, Fault{Kind: FaultLines})
	}
	return all
}

// broken is where a brace stands that is not of a place; "" where none does.
func broken(said string) string {
	left := place.ReplaceAllStringFunc(said, func(p string) string { return strings.Repeat("\x00", len(p)) })
	i := strings.IndexAny(left, "{}")
	if i < 0 {
		return ""
	}
	rest := []rune(said[i:])
	return string(rest[:min(len(rest), 12)])
}

// Clean is a text as it is kept: clean lines, paragraphs apart by empty ones.
func Clean(said string) string { return strings.Join(catalogue.CleanParagraphs(said), "\n\n") }

// Faults are what is wrong with an own text in each of its languages, by the language.
func Faults(w catalogue.Wording) map[string][]Fault {
	t, known := Of(w.Key)
	if !known {
		return map[string][]Fault{"": {{FaultUnknown, w.Key}}}
	}
	all := map[string][]Fault{}
	for language, said := range w.Texts {
		if some := t.Check(said); len(some) > 0 {
			all[language] = some
		}
	}
	return all
}
