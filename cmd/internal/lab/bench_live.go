package lab

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"balie/cmd/internal/server"
)

type benchLive struct {
	benching
	Followers int `help:"How many follow at once." default:"1000"`
	Events    int `help:"How many calls are made, one after the other." default:"20"`
}

// What one call looks like on a screen: about so many bytes, which every follower is sent.
const calledBytes = 2048

// callEvery is the pace of calls; a busy town hall makes one every few seconds.
const callEvery = 400 * time.Millisecond

// liveSubject is a server whose followers are told of calls.
type liveSubject interface {
	url() string
	call(at time.Time) error // returns when everybody is being told
	close() error
}

// Run measures our hub beside a bare one of net/http, which has no ledger below it.
func (c *benchLive) Run(ctx context.Context, proc *server.Process) (err error) {
	if err := c.enoughFiles(); err != nil {
		return err
	}
	data, remove, err := c.workshop()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	r := BenchReport{Title: "Live followers", Notes: []string{
		fmt.Sprintf("%d followers in a process of their own, on the same cores; %d calls of %d bytes, one every %v.", c.Followers, c.Events, calledBytes, callEvery),
		"From the call to a follower's having read it; ours commits the call to the ledger first. Bare: net/http, a goroutine and a channel a follower, no ledger.",
		"KB a follower: what the process grew by, the garbage collected, divided by the followers.",
	}, Columns: []string{"hub", "followers", "p50 ms", "p99 ms", "last ms", "worst last ms", "KB a follower", "last, of bare", "KB, of bare"}}
	if r.Machine, err = describeMachine(data); err != nil {
		return err
	}
	ours, err := c.measure(ctx, func() (liveSubject, error) { return openHub(data, proc.Clock) })
	if err != nil {
		return err
	}
	bare, err := c.measure(ctx, openBare) // second, so that what memory is used again speaks for it
	if err != nil {
		return err
	}
	r.Rows = append(r.Rows, c.row("bare net/http", bare, bare), c.row("web/live", ours, bare))
	return printReport(proc, r, c.JSON)
}

// liveFigures is what came of one subject.
type liveFigures struct {
	told told
	kb   float64
}

func (c *benchLive) row(name string, f, bare liveFigures) map[string]any {
	return map[string]any{
		"hub": name, "followers": fmt.Sprint(c.Followers), "p50 ms": f.told.P50, "p99 ms": f.told.P99, "last ms": f.told.Last, "worst last ms": f.told.Worst,
		"KB a follower": f.kb, "last, of bare": f.told.Last / bare.told.Last, "KB, of bare": f.kb / bare.kb,
	}
}

// measure opens a subject, lets the child's clients follow, and makes calls.
func (c *benchLive) measure(ctx context.Context, open func() (liveSubject, error)) (f liveFigures, err error) {
	s, err := open()
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	before := resident()
	crowd, err := startCrowd(ctx, s.url(), c.Followers, c.Events)
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, crowd.end()) }()
	for range c.Events {
		if err := s.call(time.Now()); err != nil {
			return f, err
		}
		time.Sleep(callEvery)
	}
	f.kb = float64(resident()-before) / 1024 / float64(c.Followers)
	f.told, err = crowd.told()
	if err == nil && f.told.Missed > 0 {
		err = fmt.Errorf("%d tellings of %d did not arrive", f.told.Missed, c.Followers*c.Events)
	}
	return f, err
}

// resident is how many bytes of this process lie in memory, the garbage collected.
func resident() int {
	debug.FreeOSMemory()
	text, _ := os.ReadFile("/proc/self/statm")
	var all, resident int
	_, _ = fmt.Fscan(strings.NewReader(string(text)), &all, &resident)
	return resident * os.Getpagesize()
}

// spareFiles are descriptors beside those of followers.
const spareFiles = 200

// enoughFiles raises how many descriptors this process may have, as far as it may, and refuses what
// cannot be.
func (c *benchLive) enoughFiles() error {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return err
	}
	need := uint64(c.Followers + spareFiles)
	if limit.Cur >= need {
		return nil
	}
	raised := syscall.Rlimit{Cur: need, Max: max(limit.Max, need)}
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &raised); err != nil {
		return fmt.Errorf("%d followers need %d open files, and at most %d are allowed: raise it with ulimit -n", c.Followers, need, limit.Max)
	}
	return nil
}
