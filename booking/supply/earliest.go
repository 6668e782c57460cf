package supply

import (
	"context"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Earliest is how many days away the first time of each product was at an office on a day, for one person and the
// public; a product that had none is not in it. Products that are named nowhere are left out.
type Earliest map[catalogue.ProductID]int

// earliest has one record for each office-day: office, day → Earliest.
var earliest = ledger.NewTable[Earliest]("ea:")

// earliestKept is how long those records are kept: a year and a month, to compare a day with the year before.
const earliestKept = 400

// EarliestOn returns what was noted on a day; found is false for a day of which nothing was noted.
func EarliestOn(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) (e Earliest, found bool, err error) {
	return earliest.Find(r, occupancyKey(office, date))
}

// NoteEarliest notes once a day, for each office of its own day, how far away the first times are, and forgets what is
// older than a year. It returns for how many offices it did. It is called as often as one likes.
func NoteEarliest(ctx context.Context, l *ledger.Ledger) (n int, err error) {
	var todo []noted
	err = l.View(func(r ledger.Reader) (err error) { todo, err = notEarlier(r); return err })
	for _, t := range todo {
		if err != nil {
			return n, err
		}
		err = l.Update(ctx, "system", func(tx *ledger.Tx) error {
			if err := forgetEarliest(tx, t.office, t.date-earliestKept); err != nil {
				return err
			}
			return earliest.Put(tx, occupancyKey(t.office, t.date), t.found)
		})
		n++
	}
	return n, err
}

// forgetEarliest forgets what was noted at an office before a day.
func forgetEarliest(tx *ledger.Tx, office catalogue.OfficeID, before calendar.Date) error {
	var old []ledger.Key
	err := earliest.Range(tx, occupancyKey(office, 0), occupancyKey(office, before), func(k ledger.Key, _ Earliest) error {
		old = append(old, k)
		return nil
	})
	for _, k := range old {
		earliest.Delete(tx, k)
	}
	return err
}

// noted is what was found at an office on a day.
type noted struct {
	office catalogue.OfficeID
	date   calendar.Date
	found  Earliest
}

// notEarlier finds the first times at the offices where nobody did today.
func notEarlier(r ledger.Reader) (todo []noted, err error) {
	offices, err := catalogue.Offices(r)
	if err != nil {
		return nil, err
	}
	for _, o := range offices {
		today, _ := calendar.CellIn(r.Now(), o.Location())
		_, known, err := EarliestOn(r, o.ID, today)
		if err != nil {
			return nil, err
		}
		if known {
			continue
		}
		found, err := FirstDays(r, o)
		if err != nil {
			return nil, err
		}
		todo = append(todo, noted{o.ID, today, found})
	}
	return todo, nil
}

// FirstDays searches how far away the first time of each product is at an office now. It searches many days: call it in
// a View.
func FirstDays(r ledger.Reader, o catalogue.Office) (Earliest, error) {
	products, err := catalogue.Products(r)
	if err != nil {
		return nil, err
	}
	today, now := calendar.CellIn(r.Now(), o.Location())
	e := Earliest{}
	for _, p := range products {
		if p.Discreet {
			continue
		}
		found, err := NextFrom(r, o.ID, Query{Wish: catalogue.Wish{{Product: p.ID, Persons: 1}}}, today, now, 1)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			e[p.ID] = int(found[0].Date - today)
		}
	}
	return e, nil
}
