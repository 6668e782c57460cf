package catalogue

import (
	"bytes"
	"cmp"
	"slices"
	"sync"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Owner is who writes a record: nobody else may. So an import of what a municipality set up never takes
// away what the bus plan opened or what an outage closed.
type Owner string

// The owners.
const (
	Configuration Owner = "configuration" // the municipality, by file or on screen
	Outreach      Owner = "outreach"      // the plan of the bus
	Roster        Owner = "roster"        // who is there on a day
	Disruption    Owner = "disruption"    // what fell out, until it is mended
)

// Kind is what a record is about.
type Kind string

// The kinds. Each has its Go type: Product, Office without desks and rules, Desk, calendar.Opening,
// calendar.Exception, calendar.Closure, Berth.
const (
	KindProduct   Kind = "product"
	KindOffice    Kind = "office"
	KindDesk      Kind = "desk"
	KindOpening   Kind = "opening"
	KindException Kind = "exception"
	KindClosure   Kind = "closure"
	KindBerth     Kind = "berth"
)

// Ref names a record: {"opening", "gendringen", "g1-dag"}. Products and offices belong to no office.
type Ref struct {
	Kind   Kind     `json:"kind"`
	Office OfficeID `json:"office,omitempty"`
	ID     string   `json:"id"`
}

func (r Ref) String() string {
	if r.Office == "" {
		return string(r.Kind) + " " + r.ID
	}
	return string(r.Office) + " " + string(r.Kind) + " " + r.ID
}

// Home is the office that a record is part of, or is; "" for a product, "~" for what is of the whole municipality.
func (r Ref) Home() OfficeID {
	switch {
	case r.Kind == KindOffice:
		return OfficeID(r.ID)
	case inTown(r.Kind):
		return townHome
	}
	return r.Office
}

func (r Ref) key() ledger.Key {
	return ledger.K().Str(string(r.Home())).Str(string(r.Kind)).Str(r.ID)
}

// record is one thing that is set up: who owns it, its number, and what it was, is and will be.
type record struct {
	Ref      Ref       `json:"ref"`
	Owner    Owner     `json:"owner"`
	Number   int       `json:"number"` // within its kind and office; never given again
	Versions []Version `json:"versions"`
}

// Version is what a record says from a day on, until a version with a later first day takes its place. Of
// two with the same day the one that was made last counts.
type Version struct {
	Number int           `json:"n"`
	From   calendar.Date `json:"from,omitzero"` // zero: ever since
	Made   time.Time     `json:"made"`
	By     ledger.Actor  `json:"by"`
	Value  content       `json:"value,omitempty"` // nothing: it ends with the day before
	Stage  Stage         `json:"stage,omitempty"` // the batch that it was written in
}

// content is a value of a kind's type as JSON.
type content []byte

// MarshalJSON writes the value as it is.
func (c content) MarshalJSON() ([]byte, error) {
	if c == nil {
		return []byte("null"), nil
	}
	return c, nil
}

// UnmarshalJSON keeps the value as it is; null is none.
func (c *content) UnmarshalJSON(text []byte) error {
	*c = nil
	if string(text) != "null" {
		*c = bytes.Clone(text)
	}
	return nil
}

// Records of all kinds lie in one table, those of an office together; beside them the last number that was
// given within each kind and office.
var (
	records = ledger.NewTable[record]("cf:")
	numbers = ledger.NewTable[int]("cn:")
)

// on returns the version that holds on a day; ok is false where the record is not there then.
func (r record) on(day calendar.Date) (v Version, ok bool) {
	for _, one := range r.Versions { // in the order of their days
		if one.From > day {
			break
		}
		v = one
	}
	return v, v.Value != nil
}

// last is the last version of the record that had a value, by its first day.
func (r record) last() (v Version) {
	for _, one := range r.Versions {
		if one.Value != nil {
			v = one
		}
	}
	return v
}

// spans calls fn with each version that has days of its own, and with its last day; zero is none.
func (r record) spans(fn func(v Version, until calendar.Date)) {
	for i, v := range r.Versions {
		var until calendar.Date
		if i+1 < len(r.Versions) {
			if r.Versions[i+1].From == v.From {
				continue
			}
			until = r.Versions[i+1].From - 1
		}
		if v.Value != nil {
			fn(v, until)
		}
	}
}

// add puts a version among the others.
func (r *record) add(v Version) {
	for _, one := range r.Versions {
		v.Number = max(v.Number, one.Number)
	}
	v.Number++
	r.Versions = append(slices.Clone(r.Versions), v)
	slices.SortStableFunc(r.Versions, func(a, b Version) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Number, b.Number))
	})
}

// take gives a new record a number: the one that is wanted if it was never given, else the next.
func (r *record) take(tx *ledger.Tx, wanted int) error {
	if r.Ref.Kind == KindBerth {
		return nil // there is one
	}
	key := ledger.K().Str(string(r.Ref.Office)).Str(string(r.Ref.Kind))
	given, _, err := numbers.Find(tx, key)
	if err != nil {
		return err
	}
	if r.Number = wanted; wanted <= given {
		r.Number = given + 1
	}
	return numbers.Put(tx, key, r.Number)
}

// write writes the record.
func (r record) write(tx *ledger.Tx) error { return records.Put(tx, r.Ref.key(), r) }

// eachOf calls fn with every record of an office, "" for every product, but for what is not to be seen yet.
func eachOf(r ledger.Reader, office OfficeID, fn func(record)) error {
	stage, _, err := hidden(r)
	if err != nil {
		return err
	}
	return records.Each(r, ledger.K().Str(string(office)), func(_ ledger.Key, one record) error {
		if one = one.without(stage); len(one.Versions) > 0 {
			fn(one)
		}
		return nil
	})
}

// zone is that of the days on which versions begin.
var zone = sync.OnceValue(func() *time.Location {
	loc, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return time.UTC
	}
	return loc
})

// Today is the day on which a version begins that is made now.
func Today(r ledger.Reader) calendar.Date { return calendar.DateIn(r.Now(), zone()) }

// WallTime is an instant as the clocks show it where days begin.
func WallTime(at time.Time) time.Time { return at.In(zone()) }
