package outreach

import (
	"cmp"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach/route"
)

// NeighbourhoodID names a village or a part of a town: "sinderen".
type NeighbourhoodID string

// Neighbourhood is where people live whom the bus visits.
type Neighbourhood struct {
	ID        NeighbourhoodID `json:"id"`
	Name      string          `json:"name"`
	Postcodes []string        `json:"postcodes"` // four digits each
	Residents int             `json:"residents"`
	Lat       float64         `json:"lat"`
	Lon       float64         `json:"lon"`
	Wished    int             `json:"wished"`              // visits in a quarter
	Visited   calendar.Date   `json:"visited,omitzero"`    // the last visit before outings were kept here
	Withdrawn bool            `json:"withdrawn,omitempty"` // nobody plans with it any more
}

// quarter is the days of thirteen weeks.
const quarter = 91

// Patience is how many days a neighbourhood can be without a visit for its wish to be met.
func (n Neighbourhood) Patience() int {
	if n.Wished == 0 {
		return quarter
	}
	return quarter / n.Wished
}

// PlaceID names a place to stand: "sinderen-dorpshuis". It is also the id of its office.
type PlaceID string

// Signal is how well a phone works at a place, as the team found it there.
type Signal string

// The signals. Travel documents are asked for only where it is Good.
const (
	Unknown Signal = ""
	Good    Signal = "good"
	Poor    Signal = "poor"
)

// Place is where a vehicle can stand.
type Place struct {
	ID            PlaceID         `json:"id"`
	Neighbourhood NeighbourhoodID `json:"neighbourhood"`
	Name          string          `json:"name"` // "dorpshuis"
	Street        string          `json:"street"`
	Postcode      string          `json:"postcode"`
	Lat           float64         `json:"lat"`
	Lon           float64         `json:"lon"`
	Power         bool            `json:"power,omitempty"`
	Accessible    bool            `json:"accessible,omitempty"`
	Signal        Signal          `json:"signal,omitempty"`
	Hours         []roster.Hours  `json:"hours,omitempty"` // when one may stand there; none: from nine to five
	PermitUntil   calendar.Date   `json:"permit_until,omitzero"`
	Contacts      int             `json:"contacts,omitempty"`  // whom one expects to speak in an hour
	Phone         string          `json:"phone,omitempty"`     // of the house there, for the crew
	Key           string          `json:"key,omitempty"`       // where the crew finds the key; names nobody
	Withdrawn     bool            `json:"withdrawn,omitempty"` // nobody plans with it any more
}

// Spot is where a vehicle stands there, to be looked for: "DRU-plein, Hutteweg". Pages, papers and messages say it
// alike, since the stop's office has it as its street.
func (p Place) Spot() string {
	if p.Street == "" || p.Street == p.Name {
		return p.Name
	}
	return p.Name + ", " + p.Street
}

func (p Place) position() route.Position { return route.Position{Lat: p.Lat, Lon: p.Lon} }

// open returns the cells of a day in which one may stand here.
func (p Place) open(d calendar.Date) (cells calendar.Cells) {
	if p.PermitUntil != 0 && d > p.PermitUntil {
		return cells
	}
	if len(p.Hours) == 0 {
		return cells.With(9*12, 17*12)
	}
	for _, h := range p.Hours {
		if d >= h.From && (h.Until == 0 || d <= h.Until) && slices.Contains(h.Weekdays, calendar.Weekday(d.Weekday())) {
			cells = cells.With(h.Start, h.End)
		}
	}
	return cells
}

var (
	neighbourhoods = ledger.NewTable[Neighbourhood]("on:")
	places         = ledger.NewTable[Place]("op:")
)

var (
	// ErrSetup: a neighbourhood, place, vehicle or kit cannot be used; args: what.
	ErrSetup = ledger.Refuse(ledger.Invalid, "outreach.setup")
	// ErrUnknownNeighbourhood: there is no such neighbourhood.
	ErrUnknownNeighbourhood = ledger.Refuse(ledger.NotFound, "outreach.neighbourhood")
	// ErrUnknownPlace: there is no such place to stand.
	ErrUnknownPlace = ledger.Refuse(ledger.NotFound, "outreach.place")
)

func key(id string) ledger.Key { return ledger.K().Str(id) }

func isSlug(s string) bool {
	return s != "" && len(s) <= 60 && !slices.ContainsFunc([]byte(s), func(b byte) bool {
		return (b < 'a' || b > 'z') && (b < '0' || b > '9') && b != '-'
	})
}

// PutNeighbourhood adds a neighbourhood or replaces it. It refuses with ErrSetup one that has Faults, and so do
// the others like it.
func PutNeighbourhood(tx *ledger.Tx, n Neighbourhood) error {
	if err := refuseFaults("neighbourhood", string(n.ID), n.Faults()); err != nil {
		return err
	}
	if err := neighbourhoods.Put(tx, key(string(n.ID)), n); err != nil {
		return err
	}
	return audit(tx, ANeighbourhood, string(n.ID))
}

// NeighbourhoodByID returns a neighbourhood, or ErrUnknownNeighbourhood.
func NeighbourhoodByID(r ledger.Reader, id NeighbourhoodID) (Neighbourhood, error) {
	n, found, err := neighbourhoods.Find(r, key(string(id)))
	if err == nil && !found {
		err = ErrUnknownNeighbourhood
	}
	return n, err
}

// Neighbourhoods returns every neighbourhood that was not withdrawn, that with the most residents first.
func Neighbourhoods(r ledger.Reader) (all []Neighbourhood, err error) {
	all, err = standing(r, neighbourhoods)
	slices.SortStableFunc(all, func(a, b Neighbourhood) int {
		return cmp.Or(cmp.Compare(b.Residents, a.Residents), cmp.Compare(a.ID, b.ID))
	})
	return all, err
}

// PutPlace adds a place to stand or replaces it.
func PutPlace(tx *ledger.Tx, p Place) error {
	if _, err := NeighbourhoodByID(tx, p.Neighbourhood); err != nil {
		return err
	}
	if err := refuseFaults("place", string(p.ID), p.Faults()); err != nil {
		return err
	}
	if err := places.Put(tx, key(string(p.ID)), p); err != nil {
		return err
	}
	return audit(tx, APlace, string(p.ID))
}

// PlaceByID returns a place to stand, or ErrUnknownPlace.
func PlaceByID(r ledger.Reader, id PlaceID) (Place, error) {
	p, found, err := places.Find(r, key(string(id)))
	if err == nil && !found {
		err = ErrUnknownPlace
	}
	return p, err
}

// Places returns every place to stand that was not withdrawn, in the order of their ids.
func Places(r ledger.Reader) ([]Place, error) { return standing(r, places) }

// MeasureSignal notes how well a phone works at a place.
func MeasureSignal(tx *ledger.Tx, id PlaceID, s Signal) error {
	p, err := PlaceByID(tx, id)
	if err != nil || p.Signal == s || s != Good && s != Poor {
		return err
	}
	p.Signal = s
	return places.Put(tx, key(string(id)), p)
}
