package roster

import (
	"fmt"

	"balie/booking/ledger"
)

// Schema is what this package keeps in the ledger.
var Schema = ledger.Schema{
	Name:     "roster",
	Prefixes: []string{"rc:", "rh:", "rd:", "ri:", "ra:", "rp:", "rs:", "rt:"},
	Check:    check,
}

// check holds every duty against the one rule that nothing may break.
func check(r ledger.Reader, report func(string)) error {
	perDay := map[ColleagueID][]Duty{}
	last := Duty{}
	return duties.Each(r, nil, func(_ ledger.Key, d Duty) error {
		if d.Date != last.Date {
			clear(perDay)
		}
		last = d
		for _, o := range perDay[d.Colleague] {
			if d.overlaps(o) {
				report(fmt.Sprintf("duties %s and %s put one colleague in two places", o.ID, d.ID))
			}
		}
		perDay[d.Colleague] = append(perDay[d.Colleague], d)
		if on, found, err := dutyDay.Find(r, ledger.K().Str(string(d.ID))); err == nil && (!found || on != d.Date) {
			report(fmt.Sprintf("duty %s cannot be found by its id", d.ID))
		}
		return nil
	})
}
