package catalogue

import (
	"errors"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Line is one product of a visit and for how many persons.
type Line struct {
	Product ProductID `json:"product"`
	Persons int       `json:"persons"`
}

// Wish is what a visit is for: one or more products that combine.
type Wish []Line

// Has reports whether a product is part of the wish.
func (w Wish) Has(id ProductID) bool {
	return slices.ContainsFunc(w, func(l Line) bool { return l.Product == id })
}

// MaxLines is how many products one visit takes.
const MaxLines = 5

// Need is what a wish asks of a desk.
type Need struct {
	Minutes int      // in all
	Cells   int      // the same on the grid, rounded up
	Before  int      // minutes for which the desk is kept before the visit, the longest of the products
	After   int      // and after it
	Skills  []string // all of them, at one desk
	Notice  int      // minutes before the visit, the longest of the products
	Horizon int      // days ahead, the shortest of the products
	Phone   bool     // a product cannot do without a telephone number
	Route   Route    // of all of the products
}

// What a wish is refused with.
var (
	ErrNothingChosen = ledger.Refuse(ledger.Invalid, "wish.empty")
	ErrTooMuch       = ledger.Refuse(ledger.Invalid, "wish.long")     // more than MaxLines, or over four hours
	ErrPersons       = ledger.Refuse(ledger.Invalid, "wish.persons")  // args: product, max
	ErrTwice         = ledger.Refuse(ledger.Invalid, "wish.twice")    // args: product
	ErrNotTogether   = ledger.Refuse(ledger.Invalid, "wish.together") // args: product, other
)

// maxVisit is the longest visit in minutes.
const maxVisit = 240

// Measure returns what a wish asks of a desk: minutes per product for the first person, extra
// minutes for each further one, added up. It refuses an empty wish, an unknown product, too many
// persons, a product twice, and products that do not combine.
func Measure(r ledger.Reader, w Wish) (Need, error) { return MeasureAt(r, w, "") }

// MeasureAt is Measure at an office, where a product may take more minutes or fewer.
func MeasureAt(r ledger.Reader, w Wish, office OfficeID) (Need, error) {
	c, err := Of(r)
	if err != nil {
		return Need{}, err
	}
	return c.MeasureAt(w, office)
}

// Measure is Measure for who has the catalogue at hand.
func (c *Snapshot) Measure(w Wish) (Need, error) { return c.MeasureAt(w, "") }

// MeasureAt is MeasureAt for who has the catalogue at hand.
func (c *Snapshot) MeasureAt(w Wish, office OfficeID) (Need, error) {
	switch {
	case len(w) == 0:
		return Need{}, ErrNothingChosen
	case len(w) > MaxLines:
		return Need{}, ErrTooMuch
	}
	need := Need{Horizon: 400}
	var first Product
	for i, line := range w {
		p, err := c.Product(line.Product)
		if err != nil {
			return Need{}, err
		}
		if i == 0 {
			first = p
		}
		if err := combines(w[:i], first, p, line); err != nil {
			return Need{}, err
		}
		need.add(p, office, line.Persons)
	}
	need.Cells = calendar.CellsFor(need.Minutes)
	if need.Minutes > maxVisit {
		return Need{}, ErrTooMuch
	}
	return need, nil
}

// VersionsOf are the versions of the products of a wish on the day of a visit: an appointment keeps them.
func VersionsOf(r ledger.Reader, w Wish, day calendar.Date) (versions []int, err error) {
	c, err := Of(r)
	if err != nil {
		return nil, err
	}
	if c, err = c.On(day); err != nil {
		return nil, err
	}
	for _, line := range w {
		p, err := c.Product(line.Product)
		if err != nil {
			return nil, err
		}
		versions = append(versions, p.version)
	}
	return versions, nil
}

// Versions are products as each of their versions says.
type Versions map[ProductID]map[int]Product

// AllVersions returns every version of every product.
func AllVersions(r ledger.Reader) (Versions, error) {
	all := Versions{}
	var failed error
	err := eachOf(r, "", func(one record) {
		of := map[int]Product{}
		for _, v := range one.Versions {
			p := Product{number: one.Number, version: v.Number}
			if v.Value == nil {
				continue
			}
			if err := one.read(v, &p); err != nil {
				failed = errors.Join(failed, ledger.ErrDamaged.Because(err))
			}
			of[v.Number] = p
		}
		all[ProductID(one.Ref.ID)] = of
	})
	return all, errors.Join(err, failed)
}

// RefuseWithdrawn refuses a wish for what is offered no more with ErrUnknownProduct. Measure does not: who has an
// appointment for it keeps that.
func (c *Snapshot) RefuseWithdrawn(w Wish) error {
	for _, line := range w {
		p, err := c.Product(line.Product)
		if err != nil {
			return err
		}
		if p.withdrawn {
			return ErrUnknownProduct
		}
	}
	return nil
}

// combines refuses a line that cannot follow those before it.
func combines(before Wish, first, p Product, line Line) error {
	switch {
	case line.Persons < 1 || line.Persons > p.MaxPersons:
		return ErrPersons.With("product", string(p.ID), "max", p.MaxPersons)
	case slices.ContainsFunc(before, func(l Line) bool { return l.Product == p.ID }):
		return ErrTwice.With("product", string(p.ID))
	case len(before) > 0 && (p.Combines == "" || p.Combines != first.Combines || p.Route != first.Route):
		return ErrNotTogether.With("product", string(p.ID), "other", string(first.ID))
	}
	return nil
}

func (n *Need) add(p Product, office OfficeID, persons int) {
	n.Minutes += p.minutesAt(office, persons)
	n.Before, n.After = max(n.Before, p.Before), max(n.After, p.After)
	if !slices.Contains(n.Skills, p.Skill) {
		n.Skills = append(n.Skills, p.Skill)
	}
	n.Notice = max(n.Notice, p.NoticeMinutes)
	n.Horizon = min(n.Horizon, p.HorizonDays)
	n.Route = p.Route
	n.Phone = n.Phone || p.NeedsPhone
}

// OfficesFor returns the offices with a desk that can do all of a wish, town halls first.
func OfficesFor(r ledger.Reader, w Wish) ([]Office, error) {
	c, err := Of(r)
	if err != nil {
		return nil, err
	}
	need, err := c.Measure(w)
	if err != nil {
		return nil, err
	}
	return c.OfficesFor(need), nil
}

// OfficesFor returns the offices with a desk that can do all that is needed, now or from a later day on, town
// halls first.
func (c *Snapshot) OfficesFor(need Need) (found []Office) {
	for _, all := range [2][]Office{c.offices, c.otherOffices} {
		for i := range all {
			if all[i].can(need.Skills) || c.later(all[i].ID, need.Skills) {
				found = append(found, all[i])
			}
		}
	}
	return found
}

// can reports whether some desk has all of these skills.
func (o *Office) can(skills []string) bool {
	return !o.withdrawn && slices.ContainsFunc(o.Desks, func(d Desk) bool { return d.Can(skills) })
}

// later reports whether an office can from some later day on.
func (c *Snapshot) later(id OfficeID, skills []string) bool {
	if c.home == nil {
		return false
	}
	for _, day := range c.home.begins {
		if day <= c.first {
			continue
		}
		then, err := c.home.on(day)
		if err != nil {
			return false
		}
		if o, err := then.Office(id); err == nil && o.can(skills) {
			return true
		}
	}
	return false
}

// QuickExit reports whether the pages about a wish are to be left at once: somebody may be watched.
func QuickExit(r ledger.Reader, w Wish) (bool, error) {
	c, err := Of(r)
	if err != nil {
		return false, err
	}
	for _, l := range w {
		if p, err := c.Product(l.Product); err == nil && p.QuickExit {
			return true, nil
		}
	}
	return false, nil
}
