package booking

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// Touched is an appointment that a change of the catalogue would leave without a desk, or whose product it
// would withdraw.
type Touched struct {
	Appointment AppointmentID
	At          supply.Offer // the time that it has
	Cause       supply.Cause
}

// ByProduct is the cause of an appointment for a product that is offered no more on its day.
const ByProduct = "product"

// TouchedBy says which appointments that are to come a change would touch, before it is made: those that
// have a desk now and would have none, and those for what would be withdrawn. It searches many days: call it
// in a View.
func TouchedBy(r ledger.Reader, d *catalogue.Draft) ([]Touched, error) {
	after, err := d.Snapshot(catalogue.Today(r))
	if err != nil {
		return nil, err
	}
	offices, products := changedBy(d)
	found, err := touchedAt(r, after, offices)
	if err != nil || len(products) == 0 {
		return found, err
	}
	known := map[AppointmentID]bool{}
	for _, t := range found {
		known[t.Appointment] = true
	}
	err = appointments.Each(r, nil, func(_ ledger.Key, a Appointment) error {
		id, gone, err := a.withdrawn(after, products)
		if err == nil && gone && !known[a.ID] && a.toCome(r) {
			found = append(found, Touched{a.ID, a.Offer, supply.Cause{Kind: ByProduct, Rule: string(id)}})
		}
		return err
	})
	return found, err
}

// TouchedBySupposing says which appointments that are to come at some offices have a desk now and would have none as
// another reading of the ledger says (ledger.Suppose): when colleagues are away, say.
func TouchedBySupposing(r, after ledger.Reader, offices []catalogue.OfficeID) (found []Touched, err error) {
	for _, office := range offices {
		lost, err := supply.DisplaceSupposed(r, after, office, catalogue.Today(r))
		if err != nil {
			return nil, err
		}
		some, err := promises(r, lost)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	return found, nil
}

// Keeping counts, for each product, the appointments to come that keep the minutes they were made with although a
// change gives the product others.
func Keeping(r ledger.Reader, d *catalogue.Draft) (map[catalogue.ProductID]int, error) {
	after, err := d.Snapshot(catalogue.Today(r))
	if err != nil {
		return nil, err
	}
	changed := map[catalogue.ProductID]bool{}
	for _, c := range d.Changes() {
		changed[catalogue.ProductID(c.Ref.ID)] = c.Ref.Kind == catalogue.KindProduct && c.Was != nil && c.Value != nil
	}
	versions, err := catalogue.AllVersions(r)
	if err != nil || len(changed) == 0 {
		return nil, err
	}
	keep := map[catalogue.ProductID]int{}
	return keep, appointments.Each(r, nil, func(_ ledger.Key, a Appointment) error {
		then, err := after.On(a.Offer.Date)
		if err != nil {
			return err
		}
		for i, version := range a.With {
			line := a.Wish[i]
			p, unknown := then.Product(line.Product)
			if changed[line.Product] && unknown == nil && a.toCome(r) && p.MinutesFor(line.Persons) != versions[line.Product][version].MinutesFor(line.Persons) {
				keep[line.Product]++
			}
		}
		return nil
	})
}

// changedBy are the offices of which a draft changes anything, and the products that it ends.
func changedBy(d *catalogue.Draft) (offices []catalogue.OfficeID, products []catalogue.ProductID) {
	for _, c := range d.Changes() {
		switch {
		case c.Ref.Kind == catalogue.KindProduct && c.Value == nil:
			products = append(products, catalogue.ProductID(c.Ref.ID))
		case c.Ref.OfOffice() && !slices.Contains(offices, c.Ref.Home()):
			offices = append(offices, c.Ref.Home())
		}
	}
	return offices, products
}

func touchedAt(r ledger.Reader, after *catalogue.Snapshot, offices []catalogue.OfficeID) (found []Touched, err error) {
	for _, office := range offices {
		lost, err := supply.Displace(r, after, office, catalogue.Today(r))
		if err != nil {
			return nil, err
		}
		some, err := promises(r, lost)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	return found, nil
}

// promises are those of the displaced that are appointments to come.
func promises(r ledger.Reader, lost []supply.Displaced) (found []Touched, err error) {
	for _, l := range lost {
		a, err := AppointmentByID(r, AppointmentID(l.ID))
		if err != nil {
			return nil, err
		}
		if a.toCome(r) {
			found = append(found, Touched{a.ID, a.Offer, l.Cause})
		}
	}
	return found, nil
}

// withdrawn is which product of an appointment is among some that are offered no more on its day.
func (a Appointment) withdrawn(after *catalogue.Snapshot, among []catalogue.ProductID) (catalogue.ProductID, bool, error) {
	for _, line := range a.Wish {
		if !slices.Contains(among, line.Product) {
			continue
		}
		then, err := after.On(a.Offer.Date)
		if err != nil {
			return "", false, err
		}
		if p, err := then.Product(line.Product); err != nil || p.Withdrawn() {
			return line.Product, true, nil
		}
	}
	return "", false, nil
}

// toCome reports whether an appointment stands and has not begun.
func (a Appointment) toCome(r ledger.Reader) bool {
	o, err := catalogue.OfficeByID(r, a.Offer.Office)
	return err == nil && a.State == Booked && a.Begins(o).After(r.Now())
}

// Unkept names every promise that no desk can keep as the rules and the roster stand, at every office:
// somebody must open a desk or find the resident another time.
func Unkept(r ledger.Reader) (found []Touched, err error) {
	offices, err := catalogue.EveryOffice(r)
	if err != nil {
		return nil, err
	}
	for _, o := range offices {
		lost, err := supply.Unkept(r, o.ID, o.Today(r.Now()))
		if err != nil {
			return nil, err
		}
		some, err := promises(r, lost)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	return found, nil
}

// DeskOutage says which appointments of a day no longer fit when a desk takes nobody from a moment on:
// the fewest that were found. What is booked for a desk may move to any other that can do it, so most
// often these are fewer than were on the desk. It changes nothing, and refuses with
// ErrUnknownOffice.
func DeskOutage(r ledger.Reader, office catalogue.OfficeID, date calendar.Date, desk catalogue.DeskID, from calendar.Cell) ([]AppointmentID, error) {
	found, err := supply.UnseatedWithout(r, office, date, desk, from)
	if err != nil {
		return nil, err
	}
	ids := make([]AppointmentID, 0, len(found))
	for _, id := range found {
		ids = append(ids, AppointmentID(id))
	}
	return ids, nil
}
