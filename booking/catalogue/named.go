package catalogue

import (
	"regexp"
	"slices"
	"strings"

	"balie/booking/ledger"
)

var languageTag = regexp.MustCompile(`^[a-z]{2,3}$`)

// Named is what the municipality is called, in which languages residents are helped, and whether whoever set it up
// first is done.
type Named struct {
	Name      string   `json:"name"`                // without the word "gemeente"
	Languages []string `json:"languages,omitempty"` // none is all that we have
	Ready     bool     `json:"ready,omitempty"`     // colleagues are in
	Further   []string `json:"further,omitempty"`   // languages at the pillar besides, of which a speaker read the words
}

// Faults are what makes the municipality one that no page could name, each a Fault.
func (n Named) Faults() []error {
	var f faults
	f.refuse(strings.TrimSpace(n.Name) == "", "name", "is missing")
	f.refuse(len([]rune(n.Name)) > 80, "name", "has more than 80 characters")
	f.refuse(slices.ContainsFunc(n.Further, func(tag string) bool { return !languageTag.MatchString(tag) || slices.Contains(Languages, tag) }), "further", "must be codes of other languages, such as tr")
	f.refuse(slices.ContainsFunc(n.Languages, func(tag string) bool { return !slices.Contains(Languages, tag) }), "languages", "must be of nl, en, de")
	f.refuse(len(n.Languages) > 0 && !slices.Contains(n.Languages, "nl"), "languages", "must have nl among them")
	return f
}

// NameOf is what the municipality is called; otherwise where it has not said its name, or cannot be read.
func NameOf(r ledger.Reader, otherwise string) string {
	m, err := MunicipalityOf(r)
	if err != nil || m.Named.Name == "" {
		return otherwise
	}
	return m.Named.Name
}
