package server

import (
	"bytes"
	"encoding/json"
	"fmt"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Document is the format of import, export and the demo's seed: what a municipality sets up, and
// never a person.
type Document struct {
	Products []catalogue.Product `json:"products,omitempty"`
	Offices  []catalogue.Office  `json:"offices,omitempty"`
	OutreachSetup
}

// ParseDocument refuses a field that it does not know, so that a typing error is not lost.
func ParseDocument(text []byte) (d Document, err error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&d); err != nil {
		return d, err
	}
	if decoder.More() {
		return d, fmt.Errorf("there is something after the end of the document")
	}
	return d, nil
}

// Add puts another document behind this one; what comes later counts.
func (d *Document) Add(o Document) {
	d.Products, d.Offices = append(d.Products, o.Products...), append(d.Offices, o.Offices...)
	d.OutreachSetup.add(o.OutreachSetup)
}

// ReadDocument is everything that is set up, as one document.
func ReadDocument(r ledger.Reader) (d Document, err error) {
	if d.Products, err = catalogue.Products(r); err != nil {
		return d, err
	}
	if d.Offices, err = catalogue.Offices(r); err != nil {
		return d, err
	}
	d.OutreachSetup, err = readOutreach(r)
	return d, err
}
