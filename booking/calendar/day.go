package calendar

import (
	"cmp"
	"slices"
	"time"
)

// Window is a stretch of one day in which one desk works: the cells of one
// opening or exception that no closure takes. Windows of one desk may overlap.
type Window struct {
	Desk         string
	Cells        Cells
	Skills       []string // as in the rule; empty: all of the desk's
	Use          Use
	Share        Share
	ReleaseHours int
	ReleaseAt    Cell
	Rule         string // ID of the opening or exception
}

// Day returns the supply of d, ordered by desk, first cell and rule. Windows
// that closures or the clock change leave empty are left out, so an empty
// answer means that the office is closed all day. The skills are shared with
// the rules: do not write to them.
func (r Rules) Day(d Date) []Window {
	exact := exactCells(d, r.zone())
	var windows []Window
	for _, w := range r.planned(d) {
		w.Cells = w.Cells.And(exact)
		for _, k := range r.Closures {
			w.Cells = w.Cells.AndNot(k.cells(d, w.Desk))
		}
		if !w.Cells.Empty() {
			windows = append(windows, w)
		}
	}
	slices.SortStableFunc(windows, earlierWindow)
	return windows
}

func earlierWindow(a, b Window) int {
	first, _ := a.Cells.First()
	second, _ := b.Cells.First()
	return cmp.Or(cmp.Compare(a.Desk, b.Desk), cmp.Compare(first, second), cmp.Compare(a.Rule, b.Rule))
}

// planned returns the windows of d before closures and clock changes.
func (r Rules) planned(d Date) []Window {
	var windows []Window
	rest := r.isHoliday(d)
	for _, o := range r.Openings {
		if !rest && o.fallsOn(d) && r.exceptionDesk(d, o.Desk) == noException {
			windows = append(windows, o.window())
		}
	}
	for _, e := range r.Exceptions {
		if e.Date != d {
			continue
		}
		if e.Desk != "" {
			windows = append(windows, e.window(e.Desk))
			continue
		}
		for _, desk := range r.officeDesks(d) {
			if r.exceptionDesk(d, desk) == officeException {
				windows = append(windows, e.window(desk))
			}
		}
	}
	return windows
}

func (o Opening) window() Window {
	return Window{Desk: o.Desk, Cells: span(o.Start, o.End), Skills: o.Skills,
		Use: o.Use, Share: o.Share, ReleaseHours: o.ReleaseHours, ReleaseAt: o.ReleaseAt, Rule: o.ID}
}

func (e Exception) window(desk string) Window {
	return Window{Desk: desk, Cells: span(e.Start, e.End), Skills: e.Skills,
		Use: e.Use, Share: e.Share, ReleaseHours: e.ReleaseHours, ReleaseAt: e.ReleaseAt, Rule: e.ID}
}

// exceptionLevel says whose exceptions replace the openings of a desk.
type exceptionLevel int

const (
	noException exceptionLevel = iota
	officeException
	deskException
)

func (r Rules) exceptionDesk(d Date, desk string) exceptionLevel {
	level := noException
	for _, e := range r.Exceptions {
		switch {
		case e.Date != d:
		case e.Desk == desk:
			return deskException
		case e.Desk == "":
			level = officeException
		}
	}
	return level
}

// officeDesks returns the desks that an exception for the whole office opens.
func (r Rules) officeDesks(d Date) []string {
	var desks []string
	for _, o := range r.Openings {
		if within(d, o.From, o.Until) && !slices.Contains(desks, o.Desk) {
			desks = append(desks, o.Desk)
		}
	}
	return desks
}

func (r Rules) isHoliday(d Date) bool {
	if !r.Holidays {
		return false
	}
	_, ok := Holiday(d)
	return ok
}

func (r Rules) zone() *time.Location {
	if r.Zone == nil {
		return time.UTC
	}
	return r.Zone
}

// exactCells returns the cells of d that begin at exactly one instant in loc:
// all of them, but on the days on which the clock changes.
func exactCells(d Date, loc *time.Location) (s Cells) {
	y, m, day := d.Civil()
	noon := time.Date(y, m, day, 12, 0, 0, 0, loc)
	start, end := noon.ZoneBounds()
	const away = 36 * time.Hour
	if (start.IsZero() || noon.Sub(start) > away) && (end.IsZero() || end.Sub(noon) > away) {
		return span(0, CellsPerDay)
	}
	for c := range Cell(CellsPerDay) {
		if _, ok := At(d, c, loc); ok {
			s = s.With(c, c+1)
		}
	}
	return s
}
