package catalogue

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"balie/booking/fit"
	"balie/booking/ledger"
)

// Prefixes are the tables of the catalogue, and Migrations their steps; both are part of booking.Schema.
var (
	Prefixes   = []string{"bp:", "bo:", "bs:", "sk:"}
	Migrations = []ledger.Migration{ledger.InOne(nameProperties)}
)

// Beside products and offices the ledger holds the order of skills, since occupancy records name
// a skill by its place in it, and a stamp that changes with everything decoded below.
var (
	skillOrder = ledger.NewTable[[]string]("sk:")
	stamps     = ledger.NewTable[string]("bs:")
)

// maxSkills leaves room above the skills for the audiences of supply, and for unknownSkill.
const maxSkills = 60

// unknownSkill is a skill that no desk has.
const unknownSkill fit.Skills = 1 << 63

// Snapshot is products, offices and skills as one reader sees them, decoded once for each stamp and shared by
// all: nobody may change it.
type Snapshot struct {
	Stamp    string // changes with everything in it, and never comes back
	products []Product
	offices  []Office
	skills   map[string]fit.Skills
}

// Of returns the catalogue as r sees it.
func Of(r ledger.Reader) (*Snapshot, error) {
	stamp, err := stamps.Shared(r, ledger.K())
	if err != nil {
		return nil, err
	}
	if stamp == nil {
		stamp = new(string) // nothing was ever put
	}
	return ledger.Memo(r, "catalogue", *stamp, func() (*Snapshot, error) { return load(r, *stamp) })
}

func load(r ledger.Reader, stamp string) (*Snapshot, error) {
	c := &Snapshot{Stamp: stamp, skills: map[string]fit.Skills{}}
	err := products.Each(r, nil, func(_ ledger.Key, p Product) error {
		c.products = append(c.products, p)
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = offices.Each(r, nil, func(_ ledger.Key, o Office) (err error) {
		if o.zone, err = time.LoadLocation(o.Zone); err != nil {
			return ledger.ErrDamaged.Because(err)
		}
		c.offices = append(c.offices, o)
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(c.offices, func(a, b Office) int {
		return cmp.Or(cmp.Compare(b.Kind, a.Kind), cmp.Compare(a.Name, b.Name))
	})
	names, _, err := skillOrder.Find(r, ledger.K())
	for i, name := range names {
		c.skills[name] = 1 << i
	}
	return c, err
}

// Product returns a product, or ErrUnknownProduct.
func (c *Snapshot) Product(id ProductID) (Product, error) {
	i, ok := slices.BinarySearchFunc(c.products, id, func(p Product, id ProductID) int { return cmp.Compare(p.ID, id) })
	if !ok {
		return Product{}, ErrUnknownProduct
	}
	return c.products[i], nil
}

// Office returns an office, or ErrUnknownOffice.
func (c *Snapshot) Office(id OfficeID) (Office, error) {
	for _, o := range c.offices {
		if o.ID == id {
			return o, nil
		}
	}
	return Office{}, ErrUnknownOffice
}

// Mask turns names of skills into a set. A skill that no desk ever had gives a set that no desk has.
func (c *Snapshot) Mask(names []string) fit.Skills {
	var set fit.Skills
	for _, n := range names {
		bit, ok := c.skills[n]
		if !ok {
			bit = unknownSkill
		}
		set |= bit
	}
	return set
}

// PropertyMask is mask for properties of desks.
func (c *Snapshot) PropertyMask(properties []string) fit.Skills {
	return c.Mask(propertySkills(properties))
}

// propertySkill is a property among the skills, which it is for fit.
func propertySkill(property string) string { return "@" + property }

func propertySkills(properties []string) (names []string) {
	for _, p := range properties {
		names = append(names, propertySkill(p))
	}
	return names
}

// restamp tells every reader that the catalogue changed.
func restamp(tx *ledger.Tx) error { return stamps.Put(tx, ledger.K(), tx.NewID()) }

// nameProperties gives the properties of desks that were set up before they counted their places.
func nameProperties(tx *ledger.Tx) error {
	var all []Office
	err := offices.Each(tx, nil, func(_ ledger.Key, o Office) error { all = append(all, o); return nil })
	for _, o := range all {
		if err == nil {
			err = nameSkills(tx, o)
		}
	}
	if err != nil {
		return err
	}
	return restamp(tx)
}

// nameSkills gives every new skill and property of an office its place, after those that were there.
func nameSkills(tx *ledger.Tx, o Office) error {
	names, _, err := skillOrder.Find(tx, ledger.K())
	if err != nil {
		return err
	}
	before := len(names)
	for _, d := range o.Desks {
		for _, s := range slices.Concat(d.Skills, propertySkills(d.Properties)) {
			if !slices.Contains(names, s) {
				names = append(names, s)
			}
		}
	}
	if len(names) == before {
		return nil
	}
	if len(names) > maxSkills {
		return ErrSetup.With("what", fmt.Sprintf("there are more than %d skills", maxSkills))
	}
	return skillOrder.Put(tx, ledger.K(), names)
}
