package catalogue

import (
	"errors"
	"slices"
	"testing"

	"balie/booking/ledger"
)

// TestTheNameIsARecordOfTheMunicipality: it is read back as it was put, and is no office and no product.
func TestTheNameIsARecordOfTheMunicipality(t *testing.T) {
	tn := newTown(t)
	tn.read(func(r ledger.Reader) error {
		if got := NameOf(r, "anders"); got != "anders" {
			t.Errorf("before anybody said so it is %q", got)
		}
		return nil
	})
	for _, n := range []Named{{Name: "Proefstad", Languages: []string{"nl", "en"}}, {Name: "Proefstad aan Zee", Ready: true}} {
		tn.do(func(tx *ledger.Tx) error { _, err := PutTown(tx, NamedRef, n); return err })
		tn.read(func(r ledger.Reader) error {
			m, err := MunicipalityOf(r)
			if m.Named.Name != n.Name || !slices.Equal(m.Named.Languages, n.Languages) || m.Named.Ready != n.Ready || NameOf(r, "") != n.Name {
				t.Errorf("it is %+v, want %+v", m.Named, n)
			}
			offices, failed := EveryOffice(r)
			products, also := Products(r)
			if len(offices)+len(products) != 0 {
				t.Errorf("there are %d offices and %d products", len(offices), len(products))
			}
			return errors.Join(err, failed, also)
		})
	}
}

// TestANameThatNoPageCouldSayIsRefused: each fault is named.
func TestANameThatNoPageCouldSayIsRefused(t *testing.T) {
	for field, n := range map[string]Named{"name": {Name: "  "}, "languages": {Name: "Proefstad", Languages: []string{"en"}}} {
		faults := n.Faults()
		if len(faults) != 1 || faults[0].(Fault).Field != field {
			t.Errorf("%+v has the faults %v", n, faults)
		}
	}
}
