package queue

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// AlarmID is an alarm's public id: 26 characters of ledger.IDAlphabet.
type AlarmID string

// Alarm is a colleague's quiet call for help, or a try of it. It holds no colleague: who raised and
// who heard it stands in the audit. Where it came from is wiped when it ends (I13).
type Alarm struct {
	ID     AlarmID            `json:"id"`
	Office catalogue.OfficeID `json:"office"`
	State  AlarmState         `json:"state"`
	Test   bool               `json:"test,omitempty"`
	From   Post               `json:"from,omitzero"`
	Raised time.Time          `json:"raised"`
	Heard  []Hearing          `json:"heard,omitempty"` // in the order in which they answered
	Ended  time.Time          `json:"ended,omitzero"`
}

// Post is where a colleague is and what they do there: all that others learn of who it is.
type Post struct {
	Desk catalogue.DeskID `json:"desk,omitempty"`
	Role string           `json:"role,omitempty"` // opaque
}

// Hearing is that somebody heard an alarm and goes there.
type Hearing struct {
	Post
	At time.Time `json:"at"`
}

// AlarmState is where an alarm stands.
type AlarmState string

// The states of an alarm.
const (
	AlarmRaised AlarmState = "raised" // nobody answered yet
	AlarmHeard  AlarmState = "heard"  // somebody goes there
	AlarmEnded  AlarmState = "ended"
)

// alarmMoves is every move from state to state. A mistake ends before anybody heard it.
var alarmMoves = map[AlarmState][]AlarmState{
	AlarmRaised: {AlarmHeard, AlarmEnded},
	AlarmHeard:  {AlarmEnded},
	AlarmEnded:  {},
}

// CanBecome reports whether an alarm may go from s to next.
func (s AlarmState) CanBecome(next AlarmState) bool { return slices.Contains(alarmMoves[s], next) }

// How an alarm spreads, and how long a try rings.
const (
	SecondCircleAfter = 30 * time.Second
	TestRings         = 2 * time.Minute
)

// Circle is who must hear it: 1 are those who work with visitors, 2 is everybody, once nobody
// answered for half a minute. It is 0 when somebody did.
func (a Alarm) Circle(now time.Time) int {
	switch {
	case a.State != AlarmRaised:
		return 0
	case now.Sub(a.Raised) >= SecondCircleAfter:
		return 2
	}
	return 1
}

// Rings reports whether an alarm stands on screens: until it is ended, a try for two minutes.
func (a Alarm) Rings(now time.Time) bool {
	return a.State != AlarmEnded && (!a.Test || now.Sub(a.Raised) < TestRings)
}

var (
	alarms  = ledger.NewTable[Alarm]("qx:")
	ringing = ledger.NewTable[bool]("qr:") // alarms that were not ended
)

// ErrUnknownAlarm: there is no such alarm.
var ErrUnknownAlarm = ledger.Refuse(ledger.NotFound, "alarm.unknown")

// ErrAlarmOver: the alarm was ended.
var ErrAlarmOver = ledger.Refuse(ledger.Conflict, "alarm.over")

// AlarmByID returns an alarm, or ErrUnknownAlarm.
func AlarmByID(r ledger.Reader, id AlarmID) (Alarm, error) {
	if len(id) != ledger.IDLength {
		return Alarm{}, ErrUnknownAlarm
	}
	a, err := alarms.Get(r, id.key())
	if errors.Is(err, ledger.ErrNoRecord) {
		return Alarm{}, ErrUnknownAlarm
	}
	return a, err
}

// Ringing returns the alarms that stand on screens now, oldest first.
func Ringing(r ledger.Reader) (all []Alarm, err error) {
	err = eachRinging(r, func(a Alarm) {
		if a.Rings(r.Now()) {
			all = append(all, a)
		}
	})
	slices.SortStableFunc(all, func(a, b Alarm) int { return a.Raised.Compare(b.Raised) })
	return all, err
}

func eachRinging(r ledger.Reader, fn func(Alarm)) error {
	return ringing.Each(r, nil, func(k ledger.Key, _ bool) error {
		a, err := alarms.Get(r, k)
		if err == nil {
			fn(a)
		}
		return err
	})
}

// RaiseAlarm calls for help; test makes it a try. From a desk whose alarm still rings, or from a post where
// nobody answered yet, it is that alarm: raised twice is one. The same key again returns the same alarm while it
// rings: one that was ended, or another place, or an alarm after a try, is raised whatever key a page
// still holds, since a second banner harms less than a call that nobody sees. Tries that rang out are
// ended on the way.
func RaiseAlarm(tx *ledger.Tx, office catalogue.OfficeID, from Post, test bool, key string) (Alarm, error) {
	if _, err := catalogue.OfficeByID(tx, office); err != nil {
		return Alarm{}, err
	}
	raise := func() (AlarmID, error) {
		if err := endTries(tx); err != nil {
			return "", err
		}
		if id, err := sameAlarm(tx, office, from, test); err != nil || id != "" {
			return id, err
		}
		a := Alarm{ID: AlarmID(tx.NewID()), Office: office, State: AlarmRaised, Test: test, From: from, Raised: tx.Now()}
		if err := ringing.Put(tx, a.ID.key(), true); err != nil {
			return a.ID, err
		}
		return a.ID, a.write(tx, "raised")
	}
	if key == "" {
		id, err := raise()
		return orAlarm(tx, id, err)
	}
	key = fmt.Sprintf("alarm/%s/%s/%s/%t", tx.Actor(), key, office, test)
	for {
		id, err := ledger.Once(tx, key, []byte("alarm"), raise)
		a, err := orAlarm(tx, id, err)
		if err != nil || a.Rings(tx.Now()) {
			return a, err
		}
		key += "/" + string(id) // that press is over: this is another
	}
}

