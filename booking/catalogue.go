package booking

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"balie/booking/fit"
	"balie/booking/ledger"
)

// Beside products and offices the ledger holds the order of skills, since occupancy records name
// a skill by its place in it, and a stamp that changes with everything decoded below.
var (
	skillOrder = ledger.NewTable[[]string]("sk:")
	stamps     = ledger.NewTable[string]("bs:")
)

// maxSkills leaves room above the skills for the audiences of supply.go.
const maxSkills = 60

// catalogue is products, offices and skills, decoded once for each stamp and shared by all.
type catalogue struct {
	stamp    string
	products []Product
	offices  []Office
	skills   map[string]fit.Skills
	supplies supplies
}

// catalogueOf returns the catalogue as r sees it.
func catalogueOf(r ledger.Reader) (*catalogue, error) {
	stamp, err := stamps.Shared(r, ledger.K())
	if err != nil {
		return nil, err
	}
	if stamp == nil {
		stamp = new(string) // nothing was ever put
	}
	return ledger.Memo(r, "catalogue", *stamp, func() (*catalogue, error) { return loadCatalogue(r, *stamp) })
}

func loadCatalogue(r ledger.Reader, stamp string) (*catalogue, error) {
	c := &catalogue{stamp: stamp, skills: map[string]fit.Skills{}, supplies: supplies{known: map[supplyKey]*supply{}}}
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

func (c *catalogue) product(id ProductID) (Product, error) {
	i, ok := slices.BinarySearchFunc(c.products, id, func(p Product, id ProductID) int { return cmp.Compare(p.ID, id) })
	if !ok {
		return Product{}, ErrUnknownProduct
	}
	return c.products[i], nil
}

func (c *catalogue) office(id OfficeID) (Office, error) {
	for _, o := range c.offices {
		if o.ID == id {
			return o, nil
		}
	}
	return Office{}, ErrUnknownOffice
}

// mask turns names of skills into a set. A skill that no desk ever had gives a set that no desk has.
func (c *catalogue) mask(names []string) fit.Skills {
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

// restamp tells every reader that the catalogue changed.
func restamp(tx *ledger.Tx) error { return stamps.Put(tx, ledger.K(), tx.NewID()) }

// nameProperties gives the properties of desks that were set up before they counted their places.
func nameProperties(tx *ledger.Tx) error {
	var all []Office
	err := offices.Each(tx, nil, func(_ ledger.Key, o Office) error { all = append(all, o); return nil })
	for _, o := range all {
		err = errors.Join(err, nameSkills(tx, o))
	}
	return errors.Join(err, restamp(tx))
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
