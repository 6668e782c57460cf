package catalogue

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// OfficeID names an office: "gendringen".
type OfficeID string

// DeskID names a desk within its office: "gendringen-1".
type DeskID string

// OfficeKind is what an office is.
type OfficeKind string

// The kinds of offices.
const (
	TownHall OfficeKind = "townhall"
	Library  OfficeKind = "library"
	Partner  OfficeKind = "partner" // a room at somebody else's: a care home, a village hall
	Stop     OfficeKind = "stop"    // of a vehicle, for some hours
)

// OfficeKinds are all kinds, in the order in which offices are listed.
var OfficeKinds = []OfficeKind{TownHall, Library, Partner, Stop}

// Fixed reports whether an office is there for good, with a roster and a queue of its own, and not for some hours.
func (o Office) Fixed() bool { return o.Kind != Stop }

// Office is a place where residents are helped: a town hall, a library, or a stop of a vehicle.
type Office struct {
	ID       OfficeID          `json:"id"`
	Kind     OfficeKind        `json:"kind"`
	Name     string            `json:"name"`
	Street   string            `json:"street"`
	Postcode string            `json:"postcode"`
	Place    string            `json:"place"`
	Lat      float64           `json:"lat"`
	Lon      float64           `json:"lon"`
	Zone     string            `json:"zone"`               // IANA name: "Europe/Amsterdam"
	Holidays bool              `json:"holidays"`           // closed on Dutch holidays
	Label    string            `json:"label,omitempty"`    // of the vehicle that stands there: "praotbus"
	Demo     bool              `json:"demo,omitempty"`     // hours and stops are made up
	Punctual bool              `json:"punctual,omitempty"` // nobody is called before the time of their appointment
	Phone    string            `json:"phone,omitempty"`    // as people write it: "(0315) 292 292"
	Night    string            `json:"night,omitempty"`    // the number for what cannot wait, while we are closed
	Notes    map[string]string `json:"notes,omitempty"`    // by language: opening hours in words

	Desks      []Desk               `json:"desks"`
	Openings   []calendar.Opening   `json:"openings"`
	Exceptions []calendar.Exception `json:"exceptions,omitempty"`
	Closures   []calendar.Closure   `json:"closures,omitempty"`

	zone      *time.Location
	number    int
	withdrawn bool                        // offered no more
	coming    bool                        // not yet
	berth     struct{ label, own string } // the label that a berth gave, and what stood there
	timeline  *calendar.Rules             // of every version; nil where there is one
}

// Number is the office as systems know it that name by number: given once, never reused.
func (o Office) Number() int { return o.number }

// Withdrawn reports whether the office is offered no more.
func (o Office) Withdrawn() bool { return o.withdrawn }

// Desk is where one resident at a time is helped.
type Desk struct {
	ID         DeskID   `json:"id"`
	Name       string   `json:"name"` // as called: "Balie 1"
	Skills     []string `json:"skills"`
	Properties []string `json:"properties,omitempty"` // "low", "loop", "closed-room"
	// Number is the desk in occupancy records: given once by PutOffice, never reused.
	Number uint16 `json:"number,omitempty"`
}

// Can reports whether a desk has all of these skills.
func (d Desk) Can(skills []string) bool {
	return !slices.ContainsFunc(skills, func(s string) bool { return !slices.Contains(d.Skills, s) })
}

// Desk returns a desk of the office; known is false where it has no such desk.
func (o Office) Desk(id DeskID) (d Desk, known bool) {
	i := slices.IndexFunc(o.Desks, func(d Desk) bool { return d.ID == id })
	if i < 0 {
		return Desk{}, false
	}
	return o.Desks[i], true
}

// Note is what the office says of its hours in a language, in Dutch where it has nothing in that one.
func (o Office) Note(language string) string {
	if note, ok := o.Notes[language]; ok {
		return note
	}
	return o.Notes["nl"]
}

// Location is the office's zone.
func (o Office) Location() *time.Location {
	if o.zone == nil { // not read from the ledger
		o.zone, _ = time.LoadLocation(o.Zone)
	}
	return o.zone
}

// Today is the day at the office.
func (o Office) Today(now time.Time) calendar.Date { return calendar.DateIn(now, o.Location()) }

// Open reports whether some desk works at an instant.
func (o Office) Open(now time.Time) bool {
	date, cell := calendar.CellIn(now, o.zone)
	return slices.ContainsFunc(o.Rules().Day(date), func(w calendar.Window) bool { return w.Cells.Has(cell) })
}

// FirstOpen returns the first of some offices that is open at an instant, or the first of all where none is.
func FirstOpen(offices []Office, now time.Time) Office {
	i := slices.IndexFunc(offices, func(o Office) bool { return o.Open(now) })
	return offices[max(i, 0)]
}

// Rules are the office's openings, exceptions and closures, right on every day: also where a rule has several
// versions.
func (o Office) Rules() calendar.Rules {
	if o.timeline != nil {
		return calendar.Rules{Zone: o.zone, Holidays: o.Holidays, Openings: o.timeline.Openings, Exceptions: o.timeline.Exceptions, Closures: o.timeline.Closures}
	}
	return o.rules()
}

// rules are those of today's versions.
func (o Office) rules() calendar.Rules {
	return calendar.Rules{Zone: o.zone, Holidays: o.Holidays, Openings: o.Openings, Exceptions: o.Exceptions, Closures: o.Closures}
}

var (
	// ErrUnknownOffice: there is no such office, or no longer.
	ErrUnknownOffice = ledger.Refuse(ledger.NotFound, "office.unknown")
	// ErrSetup: a product or an office is not usable; the argument "what" says why.
	ErrSetup = ledger.Refuse(ledger.Invalid, "setup.refused")
)

