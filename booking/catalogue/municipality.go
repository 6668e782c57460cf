package catalogue

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Municipality is who offers all this, as every page names and colours it.
type Municipality struct {
	Name      string   `json:"name"`                // without the word "gemeente"
	Colour    string   `json:"colour,omitempty"`    // of buttons and links: "#0b5d3b"; "" is ours
	Languages []string `json:"languages,omitempty"` // in which residents are helped; none is all that we have
	Ready     bool     `json:"ready,omitempty"`     // whoever set it up said that colleagues are in
}

// KindMunicipality is the one record of the municipality itself.
const KindMunicipality Kind = "municipality"

// common is where records lie that belong to no office and are no product. No office has such an id.
const common OfficeID = "@"

var municipalityRef = Ref{KindMunicipality, common, "own"}

var colourForm = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// Faults are what makes the municipality one that no page could name, each a Fault. Whether a colour can be read is
// judged by who draws with it.
func (m Municipality) Faults() []error {
	var f faults
	f.refuse(strings.TrimSpace(m.Name) == "", "name", "is missing")
	f.refuse(len([]rune(m.Name)) > 80, "name", "has more than 80 characters")
	f.refuse(m.Colour != "" && !colourForm.MatchString(m.Colour), "colour", "must be such as #0b5d3b")
	f.refuse(slices.ContainsFunc(m.Languages, func(tag string) bool { return !slices.Contains(Languages, tag) }), "languages", "must be of nl, en, de")
	f.refuse(len(m.Languages) > 0 && !slices.Contains(m.Languages, "nl"), "languages", "must have nl among them")
	return f
}

// Municipality is the municipality on the day of the catalogue; its zero value has no name yet.
func (c *Snapshot) Municipality() Municipality { return c.municipality }

// MunicipalityOf returns the municipality as it is today.
func MunicipalityOf(r ledger.Reader) (Municipality, error) {
	c, err := Of(r)
	if err != nil {
		return Municipality{}, err
	}
	return c.municipality, nil
}

// PutMunicipality plans what the municipality is called and looks like, from a day on; zero is today. It refuses what
// no page could name with ErrSetup.
func (d *Draft) PutMunicipality(m Municipality, from calendar.Date) error {
	if err := errors.Join(m.Faults()...); err != nil {
		return ErrSetup.With("what", fmt.Sprintf("municipality: %v", err)).Because(err)
	}
	return d.put(municipalityRef, from, m, 0)
}

// PutMunicipality says what the municipality is called and looks like, from today on.
func PutMunicipality(tx *ledger.Tx, m Municipality) error {
	d := NewDraft(tx, Configuration)
	if err := d.PutMunicipality(m, 0); err != nil {
		return err
	}
	return Apply(tx, d.Changes())
}

// municipalityOn reads the municipality among records of its home.
func municipalityOn(all []record, day calendar.Date) (m Municipality, err error) {
	for _, one := range all {
		if v, there := one.on(day); there && one.Ref == municipalityRef {
			err = one.read(v, &m)
		}
	}
	return m, err
}
