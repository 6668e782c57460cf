package setup

import (
	"encoding/json"
	"fmt"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/textfile"
	"balie/web/account"
)

// Document is the format of import, export and the demo's seed: what a municipality sets up, and
// never a person.
type Document struct {
	Schema   string              `json:"$schema,omitempty"` // for editors, which complete and check what is typed
	Products []catalogue.Product `json:"products,omitempty"`
	Offices  []catalogue.Office  `json:"offices,omitempty"`
	Planned  []Planned           `json:"planned,omitempty"` // what is to be otherwise from a later day on
	TownSetup
	OutreachSetup
	Roles    []account.Definition `json:"roles,omitempty"` // that the municipality made or adapted; not who has them
	Exported *Exported            `json:"exported,omitempty"`
}

// Exported is when and from where a document was exported, with the number of the last version of each record: so that
// an import can say what was changed since.
type Exported struct {
	From    string         `json:"from"` // the ledger
	At      time.Time      `json:"at"`
	Seq     uint64         `json:"seq"`
	Records map[string]int `json:"records,omitempty"`
}

// Planned is how products and offices are to be from a day on.
type Planned struct {
	FirstDay calendar.Date       `json:"first_day"`
	Products []catalogue.Product `json:"products,omitempty"`
	Offices  []catalogue.Office  `json:"offices,omitempty"`
}

// Parse refuses what textfile.JSON refuses: a typing error is not lost.
func Parse(content []byte) (d Document, err error) {
	text, _, err := textfile.Text(content)
	if err == nil {
		_, err = textfile.JSON(text, &d)
	}
	return d, err
}

// Add puts another document behind this one; what comes later counts.
func (d *Document) Add(o Document) {
	d.Products, d.Offices = append(d.Products, o.Products...), append(d.Offices, o.Offices...)
	d.Planned = append(d.Planned, o.Planned...)
	d.TownSetup.add(o.TownSetup)
	d.OutreachSetup.add(o.OutreachSetup)
	d.Roles = append(d.Roles, o.Roles...)
	if o.Exported != nil {
		d.Exported = o.Exported
	}
}

// Counted says how much there is.
func (d Document) Counted() []string {
	lines := []string{fmt.Sprintf("imported %d products and %d offices", len(d.Products), len(d.Offices))}
	if len(d.Neighbourhoods)+len(d.Places)+len(d.Vehicles)+len(d.Layers) > 0 {
		lines = append(lines, fmt.Sprintf("imported %d villages, %d places to stand, %d vehicles and %d layers", len(d.Neighbourhoods), len(d.Places), len(d.Vehicles), len(d.Layers)))
	}
	if n := d.TownSetup.count(); n > 0 {
		lines = append(lines, fmt.Sprintf("imported %d texts and choices of the municipality", n))
	}
	return lines
}

// Export is everything that is set up, as one document: not what the bus plan and outages wrote.
func Export(r ledger.Reader) (d Document, err error) {
	c, err := catalogue.Of(r)
	if err != nil {
		return d, err
	}
	if d.Products, d.Offices, err = c.Owned(catalogue.Configuration); err != nil {
		return d, err
	}
	before := Planned{0, d.Products, d.Offices}
	for _, day := range c.Later() {
		then, err := c.On(day)
		if err != nil {
			return d, err
		}
		after := Planned{FirstDay: day}
		if after.Products, after.Offices, err = then.Owned(catalogue.Configuration); err != nil {
			return d, err
		}
		other := Planned{FirstDay: day, Products: others(before.Products, after.Products), Offices: others(before.Offices, after.Offices)}
		if len(other.Products)+len(other.Offices) > 0 {
			d.Planned = append(d.Planned, other)
		}
		before = after
	}
	if d.TownSetup, err = readTown(r); err != nil {
		return d, err
	}
	if d.OutreachSetup, err = readOutreach(r); err != nil {
		return d, err
	}
	if d.Roles, err = readRoles(r); err != nil {
		return d, err
	}
	d.Exported = &Exported{From: ledger.ID(r), At: r.Now(), Seq: r.Seq()}
	if d.Exported.Records, err = catalogue.Numbers(r, catalogue.Configuration); err != nil {
		return d, err
	}
	return d.explicit()
}

// others are those that were not so before.
func others[T any](before, after []T) (changed []T) {
	known := map[string]bool{}
	text := func(one T) string { said, _ := json.Marshal(one); return string(said) }
	for _, one := range before {
		known[text(one)] = true
	}
	for _, one := range after {
		if !known[text(one)] {
			changed = append(changed, one)
		}
	}
	return changed
}
