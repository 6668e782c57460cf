package figures

import (
	"balie/booking/calendar"
	"balie/booking/ledger"
)

// begins is the first week that is counted of each place.
var begins = ledger.NewTable[calendar.Date]("fp:")

// note notes where something was counted, and since when.
func (a at) note(tx *ledger.Tx) error {
	key := ledger.K().Str(string(a.place))
	first, found, err := begins.Find(tx, key)
	if err != nil || found && first <= a.monday {
		return err
	}
	return begins.Put(tx, key, a.monday)
}

// Places are where something was counted, each with the Monday of its first week.
func Places(r ledger.Reader) (map[Place]calendar.Date, error) {
	all := map[Place]calendar.Date{}
	recent, err := uncounted(r)
	if err != nil {
		return nil, err
	}
	err = begins.Each(r, nil, func(k ledger.Key, first calendar.Date) error {
		all[Place(k[:len(k)-1])] = first
		return nil
	})
	for where := range recent {
		if first, known := all[where.place]; !known || where.monday < first {
			all[where.place] = where.monday
		}
	}
	delete(all, "")
	return all, err
}

// PublishedWeek is what may be shown of one place in one week.
type PublishedWeek struct {
	Place  Place
	Monday calendar.Date
	Published
}

// Between are the published weeks of places from one Monday until another, which is not included: by week, and by
// place within it. The week of today, and any later one, is never among them.
func Between(r ledger.Reader, places []Place, from, until, today calendar.Date) ([]PublishedWeek, error) {
	from, until = from.Monday(), min(until.Monday(), today.Monday())
	recent, err := uncounted(r)
	if err != nil {
		return nil, err
	}
	var all []PublishedWeek
	for monday := from; monday < until; monday += 7 {
		for _, p := range places {
			w, err := published(r, recent, p, monday)
			if err != nil {
				return nil, err
			}
			if len(w.Week) > 0 || w.Left > 0 {
				all = append(all, PublishedWeek{p, monday, w})
			}
		}
	}
	return all, nil
}

// published is what may be shown of a week; of one to which nothing is to be added it is kept in memory.
func published(r ledger.Reader, recent tally, p Place, monday calendar.Date) (Published, error) {
	load := func() (Published, error) {
		w, err := weekOf(r, recent, p, monday)
		return w.Publish(), err
	}
	stamp, kept, err := stamps.Find(r, weekKey(p, monday))
	if err != nil || !kept || len(recent[at{p, monday}]) > 0 {
		if err != nil {
			return Published{}, err
		}
		return load()
	}
	return ledger.Memo(r, "figures/"+string(p)+"/"+monday.String(), stamp, load)
}

// weekOf is a week with what was not counted yet.
func weekOf(r ledger.Reader, recent tally, p Place, monday calendar.Date) (Week, error) {
	w, found, err := weeks.Find(r, weekKey(p, monday))
	if !found {
		w = Week{}
	}
	w.add(recent[at{p, monday}])
	return w, err
}

// Sum is the figure of a period: the sum of its weeks.
func Sum(all []PublishedWeek) Published {
	sum := Published{Week: Week{}}
	for _, w := range all {
		sum.add(w.Week)
		sum.Left += w.Left
	}
	return sum
}
