package outreach

import (
	"cmp"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
)

// OutingID names an outing: 26 characters of ledger.IDAlphabet.
type OutingID string

// StopID names a stop of an outing; so does its opening at the office of the place.
type StopID string

// State is where an outing stands.
type State string

// The states of an outing.
const (
	Draft     State = "draft"
	Published State = "published"
	Running   State = "running"
	Done      State = "done"
	Cancelled State = "cancelled"
)

// legal is every move from state to state.
var legal = map[State][]State{
	Draft:     {Published, Cancelled},
	Published: {Running, Cancelled},
	Running:   {Done, Cancelled},
	Done:      {Running}, // the last stop was left by mistake
	Cancelled: {},
}

// CanBecome reports whether an outing may go from s to next.
func (s State) CanBecome(next State) bool { return slices.Contains(legal[s], next) }

// StopState is where a stop stands.
type StopState string

// The states of a stop.
const (
	Planned StopState = "planned"
	Here    StopState = "here"
	Left    StopState = "left"
	Off     StopState = "off" // cancelled
)

// legalStops is every move of a stop.
var legalStops = map[StopState][]StopState{
	Planned: {Here, Off},
	Here:    {Left, Off, Planned}, // arrived by mistake
	Left:    {Here},               // left by mistake
	Off:     {},
}

// CanBecome reports whether a stop may go from s to next.
func (s StopState) CanBecome(next StopState) bool { return slices.Contains(legalStops[s], next) }

// Outing is one day of one vehicle with its crew and stops.
type Outing struct {
	ID       OutingID             `json:"id"`
	Vehicle  string               `json:"vehicle"`
	Date     calendar.Date        `json:"date"`
	From     calendar.Cell        `json:"from"` // it leaves
	Until    calendar.Cell        `json:"until"`
	State    State                `json:"state"`
	Crew     []roster.ColleagueID `json:"crew,omitempty"`
	Kit      string               `json:"kit,omitempty"`
	Theme    string               `json:"theme,omitempty"`
	Stops    []Stop               `json:"stops"`
	Accepted []Rule               `json:"accepted,omitempty"` // rules that it breaks knowingly
	Version  int                  `json:"version"`            // grows with every change
	Checked  []int                `json:"checked,omitempty"`  // lines of the kit's list that were ticked
	Proposed bool                 `json:"proposed,omitempty"` // a draft of the team on the road, for a planner to take up
}

// Stop is where a vehicle stands for a while.
type Stop struct {
	ID       StopID        `json:"id"`
	Place    PlaceID       `json:"place"`
	Arrive   calendar.Cell `json:"arrive"`
	Leave    calendar.Cell `json:"leave"`
	State    StopState     `json:"state"`
	Late     int           `json:"late,omitempty"` // minutes, as the team said
	Partners []Invite      `json:"partners,omitempty"`
}

// Cells are those in which the vehicle stands there.
func (s Stop) Cells() calendar.Cells { return calendar.Cells{}.With(s.Arrive, s.Leave) }

// live are the stops that are not off.
func (o Outing) live() (stops []Stop) {
	for _, s := range o.Stops {
		if s.State != Off {
			stops = append(stops, s)
		}
	}
	return stops
}

// stop returns the place of a stop in the outing.
func (o Outing) stop(id StopID) int {
	return slices.IndexFunc(o.Stops, func(s Stop) bool { return s.ID == id })
}

// Open reports whether the outing is to come or under way.
func (o Outing) Open() bool { return o.State == Published || o.State == Running }

var (
	outings   = ledger.NewTable[Outing]("oo:")        // day + id
	outingDay = ledger.NewTable[calendar.Date]("oi:") // id → day
	stopOf    = ledger.NewTable[OutingID]("os:")      // stop → outing
)

var (
	// ErrUnknownOuting: there is no such outing, or no longer.
	ErrUnknownOuting = ledger.Refuse(ledger.NotFound, "outing.unknown")
	// ErrUnknownStop: there is no such stop, or no longer.
	ErrUnknownStop = ledger.Refuse(ledger.NotFound, "outing.stop")
	// ErrOutingState: it cannot do so as it stands.
	ErrOutingState = ledger.Refuse(ledger.Conflict, "outing.state")
	// ErrOvertaken: it was changed since the page was opened.
	ErrOvertaken = ledger.Refuse(ledger.Conflict, "outing.overtaken")
)

func outingKey(date calendar.Date, id OutingID) ledger.Key {
	return ledger.K().Int32(int32(date)).Str(string(id))
}

// OutingByID returns an outing, or ErrUnknownOuting.
func OutingByID(r ledger.Reader, id OutingID) (Outing, error) {
	date, found, err := outingDay.Find(r, key(string(id)))
	if err == nil && !found {
		err = ErrUnknownOuting
	}
	if err != nil {
		return Outing{}, err
	}
	return outings.Get(r, outingKey(date, id))
}

// OutingOfStop returns the outing of a stop, and which of its stops that is; or ErrUnknownStop.
func OutingOfStop(r ledger.Reader, id StopID) (Outing, int, error) {
	of, found, err := stopOf.Find(r, key(string(id)))
	if err == nil && !found {
		err = ErrUnknownStop
	}
	if err != nil {
		return Outing{}, 0, err
	}
	o, err := OutingByID(r, of)
	return o, o.stop(id), err
}

// Outings returns the outings from a day until another, both included, cancelled ones too.
func Outings(r ledger.Reader, from, until calendar.Date) (all []Outing, err error) {
	err = outings.Range(r, ledger.K().Int32(int32(from)), ledger.K().Int32(int32(until)+1), func(_ ledger.Key, o Outing) error {
		all = append(all, o)
		return nil
	})
	slices.SortStableFunc(all, func(a, b Outing) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID))
	})
	return all, err
}

// write keeps an outing under its day, and says so.
func (o *Outing) write(tx *ledger.Tx, kind string) error {
	o.Version++
	err := outings.Put(tx, outingKey(o.Date, o.ID), *o)
	if err == nil {
		err = outingDay.Put(tx, key(string(o.ID)), o.Date)
	}
	for _, s := range o.Stops {
		if err == nil {
			err = stopOf.Put(tx, key(string(s.ID)), o.ID)
		}
	}
	if err != nil {
		return err
	}
	return tx.Emit(kind, string(o.ID), o.Vehicle)
}

// become moves an outing along the table of states, or refuses with ErrOutingState.
func (o *Outing) become(to State) error {
	if !o.State.CanBecome(to) {
		return ErrOutingState
	}
	o.State = to
	return nil
}
