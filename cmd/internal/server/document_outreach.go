package server

import (
	"errors"

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
func (d OutreachSetup) Put(tx *ledger.Tx) (err error) {
	for _, n := range d.Neighbourhoods {
		err = errors.Join(err, outreach.PutNeighbourhood(tx, n))
	}
	for _, p := range d.Places {
		err = errors.Join(err, outreach.PutPlace(tx, p))
	}
	for _, v := range d.Vehicles {
		err = errors.Join(err, outreach.PutVehicle(tx, v))
	}
	for _, k := range d.Kits {
		err = errors.Join(err, outreach.PutKit(tx, k))
	}
	for _, p := range d.Partners {
		err = errors.Join(err, outreach.PutPartner(tx, p))
	}
	for _, t := range d.Themes {
		err = errors.Join(err, outreach.PutTheme(tx, t))
	}
	for _, l := range d.Layers {
		err = errors.Join(err, outreach.PutLayer(tx, l))
	}
	if d.Drives != nil {
		err = errors.Join(err, outreach.PutDrives(tx, d.Drives))
	}
	return err
}

// readOutreach is all of it as it stands, the layers of ours apart.
func readOutreach(r ledger.Reader) (d OutreachSetup, err error) {
	for _, read := range []func() error{
		func() (err error) { d.Neighbourhoods, err = outreach.Neighbourhoods(r); return err },
		func() (err error) { d.Places, err = outreach.Places(r); return err },
		func() (err error) { d.Vehicles, err = outreach.Vehicles(r); return err },
		func() (err error) { d.Kits, err = outreach.Kits(r); return err },
		func() (err error) { d.Partners, err = outreach.Partners(r); return err },
		func() (err error) { d.Themes, err = outreach.Themes(r); return err },
		func() (err error) { d.Layers, err = outreach.OwnLayers(r); return err },
	} {
		if err := read(); err != nil {
			return d, err
		}
	}
	return d, nil
}
