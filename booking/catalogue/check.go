package catalogue

import (
	"bytes"
	"encoding/json"

	"balie/booking/ledger"
)

// Check reports where today's catalogue as this process keeps it is another than the one that its records make: who
// read it changed what belongs to all.
func Check(r ledger.Reader, report func(problem string)) error {
	kept, err := Of(r)
	if err != nil {
		return err
	}
	homes, err := readHomes(r, readHome)
	if err != nil {
		return err
	}
	read, err := newHistory("", homes, nil).on(kept.first)
	if err != nil {
		return err
	}
	for _, both := range [][2]any{{kept.products, read.products}, {kept.offices, read.offices}} {
		here, err := json.Marshal(both[0])
		if err != nil {
			return err
		}
		if there, err := json.Marshal(both[1]); err != nil || !bytes.Equal(here, there) {
			report("the catalogue that is kept is not the one that stands")
			return err
		}
	}
	return checkLabels(kept, report)
}

// checkLabels reports what the municipality set up beside the plan of a vehicle.
func checkLabels(c *Snapshot, report func(problem string)) error {
	_, own, err := c.Owned(Configuration)
	for _, o := range own {
		if err := o.CheckLabel(); err != nil && !o.withdrawn {
			report(ledger.ArgsOf(err)["what"].(string))
		}
	}
	return err
}
