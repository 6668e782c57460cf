package ledger

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

var (
	powerCuts = flag.Int("powercuts", 100, "how many power cuts TestPowerCutsAtRandom makes")
	powerSeed = flag.Uint64("powerseed", 1, "the seed of those cuts")
)

// house is a ledger that lives through power cuts, and what it must still know.
type house struct {
	folder, name string
	disk         *disk
	noSync       bool
	next         int          // the first transaction not tried yet
	must         map[int]bool // acknowledged, or found after a cut
}

// street returns how to build houses, each with a new ledger, on one disk.
func street(t *testing.T) (build func() *house) {
	d, n := newDisk(), 0
	folder := mountDisk(t, d)
	return func() *house {
		n++
		return &house{folder: folder, name: fmt.Sprintf("balie-%d.db", n), disk: d, must: map[int]bool{}}
	}
}

// live lives until the power fails during operation cutAt, or count transactions are done, and
// returns how many operations that took and everything that was wrong from the start.
func (h *house) live(t *testing.T, cutAt, count int, chosen keep) (operations int, wrong []string) {
	t.Helper()
	h.disk.arm(cutAt)
	told := live(t, lifeOrder{filepath.Join(h.folder, h.name), h.next, count, h.noSync})
	operations = h.disk.powerCycle(chosen)
	wrong = told.problems
	if failed := cutAt > 0 && operations >= cutAt; told.refused != "" && !failed {
		wrong = append(wrong, "refused: "+told.refused)
	}
	wrong = append(wrong, h.compare(told)...)
	for n := range told.found {
		h.must[n] = true
	}
	for _, n := range told.acked {
		h.must[n] = true
	}
	h.next += count
	return operations, wrong
}

// compare holds what a life found against what it had to find.
func (h *house) compare(told life) (wrong []string) {
	if told.refused != "" {
		return nil
	}
	for n := range h.must {
		if !told.found[n] {
			wrong = append(wrong, fmt.Sprintf("transaction %d was acknowledged and is gone", n))
		}
	}
	for n := range told.found {
		if n >= h.next {
			wrong = append(wrong, fmt.Sprintf("transaction %d was never tried", n))
		}
	}
	return wrong
}

func mustBeRight(t *testing.T, what string, wrong []string) {
	t.Helper()
	for _, w := range wrong {
		t.Errorf("%s: %s", what, w)
	}
	if len(wrong) > 0 {
		t.FailNow()
	}
}

// unhurried leaves a test to the run without the race detector: each power cut is the life of a
// process of its own with one writer, where the detector sees nothing and takes a second to start.
func unhurried(t *testing.T) {
	t.Helper()
	if raceDetector {
		t.Skip("power cuts are tested without the race detector")
	}
}

// TestPowerCutAtEveryOperation cuts the power during each write, sync and change of name of a first
// start and one transaction, and right after, and keeps nothing, all or some of what was unsynced.
func TestPowerCutAtEveryOperation(t *testing.T) {
	unhurried(t)
	build, random, cuts := street(t), rand.New(rand.NewPCG(*powerSeed, 1)), 0
	whole, wrong := build().live(t, 0, 1, keepNone)
	mustBeRight(t, "without a cut", wrong)
	for cutAt := 1; cutAt <= whole+1; cutAt++ {
		for name, chosen := range map[string]keep{"nothing": keepNone, "all": keepAll, "some": keepSome(random)} {
			h, what := build(), fmt.Sprintf("cut at operation %d, %s kept", cutAt, name)
			_, wrong := h.live(t, cutAt, 1, chosen)
			mustBeRight(t, what, wrong)
			_, wrong = h.live(t, 0, 1, keepNone)
			mustBeRight(t, what, wrong)
			cuts++
		}
	}
	t.Logf("%d power cuts over the %d operations of a first start and one transaction", cuts, whole)
}

// TestPowerCutsAtRandom lets ledgers live through ten power cuts each: every acknowledged
// transaction is there, none is half there, and Check finds nothing.
func TestPowerCutsAtRandom(t *testing.T) {
	unhurried(t)
	build, random := street(t), rand.New(rand.NewPCG(*powerSeed, 2))
	acknowledged := 0
	for done := 0; done < *powerCuts; {
		h := build()
		for range min(10, *powerCuts-done) {
			cutAt := 1 + random.IntN(120)
			_, wrong := h.live(t, cutAt, 1000, keepSome(random))
			mustBeRight(t, fmt.Sprintf("cut %d (seed %d)", done, *powerSeed), wrong)
			done++
		}
		_, wrong := h.live(t, 0, 1, keepNone)
		mustBeRight(t, fmt.Sprintf("after cut %d (seed %d)", done, *powerSeed), wrong)
		acknowledged += len(h.must)
	}
	t.Logf("%d power cuts, %d transactions kept, none lost", *powerCuts, acknowledged)
}

// TestPowerCutsAreNoticedWithoutSync proves that these tests can fail: a ledger that does not
// sync loses or damages what it acknowledged.
func TestPowerCutsAreNoticedWithoutSync(t *testing.T) {
	unhurried(t)
	cuts := 4 // 20 where every proof is played at full length
	if os.Getenv("BALIE_STORIES") == "all" {
		cuts = 20
	}
	build, random, lost := street(t), rand.New(rand.NewPCG(*powerSeed, 3)), 0
	for range cuts {
		h := build()
		h.noSync = true
		_, wrong := h.live(t, 40+random.IntN(80), 1000, keepSome(random))
		mustBeRight(t, "before the cut", wrong)
		if _, wrong = h.live(t, 0, 1, keepNone); len(wrong) > 0 {
			lost++
		}
	}
	t.Logf("without sync, %d of %d power cuts lost or damaged what was acknowledged", lost, cuts)
	if lost < cuts/2 {
		t.Fatalf("only %d of %d power cuts were noticed: these tests prove nothing", lost, cuts)
	}
}
