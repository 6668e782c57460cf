package forecast

import (
	"encoding/binary"
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
)

// forecastRecord is what was foretold to somebody soon after they came.
type forecastRecord struct {
	At     time.Time     `json:"at"`
	Soon   time.Duration `json:"soon"`
	Likely time.Duration `json:"likely"`
	Far    time.Duration `json:"far"`
}

var forecastRecords = ledger.NewTable[forecastRecord]("qf:") // office-day + ticket

// recordedWithin is how long after coming somebody can still be foretold something: later it would
// be no forecast of their wait.
const recordedWithin = time.Minute

// RecordForecasts keeps what the outlook says of those who have just come, so that it can be held against
// what they wait. It keeps the first that is said of each, and returns of how many.
func RecordForecasts(tx *ledger.Tx, office catalogue.OfficeID, k Outlook) (n int, err error) {
	for _, g := range k.state.Guests {
		w := k.Waits[queue.TicketID(g.ID)]
		if w.Nobody || g.Kind == "" || k.At.Sub(g.Arrived) > recordedWithin {
			continue
		}
		t, err := queue.ByID(tx, queue.TicketID(g.ID))
		if err != nil {
			return n, err
		}
		key := officeDay(t.Office, t.Date).Str(string(t.ID))
		if _, found, err := forecastRecords.Find(tx, key); err != nil || found || t.State != queue.Waiting {
			if err != nil {
				return n, err
			}
			continue
		}
		if err := forecastRecords.Put(tx, key, forecastRecord{k.At, w.Soon, w.Likely, w.Far}); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// ForecastScore is how well an office-day's forecasts held: of everybody, and of those without an
// appointment.
type ForecastScore struct {
	All   Accuracy `json:"all"`
	Walks Accuracy `json:"walks"`
}

// Accuracy counts forecasts against what was waited.
type Accuracy struct {
	N       int           `json:"n"`
	InRange int           `json:"in_range"` // waited neither less than Soon nor more than Far, to half a minute
	Off     time.Duration `json:"off"`      // sum of Likely less what was waited: above 0 is too long
	Amount  time.Duration `json:"amount"`   // the same without sign
}

// Share is the share of waits inside their range; 1 where nothing was foretold.
func (h Accuracy) Share() float64 {
	if h.N == 0 {
		return 1
	}
	return float64(h.InRange) / float64(h.N)
}

// Bias is how much longer than the wait a forecast was, on average.
func (h Accuracy) Bias() time.Duration { return h.Off / time.Duration(max(h.N, 1)) }

// Error is how far off a forecast was on average, without sign.
func (h Accuracy) Error() time.Duration { return h.Amount / time.Duration(max(h.N, 1)) }

// inRangeBy is how far outside its range a wait still counts as inside.
const inRangeBy = 30 * time.Second

func (h *Accuracy) add(f forecastRecord, waited time.Duration) {
	h.N++
	if waited >= f.Soon-inRangeBy && waited <= f.Far+inRangeBy {
		h.InRange++
	}
	h.Off += f.Likely - waited
	h.Amount += (f.Likely - waited).Abs()
}

var scores = ledger.NewTable[ForecastScore]("qg:") // office-day

// score holds what was foretold to a ticket against what it waited, and forgets it.
func (s *ForecastScore) score(tx *ledger.Tx, t queue.Ticket) error {
	key := officeDay(t.Office, t.Date).Str(string(t.ID))
	f, found, err := forecastRecords.Find(tx, key)
	if err != nil || !found {
		return err
	}
	forecastRecords.Delete(tx, key)
	if t.Called.IsZero() || t.Called.Before(f.At) || t.Again.After(f.At) || t.Mistake {
		return nil
	}
	s.All.add(f, t.Called.Sub(f.At))
	if t.Kind == queue.WalkIn || t.Kind == queue.Collect {
		s.Walks.add(f, t.Called.Sub(f.At))
	}
	return nil
}

// scoreSome scores the tickets of a chunk of a day that is being closed.
func scoreSome(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date, ids []queue.TicketID) error {
	s, _, err := scores.Find(tx, officeDay(office, date))
	if err != nil {
		return err
	}
	for _, id := range ids {
		t, err := queue.ByID(tx, id)
		if err != nil {
			return err
		}
		if err := s.score(tx, t); err != nil {
			return err
		}
	}
	return scores.Put(tx, officeDay(office, date), s)
}

// DayScore is the score of one office-day.
type DayScore struct {
	Date calendar.Date
	ForecastScore
}

// Scores are the scores of an office from one date to another, both included, the newest first.
// Days on which nothing was foretold are left out.
func Scores(r ledger.Reader, office catalogue.OfficeID, from, until calendar.Date) (all []DayScore, err error) {
	err = scores.Range(r, officeDay(office, from), officeDay(office, until+1), func(k ledger.Key, s ForecastScore) error {
		if s.All.N > 0 {
			all = append(all, DayScore{dayIn(k), s})
		}
		return nil
	})
	slices.Reverse(all)
	return all, err
}

func officeDay(office catalogue.OfficeID, date calendar.Date) ledger.Key {
	return ledger.K().Str(string(office)).Int32(int32(date))
}

// dayIn reads the day from the key of an office-day.
func dayIn(k ledger.Key) calendar.Date {
	return calendar.Date(int32(binary.BigEndian.Uint32(k[len(k)-4:]) ^ 1<<31))
}
