package catalogue

import (
	"fmt"
	"testing"

	"balie/booking/ledger"
)

// BenchmarkReload is what the first reader pays after a change: 60 offices with 600 rules, and 120 products.
func BenchmarkReload(b *testing.B) {
	tn := newTown(b)
	for i := range 60 {
		tn.do(func(tx *ledger.Tx) error {
			o := plein()
			o.ID = OfficeID(fmt.Sprint("plein-", i))
			for k := range 9 {
				o.Openings = append(o.Openings, openingOf(fmt.Sprint("o", k), "plein-1", 100, 110))
			}
			return PutOffice(tx, o)
		})
	}
	for i := range 120 {
		tn.do(func(tx *ledger.Tx) error {
			p := pas(10)
			p.ID = ProductID(fmt.Sprint("p", i))
			return PutProduct(tx, p)
		})
	}
	for b.Loop() {
		tn.do(func(tx *ledger.Tx) error { return restamp(tx, "plein-1") })
		tn.read(func(r ledger.Reader) error { _, err := Of(r); return err })
	}
}
