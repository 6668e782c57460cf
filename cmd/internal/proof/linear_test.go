package proof

import (
	"flag"
	"math"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"balie/cmd/internal/servertest"
)

// The shape of a history: clients of one group want the same few places, and share their runs.
const (
	groups        = 4
	groupClients  = 8
	groupPlaces   = 3
	groupRuns     = 14
	halfTurn      = 10 // questions of one client before, and again after, the clock goes on
	winterRounds  = 1000
	silentOneIn   = 30
	judgePatience = 2 * time.Minute
)

var questions = flag.Int("ops", servertest.Size(4000, 10_000), "how many questions TestProofLinearizable asks")

// TestProofLinearizable lets 32 clients hold, book, move, cancel and drop on a few places of a real
// server, hang up on some questions, and lets holds and rests end by the clock in between. Every
// history must be one that the plain model could have had, question by question.
func TestProofLinearizable(t *testing.T) {
	ops := *questions
	if servertest.RaceDetector {
		ops = min(ops, 1280)
	}
	seed, begin := uint64(time.Now().UnixNano()), time.Now()
	t.Logf("seed %d", seed)
	tally, asks := map[answered]int{}, 0
	for winter := uint64(0); asks < ops; winter++ {
		asks += playWinter(t, seed+winter<<40, ops-asks, tally)
	}
	t.Logf("%d questions in %v: %v", asks, time.Since(begin).Round(time.Millisecond), tally)
	for _, want := range []answered{done, taken, already, gone, overtaken, closed, silence} {
		if tally[want] == 0 {
			t.Errorf("nothing was answered %q: the histories show too little", want)
		}
	}
}

// playWinter plays rounds on a server of their own until there were so many questions, or until
// the night in March comes near on which some places do not exist. It returns how many there were.
func playWinter(t *testing.T, seed uint64, ops int, tally map[answered]int) (asks int) {
	t.Helper()
	var clock atomic.Int64
	clock.Store(servertest.Noon().UnixMilli())
	base, client := serveAtClock(t, servertest.Furnished(t), &clock), servertest.SiteClient()
	defer client.CloseIdleConnections()
	for round := 0; asks < ops && round < winterRounds; round++ {
		histories := playRound(&clock, seed, round, func(group int) shop {
			return newSiteShop(base, client, groupRuns, func(p byte) string {
				return servertest.PlaceAt((round*groups+group)*groupPlaces + int(p)) // twelve in two hours, as the clock goes
			})
		})
		for _, h := range histories {
			asks += len(h) - 1
			for _, o := range h {
				tally[o.Output.(answered)]++
			}
			if verdict := porcupine.CheckOperationsTimeout(plainModel(groupRuns), h, judgePatience); verdict != porcupine.Ok {
				t.Fatalf("round %d: %s: no order of these answers is possible:\n%s", round, verdict, recount(h))
			}
		}
	}
	return asks
}

// TestProofLinearizableFindsARace is the control: clients of a shop that looks first and takes
// later are found out by the same model.
func TestProofLinearizableFindsARace(t *testing.T) {
	var clock atomic.Int64
	for round := range 200 {
		for _, h := range playRound(&clock, 1, round, func(int) shop { return &hastyShop{town: newTown(groupRuns)} }) {
			if porcupine.CheckOperationsTimeout(plainModel(groupRuns), h, judgePatience) == porcupine.Illegal {
				return
			}
		}
	}
	t.Fatal("a shop with a race passed as linearizable in 200 rounds")
}

// serveAtClock starts a server whose clock is moved by the test.
func serveAtClock(t *testing.T, data string, clock *atomic.Int64) (base string) {
	t.Helper()
	return servertest.StartAs(t, servertest.Quiet(func() time.Time { return time.UnixMilli(clock.Load()) }), data).URL
}

// playRound lets every group play one round, with the clock going on in its middle, and returns a
// history for each group.
func playRound(clock *atomic.Int64, seed uint64, round int, open func(group int) shop) (histories [][]porcupine.Operation) {
	all := make([]*notes, groups)
	for g := range all {
		all[g] = &notes{shop: open(g)}
	}
	half := func(turn uint64) {
		var clients sync.WaitGroup
		for g, n := range all {
			for c := range groupClients {
				random := rand.New(rand.NewPCG(seed+turn, uint64((round*groups+g)*groupClients+c)))
				clients.Go(func() { n.play(c, random) })
			}
		}
		clients.Wait()
	}
	half(0)
	began := stamp()
	clock.Add((20 * time.Minute).Milliseconds())
	for _, n := range all {
		n.note(porcupine.Operation{Input: asked{act: toWait}, Output: done, Call: began, Return: stamp()})
		if hasty, ok := n.shop.(*hastyShop); ok {
			hasty.ask(asked{act: toWait}, 0)
		}
	}
	half(1 << 32)
	clock.Add((100 * time.Minute).Milliseconds())
	for _, n := range all {
		histories = append(histories, n.history)
	}
	return histories
}

// notes is the history of one group, and what its clients know of their appointments.
type notes struct {
	shop shop

	mu      sync.Mutex
	history []porcupine.Operation
	moves   [groupRuns]byte
}

// stamps count instead of telling the time: every call and every return has one of its own.
var stamps atomic.Int64

func stamp() int64 { return stamps.Add(1) }

func (n *notes) note(o porcupine.Operation) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.history = append(n.history, o)
	if q := o.Input.(asked); q.act == toMove && o.Output == done {
		n.moves[q.run] = max(n.moves[q.run], q.moves+1)
	}
}

// play asks what one client asks in half a round.
func (n *notes) play(client int, random *rand.Rand) {
	for range halfTurn {
		q, patience := n.choose(random), time.Duration(0)
		if random.IntN(silentOneIn) == 0 {
			patience = time.Duration(200+random.IntN(3000)) * time.Microsecond
		}
		o := porcupine.Operation{ClientId: client, Input: q, Call: stamp()}
		answer := n.shop.ask(q, patience)
		o.Output, o.Return = answer, stamp()
		if answer == silence {
			o.Return = math.MaxInt64 // it may still happen
		}
		n.note(o)
	}
}

// choose is the next question: mostly about runs and places that somebody else wants too.
func (n *notes) choose(random *rand.Rand) asked {
	q := asked{run: random.IntN(groupRuns), place: byte(random.IntN(groupPlaces)), act: toHold}
	if n.shop.known(q.run) {
		n.mu.Lock()
		q.moves = n.moves[q.run]
		n.mu.Unlock()
		q.act = []act{toMove, toMove, toMove, toCancel, toBook, toHold, toDrop}[random.IntN(7)]
		if q.act == toMove && q.moves > 0 && random.IntN(4) == 0 {
			q.moves-- // a page that was overtaken
		}
		return q
	}
	if pick := random.IntN(10); pick >= 9 {
		q.act = toDrop
	} else if pick >= 5 {
		q.act = toBook
	}
	return q
}
