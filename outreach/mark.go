package outreach

import (
	"slices"

	"balie/booking/ledger"
)

// Mark is what a resident thought of it, from 1 to 5, given on the team's phone. It belongs to a stop and
// to nobody.
type Mark struct {
	ID   string `json:"id"`
	Stop StopID `json:"stop"`
	Mark int    `json:"mark"`
}

var marks = ledger.NewTable[Mark]("ow:") // stop + id

// ErrMark: it is not from 1 to 5.
var ErrMark = ledger.Refuse(ledger.Invalid, "mark.shape")

// AddMark keeps a mark under an id that the phone made: sent again it is the same, and
// another one under its id is refused with ledger.ErrOnce.
func AddMark(tx *ledger.Tx, m Mark) error {
	if m.Mark < 1 || m.Mark > 5 || len(m.ID) != ledger.IDLength {
		return ErrMark
	}
	if _, _, err := OutingOfStop(tx, m.Stop); err != nil {
		return err
	}
	at := key(string(m.Stop)).Str(m.ID)
	if before, found, err := marks.Find(tx, at); err != nil || found {
		return sameAs(before == m, err)
	}
	return marks.Put(tx, at, m)
}

// sameAs refuses what came under an id that was used for something else.
func sameAs(same bool, err error) error {
	if err == nil && !same {
		err = ledger.ErrOnce
	}
	return err
}

// fewest is how many marks there must be before an average is told: fewer would be somebody's.
const fewest = 5

// MarksOf returns how many marks a stop has, and their average where there are five or more.
func MarksOf(r ledger.Reader, stop StopID) (n int, average float64, err error) {
	var all []int
	err = marks.Each(r, key(string(stop)), func(_ ledger.Key, m Mark) error { all = append(all, m.Mark); return nil })
	if n = len(all); n < fewest {
		return n, 0, err
	}
	slices.Sort(all)
	sum := 0
	for _, m := range all {
		sum += m
	}
	return n, float64(sum) / float64(n), err
}
