package demo

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/cmd/internal/server"
)

// practiceDays is how far ahead people have booked where a municipality practises: enough to move somebody.
const practiceDays = 14

// mostPersons is how many come for one product at most, in a town of which nothing else is known.
const mostPersons = 2

// errNowhere: there is no office that opens with a desk and a product that is done there.
var errNowhere = errors.New("there is no town hall or other office with a desk that opens, and a product that is done there: nothing can be practised")

// OwnSetting is a municipality's own town, of what it exported: its products, offices, hours and words, with people who
// do not exist. What it says to residents just now (a pause, notices of maintenance) is left out, and every office is
// said to be made up. It refuses what has no office to practise at.
func OwnSetting(d server.Document) (Setting, error) {
	d.Exported, d.Pause, d.Notices = nil, nil, nil
	d.Offices = slices.Clone(d.Offices)
	s := Setting{Name: "own", Zone: "Europe/Amsterdam", Language: "nl", own: &d}
	most := 0 // desks: the largest office is the one that everybody looks at
	for i := range d.Offices {
		o := &d.Offices[i]
		o.Demo = true
		if o.Kind != catalogue.Stop && len(o.Desks) > most && opensSometime(*o) {
			most, s.Office, s.Free, s.Zone = len(o.Desks), o.ID, o.Desks[0].ID, cmp.Or(o.Zone, s.Zone)
		}
	}
	for i := range d.Planned {
		d.Planned[i].Offices = slices.Clone(d.Planned[i].Offices)
		for j := range d.Planned[i].Offices {
			d.Planned[i].Offices[j].Demo = true
		}
	}
	for _, p := range d.Products {
		if p.Hidden || p.Minutes == 0 {
			continue
		}
		for n := 1; n <= min(p.MaxPersons, mostPersons); n++ {
			s.wanted = append(s.wanted, Wanted{catalogue.Wish{{Product: p.ID, Persons: n}}, 2 * (mostPersons + 1 - n)})
		}
	}
	if d.Named != nil {
		s.Municipality = d.Named.Name
		if len(d.Named.Languages) > 0 {
			s.Language = d.Named.Languages[0]
		}
	}
	if s.Office == "" || len(s.wanted) == 0 {
		return s, errNowhere
	}
	return s, nil
}

// opensSometime reports whether some desk of an office opens on some weekday.
func opensSometime(o catalogue.Office) bool {
	return slices.ContainsFunc(o.Openings, func(x calendar.Opening) bool { return len(x.Weekdays) > 0 && x.Use != calendar.ForWalkIn })
}

// practiceAhead is how far ahead an ordinary day is looked for.
const practiceAhead = 60

// afterOpening is how long the office is open when the day of a practice house begins: somebody waits by then.
const afterOpening = 40 / calendar.CellMinutes

// ordinaryDay is the next day on which the office works as on any other: a while after it opened.
func (s Setting) ordinaryDay(now time.Time) (time.Time, error) {
	i := slices.IndexFunc(s.own.Offices, func(o catalogue.Office) bool { return o.ID == s.Office })
	today := calendar.DateIn(now, s.zone())
	for date := today; date < today+practiceAhead; date++ {
		var open calendar.Cells
		for _, w := range s.own.Offices[i].Rules().Day(date) {
			open = open.Or(w.Cells)
		}
		first, opens := open.First()
		at, ok := calendar.At(date, first+afterOpening, s.zone())
		if opens && ok && at.After(now) && ordinary(date) {
			return at, nil
		}
	}
	return now, errNowhere
}

// furnishOwn plays the first while of an ordinary day in an empty folder, until where the town's clock is to start.
func (o Options) furnishOwn(ctx context.Context, proc *server.Process, data string) (Options, error) {
	if o.At.IsZero() {
		var err error
		if o.At, err = o.Town.ordinaryDay(proc.Clock()); err != nil {
			return o, err
		}
	}
	return o, Past{Setting: o.Town, Until: o.At, Seed: Seed}.Play(ctx, data)
}
