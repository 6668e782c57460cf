package outreach

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// Change is what is to happen to one stop: none, or other hours, another place, another day.
type Change struct {
	Stop   StopID
	Cancel bool
	Arrive calendar.Cell
	Leave  calendar.Cell
	Place  PlaceID       // "" as it is
	Date   calendar.Date // zero as it is
	// Version is that of the outing as the page showed it.
	Version int
}

// Effect is what a change would do, before anything happens: what becomes of the appointments, and of the outings.
type Effect struct {
	Plan   change.Plan // made by change.Make
	Keep   int         // appointments at its stops that keep their time
	After  []Outing    // the outings as they would be
	Breaks []Conflict  // rules that the first of those breaks that is still to come
}

// ErrNoChange: nothing would be different.
var ErrNoChange = ledger.Refuse(ledger.Invalid, "outing.same")

// Foresee says what a change of a stop would do: who keeps their time, who goes along within the hour, who is asked,
// and who must be called. It refuses with ErrUnknownStop, with ErrOvertaken where the outing changed since, with
// ErrOutingState, ErrOuting, ErrInTheWay and ErrNoChange. It searches many days: call it in a View.
func Foresee(r ledger.Reader, c Change) (Effect, error) {
	x, at, err := c.reshape(r)
	if err != nil {
		return Effect{}, err
	}
	why := booking.StopMoved
	if c.Cancel {
		why = booking.StopCancelled
	}
	before, after := x.Was[0].Stops[at], x.Become[0].Stops[at]
	if c.Date != 0 && c.Date != x.Was[0].Date {
		after = x.Become[1].Stops[slices.IndexFunc(x.Become[1].Stops, func(s Stop) bool { return s.ID == movedID(before.ID, c.Date, x.Was[0].Version) })]
	}
	m, err := c.relocation(r, x.Was[0].Date, before, after)
	if err != nil {
		return Effect{}, err
	}
	return x.foresee(r, why, before.Place, m...)
}

// ForeseeOuting is Foresee for an outing that cannot go: every stop that is not done is cancelled.
func ForeseeOuting(r ledger.Reader, id OutingID) (Effect, error) {
	o, err := OutingByID(r, id)
	if err != nil {
		return Effect{}, err
	}
	if !o.Open() {
		return Effect{}, ErrOutingState
	}
	off := o
	off.Stops = slices.Clone(o.Stops)
	for i := range off.Stops {
		if off.Stops[i].State.CanBecome(Off) {
			off.Stops[i].State = Off
		}
	}
	if err := off.become(Cancelled); err != nil {
		return Effect{}, err
	}
	var first PlaceID
	if len(o.Stops) > 0 {
		first = o.Stops[0].Place
	}
	return reshape{Was: []Outing{o}, Become: []Outing{off}}.foresee(r, booking.StopCancelled, first)
}

// reshape is what the change makes of the outings, and which stop of the first it is about.
func (c Change) reshape(r ledger.Reader) (x reshape, at int, err error) {
	before, at, err := OutingOfStop(r, c.Stop)
	if err != nil {
		return x, at, err
	}
	s := before.Stops[at]
	switch {
	case before.Version != c.Version:
		return x, at, ErrOvertaken
	case !before.Open(), c.Cancel && !s.State.CanBecome(Off), !c.Cancel && s.State != Planned && !c.ends(s):
		return x, at, ErrOutingState
	}
	after := before
	after.Stops = slices.Clone(before.Stops)
	if c.Cancel || c.Date != 0 && c.Date != before.Date {
		after.Stops[at].State = Off
		if len(after.live()) == 0 {
			after.State = Cancelled
		}
		x = reshape{[]Outing{before}, []Outing{after}}
		if !c.Cancel {
			err = c.onAnotherDay(r, &x, s)
		}
		return x, at, err
	}
	s.Arrive, s.Leave = c.Arrive, c.Leave
	if c.Place != "" {
		s.Place = c.Place
	}
	if sameStops([]Stop{s}, before.Stops[at:at+1]) {
		return x, at, ErrNoChange
	}
	after.Stops[at] = s
	after.From, after.Until = min(after.From, s.Arrive), max(after.Until, s.Leave)
	return reshape{[]Outing{before}, []Outing{after}}, at, after.validate()
}

// ends reports whether the change only lets the vehicle leave earlier where it stands.
func (c Change) ends(s Stop) bool {
	return s.State == Here && c.Place == "" && c.Date == 0 && c.Arrive == s.Arrive && c.Leave < s.Leave
}

// onAnotherDay adds the stop to what the vehicle does on another day, or begins an outing there.
func (c Change) onAnotherDay(r ledger.Reader, x *reshape, s Stop) error {
	from := x.Was[0]
	if c.Date < catalogue.Today(r) {
		return ErrOuting.With("what", "date")
	}
	s.ID, s.Arrive, s.Leave, s.Late = movedID(s.ID, c.Date, from.Version), c.Arrive, c.Leave, 0
	if c.Place != "" {
		s.Place = c.Place
	}
	all, err := Outings(r, c.Date, c.Date)
	if err != nil {
		return err
	}
	was := Outing{}
	after := Outing{ID: OutingID(movedID(StopID(from.ID), c.Date, from.Version)), Vehicle: from.Vehicle, Date: c.Date, From: s.Arrive, Until: s.Leave,
		State: Published, Kit: from.Kit, Theme: from.Theme, Crew: from.Crew, Accepted: from.Accepted}
	for _, o := range all {
		if o.Vehicle == from.Vehicle && o.Open() {
			was, after = o, o
		}
	}
	if was.ID == "" {
		if err := after.leaveRoom(r); err != nil {
			return err
		}
	}
	after.Stops = append(slices.Clone(after.Stops), s)
	slices.SortStableFunc(after.Stops, func(a, b Stop) int { return int(a.Arrive - b.Arrive) })
	after.From, after.Until = min(after.From, s.Arrive), max(after.Until, s.Leave)
	x.Was, x.Become = append(x.Was, was), append(x.Become, after)
	return after.validate()
}

// leaveRoom takes along who of the crew can go on that day: whoever cannot is missed, and Check says so.
func (o *Outing) leaveRoom(r ledger.Reader) (err error) {
	o.Crew, err = o.able(r, o.Crew)
	return err
}

// movedID is the id of what a stop or an outing becomes on another day: the same however often it is foreseen, and
// another after every change.
func movedID(id StopID, date calendar.Date, version int) StopID {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %d", id, date, version))
	text := make([]byte, ledger.IDLength)
	for i := range text {
		text[i] = ledger.IDAlphabet[int(sum[i])%len(ledger.IDAlphabet)]
	}
	return StopID(text)
}

// relocation is where those who are booked at a stop go along to; none where it is cancelled, or stays where it is.
func (c Change) relocation(r ledger.Reader, date calendar.Date, before, after Stop) ([]change.Relocation, error) {
	to := date
	if c.Date != 0 {
		to = c.Date
	}
	if c.Cancel || before.Place == after.Place && to == date {
		return nil, nil
	}
	from, err := PlaceByID(r, before.Place)
	if err != nil {
		return nil, err
	}
	place, err := PlaceByID(r, after.Place)
	return []change.Relocation{{
		Office: catalogue.OfficeID(before.Place), Date: date, From: before.Arrive, Until: before.Leave,
		To: supply.Offer{Office: catalogue.OfficeID(after.Place), Date: to, Start: after.Arrive}, Near: from.Neighbourhood == place.Neighbourhood,
	}}, err
}
