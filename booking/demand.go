package booking

import (
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// demands counts what people asked for, by day and by what it ended in. There is nothing of a person in
// it, and nothing by which two counts could be told to be of one.
var demands = ledger.NewTable[int]("gd:") // day + what

// ErrDemand: there is nothing of that name to count.
var ErrDemand = ledger.Refuse(ledger.Invalid, "demand.shape")

// CountDemand counts once that somebody's questions ended in something: a product, or somewhere else. The
// same key counts once.
func CountDemand(tx *ledger.Tx, what string, key VisitKey) error {
	if !catalogue.IsSlug(strings.TrimPrefix(what, "elsewhere/")) {
		return ErrDemand
	}
	_, err := ledger.Once(tx, "demand/"+string(key), []byte(what), func() (bool, error) {
		k := ledger.K().Int32(int32(calendar.DateOf(tx.Now().Date()))).Str(what)
		n, _, err := demands.Find(tx, k)
		if err == nil {
			err = demands.Put(tx, k, n+1)
		}
		return true, err
	})
	return err
}

// Demand returns how often each thing was asked for from a day until another, both included.
func Demand(r ledger.Reader, from, until calendar.Date) (counts map[string]int, err error) {
	counts = map[string]int{}
	err = demands.Range(r, ledger.K().Int32(int32(from)), ledger.K().Int32(int32(until+1)), func(k ledger.Key, n int) error {
		counts[strings.TrimSuffix(string(k[4:]), "\x00")] += n
		return nil
	})
	return counts, err
}
