package proof

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/anishathalye/porcupine"
)

// recount is a history as text, by the moment of asking.
func recount(history []porcupine.Operation) string {
	var b strings.Builder
	sorted := slices.Clone(history)
	slices.SortFunc(sorted, func(a, b porcupine.Operation) int { return int(a.Call - b.Call) })
	for _, o := range sorted {
		fmt.Fprintf(&b, "%d-%d %+v %.80s\n", o.Call, o.Return, o.Input, o.Output)
	}
	return b.String()
}

// event is one line of a hand-made history.
type event struct {
	call, end int64
	q         asked
	a         answered
}

// handMade are histories whose verdict is known.
var handMade = map[string]struct {
	possible bool
	events   []event
}{
	"a place sold twice": {false, []event{
		{1, 4, asked{act: toHold, run: 0}, done}, {2, 5, asked{act: toHold, run: 1}, done},
		{6, 7, asked{act: toBook, run: 0}, done}, {8, 9, asked{act: toBook, run: 1}, done},
	}},
	"a place sold once": {true, []event{
		{1, 4, asked{act: toHold, run: 0}, done}, {2, 5, asked{act: toHold, run: 1}, taken}, {6, 7, asked{act: toBook, run: 0}, done},
	}},
	"a place refused that nobody has": {false, []event{{1, 2, asked{act: toHold, run: 0}, taken}}},
	"a hold whose answer was lost": {true, []event{
		{1, math.MaxInt64, asked{act: toHold, run: 0}, silence}, {2, 3, asked{act: toHold, run: 1}, taken},
	}},
	"a booking that was lost": {false, []event{
		{1, 2, asked{act: toHold, run: 0}, done}, {3, 4, asked{act: toBook, run: 0}, done}, {5, 6, asked{act: toHold, run: 1}, done},
	}},
	"a cancelled place sold before its rest is over": {false, []event{
		{1, 2, asked{act: toHold, run: 0}, done}, {3, 4, asked{act: toBook, run: 0}, done},
		{5, 6, asked{act: toCancel, run: 0}, done}, {7, 8, asked{act: toHold, run: 1}, done},
	}},
	"a cancelled place sold after its rest": {true, []event{
		{1, 2, asked{act: toHold, run: 0}, done}, {3, 4, asked{act: toBook, run: 0}, done},
		{5, 6, asked{act: toCancel, run: 0}, done}, {7, 8, asked{act: toWait}, done}, {9, 10, asked{act: toHold, run: 1}, done},
	}},
	"a hold that never ends": {false, []event{
		{1, 2, asked{act: toHold, run: 0}, done}, {3, 4, asked{act: toWait}, done}, {5, 6, asked{act: toHold, run: 1}, taken},
	}},
	"moved, and the old place still taken": {false, []event{
		{1, 2, asked{act: toHold, run: 0}, done}, {3, 4, asked{act: toBook, run: 0}, done},
		{5, 6, asked{act: toMove, run: 0, place: 1}, done}, {7, 8, asked{act: toHold, run: 1}, taken},
	}},
}

// TestProofLinearizableKnowsADoubleSale is the control of the model itself.
func TestProofLinearizableKnowsADoubleSale(t *testing.T) {
	for name, h := range handMade {
		var history []porcupine.Operation
		for _, e := range h.events {
			history = append(history, porcupine.Operation{Input: e.q, Output: e.a, Call: e.call, Return: e.end})
		}
		if got := porcupine.CheckOperations(plainModel(2), history); got != h.possible {
			t.Errorf("%s: the model says %v, want %v", name, got, h.possible)
		}
	}
}
