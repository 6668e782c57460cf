package catalogue

import (
	"errors"
	"fmt"
	"slices"
	"time"

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
	Stop     OfficeKind = "stop" // of a vehicle, for some hours
)

// Office is a place where residents are helped: a town hall, or a stop of a vehicle.
type Office struct {
	ID       OfficeID          `json:"id"`
	Kind     OfficeKind        `json:"kind"`
	Name     string            `json:"name"`
	Street   string            `json:"street"`
	Postcode string            `json:"postcode"`
	Place    string            `json:"place"`
	Lat      float64           `json:"lat"`
	Lon      float64           `json:"lon"`
	Zone     string            `json:"zone"`            // IANA name: "Europe/Amsterdam"
	Holidays bool              `json:"holidays"`        // closed on Dutch holidays
	Label    string            `json:"label,omitempty"` // of the vehicle that stands there: "praotbus"
	Demo     bool              `json:"demo,omitempty"`  // hours and stops are made up
	Phone    string            `json:"phone,omitempty"` // as people write it: "(0315) 292 292"
	Night    string            `json:"night,omitempty"` // the number for what cannot wait, while we are closed
	Notes    map[string]string `json:"notes,omitempty"` // by language: opening hours in words

	Desks      []Desk               `json:"desks"`
	Openings   []calendar.Opening   `json:"openings"`
	Exceptions []calendar.Exception `json:"exceptions,omitempty"`
	Closures   []calendar.Closure   `json:"closures,omitempty"`

	zone *time.Location
}

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
func (o Office) Today(now time.Time) calendar.Date { return calendar.DateIn(now, o.zone) }

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

// Rules are the office's openings, exceptions and closures.
func (o Office) Rules() calendar.Rules {
	return calendar.Rules{Zone: o.zone, Holidays: o.Holidays, Openings: o.Openings, Exceptions: o.Exceptions, Closures: o.Closures}
}

var offices = ledger.NewTable[Office]("bo:")

var (
	// ErrUnknownOffice: there is no such office, or no longer.
	ErrUnknownOffice = ledger.Refuse(ledger.NotFound, "office.unknown")
	// ErrSetup: a product or an office is not usable; the argument "what" says why.
	ErrSetup = ledger.Refuse(ledger.Invalid, "setup.refused")
)

// Offices returns every office, town halls first, then by name. Nobody may change them.
func Offices(r ledger.Reader) ([]Office, error) {
	c, err := Of(r)
	if err != nil {
		return nil, err
	}
	return c.offices, nil
}

// OfficeByID returns an office, or ErrUnknownOffice.
func OfficeByID(r ledger.Reader, id OfficeID) (Office, error) {
	c, err := Of(r)
	if err != nil {
		return Office{}, err
	}
	return c.Office(id)
}

// PutOffice adds an office or replaces it with its desks and rules. Appointments that no longer
// fit keep their promise; Check names them. It refuses an office that could not work, naming each fault.
func PutOffice(tx *ledger.Tx, o Office) error {
	if err := o.validate(); err != nil {
		return ErrSetup.With("what", fmt.Sprintf("office %q: %v", o.ID, err)).Because(err)
	}
	before, _, err := offices.Find(tx, ledger.K().Str(string(o.ID)))
	if err != nil {
		return err
	}
	o.numberDesks(before)
	if err := nameSkills(tx, o); err != nil {
		return err
	}
	if err := offices.Put(tx, ledger.K().Str(string(o.ID)), o); err != nil {
		return err
	}
	return restamp(tx)
}

// numberDesks keeps the numbers that desks had and gives new desks new ones.
func (o *Office) numberDesks(before Office) {
	var highest uint16
	known := map[DeskID]uint16{}
	for _, d := range before.Desks {
		known[d.ID] = d.Number
		highest = max(highest, d.Number)
	}
	o.Desks = slices.Clone(o.Desks)
	for i, d := range o.Desks {
		if n, ok := known[d.ID]; ok {
			o.Desks[i].Number = n
			continue
		}
		highest++
		o.Desks[i].Number = highest
	}
}

func (o *Office) validate() error {
	var found []error
	refuse := func(wrong bool, what string) {
		if wrong {
			found = append(found, errors.New(what))
		}
	}
	refuse(!IsSlug(string(o.ID)), "id must be small letters, digits and dashes")
	refuse(o.Kind != TownHall && o.Kind != Stop, "kind must be townhall or stop")
	refuse(o.Name == "", "name is missing")
	zone, err := time.LoadLocation(o.Zone)
	refuse(err != nil || o.Zone == "", "zone must be an IANA name such as Europe/Amsterdam")
	refuse(len(o.Desks) == 0 || len(o.Desks) > 64, "an office has 1 to 64 desks")
	for i, d := range o.Desks {
		refuse(!IsSlug(string(d.ID)), fmt.Sprintf("desks[%d]: id must be small letters, digits and dashes", i))
		refuse(len(d.Skills) == 0, fmt.Sprintf("desk %s: skills are missing", d.ID))
		refuse(slices.ContainsFunc(o.Desks[:i], func(e Desk) bool { return e.ID == d.ID }), fmt.Sprintf("desk %s stands there twice", d.ID))
	}
	o.zone = zone
	if zone != nil {
		found = append(found, o.validateRules()...)
	}
	return errors.Join(found...)
}

// validateRules lets calendar judge the rules and adds what it cannot know: which desks there are.
func (o *Office) validateRules() (found []error) {
	for _, problem := range o.Rules().Validate() {
		found = append(found, errors.New(fmt.Sprint(problem)))
	}
	known := func(rule, desk string) {
		if desk != "" && !slices.ContainsFunc(o.Desks, func(d Desk) bool { return string(d.ID) == desk }) {
			found = append(found, fmt.Errorf("%s: there is no desk %q", rule, desk))
		}
	}
	for _, r := range o.Openings {
		known("opening "+r.ID, r.Desk)
	}
	for _, r := range o.Exceptions {
		known("exception "+r.ID, r.Desk)
	}
	for _, r := range o.Closures {
		known("closure "+r.ID, r.Desk)
	}
	return found
}
