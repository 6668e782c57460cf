package change

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// nearCells is how far a time may lie from the old one for us to move somebody without asking: an hour.
const nearCells = 12

// nearTimes is among how many times near the old one such a time is looked for.
const nearTimes = 24

// leaveAtOnce is how soon a visit must be for its message to leave without waiting.
const leaveAtOnce = 3 * time.Hour

// Plan is what would happen to the appointments that a change of the catalogue touches. Nothing is changed by it.
type Plan struct {
	Why     booking.Change
	Office  catalogue.OfficeID
	Changes []catalogue.Change
	With    *Along // what else is changed by it
	Lines   []Line

	seq   uint64               // of the ledger as it was read: who got a time since is not among the lines
	after *catalogue.Snapshot  // as it would be
	at    []catalogue.OfficeID // that it touches beside those of Changes
	stamp string               // of the roster, where it was planned by that
}

// OfficeAfter is an office as it would be: also one that is not there yet.
func (p Plan) OfficeAfter(r ledger.Reader, id catalogue.OfficeID) (catalogue.Office, error) {
	if p.after != nil {
		return p.after.Office(id)
	}
	return catalogue.OfficeByID(r, id)
}

// Foresee plans a change: whom it touches, and what is done for each. New times are looked for in the supply as it
// is after everything that goes is gone, and none is given twice; first where a stretch of a day goes as a whole. It
// searches many days: call it in a View.
func Foresee(r ledger.Reader, d *catalogue.Draft, office catalogue.OfficeID, why booking.Change, moves ...Relocation) (Plan, error) {
	p := Plan{Why: why, Office: office, Changes: d.Changes(), seq: r.Seq()}
	found, err := booking.TouchedBy(r, d)
	if err != nil || len(found) == 0 {
		return p, err
	}
	if p.after, err = d.Snapshot(catalogue.Today(r)); err != nil {
		return p, err
	}
	p.Lines, err = planLines(r, found, supply.NewSketch(p.after), moves)
	return p, err
}

