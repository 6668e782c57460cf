package queue

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"balie/booking/ledger"
)

// Spot is what deciding needs of somebody who waits. Spots of an office-day lie by class, then
// who cannot wait, then who is due, so that a decision reads a few of each class however many wait.
type Spot struct {
	ID      TicketID
	Kind    Kind
	Urgent  bool
	Minutes int
	Booked  time.Time
	Arrived time.Time
	Due     time.Time
	Again   time.Time
}

var spots = ledger.NewBinary[Spot]("qw:", spotCodec{})

// mostPerClass is how many of one class a decision looks at: who is due first. A desk that looks
// an hour ahead does not come further.
const mostPerClass = 128

func (t Ticket) spotKey() ledger.Key {
	rank := uint64(1)
	if t.Priority != "" {
		rank = 0
	}
	return t.dayKey().Str(t.class()).Uint64(rank).Time(t.Due()).Str(string(t.ID))
}

func (t Ticket) spot() Spot {
	return Spot{t.ID, t.Kind, t.Priority != "", t.Minutes, t.Booked, t.Arrived, t.Due(), t.Again}
}

// inClass returns the first spots of a class, at most most.
func inClass(r ledger.Reader, key ledger.Key, class string, most int) (found []Spot, err error) {
	err = spots.Each(r, append(ledger.Key(nil), key...).Str(class), func(_ ledger.Key, s Spot) error {
		if len(found) == most {
			return ledger.ErrStop
		}
		found = append(found, s)
		return nil
	})
	return found, err
}

// spotCodec writes a spot as 62 bytes: kind, urgent, minutes, four instants, id.
type spotCodec struct{}

const spotLength = 1 + 1 + 2 + 4*8 + ledger.IDLength

var kindLetters = map[Kind]byte{Appointment: 'a', WalkIn: 'w', Collect: 'c', Callback: 'b'}

func (spotCodec) Version() byte { return 1 }

func (spotCodec) Encode(s Spot) ([]byte, error) {
	if len(s.ID) != ledger.IDLength || kindLetters[s.Kind] == 0 {
		return nil, fmt.Errorf("a waiting ticket of kind %q has the id %q", s.Kind, s.ID)
	}
	be := binary.BigEndian
	content := append(make([]byte, 0, spotLength), kindLetters[s.Kind], flag(s.Urgent))
	content = be.AppendUint16(content, uint16(s.Minutes))
	for _, at := range []time.Time{s.Booked, s.Arrived, s.Due, s.Again} {
		content = be.AppendUint64(content, millis(at))
	}
	return append(content, s.ID...), nil
}

func (spotCodec) Decode(version byte, content []byte) (s Spot, err error) {
	if version != 1 || len(content) != spotLength {
		return s, ledger.ErrDamaged.Because(errors.New("a waiting ticket has another shape"))
	}
	for kind, letter := range kindLetters {
		if letter == content[0] {
			s.Kind = kind
		}
	}
	be := binary.BigEndian
	s.Urgent, s.Minutes = content[1] == 1, int(be.Uint16(content[2:]))
	for i, at := range []*time.Time{&s.Booked, &s.Arrived, &s.Due, &s.Again} {
		*at = instant(be.Uint64(content[4+8*i:]))
	}
	s.ID = TicketID(content[spotLength-ledger.IDLength:])
	return s, nil
}

func flag(set bool) byte {
	if set {
		return 1
	}
	return 0
}

// millis writes an instant; the zero time is 0.
func millis(t time.Time) uint64 {
	if t.IsZero() {
		return 0
	}
	return uint64(t.UnixMilli())
}

func instant(ms uint64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms)).UTC()
}
