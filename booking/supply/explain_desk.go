package supply

import (
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/fit"
)

// DeskExplanation says why one desk can or cannot take a visit as the day stands, and what its day looks like. It
// names nobody.
type DeskExplanation struct {
	Explanation
	Desk     catalogue.Desk
	From, To calendar.Cell // of what stands in the way; of WhyClosing, To is when the desk closes
	Frees    time.Time     // when a reserve opens to everybody; zero is never, or no reserve

	Open    calendar.Cells // what the desk is open for this, whoever asks
	Kept    calendar.Cells // of that, what is not for the asker
	Claimed calendar.Cells // of the day, by anybody
}

// deskDay is a desk on a day, for one who asks.
type deskDay struct {
	d       officeDay
	planned []fit.Desk
	claims  []Claim // that have a desk, with the visit as it is seated
	desk    catalogue.Desk
}

func (d officeDay) explainDesks(start calendar.Cell) (all []DeskExplanation, err error) {
	if d.supply == nil && d.q.query.Sketch == nil {
		return nil, nil // of a day that is over, or on which this is not offered
	}
	planned, err := d.planned()
	if err != nil {
		return nil, err
	}
	claims, index, placed := d.settled()
	seats := make([]Claim, len(placed))
	for i, v := range placed {
		seats[i] = claims[index[i]]
		seats[i].Visit = v
	}
	for _, desk := range d.q.office.Desks {
		x, err := (deskDay{d, planned.desks, seats, desk}).explain(start)
		if err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	return all, nil
}

// open returns when the desk is open for all of some skills.
func (k deskDay) open(desks []fit.Desk, needs fit.Skills) (open calendar.Cells) {
	for _, f := range desks {
		for _, w := range f.Windows {
			if f.Number == k.desk.Number && needs&^w.Skills == 0 {
				open = open.Or(w.Cells)
			}
		}
	}
	return open
}

func (k deskDay) explain(start calendar.Cell) (x DeskExplanation, err error) {
	needs, cells := k.d.q.mask, calendar.Cell(k.d.q.span())
	start -= k.d.q.before()
	anybody := needs&^(forPublic|forStaff|forUrgent) | forUrgent
	x.Desk, x.Open = k.desk, k.open(k.planned, anybody)
	x.Kept = x.Open.AndNot(k.open(k.planned, needs))
	for _, c := range k.claims {
		if c.Visit.Desk == k.desk.Number {
			x.Claimed = x.Claimed.With(c.Visit.Start, c.Visit.Start+calendar.Cell(c.Visit.Cells))
		}
	}
	mine := k.open(k.d.desks, needs)
	blocked := start
	for blocked < start+cells && mine.Has(blocked) {
		blocked++
	}
	switch {
	case x.Open.Empty() && !k.desk.Can(k.d.q.need.Skills):
		x.Kind = WhySkill
	case blocked == start+cells:
		k.explainClaims(&x, start, start+cells)
	case k.open(k.planned, needs).Has(blocked):
		x.Kind, x.From, x.To = WhyRoster, blocked, start+cells
	default:
		err = k.explainCell(&x, start, blocked)
	}
	return x, err
}

// explainClaims is about a desk that is open to the asker for all of the visit.
func (k deskDay) explainClaims(x *DeskExplanation, start, end calendar.Cell) {
	x.Kind = WhyFree
	for _, c := range k.claims {
		v := c.Visit
		if v.Desk != k.desk.Number || v.Start >= end || v.Start+calendar.Cell(v.Cells) <= start {
			continue
		}
		kind := map[ClaimKind]string{Held: WhyHeld, CoolingOff: WhyResting}[c.Kind]
		if kind == "" {
			kind = WhyTaken
		}
		if x.Kind == WhyFree {
			x.From, x.To = v.Start, v.Start
		}
		if slices.Index(promising, kind) > slices.Index(promising, x.Kind) { // the firmest counts
			x.Kind = kind
		}
		x.From, x.To = min(x.From, v.Start), max(x.To, v.Start+calendar.Cell(v.Cells))
	}
}

// explainCell is about the first cell of the visit at which the rules keep the desk from the asker.
func (k deskDay) explainCell(x *DeskExplanation, start, blocked calendar.Cell) (err error) {
	why := k.d.q.office.Rules().Explain(k.d.date, blocked, string(k.desk.ID))
	x.Rule, x.Name, x.From = why.ID, why.Name, blocked
	switch why.Kind {
	case calendar.ClosedBy:
		x.Kind, x.What = WhyClosed, catalogue.KindClosure
	case calendar.OnHoliday:
		x.Kind = WhyHoliday
	case calendar.ByException:
		x.Kind, x.What = WhyException, catalogue.KindException
	case calendar.ByOpening:
		x.What = catalogue.KindOpening
	case calendar.NoSuchTime:
		if x.Kind = WhyNoTime; blocked == calendar.CellsPerDay {
			x.Kind = WhyNoOpening
		}
	default:
		x.Kind = WhyNoOpening
	}
	if why.Open {
		k.explainWindow(x, blocked)
	}
	if x.Kind == WhyNoOpening && blocked > start {
		x.Kind, x.To, x.Minutes = WhyClosing, blocked, k.d.q.need.Minutes
	}
	if x.Rule != "" {
		x.Owner, err = catalogue.OwnerOf(k.d.q.r, catalogue.Ref{Kind: x.What, Office: k.d.q.office.ID, ID: x.Rule})
	}
	return err
}

// explainWindow is about a cell at which the desk is open, but not to the asker for this.
func (k deskDay) explainWindow(x *DeskExplanation, at calendar.Cell) {
	x.Kind = WhySkill
	for _, w := range k.d.q.office.Rules().Day(k.d.date) {
		if w.Desk != string(k.desk.ID) || !w.Cells.Has(at) {
			continue
		}
		kind := k.windowKind(w)
		if slices.Index(promising, kind) > slices.Index(promising, x.Kind) || kind == x.Kind && x.To != 0 {
			continue
		}
		x.Kind, x.Rule, x.Frees = kind, w.Rule, k.frees(w, at)
		x.From, x.To = stretch(w.Cells, at)
	}
}

// windowKind is why a window is not for the asker.
func (k deskDay) windowKind(w calendar.Window) string {
	names := w.Skills
	if len(names) == 0 {
		names = k.desk.Skills
	}
	has := k.d.q.c.Mask(names) | k.d.q.c.PropertyMask(k.desk.Properties)
	switch {
	case w.Use == calendar.ForWalkIn:
		return WhyWalkIn
	case k.d.q.mask&^(has|forPublic|forStaff|forUrgent) != 0:
		return WhySkill
	case w.Share == calendar.Reserve:
		return WhyReserve
	}
	return WhyShare
}

// frees is when a cell of a reserve opens to everybody.
func (k deskDay) frees(w calendar.Window, at calendar.Cell) time.Time {
	if w.Share != calendar.Reserve || w.Use == calendar.ForWalkIn {
		return time.Time{}
	}
	zone := k.d.q.office.Location()
	switch {
	case w.ReleaseAt > 0:
		moment, _ := calendar.At(k.d.date, w.ReleaseAt, zone)
		return moment
	case w.ReleaseHours > 0:
		moment, _ := calendar.At(k.d.date, at, zone)
		return moment.Add(-time.Duration(w.ReleaseHours) * time.Hour)
	}
	return time.Time{}
}

// stretch is the part of some cells around one that has no gap.
func stretch(cells calendar.Cells, at calendar.Cell) (from, to calendar.Cell) {
	for from = at; cells.Has(from - 1); from-- {
	}
	for to = at + 1; cells.Has(to); to++ {
	}
	return from, to
}
