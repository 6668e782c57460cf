package catalogue

import (
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// ErrNoStop: no vehicle with this label stands anywhere today.
var ErrNoStop = ledger.Refuse(ledger.NotFound, "stop.none")

// OfficeAt returns where the vehicle of a label stands: of its stops of today the one that is open,
// else the next one, else the last. A screen in the vehicle asks so, and never needs to be paired anew.
// It refuses with ErrNoStop.
func OfficeAt(r ledger.Reader, label string, now time.Time) (Office, error) {
	all, err := Offices(r)
	if err != nil {
		return Office{}, err
	}
	var found Office
	best := 0
	for _, o := range all {
		if label == "" || o.Label != label {
			continue
		}
		if rank := o.nearness(now); rank != 0 && (best == 0 || rank < best) {
			found, best = o, rank
		}
	}
	if best == 0 {
		return Office{}, ErrNoStop
	}
	return found, nil
}

// nearness is how near an office's hours of today are to now: 1 is open, more is later, and what is
// over comes after all that is still to come. 0 is closed all day.
func (o Office) nearness(now time.Time) int {
	date, cell := calendar.CellIn(now, o.zone)
	open := calendar.Cells{}
	for _, w := range o.Rules().Day(date) {
		open = open.Or(w.Cells)
	}
	if open.Empty() {
		return 0
	}
	if open.Has(cell) {
		return 1
	}
	if next, ok := open.Without(0, cell).First(); ok {
		return 1 + int(next-cell)
	}
	last := calendar.Cell(0)
	for c := range open.All() {
		last = c
	}
	return calendar.CellsPerDay + int(cell-last)
}

// Labels are the labels of vehicles that any office has, in the order of offices, each once.
func Labels(r ledger.Reader) (labels []string, err error) {
	all, err := Offices(r)
	seen := map[string]bool{}
	for _, o := range all {
		if o.Label != "" && !seen[o.Label] {
			seen[o.Label] = true
			labels = append(labels, o.Label)
		}
	}
	return labels, err
}
