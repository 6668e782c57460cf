package booking

import (
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/fit"
	"balie/booking/ledger"
)

// stay is a claim on desk time: an appointment's, a hold's, or that of a place which rests after
// a cancellation. The desk is tentative: whoever comes later may move it to another one.
type stay struct {
	kind  stayKind
	id    string // 26 characters: appointment id or visit key
	visit fit.Visit
	until time.Time // when the claim ends by itself; zero for an appointment
}

type stayKind byte

const (
	booked  stayKind = 1
	held    stayKind = 2
	resting stayKind = 3
)

// live reports whether the claim still stands. Holds end by the time of the transaction that
// looks, not by a job.
func (s stay) live(now time.Time) bool { return s.until.IsZero() || now.Before(s.until) }

// dayBook is every stay of an office-day as its record has them, with what was found out about it.
type dayBook struct {
	stays   []stay
	answers *answers
}

// live returns the stays that stand at an instant, but not those of whoever asks. They are the caller's.
func (b *dayBook) live(now time.Time, mine ...string) []stay {
	return slices.DeleteFunc(slices.Clone(b.stays), func(s stay) bool {
		return !s.live(now) || slices.Contains(mine, s.id)
	})
}

// nextEnd returns the first instant after now at which a stay ends by itself; zero if none does.
func (b *dayBook) nextEnd(now time.Time) (end time.Time) {
	for _, s := range b.stays {
		if s.until.After(now) && (end.IsZero() || s.until.Before(end)) {
			end = s.until
		}
	}
	return end
}

// occupancies holds one record for each office-day: every stay of that day.
var occupancies = ledger.NewBinary[dayBook]("oc:", occupancyCodec{})

func occupancyKey(office OfficeID, date calendar.Date) ledger.Key {
	return ledger.K().Str(string(office)).Int32(int32(date))
}

// staysOf returns the live stays of an office-day, but not those of whoever asks.
func staysOf(r ledger.Reader, office OfficeID, date calendar.Date, mine ...string) ([]stay, error) {
	book, err := occupancies.Shared(r, occupancyKey(office, date))
	if book == nil || err != nil {
		return nil, err
	}
	return book.live(r.Now(), mine...), nil
}

// writeStays replaces the stays of an office-day.
func writeStays(tx *ledger.Tx, office OfficeID, date calendar.Date, stays []stay) error {
	if len(stays) == 0 {
		occupancies.Delete(tx, occupancyKey(office, date))
		return nil
	}
	return occupancies.Put(tx, occupancyKey(office, date), dayBook{stays: stays})
}

// vacate removes the stays of id from an office-day.
func vacate(tx *ledger.Tx, office OfficeID, date calendar.Date, id string) error {
	stays, err := staysOf(tx, office, date, id)
	if err != nil {
		return err
	}
	return writeStays(tx, office, date, stays)
}

// occupancyCodec writes a stay as 50 bytes: kind, pinned, start, cells, desk, need, until, id.
type occupancyCodec struct{}

const stayLength = 1 + 1 + 2 + 2 + 2 + 8 + 8 + ledger.IDLength

func (occupancyCodec) Version() byte { return 1 }

func (occupancyCodec) Encode(b dayBook) ([]byte, error) {
	content := make([]byte, 0, len(b.stays)*stayLength)
	be := binary.BigEndian
	for _, s := range b.stays {
		if len(s.id) != ledger.IDLength {
			return nil, fmt.Errorf("a stay's id has %d characters", len(s.id))
		}
		content = append(content, byte(s.kind), flag(s.visit.Pinned))
		content = be.AppendUint16(content, uint16(s.visit.Start))
		content = be.AppendUint16(content, uint16(s.visit.Cells))
		content = be.AppendUint16(content, s.visit.Desk)
		content = be.AppendUint64(content, uint64(s.visit.Need))
		content = be.AppendUint64(content, millis(s.until))
		content = append(content, s.id...)
	}
	return content, nil
}

func (occupancyCodec) Decode(version byte, content []byte) (dayBook, error) {
	if version != 1 || len(content)%stayLength != 0 {
		return dayBook{}, ledger.ErrDamaged.Because(fmt.Errorf("occupancy version %d of %d bytes", version, len(content)))
	}
	stays := make([]stay, 0, len(content)/stayLength+1)
	be := binary.BigEndian
	for ; len(content) > 0; content = content[stayLength:] {
		stays = append(stays, stay{
			kind: stayKind(content[0]),
			visit: fit.Visit{
				Pinned: content[1] == 1,
				Start:  calendar.Cell(be.Uint16(content[2:])),
				Cells:  int(be.Uint16(content[4:])),
				Desk:   be.Uint16(content[6:]),
				Need:   fit.Skills(be.Uint64(content[8:])),
			},
			until: instant(be.Uint64(content[16:])),
			id:    string(content[24:stayLength]),
		})
	}
	return dayBook{stays: stays, answers: new(answers)}, nil
}

func flag(set bool) byte {
	if set {
		return 1
	}
	return 0
}

// millis writes an instant; the zero time, which means "without end", is 0.
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
