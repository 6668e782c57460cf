package supply

import (
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/fit"
	"balie/booking/ledger"
)

// Claim is a claim on desk time: an appointment's, a hold's, or that of a place which cools off
// after a cancellation. The desk is tentative: whoever comes later may move it to another one.
type Claim struct {
	Kind  ClaimKind
	ID    string // 26 characters: appointment id or visit key
	Visit fit.Visit
	Until time.Time // when the claim ends by itself; zero for an appointment
}

// ClaimKind is what claims desk time; the numbers stand in records.
type ClaimKind byte

// The kinds of claims.
const (
	Booked     ClaimKind = 1 // by an appointment
	Held       ClaimKind = 2 // by somebody who is filling in, or to whom it is offered
	CoolingOff ClaimKind = 3 // freed, and not offered to the public yet
)

// live reports whether the claim still stands. Holds end by the time of the transaction that
// looks, not by a job.
func (c Claim) live(now time.Time) bool { return c.Until.IsZero() || now.Before(c.Until) }

// dayClaims is every claim of an office-day as its record has them, with what was found out about it.
type dayClaims struct {
	claims  []Claim
	answers *answers
}

// live returns the claims that stand at an instant, but not those of whoever asks. They are the caller's.
func (b *dayClaims) live(now time.Time, mine ...string) []Claim {
	return slices.DeleteFunc(slices.Clone(b.claims), func(s Claim) bool {
		return !s.live(now) || slices.Contains(mine, s.ID)
	})
}

// nextEnd returns the first instant after now at which a claim ends by itself; zero if none does.
func (b *dayClaims) nextEnd(now time.Time) (end time.Time) {
	for _, s := range b.claims {
		if s.Until.After(now) && (end.IsZero() || s.Until.Before(end)) {
			end = s.Until
		}
	}
	return end
}

// Prefixes are the tables of this package; they are part of booking.Schema.
var Prefixes = []string{"oc:", "ea:"}

// occupancies holds one record for each office-day: every claim of that day.
var occupancies = ledger.NewBinary[dayClaims]("oc:", occupancyCodec{})

func occupancyKey(office catalogue.OfficeID, date calendar.Date) ledger.Key {
	return ledger.K().Str(string(office)).Int32(int32(date))
}

// Claims returns the live claims of an office-day, but not those of whoever asks.
func Claims(r ledger.Reader, office catalogue.OfficeID, date calendar.Date, mine ...string) ([]Claim, error) {
	book, err := occupancies.Shared(r, occupancyKey(office, date))
	if book == nil || err != nil {
		return nil, err
	}
	return book.live(r.Now(), mine...), nil
}

// FindClaim returns the claim of an id on the day of an offer, live or not.
func FindClaim(r ledger.Reader, at Offer, id string) (s Claim, found bool, err error) {
	if id == "" {
		return s, false, nil
	}
	book, err := occupancies.Shared(r, occupancyKey(at.Office, at.Date))
	if book == nil || err != nil {
		return s, false, err
	}
	i := slices.IndexFunc(book.claims, func(s Claim) bool { return s.ID == id })
	if i < 0 {
		return s, false, nil
	}
	return book.claims[i], true, nil
}

// EachOfficeDay calls fn with every claim of each office-day, for checks.
func EachOfficeDay(r ledger.Reader, fn func(day string, claims []Claim)) error {
	return occupancies.Each(r, nil, func(k ledger.Key, book dayClaims) error {
		fn(string(k), book.claims)
		return nil
	})
}

// WriteClaims replaces the claims of an office-day.
func WriteClaims(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date, claims []Claim) error {
	if len(claims) == 0 {
		occupancies.Delete(tx, occupancyKey(office, date))
		return nil
	}
	kept := make([]Claim, len(claims), len(claims)+1)
	for i, c := range claims {
		c.Until = instant(millis(c.Until)) // as it will be read
		kept[i] = c
	}
	return occupancies.PutShared(tx, occupancyKey(office, date), dayClaims{claims: kept, answers: new(answers)})
}

// Vacate removes the claims of id from an office-day.
func Vacate(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date, id string) error {
	claims, err := Claims(tx, office, date, id)
	if err != nil {
		return err
	}
	return WriteClaims(tx, office, date, claims)
}

// occupancyCodec writes a claim as 50 bytes: kind, pinned, start, cells, desk, need, until, id.
type occupancyCodec struct{}

const claimLength = 1 + 1 + 2 + 2 + 2 + 8 + 8 + ledger.IDLength

func (occupancyCodec) Version() byte { return 1 }

func (occupancyCodec) Encode(b dayClaims) ([]byte, error) {
	content := make([]byte, 0, len(b.claims)*claimLength)
	be := binary.BigEndian
	for _, s := range b.claims {
		if len(s.ID) != ledger.IDLength {
			return nil, fmt.Errorf("a claim's id has %d characters", len(s.ID))
		}
		content = append(content, byte(s.Kind), flag(s.Visit.Pinned))
		content = be.AppendUint16(content, uint16(s.Visit.Start))
		content = be.AppendUint16(content, uint16(s.Visit.Cells))
		content = be.AppendUint16(content, s.Visit.Desk)
		content = be.AppendUint64(content, uint64(s.Visit.Need))
		content = be.AppendUint64(content, millis(s.Until))
		content = append(content, s.ID...)
	}
	return content, nil
}

func (occupancyCodec) Decode(version byte, content []byte) (dayClaims, error) {
	if version != 1 || len(content)%claimLength != 0 {
		return dayClaims{}, ledger.ErrDamaged.Because(fmt.Errorf("occupancy version %d of %d bytes", version, len(content)))
	}
	claims := make([]Claim, 0, len(content)/claimLength+1)
	be := binary.BigEndian
	for ; len(content) > 0; content = content[claimLength:] {
		claims = append(claims, Claim{
			Kind: ClaimKind(content[0]),
			Visit: fit.Visit{
				Pinned: content[1] == 1,
				Start:  calendar.Cell(be.Uint16(content[2:])),
				Cells:  int(be.Uint16(content[4:])),
				Desk:   be.Uint16(content[6:]),
				Need:   fit.Skills(be.Uint64(content[8:])),
			},
			Until: instant(be.Uint64(content[16:])),
			ID:    string(content[24:claimLength]),
		})
	}
	return dayClaims{claims: claims, answers: new(answers)}, nil
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
