package supply

import (
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/fit"
	"balie/booking/ledger"
)

// Owner already has desk time, which counts as free room for whoever asks in its name: the key of a hold,
// or an appointment that is to be moved.
type Owner interface {
	// ClaimID is the id of its claim; "" is nobody's.
	ClaimID() string
	// Holds is the time that it has for a wish; ok is false where it has none.
	Holds(r ledger.Reader, w catalogue.Wish) (o Offer, ok bool, err error)
}

// Extra is what an asker needs beyond the products: minutes, and a desk with properties.
type Extra struct {
	Minutes    int
	Properties []string
}

// Query is who looks for a time, and for what. The asker's own hold, and the appointment that
// is being moved, count as free room.
type Query struct {
	Wish     catalogue.Wish
	Key      Owner // of the asker's wizard; may be nil or empty
	Moving   Owner // the appointment that is to be moved; may be nil or empty
	Audience Audience
	Extra    *Extra // what the asker needs; nil is what their hold or appointment has

	// Until is the last day that is wanted; zero is as far as can be booked.
	Until calendar.Date
	// Wanted are the times that suit the asker; the zero value is any.
	Wanted Wanted
	// Properties are those that a desk must have besides: "team:…" for a small team.
	Properties []string
	// Sketch is the supply as it would be; nil is as it is.
	Sketch *Sketch
	// Promised says that the time was promised before: notice and horizon do not count.
	Promised bool
	// Kept says that it is for somebody who has an appointment already: a pause of new ones does not count.
	Kept bool
	// Outside says that no colleague of ours asks, although the audience is theirs: who was invited, a partner.
	Outside bool
}

// owners are the ids of the asker's own claims.
func (a Query) owners() (ids []string) {
	for _, o := range []Owner{a.Key, a.Moving} {
		if o != nil && o.ClaimID() != "" {
			ids = append(ids, o.ClaimID())
		}
	}
	return ids
}

// question is an Asking at one office, with all that is the same for each of its days.
type question struct {
	r       ledger.Reader
	c       *catalogue.Snapshot
	office  catalogue.Office
	need    catalogue.Need
	mask    fit.Skills
	base    fit.Skills // without the properties of a desk
	mine    []string   // the asker's own claims, which count as free
	now     time.Time
	nowOn   calendar.Date // now at the office
	nowCell calendar.Cell
	until   calendar.Date // the last day wanted; zero is any
	soonOn  calendar.Date // the soonest that is not too soon
	soon    calendar.Cell
	query   Query
	paused  bool                              // no new appointments are taken now
	others  map[*catalogue.Snapshot]*question // the same on days on which the catalogue is another
}

// on is the question as it is for a day: products may take longer from then on. It is nil where what is asked
// is not to be had on that day.
func (q *question) on(date calendar.Date) (*question, error) {
	c, err := q.c.On(date)
	if err != nil || c == q.c {
		return q, err
	}
	other, asked := q.others[c]
	if asked {
		return other, nil
	}
	o, err := c.Office(q.office.ID)
	if err == nil {
		var then question
		if then, err = ask(q.r, c, o, q.query); err == nil {
			then.until, other = q.until, &then
		}
	}
	if code := ledger.CodeOf(err); err != nil && code != ledger.NotFound && code != ledger.Invalid {
		return nil, err
	}
	if q.others == nil {
		q.others = map[*catalogue.Snapshot]*question{}
	}
	q.others[c] = other
	return other, nil
}

// ask begins a question at an office.
func ask(r ledger.Reader, c *catalogue.Snapshot, o catalogue.Office, a Query) (question, error) {
	need, err := c.MeasureAt(a.Wish, o.ID)
	if err != nil {
		return question{}, err
	}
	if err := c.RefuseWithdrawn(a.Wish); err != nil && (a.Moving == nil || a.Moving.ClaimID() == "") {
		return question{}, err
	}
	more, err := extraIn(r, c, a)
	if err != nil {
		return question{}, err
	}
	need.Minutes += more.Minutes
	need.Cells = calendar.CellsFor(need.Minutes)
	q := question{r: r, c: c, query: a, office: o, need: need, base: c.Mask(need.Skills) | a.Audience.skill(), mine: a.owners(), now: r.Now()}
	if q.paused, err = a.paused(r); err != nil {
		return question{}, err
	}
	q.until = a.Until
	q.mask = q.base | c.PropertyMask(slices.Concat(more.Properties, a.Properties))
	if a.Promised {
		q.need.Notice, q.need.Horizon = 0, MaxDays
	}
	q.nowOn, q.nowCell = calendar.CellIn(q.now, o.Location())
	q.soonOn, q.soon = calendar.CellIn(q.now.Add(time.Duration(q.need.Notice)*time.Minute), o.Location())
	return q, nil
}

