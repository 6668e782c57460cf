package ledger

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// One life of a Balie between two power cuts is a process of its own: it may end in any way
// without ending the test, and it never waits for a page that its own file system should give.

// lifeOrder is what a life is told: where the ledger lies, the first transaction and how many,
// and whether to leave out the syncs.
type lifeOrder struct {
	path         string
	first, count int
	noSync       bool
}

// life is what a life told: how opening was refused, what it found, and what was acknowledged.
type life struct {
	refused  string
	problems []string
	found    map[int]bool
	acked    []int
}

const lifeVariable = "BALIE_TEST_LIFE"

// TestOneLife is the life itself; it is started by live and does nothing in an ordinary run.
func TestOneLife(t *testing.T) {
	order := lifeOrder{}
	if _, err := fmt.Sscan(os.Getenv(lifeVariable), &order.path, &order.first, &order.count, &order.noSync); err != nil {
		t.Skip("only for the power cuts")
	}
	l, err := Open(order.path, newClock(noon).Now, testSchema)
	if err != nil {
		fmt.Println("refused", Said(err))
		return
	}
	bare(l.engine).(*boltEngine).db().NoSync = order.noSync
	tellFound(l)
	for i := order.first; i < order.first+order.count; i++ {
		if err := l.Update(context.Background(), "test", bookLike(i)); err != nil {
			break
		}
		fmt.Println("acked", i)
	}
	_ = l.Close()
}

// bookLike writes what a booking writes: a record of its own, one that others share, an event.
func bookLike(i int) func(*Tx) error {
	return func(tx *Tx) error {
		name := strings.Repeat("x", i*97%1500)
		if err := things.Put(tx, K().Str("one").Uint64(uint64(i)), thing{name, i}); err != nil {
			return err
		}
		total, _, err := things.Find(tx, K().Str("total"))
		if err != nil {
			return err
		}
		if err := things.Put(tx, K().Str("total"), thing{"total", total.Count + 1}); err != nil {
			return err
		}
		return tx.Emit("thing.booked", fmt.Sprint(i))
	}
}

// tellFound tells what the ledger holds: each transaction, and all that contradicts itself.
func tellFound(l *Ledger) {
	problem := func(p string) { fmt.Println("problem", p) }
	if _, err := l.Check(problem); err != nil {
		problem(err.Error())
	}
	err := l.View(func(r Reader) error {
		ones := 0
		err := things.Each(r, K().Str("one"), func(_ Key, v thing) error {
			ones++
			fmt.Println("found", v.Count)
			return nil
		})
		total, _, missing := things.Find(r, K().Str("total"))
		told, unread := Events(r, 0, 1<<30)
		if total.Count != ones || len(told) != ones {
			problem(fmt.Sprintf("half-applied: %d records, a total of %d, %d events", ones, total.Count, len(told)))
		}
		return errors.Join(err, missing, unread)
	})
	if err != nil {
		problem(err.Error())
	}
}

// live starts a life and returns what it told by its end.
func live(t *testing.T, order lifeOrder) life {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestOneLife$")
	cmd.Env = append(os.Environ(), lifeVariable+"="+strings.Trim(fmt.Sprint(order), "{}"))
	out, err := cmd.CombinedOutput()
	told := life{found: map[int]bool{}}
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		told.hear(lines.Text())
	}
	if err != nil {
		told.problems = append(told.problems, fmt.Sprintf("the process ended with %v: %.300s", err, out))
	}
	return told
}

func (l *life) hear(line string) {
	word, rest, _ := strings.Cut(line, " ")
	n := 0
	_, _ = fmt.Sscan(rest, &n)
	switch word {
	case "refused":
		l.refused = rest
	case "problem":
		l.problems = append(l.problems, rest)
	case "found":
		l.found[n] = true
	case "acked":
		l.acked = append(l.acked, n)
	}
}
