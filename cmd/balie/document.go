package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// document is the format of import, export and the demo's seed: what a municipality sets up, and
// never a person.
type document struct {
	Products []catalogue.Product `json:"products,omitempty"`
	Offices  []catalogue.Office  `json:"offices,omitempty"`
	outreachTown
}

// parseDocument refuses a field that it does not know, so that a typing error is not lost.
func parseDocument(text []byte) (d document, err error) {
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

// readDocument is everything that is set up, as one document.
func readDocument(r ledger.Reader) (d document, err error) {
	if d.Products, err = catalogue.Products(r); err != nil {
		return d, err
	}
	if d.Offices, err = catalogue.Offices(r); err != nil {
		return d, err
	}
	d.outreachTown, err = readOutreach(r)
	return d, err
}
