package setup

import (
	"balie/booking/ledger"
	"balie/outreach"
)

// OutreachSetup is what a municipality sets up for its bus, as import and export know it. A place comes
// with its village, in one file or in an earlier one of the same import.
type OutreachSetup struct {
	Neighbourhoods []outreach.Neighbourhood `json:"neighbourhoods,omitempty"`
	Places         []outreach.Place         `json:"places,omitempty"`
	Vehicles       []outreach.Vehicle       `json:"vehicles,omitempty"`
	Kits           []outreach.Kit           `json:"kits,omitempty"`
	Partners       []outreach.Partner       `json:"partners,omitempty"`
	Themes         []outreach.Theme         `json:"themes,omitempty"`
	Layers         []outreach.Layer         `json:"layers,omitempty"` // school holidays, fairs, road works: in the place of ours
	Drives         outreach.Drives          `json:"drives,omitempty"` // measured driving times in minutes
}

// add puts another part beside this one; what comes later counts.
func (d *OutreachSetup) add(o OutreachSetup) {
	d.Neighbourhoods, d.Places = append(d.Neighbourhoods, o.Neighbourhoods...), append(d.Places, o.Places...)
	d.Vehicles, d.Kits = append(d.Vehicles, o.Vehicles...), append(d.Kits, o.Kits...)
	d.Partners, d.Themes, d.Layers = append(d.Partners, o.Partners...), append(d.Themes, o.Themes...), append(d.Layers, o.Layers...)
	if o.Drives != nil {
		d.Drives = o.Drives
	}
}

// Put writes all of it.
func (d OutreachSetup) Put(tx *ledger.Tx) error {
	for _, put := range []func(*ledger.Tx) error{
		each(d.Neighbourhoods, outreach.PutNeighbourhood), each(d.Places, outreach.PutPlace), each(d.Vehicles, outreach.PutVehicle),
		each(d.Kits, outreach.PutKit), each(d.Partners, outreach.PutPartner), each(d.Themes, outreach.PutTheme), each(d.Layers, outreach.PutLayer),
	} {
		if err := put(tx); err != nil {
			return err
		}
	}
	if d.Drives == nil {
		return nil
	}
	return outreach.PutDrives(tx, d.Drives)
}

// each puts every record of a list, and stops at the first that is refused.
func each[T any](all []T, put func(*ledger.Tx, T) error) func(*ledger.Tx) error {
	return func(tx *ledger.Tx) error {
		for _, one := range all {
			if err := put(tx, one); err != nil {
				return err
			}
		}
		return nil
	}
}

// readOutreach is all of it as it stands, the layers of ours apart.
func readOutreach(r ledger.Reader) (d OutreachSetup, err error) {
	all, err := outreach.EverythingOf(r)
	if err != nil {
		return d, err
	}
	d.Neighbourhoods, d.Places, d.Vehicles, d.Kits, d.Partners, d.Themes = all.Neighbourhoods, all.Places, all.Vehicles, all.Kits, all.Partners, all.Themes
	if d.Layers, err = outreach.OwnLayers(r); err == nil {
		d.Drives, err = outreach.DrivesOf(r)
	}
	return d, err
}
