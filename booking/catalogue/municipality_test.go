package catalogue

import (
	"errors"
	"slices"
	"testing"

	"balie/booking/ledger"
)

// TestTheMunicipalityIsARecord: it is read back as it was put, with versions, and is no office and no product.
func TestTheMunicipalityIsARecord(t *testing.T) {
	tn := newTown(t)
	read := func() (m Municipality) {
		t.Helper()
		tn.read(func(r ledger.Reader) (err error) { m, err = MunicipalityOf(r); return err })
		return m
	}
	if m := read(); m.Name != "" || m.Colour != "" {
		t.Errorf("before anybody said so it is %+v", m)
	}
	first := Municipality{Name: "Proefstad", Colour: "#0b5d3b", Languages: []string{"nl", "en"}}
	for _, m := range []Municipality{first, {Name: "Proefstad aan Zee"}} {
		tn.do(func(tx *ledger.Tx) error { return PutMunicipality(tx, m) })
		if got := read(); got.Name != m.Name || got.Colour != m.Colour || !slices.Equal(got.Languages, m.Languages) {
			t.Errorf("it is %+v, want %+v", got, m)
		}
	}
	tn.read(func(r ledger.Reader) error {
		offices, err := EveryOffice(r)
		products, failed := Products(r)
		if len(offices)+len(products) != 0 {
			t.Errorf("there are %d offices and %d products", len(offices), len(products))
		}
		return errors.Join(err, failed)
	})
}

// TestAMunicipalityThatNoPageCouldNameIsRefused: each fault is named.
func TestAMunicipalityThatNoPageCouldNameIsRefused(t *testing.T) {
	for field, m := range map[string]Municipality{
		"name":      {Name: "  "},
		"colour":    {Name: "Proefstad", Colour: "red; }"},
		"languages": {Name: "Proefstad", Languages: []string{"en"}},
	} {
		faults := m.Faults()
		if len(faults) != 1 || faults[0].(Fault).Field != field {
			t.Errorf("%+v has the faults %v", m, faults)
		}
	}
}
