package outreach

import (
	"embed"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
)

// Layer is a sheet of local days that lies over the plan: school holidays, fairs, road works.
type Layer struct {
	ID   string     `json:"id"`
	Name string     `json:"name"`
	Demo bool       `json:"demo,omitempty"` // made up
	Days []LayerDay `json:"days"`
}

// LayerDay is one thing of a layer: on some days, in one neighbourhood or in all.
type LayerDay struct {
	roster.Span
	What          string          `json:"what"`
	Neighbourhood NeighbourhoodID `json:"neighbourhood,omitempty"`
	Blocks        bool            `json:"blocks,omitempty"` // the bus cannot stand there then
}

//go:embed layers/*.json
var layerFiles embed.FS

var layers = ledger.NewTable[Layer]("ol:")

// ErrLayer: the file is no layer; args: what.
var ErrLayer = ledger.Refuse(ledger.Invalid, "outreach.layer")

// ParseLayer reads a layer from a file, or refuses with ErrLayer.
func ParseLayer(content []byte) (l Layer, err error) {
	if err := json.Unmarshal(content, &l); err != nil {
		return l, ErrLayer.With("what", err.Error())
	}
	return l, l.validate()
}

func (l Layer) validate() error {
	if err := errors.Join(l.Faults()...); err != nil {
		return ErrLayer.With("what", err.Error())
	}
	return nil
}

// PutLayer replaces a layer by another of the same id, or adds one.
// It refuses with ErrLayer as ParseLayer does.
func PutLayer(tx *ledger.Tx, l Layer) error {
	if err := l.validate(); err != nil {
		return err
	}
	return layers.Put(tx, key(l.ID), l)
}

// OwnLayers returns the layers that were put.
func OwnLayers(r ledger.Reader) (all []Layer, err error) {
	err = layers.Each(r, nil, func(_ ledger.Key, l Layer) error { all = append(all, l); return nil })
	return all, err
}

// Layers returns every layer: those that come with Balie, where no other takes their place, and those
// that were put.
func Layers(r ledger.Reader) (all []Layer, err error) {
	if all, err = OwnLayers(r); err != nil {
		return nil, err
	}
	built, err := builtInLayers()
	for _, l := range built {
		if !slices.ContainsFunc(all, func(o Layer) bool { return o.ID == l.ID }) {
			all = append(all, l)
		}
	}
	slices.SortFunc(all, func(a, b Layer) int { return strings.Compare(a.ID, b.ID) })
	return all, err
}

func builtInLayers() (all []Layer, err error) {
	entries, err := layerFiles.ReadDir("layers")
	for _, e := range entries {
		content, failed := layerFiles.ReadFile("layers/" + e.Name())
		if failed != nil {
			return nil, failed
		}
		l, failed := ParseLayer(content)
		if failed != nil {
			return nil, failed
		}
		all = append(all, l)
	}
	return all, err
}

// OnDay returns what the layers say of a day in a neighbourhood.
func OnDay(all []Layer, n NeighbourhoodID, d calendar.Date) (said []LayerDay) {
	for _, l := range all {
		for _, x := range l.Days {
			if x.Has(d) && (x.Neighbourhood == "" || x.Neighbourhood == n) {
				said = append(said, x)
			}
		}
	}
	return said
}
