package outreach

import (
	"fmt"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// Schema is what this package keeps in the ledger.
var Schema = ledger.Schema{
	Name:     "outreach",
	Prefixes: []string{"on:", "op:", "ov:", "ok:", "ou:", "ol:", "om:", "oo:", "oi:", "os:", "oq:", "oh:", "or:", "ox:", "oz:", "ow:", "oa:", "od:", "oe:"},
	Check:    check,
	Migrations: []ledger.Migration{
		ledger.EachRecord(deliveries, func(tx *ledger.Tx, _ ledger.Key, d Delivery) error { return contact.Adopt(tx, d.Subject()) }),
		drop("oa:"), // actions that were kept to recognise one that comes again
		drop("ox:"), // rules of outings that come again: each date is an outing of its own
	},
}

// check holds outings against the rules that nothing may break: one vehicle and one kit in one place.
func check(r ledger.Reader, report func(string)) error {
	var day []Outing
	return outings.Each(r, nil, func(_ ledger.Key, o Outing) error {
		if len(day) > 0 && day[0].Date != o.Date {
			day = day[:0]
		}
		for _, other := range day {
			together := o.State != Cancelled && other.State != Cancelled && o.From < other.Until && other.From < o.Until
			if together && o.Vehicle == other.Vehicle {
				report(fmt.Sprintf("outings %s and %s have one vehicle in two places", o.ID, other.ID))
			}
			if together && o.Kit != "" && o.Kit == other.Kit {
				report(fmt.Sprintf("outings %s and %s have one kit in two places", o.ID, other.ID))
			}
		}
		day = append(day, o)
		for _, s := range o.Stops {
			if of, found, err := stopOf.Find(r, key(string(s.ID))); err == nil && (!found || of != o.ID) {
				report(fmt.Sprintf("stop %s does not know its outing", s.ID))
			}
		}
		return nil
	})
}

// drop removes every record of a table that nobody reads any more.
func drop(prefix string) ledger.Migration {
	table := ledger.NewTable[struct{}](prefix)
	return ledger.EachRecord(table, func(tx *ledger.Tx, k ledger.Key, _ struct{}) error {
		table.Delete(tx, k)
		return nil
	})
}
