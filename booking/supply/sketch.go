package supply

import (
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Sketch is the supply as it would be: after a change of the catalogue that was not made yet, with times
// taken and given back that nobody took or gave back. Whoever asks with a sketch in their Query is
// answered by it; nothing of it is kept. It is for one reading and one goroutine.
type Sketch struct {
	after    *catalogue.Snapshot
	supplies map[supplyKey]*supply
	claims   map[supplyKey][]Claim // of days that were drawn upon
}

// NewSketch begins one under a catalogue, as catalogue.Draft.Snapshot returns it.
func NewSketch(after *catalogue.Snapshot) *Sketch {
	return &Sketch{after, map[supplyKey]*supply{}, map[supplyKey][]Claim{}}
}

// Catalogue is the catalogue as it would be.
func (s *Sketch) Catalogue() *catalogue.Snapshot { return s.after }

// Take is the package's Take in the sketch alone: whoever asks next finds the time taken.
func (s *Sketch) Take(r ledger.Reader, ask Query, o Offer, id string) (Offer, error) {
	ask.Sketch = s
	q, err := askAt(r, o.Office, ask)
	if err != nil {
		return o, err
	}
	d, err := q.day(o.Date)
	if err != nil {
		return o, err
	}
	claims, ok := d.seat(o.Start, Claim{Kind: Held, ID: id})
	if !ok {
		return o, ErrTaken
	}
	s.claims[supplyKey{o.Office, o.Date}] = claims
	return d.offer(o.Start), nil
}

// Vacate removes the claims of id from a day of the sketch.
func (s *Sketch) Vacate(r ledger.Reader, at Offer, id string) error {
	claims, err := s.claimsOf(r, supplyKey{at.Office, at.Date})
	if err != nil {
		return err
	}
	s.claims[supplyKey{at.Office, at.Date}] = slices.DeleteFunc(claims, func(c Claim) bool { return c.ID == id })
	return nil
}

// claimsOf are the live claims of a day. They are the caller's.
func (s *Sketch) claimsOf(r ledger.Reader, key supplyKey) ([]Claim, error) {
	if drawn, ok := s.claims[key]; ok {
		return slices.Clone(drawn), nil
	}
	return Claims(r, key.office, key.date)
}

// supplyOf is a day's supply under the sketch's catalogue.
func (s *Sketch) supplyOf(r ledger.Reader, o catalogue.Office, date calendar.Date) (*supply, error) {
	key := supplyKey{o.ID, date}
	if known, ok := s.supplies[key]; ok {
		return known, nil
	}
	made, err := computeSupply(r, s.after, o, date)
	s.supplies[key] = made
	return made, err
}

// fill gives a day its supply and claims as they would be. What is found out about it is kept nowhere.
func (s *Sketch) fill(d *officeDay) (err error) {
	if d.supply, err = s.supplyOf(d.q.r, d.q.office, d.date); err != nil {
		return err
	}
	d.desks = d.supply.desksAt(d.q.office, d.date, d.q.now)
	claims, err := s.claimsOf(d.q.r, supplyKey{d.q.office.ID, d.date})
	for i := range claims {
		claims[i].Until = time.Time{} // what stands now is reckoned with
	}
	d.book = &dayClaims{claims: claims, answers: &answers{}}
	return err
}

// catalogueFor is the catalogue under which somebody asks.
func catalogueFor(r ledger.Reader, a Query) (*catalogue.Snapshot, error) {
	if a.Sketch != nil {
		return a.Sketch.after, nil
	}
	return catalogue.Of(r)
}
