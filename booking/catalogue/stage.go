package catalogue

import (
	"slices"

	"balie/booking/ledger"
)

// Stage is a batch of changes that is written in many transactions and holds from one put on: SweepStage until it is
// done, BeginStage, ApplyStaged as often as needed, Activate. Until then nobody sees any of it, and what was cut
// short is swept away before the next.
type Stage uint64

// staging is the number of the last stage, and which is under way or being swept away: never both.
type staging struct {
	Last    Stage `json:"last"`
	Open    Stage `json:"open,omitempty"`
	Dropped Stage `json:"dropped,omitempty"`
}

var stages = ledger.NewTable[staging]("cg:")

// ErrStage: another batch of changes was begun meanwhile, so this one is no longer there.
var ErrStage = ledger.Refuse(ledger.Conflict, "setup.stage")

// BeginStage begins a stage. It refuses with ErrStage while another is under way or not swept.
func BeginStage(tx *ledger.Tx) (Stage, error) {
	s, _, err := stages.Find(tx, ledger.K())
	switch {
	case err != nil:
		return 0, err
	case s.Open != 0 || s.Dropped != 0:
		return 0, ErrStage
	}
	s.Last++
	s.Open = s.Last
	return s.Open, stages.Put(tx, ledger.K(), s)
}

// Activate lets everybody see what a stage wrote. It refuses with ErrStage.
func Activate(tx *ledger.Tx, stage Stage) error {
	s, _, err := stages.Find(tx, ledger.K())
	switch {
	case err != nil:
		return err
	case s.Open != stage:
		return ErrStage
	}
	s.Open = 0
	if err := stages.Put(tx, ledger.K(), s); err != nil {
		return err
	}
	return restamp(tx)
}

// sweepChunk is how many records one call of SweepStage looks at.
const sweepChunk = 200

// SweepStage takes away what a stage wrote that was cut short, some records at a time: it is called with nil, then with
// what it returned, until that is nil. A stage that is still being written is refused from then on.
func SweepStage(tx *ledger.Tx, from ledger.Key) (next ledger.Key, err error) {
	s, _, err := stages.Find(tx, ledger.K())
	if err != nil || s.Open == 0 && s.Dropped == 0 {
		return nil, err
	}
	if s.Open != 0 {
		s.Dropped, s.Open, from = s.Open, 0, nil
		if err := stages.Put(tx, ledger.K(), s); err != nil {
			return nil, err
		}
	}
	var some []record
	n := 0
	err = records.From(tx, from, func(k ledger.Key, one record) error {
		if n++; n > sweepChunk {
			next = append(next, k...)
			return ledger.ErrStop
		}
		if one.pending(s.Dropped) {
			some = append(some, one)
		}
		return nil
	})
	for _, one := range some {
		if err == nil {
			err = one.unstage(tx, s.Dropped)
		}
	}
	if err != nil || next != nil {
		return next, err
	}
	s.Dropped = 0
	return nil, stages.Put(tx, ledger.K(), s)
}

// unstage writes a record without the versions of a stage, or deletes it where there are no others.
func (r record) unstage(tx *ledger.Tx, stage Stage) error {
	if r = r.without(stage); len(r.Versions) > 0 {
		return r.write(tx)
	}
	records.Delete(tx, r.Ref.key())
	return nil
}

// pending reports whether some version of a record belongs to a stage.
func (r record) pending(stage Stage) bool {
	return stage != 0 && slices.ContainsFunc(r.Versions, func(v Version) bool { return v.Stage == stage })
}

// without is a record without the versions of a stage.
func (r record) without(stage Stage) record {
	if r.pending(stage) {
		r.Versions = slices.DeleteFunc(slices.Clone(r.Versions), func(v Version) bool { return v.Stage == stage })
	}
	return r
}

// hidden is the stage that nobody may see, and whether it is being swept away; 0 is none.
func hidden(r ledger.Reader) (stage Stage, swept bool, err error) {
	s, err := stages.Shared(r, ledger.K())
	if err != nil || s == nil {
		return 0, false, err
	}
	return max(s.Open, s.Dropped), s.Dropped != 0, nil
}
