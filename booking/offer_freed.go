package booking

import (
	"context"
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/fit"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// A time that is freed goes to who waits for it, the longest first, and only then to the public. It is
// moved into by itself, or offered and held; at night it rests until offers are made again.

// freedTime is desk time that was freed.
type freedTime struct {
	office catalogue.OfficeID
	date   calendar.Date
	visit  fit.Visit
}

// Templates of promises in the outbox: an offer that nobody answered goes to the next, and what was freed
// at night is offered in the morning.
const (
	EarlierEnd = "earlier-end"
	Freed      = "freed"
)

// maxTried is how many who want a place are tried for it in one transaction, and maxMoves how many
// moves one free place may set off.
const (
	maxTried = 12
	maxMoves = 3
)

// freedTimeOf is where a claim stands.
func freedTimeOf(r ledger.Reader, at supply.Offer, id string) (p freedTime, found bool, err error) {
	s, found, err := supply.FindClaim(r, at, id)
	return freedTime{at.Office, at.Date, s.Visit}, found, err
}

// offerFreed gives the time of a claim to who waits, or lets it rest before it is public.
func offerFreed(tx *ledger.Tx, p freedTime, id string) error {
	if err := supply.Vacate(tx, p.office, p.date, id); err != nil {
		return err
	}
	return p.offer(tx, maxMoves)
}

// offer finds the first who can have the place. What they leave of it rests.
func (p freedTime) offer(tx *ledger.Tx, left int) error {
	o, err := catalogue.OfficeByID(tx, p.office)
	if err != nil {
		return err
	}
	taken, later, err := p.offerToWaiting(tx, o, left)
	switch {
	case err != nil:
		return err
	case taken == 0 && later:
		return p.offerTomorrow(tx, o)
	case taken >= p.visit.Cells:
		return nil
	}
	rest := p
	rest.visit.Start, rest.visit.Cells = p.visit.Start+calendar.Cell(taken), p.visit.Cells-taken
	return rest.coolOff(tx, tx.Now().Add(coolingOffTime(tx)))
}

// coolOff keeps a place from the public until an instant, where the day's desks still have it.
func (p freedTime) coolOff(tx *ledger.Tx, until time.Time) error {
	return supply.CoolOff(tx, p.office, p.date, p.visit, until)
}

// offerTomorrow lets a place rest until offers are made again, and promises to make them then.
func (p freedTime) offerTomorrow(tx *ledger.Tx, o catalogue.Office) error {
	day, cell := calendar.CellIn(tx.Now(), o.Location())
	if cell >= offersFrom {
		day++
	}
	morning, _ := calendar.At(day, offersFrom, o.Location())
	if err := p.coolOff(tx, morning.Add(offerGrace)); err != nil {
		return err
	}
	promise := ledger.Message{Template: Freed, Subject: ledger.Subject{Kind: KindPlace}, Reason: "offers are made by day"}
	return tx.Send(morning, "freed/"+tx.NewID(), promise.With(freedPlace{p.office, p.date, p.visit.Start, p.visit.Cells}))
}

// offerToWaiting goes along who waits, the longest first, and returns how many cells the first took who could
// have the place. later is true where somebody could be offered it, but not at this hour.
func (p freedTime) offerToWaiting(tx *ledger.Tx, o catalogue.Office, left int) (taken int, later bool, err error) {
	if left == 0 {
		return 0, false, nil
	}
	found, later, err := p.candidates(tx, o)
	for _, w := range found {
		if err != nil {
			break
		}
		if taken, err = w.take(tx, o, p, w.byItself(p), left); taken > 0 {
			return taken, false, err
		}
	}
	return 0, later, err
}

// candidates are the first who wait, want the place and fit it, the longest first. later is true where
// somebody could be offered it, but not at this hour.
func (p freedTime) candidates(r ledger.Reader, o catalogue.Office) (found []Wait, later bool, err error) {
	begins, _ := calendar.At(p.date, p.visit.Start, o.Location())
	lead := begins.Sub(r.Now())
	err = waitsAt.Each(r, ledger.K().Str(string(o.ID)), func(_ ledger.Key, id AppointmentID) error {
		w, known, err := WaitOf(r, id)
		if err != nil || !known || !w.wants(p) || !w.inTime(p, lead) {
			return err
		}
		a, err := AppointmentByID(r, id)
		switch {
		case err != nil:
			return err
		case a.Cells > p.visit.Cells:
		case !w.byItself(p) && !offering(o, r.Now()):
			later = true
		default:
			found = append(found, w)
		}
		if len(found) == maxTried {
			return ledger.ErrStop
		}
		return nil
	})
	return found, later, err
}

// byItself reports whether they are moved into a place without being asked.
func (w Wait) byItself(p freedTime) bool { return slices.Contains(w.Days, p.date) }

// noticeNeeded reports whether a place that begins so much later can still be offered or given to them.
func (w Wait) inTime(p freedTime, lead time.Duration) bool {
	if w.byItself(p) {
		return lead >= moveLead
	}
	return len(w.Days) == 0 && lead >= offerLead
}

// wants reports whether a place is earlier than what they have, and was not passed before.
func (w Wait) wants(p freedTime) bool {
	earlier := p.date < w.Was.Date || p.date == w.Was.Date && p.visit.Start < w.Was.Start
	return w.State == Waiting && earlier && !slices.ContainsFunc(w.Passed, func(o supply.Offer) bool {
		return o.Same(supply.Offer{Office: p.office, Date: p.date, Start: p.visit.Start})
	})
}

// offering reports whether an offer can be made and answered at this hour.
func offering(o catalogue.Office, now time.Time) bool {
	day, cell := calendar.CellIn(now, o.Location())
	end, last := calendar.CellIn(now.Add(offerHeld), o.Location())
	return cell >= offersFrom && end == day && last <= offersUntil
}

// take moves who waits into a place by itself, or holds it and offers it. It takes no cells where the
// place does not fit them.
func (w Wait) take(tx *ledger.Tx, o catalogue.Office, p freedTime, by bool, left int) (cells int, err error) {
	a, _, err := changeable(tx, w.Appointment)
	if isRefusal(err, ErrNotBooked, ErrStarted) {
		_, err = w.become(tx, WaitEnded)
		return 0, err
	}
	if err != nil {
		return 0, err
	}
	to := supply.Offer{Office: p.office, Date: p.date, Start: p.visit.Start}
	if by {
		return w.moveTo(tx, a, to, left)
	}
	key := VisitKey(tx.NewID())
	until := tx.Now().Add(offerHeld)
	more, err := supply.Standing(tx, supply.Query{Wish: a.Wish, Moving: a.ID})
	if err != nil {
		return 0, err
	}
	// not as one who moves: the time that they have stays theirs until they accept
	offer, err := supply.Take(tx, supply.Query{Wish: a.Wish, Audience: a.Audience(), Extra: more, Kept: true}, to, supply.Claim{Kind: supply.Held, ID: string(key), Until: until.Add(offerGrace)})
	if isRefusal(err, supply.ErrTaken, supply.ErrPast) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	w.Offer, w.Key, w.Until = offer, key, until
	if _, err = w.become(tx, Offered); err != nil {
		return 0, err
	}
	end := ledger.Message{Template: EarlierEnd, Subject: a.ID.Subject(), Reason: "nobody answered"}
	if err := tx.Send(until, earlierEndKey(a.ID), end); err != nil {
		return a.Cells, err
	}
	return a.Cells, a.notify(tx, tx.Now(), earlierKey(a.ID), NotifyEarlier, "a time was freed")
}

// moveTo is the move by itself; the time they leave goes to the next who waits.
func (w Wait) moveTo(tx *ledger.Tx, a Appointment, to supply.Offer, left int) (cells int, err error) {
	moved, err := a.moveTo(tx, a.Audience(), to, NotifyMoved, left-1)
	if isRefusal(err, supply.ErrTaken, supply.ErrPast) {
		return 0, nil
	}
	return moved.Cells, err
}

// OfferFreedDue makes the offers whose time has come: of what was freed at night, and of what somebody did not
// answer. It returns how many it looked at.
func OfferFreedDue(ctx context.Context, l *ledger.Ledger) (n int, err error) {
	for {
		var due []ledger.Outgoing
		err := l.View(func(r ledger.Reader) (err error) { due, err = ledger.Due(r, 1, EarlierEnd, Freed); return err })
		if err != nil || len(due) == 0 {
			return n, err
		}
		if err := l.Update(ctx, "system", func(tx *ledger.Tx) error { return offerFreedOne(tx, due[0]) }); err != nil {
			return n, err
		}
		n++
	}
}

func offerFreedOne(tx *ledger.Tx, o ledger.Outgoing) error {
	if stands, err := tx.Stands(o); err != nil || !stands {
		return err
	}
	if err := tx.Withdraw(o.Key); err != nil {
		return err
	}
	if o.Message.Template == EarlierEnd {
		w, found, err := WaitOf(tx, AppointmentID(o.Message.Subject.ID))
		if err != nil || !found || w.State != Offered {
			return err
		}
		return w.pass(tx)
	}
	freed, err := ledger.PayloadOf[freedPlace](o.Message)
	if err != nil {
		return err
	}
	p, id, found, err := coolingOffAt(tx, freed)
	if err != nil || !found {
		return err
	}
	return offerFreed(tx, p, id)
}

// freedPlace is the payload of the promise to offer what was freed at night.
type freedPlace struct {
	Office catalogue.OfficeID `json:"office"`
	Date   calendar.Date      `json:"date"`
	Start  calendar.Cell      `json:"start"`
	Cells  int                `json:"cells"`
}

// coolingOffAt finds the resting place that a promise is about.
func coolingOffAt(r ledger.Reader, at freedPlace) (p freedTime, id string, found bool, err error) {
	claims, err := supply.Claims(r, at.Office, at.Date)
	for _, c := range claims {
		if c.Kind == supply.CoolingOff && c.Visit.Start == at.Start && c.Visit.Cells == at.Cells {
			return freedTime{at.Office, at.Date, c.Visit}, c.ID, true, err
		}
	}
	return p, "", false, err
}

// without is what is left of a freed time beside another that was taken: all of it on another day or place.
func (p freedTime) without(q freedTime) (rest []freedTime) {
	start, end := p.visit.Start, p.visit.Start+calendar.Cell(p.visit.Cells)
	from, until := q.visit.Start, q.visit.Start+calendar.Cell(q.visit.Cells)
	if p.office != q.office || p.date != q.date || from >= end || until <= start {
		return []freedTime{p}
	}
	for _, part := range [][2]calendar.Cell{{start, from}, {until, end}} {
		if part[0] < part[1] {
			piece := p
			piece.visit.Start, piece.visit.Cells = part[0], int(part[1]-part[0])
			rest = append(rest, piece)
		}
	}
	return rest
}