// Offices returns every office, town halls first, then by name. Whoever asks may sort and filter the list; what hangs on
// an office is shared, and nobody may change it.
func Offices(r ledger.Reader) ([]Office, error) {
	c, err := Of(r)
	if err != nil {
		return nil, err
	}
	return slices.Clone(c.offices), nil
}

// EveryOffice returns every office, also those that were withdrawn or are to come.
func EveryOffice(r ledger.Reader) ([]Office, error) {
	c, err := Of(r)
	if err != nil {
		return nil, err
	}
	return slices.Concat(c.offices, c.otherOffices), nil
}

// OfficeByID returns an office, or ErrUnknownOffice.
func OfficeByID(r ledger.Reader, id OfficeID) (Office, error) {
	c, err := Of(r)
	if err != nil {
		return Office{}, err
	}
	return c.Office(id)
}

// OfficeNow is OfficeByID for who changes offices one after another: it reads this one only, and not all that
// has changed with it.
func OfficeNow(r ledger.Reader, id OfficeID) (Office, error) {
	var all []record
	if err := eachOf(r, id, func(one record) { all = append(all, one) }); err != nil {
		return Office{}, err
	}
	o, known, err := officeOn(all, Today(r))
	if err == nil && !known {
		err = ErrUnknownOffice
	}
	return o, err
}

// Faults are what makes the office one that could not work, each a Fault, or a calendar.Problem of a rule.
func (o Office) Faults() []error {
	var found []error
	refuse := func(wrong bool, what string) {
		if wrong {
			field, why, _ := strings.Cut(what, " ")
			found = append(found, Fault{Field: field, Why: why})
		}
	}
	refuse(!IsSlug(string(o.ID)), "id must be small letters, digits and dashes")
	refuse(!slices.Contains(OfficeKinds, o.Kind), "kind must be townhall, library, partner or stop")
	refuse(o.Name == "", "name is missing")
	for _, f := range [][2]string{{"name", o.Name}, {"street", o.Street}, {"place", o.Place}, {"postcode", o.Postcode}, {"phone", o.Phone}, {"night", o.Night}} {
		refuse(tooLong(f[1]), fmt.Sprintf("%s has more than %d characters", f[0], longestName))
	}
	refuse(o.Lat < -90 || o.Lat > 90, "lat must be -90 to 90")
	refuse(o.Lon < -180 || o.Lon > 180, "lon must be -180 to 180")
	refuse((o.Lat == 0) != (o.Lon == 0), "lat and lon belong together")
	zone, err := time.LoadLocation(o.Zone)
	refuse(err != nil || o.Zone == "" || o.Zone == "Local", "zone must be an IANA name such as Europe/Amsterdam")
	refuse(len(o.Desks) > 64, "desks must be 64 at most") // none is an office that is being set up
	for i, d := range o.Desks {
		refuse(!IsSlug(string(d.ID)), fmt.Sprintf("desks[%d].id must be small letters, digits and dashes", i))
		refuse(len(d.Skills) == 0, fmt.Sprintf("desks[%d].skills are missing", i))
		refuse(tooLong(d.Name), fmt.Sprintf("desks[%d].name has more than %d characters", i, longestName))
		refuse(slices.ContainsFunc(o.Desks[:i], func(e Desk) bool { return e.ID == d.ID }), fmt.Sprintf("desks[%d].id stands there twice", i))
	}
	o.zone = zone
	if zone != nil {
		found = append(found, o.ruleFaults()...)
	}
	return found
}

// ErrLabelled: a place that carries a vehicle's label has its times from the plan of that vehicle alone. A rule beside
// the plan would say a second thing about where the bus is.
var ErrLabelled = ledger.Refuse(ledger.Invalid, "office.labelled")

// CheckLabel refuses a rule-based opening under a vehicle's label with ErrLabelled.
func (o Office) CheckLabel() error {
	if o.Label == "" || len(o.Openings) == 0 {
		return nil
	}
	what := fmt.Sprintf("office %q: openings[0] %q stands under the label %q: a place of a vehicle has its times from the plan of the bus alone; take the opening away, or the label", o.ID, o.Openings[0].ID, o.Label)
	return ErrLabelled.With("what", what)
}

// ruleFaults lets calendar judge the rules and adds what it cannot know: which desks there are.
func (o Office) ruleFaults() (found []error) {
	for _, problem := range o.rules().Validate() {
		found = append(found, problem)
	}
	known := func(rule, id, desk string) {
		if _, there := o.Desk(DeskID(desk)); desk != "" && !there {
			found = append(found, calendar.Problem{Rule: rule, ID: id, Field: "desk", Key: "unknown", Why: fmt.Sprintf("there is no desk %q", desk)})
		}
		if strings.ContainsFunc(id, unicode.IsControl) || tooLong(id) {
			found = append(found, calendar.Problem{Rule: rule, ID: "", Field: "id", Key: "unknown", Why: "must be short and without control characters"})
		}
	}
	for _, r := range o.Openings {
		known("opening", r.ID, r.Desk)
	}
	for _, r := range o.Exceptions {
		known("exception", r.ID, r.Desk)
	}
	for _, r := range o.Closures {
		known("closure", r.ID, r.Desk)
		for _, fault := range nameFaults(r.Texts, len(r.Texts) > 0) {
			var f Fault
			if errors.As(fault, &f) && !strings.Contains(f.Why, "120") { // a sentence may be longer than a name
				found = append(found, calendar.Problem{Rule: "closure", ID: r.ID, Field: f.Field, Key: "missing", Why: f.Why})
			}
		}
	}
	return found
}
