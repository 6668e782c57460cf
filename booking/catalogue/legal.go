package catalogue

import (
	"fmt"
	"net/url"
	"slices"
	"unicode/utf8"

	"balie/booking/ledger"
)

// Legal is what the statements of a municipality say of itself, besides their texts.
type Legal struct {
	Office     OfficeID `json:"office,omitempty"`     // the main office; none is chosen by MainOffice
	Officer    string   `json:"officer,omitempty"`    // how the data-protection officer is reached
	Processors []string `json:"processors,omitempty"` // who works with personal data for us, each with what for
	// Access is the status of the accessibility of the site by the Dutch model, and Statement the address
	// where the statement was published; without a status the site says that it has none.
	Access    string `json:"access,omitempty"`
	Statement string `json:"statement,omitempty"`
}

// AccessStatuses are those of the Dutch model statement: A meets all of it, B in part, C was begun with, D was
// looked at only, E was not.
var AccessStatuses = []string{"A", "B", "C", "D", "E"}

// How much is said of a municipality at most.
const (
	longestFact    = 200
	mostProcessors = 20
)

// Faults are what makes it what no statement could say.
func (l Legal) Faults() []error {
	var f faults
	line := func(field, said string) {
		f.refuse(said != CleanLine(said) || utf8.RuneCountInString(said) > longestFact, field, "must be one line of at most 200 characters")
	}
	line("officer", l.Officer)
	f.refuse(len(l.Processors) > mostProcessors, "processors", "are more than 20")
	for i, one := range l.Processors {
		line(fmt.Sprintf("processors[%d]", i), one)
		f.refuse(one == "", fmt.Sprintf("processors[%d]", i), "says nothing")
	}
	f.refuse(l.Access != "" && !slices.Contains(AccessStatuses, l.Access), "access", "must be A, B, C, D or E")
	at, err := url.Parse(l.Statement)
	f.refuse(l.Statement != "" && (err != nil || at.Scheme != "https" || at.Host == "" || len(l.Statement) > longestFact), "statement", "must be an https address of at most 200 characters")
	f.refuse(l.Statement != "" && l.Access == "", "access", "is missing beside a statement")
	return f
}

// MainOffice is the office that stands for the municipality: that which it named, as long as it is one; else the town
// hall with the most desks, else the first office. It refuses with ErrUnknownOffice where there is none.
func MainOffice(r ledger.Reader) (Office, error) {
	m, err := MunicipalityOf(r)
	if err != nil {
		return Office{}, err
	}
	c, err := Of(r)
	if err != nil {
		return Office{}, err
	}
	best := -1
	for i, o := range c.offices {
		if m.Legal != nil && o.ID == m.Legal.Office {
			return o, nil
		}
		if best < 0 || o.Kind == TownHall && (c.offices[best].Kind != TownHall || len(o.Desks) > len(c.offices[best].Desks)) {
			best = i
		}
	}
	if best < 0 {
		return Office{}, ErrUnknownOffice
	}
	return c.offices[best], nil
}
