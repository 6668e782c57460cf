package outreach

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Thing is what kind of thing somebody sets up for the road.
type Thing string

// The things.
const (
	ANeighbourhood Thing = "neighbourhood"
	APlace         Thing = "place"
	AVehicle       Thing = "vehicle"
	AKit           Thing = "kit"
	APartner       Thing = "partner"
	ATheme         Thing = "theme"
)

// Everything is all that was set up, also what was withdrawn: pages that plan leave that out.
type Everything struct {
	Neighbourhoods []Neighbourhood
	Places         []Place
	Vehicles       []Vehicle
	Kits           []Kit
	Partners       []Partner
	Themes         []Theme
}

// EverythingOf reads all that was set up, each kind in the order of its ids.
func EverythingOf(r ledger.Reader) (all Everything, err error) {
	for _, read := range []func() error{
		func() (err error) { all.Neighbourhoods, err = list(r, neighbourhoods); return err },
		func() (err error) { all.Places, err = list(r, places); return err },
		func() (err error) { all.Vehicles, err = list(r, vehicles); return err },
		func() (err error) { all.Kits, err = list(r, kits); return err },
		func() (err error) { all.Partners, err = list(r, partners); return err },
		func() (err error) { all.Themes, err = list(r, themes); return err },
	} {
		if err := read(); err != nil {
			return all, err
		}
	}
	return all, nil
}

func list[T any](r ledger.Reader, table ledger.Table[T]) (all []T, err error) {
	err = table.Each(r, nil, func(_ ledger.Key, one T) error { all = append(all, one); return nil })
	return all, err
}

// standing are those of a table that were not withdrawn.
func standing[T interface{ isWithdrawn() bool }](r ledger.Reader, table ledger.Table[T]) ([]T, error) {
	all, err := list(r, table)
	return slices.DeleteFunc(all, func(one T) bool { return one.isWithdrawn() }), err
}

func (n Neighbourhood) isWithdrawn() bool { return n.Withdrawn }
func (p Place) isWithdrawn() bool         { return p.Withdrawn }
func (v Vehicle) isWithdrawn() bool       { return v.Withdrawn }
func (k Kit) isWithdrawn() bool           { return k.Withdrawn }
func (p Partner) isWithdrawn() bool       { return p.Withdrawn }
func (t Theme) isWithdrawn() bool         { return t.Withdrawn }

// Reference is something that names a thing: an outing on a day, or what has a name.
type Reference struct {
	Name string
	Date calendar.Date
}

// What a thing is not deleted or withdrawn for.
var (
	ErrReferred     = ledger.Refuse(ledger.Conflict, "outreach.referred")
	ErrUnknownThing = ledger.Refuse(ledger.NotFound, "outreach.unknown")
)

// farthest is how far outings are looked for: nothing is planned further.
const farthest = calendar.Date(1 << 20)

// Refers names what refers to a thing: everything there ever was, or only what is still to come.
func Refers(r ledger.Reader, kind Thing, id string, onlyOpen bool) (found []Reference, err error) {
	outings, err := Outings(r, 0, farthest)
	for _, o := range outings {
		if o.names(kind, id) && (!onlyOpen || o.State == Draft || o.State == Published || o.State == Running) {
			found = append(found, Reference{o.Vehicle, o.Date})
		}
	}
	if err != nil || kind != ANeighbourhood {
		return found, err
	}
	all, err := list(r, places)
	for _, p := range all {
		if string(p.Neighbourhood) == id && (!onlyOpen || !p.Withdrawn) {
			found = append(found, Reference{Name: p.Name})
		}
	}
	return found, err
}

// names reports whether an outing needs a thing.
func (o Outing) names(kind Thing, id string) bool {
	switch kind {
	case AVehicle:
		return o.Vehicle == id
	case AKit:
		return o.Kit == id
	case ATheme:
		return o.Theme == id
	}
	return slices.ContainsFunc(o.Stops, func(s Stop) bool {
		return kind == APlace && string(s.Place) == id || kind == APartner && slices.ContainsFunc(s.Partners, func(i Invite) bool { return i.Partner == id })
	})
}

// Withdraw hides a thing from who plans, or shows it again; what was planned with it stays readable. It refuses with
// ErrUnknownThing, and with ErrReferred what is still to come with it.
func Withdraw(tx *ledger.Tx, kind Thing, id string, on bool) error {
	if on {
		found, err := Refers(tx, kind, id, true)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return ErrReferred
		}
	}
	if err := withdraw(tx, kind, id, on); err != nil {
		return err
	}
	return audit(tx, kind, id)
}

func withdraw(tx *ledger.Tx, kind Thing, id string, on bool) error {
	switch kind {
	case ANeighbourhood:
		return changeOne(tx, neighbourhoods, id, func(n *Neighbourhood) { n.Withdrawn = on })
	case APlace:
		return changeOne(tx, places, id, func(p *Place) { p.Withdrawn = on })
	case AVehicle:
		return changeOne(tx, vehicles, id, func(v *Vehicle) { v.Withdrawn = on })
	case AKit:
		return changeOne(tx, kits, id, func(k *Kit) { k.Withdrawn = on })
	case APartner:
		return changeOne(tx, partners, id, func(p *Partner) { p.Withdrawn = on })
	case ATheme:
		return changeOne(tx, themes, id, func(t *Theme) { t.Withdrawn = on })
	}
	return ErrUnknownThing
}

func changeOne[T any](tx *ledger.Tx, table ledger.Table[T], id string, with func(*T)) error {
	one, found, err := table.Find(tx, key(id))
	if err != nil || !found {
		return errorOr(err, ErrUnknownThing)
	}
	with(&one)
	return table.Put(tx, key(id), one)
}

// Remove deletes a thing that nothing ever referred to; that there is none is no error. It refuses with ErrReferred.
func Remove(tx *ledger.Tx, kind Thing, id string) error {
	found, err := Refers(tx, kind, id, false)
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return ErrReferred
	}
	switch kind {
	case ANeighbourhood:
		neighbourhoods.Delete(tx, key(id))
	case APlace:
		places.Delete(tx, key(id))
	case AVehicle:
		vehicles.Delete(tx, key(id))
	case AKit:
		kits.Delete(tx, key(id))
	case APartner:
		partners.Delete(tx, key(id))
	case ATheme:
		themes.Delete(tx, key(id))
	}
	return audit(tx, kind, id)
}

// audit writes who set up what.
func audit(tx *ledger.Tx, kind Thing, id string) error {
	return tx.Audit(ledger.Audited{What: "outreach." + string(kind), IDs: []string{id}, Found: true})
}