// before is for how many cells a desk is kept before the visit, and span how many it is kept in all.
func (q *question) before() calendar.Cell { return calendar.Cell(calendar.CellsFor(q.need.Before)) }

func (q *question) span() int {
	return int(q.before()) + q.need.Cells + calendar.CellsFor(q.need.After)
}

// Standing is what an asker's own hold or appointment has beyond the products: whoever moves keeps their
// minutes and a desk that is as special.
func Standing(r ledger.Reader, a Query) (*Extra, error) {
	c, err := catalogueFor(r, a)
	if err != nil {
		return nil, err
	}
	x, err := standing(r, c, a)
	return &x, err
}

func extraIn(r ledger.Reader, c *catalogue.Snapshot, a Query) (Extra, error) {
	if a.Extra != nil {
		return *a.Extra, nil
	}
	return standing(r, c, a)
}

func standing(r ledger.Reader, c *catalogue.Snapshot, a Query) (x Extra, err error) {
	own := a.Moving
	if own == nil || own.ClaimID() == "" {
		own = a.Key
	}
	if own == nil || own.ClaimID() == "" {
		return x, nil
	}
	offer, ok, err := own.Holds(r, a.Wish)
	if err != nil || !ok {
		return x, err
	}
	need, err := c.MeasureAt(a.Wish, offer.Office)
	if err != nil {
		return x, err
	}
	if x.Minutes = offer.Minutes - need.Minutes; own != a.Moving { // who moves keeps the minutes that were promised
		x.Minutes = max(0, x.Minutes)
	}
	x.Properties, err = pinnedTo(r, c, offer, own.ClaimID())
	return x, err
}

// pinnedTo are the properties of the desk to which a claim is pinned, none for one that is not.
func pinnedTo(r ledger.Reader, c *catalogue.Snapshot, at Offer, id string) ([]string, error) {
	s, found, err := FindClaim(r, at, id)
	if err != nil || !found || !s.Visit.Pinned {
		return nil, err
	}
	o, err := c.Office(at.Office)
	if err != nil {
		return nil, nil // the office is gone
	}
	for _, d := range o.Desks {
		if d.Number == s.Visit.Desk {
			return d.Properties, nil
		}
	}
	return nil, nil
}

// askAt is ask at the office of that id.
func askAt(r ledger.Reader, office catalogue.OfficeID, a Query) (question, error) {
	c, err := catalogueFor(r, a)
	if err != nil {
		return question{}, err
	}
	o, err := c.Office(office)
	if err != nil {
		return question{}, err
	}
	return ask(r, c, o, a)
}

// last is the last day that can be booked.
func (q *question) last() calendar.Date {
	last := q.nowOn.AddDays(q.need.Horizon)
	if q.until != 0 && q.until < last {
		return q.until
	}
	return last
}

// day gathers one of the office's days. Of a day that is over nothing is asked any more.
func (q *question) day(date calendar.Date) (officeDay, error) {
	if date < q.nowOn {
		return officeDay{q: q, date: date}, nil
	}
	then, err := q.on(date)
	if err != nil || then == nil {
		return officeDay{q: q, date: date, gone: true}, err
	}
	d := officeDay{q: then, date: date, among: q.inTime(date)}
	if q.query.Sketch != nil {
		return d, q.query.Sketch.fill(&d)
	}
	if d.supply, err = supplyOf(q.r, q.c, q.office, date); err != nil {
		return d, err
	}
	d.desks = d.supply.desksAt(q.office, date, q.now)
	d.book, err = occupancies.Shared(q.r, occupancyKey(q.office.ID, date))
	return d, err
}

// eachDay calls fn for every day of the asker's horizon, from today or a later day, until it returns
// false.
func (q *question) eachDay(from calendar.Date, fn func(officeDay) bool) error {
	for date := max(q.nowOn, from); date <= q.last(); date++ {
		d, err := q.day(date)
		if err != nil {
			return err
		}
		if !fn(d) {
			return nil
		}
	}
	return nil
}

// inTime returns the cells of a day that suit the asker and are neither past nor too soon, and none beyond the
// horizon or in a pause.
func (q *question) inTime(date calendar.Date) calendar.Cells {
	return q.reach(date).And(q.query.Wanted.on(date))
}

// reach is inTime whatever suits the asker.
func (q *question) reach(date calendar.Date) calendar.Cells {
	switch {
	case q.paused, date < q.nowOn || date > q.last() || q.soonOn > date:
		return calendar.Cells{}
	case q.soonOn < date:
		return whole
	}
	return whole.Without(0, q.soon+1)
}