// sameAlarm is the alarm that rings from a post, "" where none does. Without a desk a post may be somebody else:
// once the first was heard, the next is another.
func sameAlarm(r ledger.Reader, office catalogue.OfficeID, from Post, test bool) (same AlarmID, err error) {
	err = eachRinging(r, func(a Alarm) {
		if a.Office == office && a.From == from && a.Test == test && a.Rings(r.Now()) && (from.Desk != "" || a.State == AlarmRaised) {
			same = a.ID
		}
	})
	return same, err
}

func orAlarm(r ledger.Reader, id AlarmID, err error) (Alarm, error) {
	if err != nil {
		return Alarm{}, err
	}
	return AlarmByID(r, id)
}

// endTries ends the tries that no screen shows any more.
func endTries(tx *ledger.Tx) (failed error) {
	var over []AlarmID
	err := eachRinging(tx, func(a Alarm) {
		if !a.Rings(tx.Now()) {
			over = append(over, a.ID)
		}
	})
	for _, id := range over {
		_, ended := EndAlarm(tx, id)
		failed = errors.Join(failed, ended)
	}
	return errors.Join(err, failed)
}

// HearAlarm notes that the actor heard an alarm and goes there; the audit says who. The same post
// again is no second answer. It refuses with ErrAlarmOver.
func HearAlarm(tx *ledger.Tx, id AlarmID, at Post) (Alarm, error) {
	a, err := AlarmByID(tx, id)
	switch {
	case err != nil:
		return a, err
	case a.State == AlarmEnded:
		return a, ErrAlarmOver
	case slices.ContainsFunc(a.Heard, func(h Hearing) bool { return h.Post == at }):
		return a, nil
	}
	a.State, a.Heard = AlarmHeard, append(slices.Clone(a.Heard), Hearing{at, tx.Now()})
	return a, a.write(tx, "heard")
}

// EndAlarm ends an alarm: the danger is over, or it was a mistake. Ended again it is answered as it
// is. Where it came from, and where those are who heard it, is known no longer.
func EndAlarm(tx *ledger.Tx, id AlarmID) (Alarm, error) {
	a, err := AlarmByID(tx, id)
	if err != nil || a.State == AlarmEnded {
		return a, err
	}
	a.State, a.Ended, a.From = AlarmEnded, tx.Now(), Post{}
	a.Heard = slices.Clone(a.Heard)
	for i := range a.Heard {
		a.Heard[i].Post = Post{}
	}
	ringing.Delete(tx, id.key())
	return a, a.write(tx, "ended")
}

func (id AlarmID) key() ledger.Key { return ledger.K().Str(string(id)) }

// write keeps an alarm, notes in the audit who did this, and tells screens of the office alone.
func (a Alarm) write(tx *ledger.Tx, event string) error {
	reason := "alarm"
	if a.Test {
		reason = "try"
	}
	line := ledger.Audited{What: "alarm." + event, Reason: reason, Office: string(a.Office), IDs: []string{string(a.ID)}, Found: true}
	if err := alarms.Put(tx, a.ID.key(), a); err != nil {
		return err
	}
	if err := tx.Audit(line); err != nil {
		return err
	}
	return tx.Emit("alarm."+event, string(a.Office))
}

// checkAlarms holds every alarm against the index of those that ring.
func checkAlarms(r ledger.Reader, report func(string)) error {
	rings := map[string]bool{}
	err := ringing.Each(r, nil, func(k ledger.Key, _ bool) error { rings[string(k)] = true; return nil })
	if err != nil {
		return err
	}
	err = alarms.Each(r, nil, func(k ledger.Key, a Alarm) error {
		switch {
		case (a.State != AlarmEnded) != rings[string(k)]:
			report(fmt.Sprintf("queue: alarm %s is %s, and the index of those that ring says otherwise", a.ID, a.State))
		case a.State == AlarmEnded && a.From != Post{}:
			report(fmt.Sprintf("queue: alarm %s ended, and still says where it came from (I13)", a.ID))
		case (a.State == AlarmRaised) != (len(a.Heard) == 0) && a.State != AlarmEnded:
			report(fmt.Sprintf("queue: alarm %s is %s, and was heard %d times", a.ID, a.State, len(a.Heard)))
		}
		delete(rings, string(k))
		return nil
	})
	for k := range rings {
		report(fmt.Sprintf("queue: %q rings, but there is no such alarm", k))
	}
	return err
}
