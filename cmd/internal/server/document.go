package server

import (
	"encoding/json"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/textfile"
)

// Document is the format of import, export and the demo's seed: what a municipality sets up, and
// never a person.
type Document struct {
	Schema   string              `json:"$schema,omitempty"` // for editors, which complete and check what is typed
	Products []catalogue.Product `json:"products,omitempty"`
	Offices  []catalogue.Office  `json:"offices,omitempty"`
	Planned  []Planned           `json:"planned,omitempty"` // what is to be otherwise from a later day on
	OutreachSetup
}

// Planned is how products and offices are to be from a day on.
type Planned struct {
	FirstDay calendar.Date       `json:"first_day"`
	Products []catalogue.Product `json:"products,omitempty"`
	Offices  []catalogue.Office  `json:"offices,omitempty"`
}

// ParseDocument refuses what textfile.JSON refuses: a typing error is not lost.
func ParseDocument(content []byte) (d Document, err error) {
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
	d.OutreachSetup.add(o.OutreachSetup)
}

// ReadDocument is everything that is set up, as one document: not what the bus plan and outages wrote.
func ReadDocument(r ledger.Reader) (d Document, err error) {
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
	d.OutreachSetup, err = readOutreach(r)
	return d, err
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
