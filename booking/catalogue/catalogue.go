package catalogue

import (
	"cmp"
	"fmt"
	"slices"

	"balie/booking/calendar"
	"balie/booking/fit"
	"balie/booking/ledger"
)

// Prefixes are the tables of the catalogue, and Migrations their steps; both are part of booking.Schema. bo:
// and bp: are of the first storeys, in which an office was one record with its desks and rules.
var (
	Prefixes   = []string{"cf:", "cn:", "ch:", "cg:", "cu:", "bs:", "sk:", "bp:", "bo:"}
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

// Snapshot is the catalogue of a day as one reader sees it, decoded once for each stamp and shared by all:
// nobody may change it.
type Snapshot struct {
	Stamp    string // changes with everything in it, and never comes back
	products []Product
	offices  []Office
	skills   map[string]fit.Skills

	pastProducts []Product     // withdrawn: who has an appointment for one still reads what it is
	otherOffices []Office      // withdrawn, or coming
	first        calendar.Date // of the days that are like this
	home         *history
}

// Of returns today's catalogue as r sees it.
func Of(r ledger.Reader) (*Snapshot, error) {
	h, err := historyOf(r)
	if err != nil {
		return nil, err
	}
	if len(h.begins) == 0 {
		return h.on(0)
	}
	return h.on(Today(r))
}

// IsDraft reports whether the catalogue is one that does not stand: nothing may be kept under its stamp.
func (c *Snapshot) IsDraft() bool { return c.home != nil && c.home.stamp == draftStamp }

// On returns the catalogue of another day: what begins on it, or ended before it, is counted.
func (c *Snapshot) On(day calendar.Date) (*Snapshot, error) {
	if c.home == nil || len(c.home.begins) == 0 {
		return c, nil
	}
	return c.home.on(day)
}

// Product returns a product, also one that was withdrawn, or ErrUnknownProduct.
func (c *Snapshot) Product(id ProductID) (Product, error) {
	for _, all := range [][]Product{c.products, c.pastProducts} {
		i, ok := slices.BinarySearchFunc(all, id, func(p Product, id ProductID) int { return cmp.Compare(p.ID, id) })
		if ok {
			return all[i], nil
		}
	}
	return Product{}, ErrUnknownProduct
}

// Office returns an office, also one that was withdrawn or is to come, or ErrUnknownOffice.
func (c *Snapshot) Office(id OfficeID) (Office, error) {
	for _, all := range [][]Office{c.offices, c.otherOffices} {
		for _, o := range all {
			if o.ID == id {
				return o, nil
			}
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

// restamp tells every reader that homes of the catalogue changed.
func restamp(tx *ledger.Tx, changed ...OfficeID) error {
	for _, office := range changed {
		if err := homeStamps.Put(tx, ledger.K().Str(string(office)), tx.NewID()); err != nil {
			return err
		}
	}
	return stamps.Put(tx, ledger.K(), tx.NewID())
}

// nameSkills gives every new skill and property its place, after those that were there.
func nameSkills(tx *ledger.Tx, more []string) error {
	names, _, err := skillOrder.Find(tx, ledger.K())
	if err != nil {
		return err
	}
	before := len(names)
	for _, s := range more {
		if !slices.Contains(names, s) {
			names = append(names, s)
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
