package catalogue

import (
	"slices"
	"strings"

	"balie/booking/ledger"
)

// Named is what the municipality is called, in which languages residents are helped, and whether whoever set it up
// first is done.
type Named struct {
	Name      string   `json:"name"`                // without the word "gemeente"
	Languages []string `json:"languages,omitempty"` // none is all that we have
	Ready     bool     `json:"ready,omitempty"`     // colleagues are in
}

// Faults are what makes the municipality one that no page could name, each a Fault.
func (n Named) Faults() []error {
	var f faults
	f.refuse(strings.TrimSpace(n.Name) == "", "name", "is missing")
	f.refuse(len([]rune(n.Name)) > 80, "name", "has more than 80 characters")
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