// planLines finds new times for those that lose theirs, whose visit is first first.
func planLines(r ledger.Reader, found []booking.Touched, sketch *supply.Sketch, moves []Relocation) (lines []Line, err error) {
	slices.SortStableFunc(found, func(a, b booking.Touched) int {
		return cmp.Or(cmp.Compare(a.At.Date, b.At.Date), cmp.Compare(a.At.Start, b.At.Start), cmp.Compare(a.Appointment, b.Appointment))
	})
	for _, t := range found { // what goes is gone before anybody is given another time
		if err := sketch.Vacate(r, t.At, string(t.Appointment)); err != nil {
			return nil, err
		}
	}
	for _, t := range found {
		line, err := planLine(r, t, sketch, moves)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// planLine finds what is done for one appointment.
func planLine(r ledger.Reader, t booking.Touched, sketch *supply.Sketch, moves []Relocation) (l Line, err error) {
	l = Line{Appointment: t.Appointment, Was: t.At, Cause: t.Cause, State: Planned}
	a, err := booking.AppointmentByID(r, t.Appointment)
	if err != nil {
		return l, err
	}
	o, err := catalogue.OfficeByID(r, a.Offer.Office)
	if err != nil {
		return l, err
	}
	if t.Cause.Kind == booking.ByProduct {
		l.How = Call // there is no other time for what goes, and nothing left to propose
		return l, nil
	}
	along, unasked, err := goAlong(r, a, sketch, moves)
	if err != nil {
		return l, err
	}
	reached := a.CanBeNotified(r.Now(), o)
	if reached {
		if done, err := l.planMove(r, a, sketch, along, unasked); done || err != nil {
			return l, err
		}
	}
	if l.How = Propose; !reached {
		l.How = Call
	}
	near, err := booking.Propose(r, a.ID, booking.Unavailable{Sketch: sketch})
	if err != nil {
		return l, err
	}
	if along = inTime(r, along, sketch); len(along) > 0 {
		if err := l.draw(r, a, sketch, along, 1); err != nil {
			return l, err
		}
	}
	return l, l.draw(r, a, sketch, near, mostProposals)
}

// mostProposals is how many times are held for one appointment.
const mostProposals = 2

// planMove finds a time at which somebody can be moved and told; done is false where there is none.
func (l *Line) planMove(r ledger.Reader, a booking.Appointment, sketch *supply.Sketch, along []supply.Offer, unasked bool) (done bool, err error) {
	var near []supply.Offer
	if unasked {
		near = withinTheHour(l.Was, along)
	}
	to, found, err := sameDay(r, a, sketch)
	if err != nil {
		return false, err
	}
	if found {
		near = append(near, to)
	}
	l.How = Move
	err = l.draw(r, a, sketch, near, 1)
	return len(l.To) > 0, err
}

// sameDay is the time nearest to the old one, on the same day at the same office within an hour.
func sameDay(r ledger.Reader, a booking.Appointment, sketch *supply.Sketch) (supply.Offer, bool, error) {
	o, err := sketch.Catalogue().Office(a.Offer.Office)
	if err != nil || o.Withdrawn() {
		return supply.Offer{}, false, nil // all of it goes
	}
	near, err := supply.Nearest(r, query(a, sketch), a.Offer, nearTimes)
	if ledger.CodeOf(err) == ledger.Invalid || ledger.CodeOf(err) == ledger.NotFound {
		return supply.Offer{}, false, nil // its product goes
	}
	for _, x := range near {
		if x.Office == a.Offer.Office && x.Date == a.Offer.Date && supply.Distance(x, a.Offer) <= nearCells {
			return x, true, err
		}
	}
	return supply.Offer{}, false, err
}

// query asks as the appointment that is moved by a colleague: with the minutes and the desk that it has.
func query(a booking.Appointment, sketch *supply.Sketch) supply.Query {
	return supply.Query{Wish: a.Wish, Moving: a.ID, Audience: supply.Staff, Sketch: sketch}
}

// draw adds to the line's new times, until it has so many, and takes them in the sketch. One that does not fit beside
// another is left out: each alone can be had, but both might need the same desk.
func (l *Line) draw(r ledger.Reader, a booking.Appointment, sketch *supply.Sketch, from []supply.Offer, most int) error {
	more, err := supply.Standing(r, query(a, sketch))
	if err != nil {
		return err
	}
	for _, to := range from {
		if len(l.To) >= most || slices.ContainsFunc(l.To, to.Same) {
			continue
		}
		id := string(l.Appointment)[:ledger.IDLength-1] + string(ledger.IDAlphabet[len(l.To)])
		had, err := sketch.Take(r, supply.Query{Wish: a.Wish, Audience: supply.Staff, Extra: more, Kept: true}, to, id)
		switch {
		case refused(err):
			continue
		case err != nil:
			return err
		}
		l.To = append(l.To, had)
	}
	return nil
}

// Seen is a fingerprint of what a plan says, so that whoever confirms it confirms what they saw.
func (p Plan) Seen() string {
	text, err := json.Marshal(struct {
		Why     booking.Change
		Changes []catalogue.Change
		With    *Along `json:",omitempty"`
		Lines   []Line
	}{p.Why, p.Changes, p.With, p.Lines})
	if err != nil { // only for what no record holds
		panic(err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:12])
}

// Count counts the lines for which something is done.
func (p Plan) Count(how How) int { return Change{Lines: p.Lines}.Count(how) }

// AtOnce counts the lines whose message leaves without waiting, since the visit is within three hours.
func (p Plan) AtOnce(r ledger.Reader) (n int, err error) {
	for _, l := range p.Lines {
		soon, err := l.soon(r)
		if err != nil {
			return 0, err
		}
		if soon {
			n++
		}
	}
	return n, nil
}

func (l Line) soon(r ledger.Reader) (bool, error) {
	o, err := catalogue.OfficeByID(r, l.Was.Office)
	if err != nil {
		return false, err
	}
	return booking.Appointment{Offer: l.Was}.Begins(o).Sub(r.Now()) < leaveAtOnce, nil
}
