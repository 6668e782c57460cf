package proof

import (
	"flag"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

var kills = flag.Int("kills", servertest.Size(6, 50), "how often TestProofKilledServerKeepsItsWord kills the server")

// promise is what a server acknowledged of one appointment, kept outside the ledger. What was
// asked and not answered may have happened: then it is loose.
type promise struct {
	state booking.State
	place string
	loose string // the place of a move, or "cancel", that was not answered
}

// promises are all that visitors were told.
type promises struct {
	mu   sync.Mutex
	made map[booking.AppointmentID]promise
}

func (p *promises) set(id booking.AppointmentID, what promise) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.made[id] = what
}

func (p *promises) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.made)
}

// TestProofKilledServerKeepsItsWord kills a server with SIGKILL at random moments while visitors
// book, move and cancel. After each kill the ledger is checked, every acknowledged promise must
// stand in it, and the server must be ready again within a second.
func TestProofKilledServerKeepsItsWord(t *testing.T) {
	rounds := *kills
	if servertest.RaceDetector {
		rounds = min(rounds, 4)
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	var ready []time.Duration
	appointments := 0
	for left := rounds; left > 0; left -= killsInATown {
		n := min(left, killsInATown)
		took, made := killOften(t, n, seed, random)
		if made < n {
			t.Errorf("only %d appointments in %d rounds", made, n)
		}
		ready, appointments = append(ready, took...), appointments+made
	}
	slices.Sort(ready)
	half := ready[len(ready)/2]
	if half > time.Second && !servertest.RaceDetector {
		t.Errorf("ready after %v as often as not", half)
	}
	t.Logf("%d appointments, %d rounds, ready after %v", appointments, rounds, half.Round(time.Millisecond))
}

// killsInATown is how often the server of one town is killed: it has 5,760 places, and a full one books nobody.
const killsInATown = 150

// killOften kills the server of a town of its own so often, and returns how long each start took and how many
// appointments were made.
func killOften(t *testing.T, rounds int, seed uint64, random *rand.Rand) (ready []time.Duration, made int) {
	t.Helper()
	data, kept := servertest.Furnished(t), &promises{made: map[booking.AppointmentID]promise{}}
	for range rounds {
		running, base, took := startProgram(t, data)
		ready = append(ready, took)
		var busy sync.WaitGroup
		for range 6 {
			visits := rand.New(rand.NewPCG(seed, random.Uint64()))
			busy.Go(func() { keepVisiting(base, visits, kept) })
		}
		before, enough := kept.count(), 1+random.IntN(40)
		servertest.Soon(t, "some are promised", func() bool { return kept.count() >= before+enough })
		if err := running.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = running.Wait()
		busy.Wait()
		checkPromises(t, data, kept)
	}
	return ready, kept.count()
}

var listensAt = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// startProgram starts a second process that serves, and waits until it is ready.
func startProgram(t *testing.T, data string, extra ...string) (c *exec.Cmd, base string, took time.Duration) {
	t.Helper()
	return startProgramWith(t, nil, data, extra...)
}

// startProgramWith is startProgram with more in the environment.
func startProgramWith(t *testing.T, env []string, data string, extra ...string) (c *exec.Cmd, base string, took time.Duration) {
	t.Helper()
	c = servertest.Program(t, append([]string{"serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "127.0.0.1"}, extra...)...)
	c.Env = append(c.Env, env...)
	said, err := os.CreateTemp(t.TempDir(), "said")
	if err != nil {
		t.Fatal(err)
	}
	defer said.Close()
	c.Stdout, c.Stderr = said, said
	begin := time.Now()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	for time.Since(begin) < servertest.Patience {
		content, _ := os.ReadFile(said.Name())
		if base = listensAt.FindString(string(content)); base != "" {
			if resp, err := http.Get(base + "/readyz"); err == nil {
				_ = resp.Body.Close()
				if resp.StatusCode == 200 {
					return c, base, time.Since(begin)
				}
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	content, _ := os.ReadFile(said.Name())
	t.Fatalf("not ready: %s", content)
	return nil, "", 0
}

// keepVisiting books, and moves or cancels some of it, until the server answers no more.
func keepVisiting(base string, random *rand.Rand, kept *promises) {
	for {
		v, key, when := servertest.NewVisitor(base), booking.NewVisitKey(), somePlace(random)
		v.Client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		if v.Post("/afspraak/tijd", servertest.TimeForm(key, when)) != nil {
			return
		}
		if v.Status != 303 {
			continue
		}
		if v.Post("/afspraak/maken", servertest.BookForm(key, "Riet Wissink")) != nil {
			return
		}
		if v.Status != 303 {
			continue
		}
		id := booking.AppointmentID(path.Base(location(v)))
		kept.set(id, promise{state: booking.Booked, place: when})
		if !change(v, id, when, random, kept) {
			return
		}
	}
}

// location is the path of the redirect that was answered.
func location(v *servertest.Visitor) string { p, _, _ := strings.Cut(v.Redirect, "?"); return p }

// change moves an appointment, cancels it, or leaves it; false when the server answers no more.
func change(v *servertest.Visitor, id booking.AppointmentID, when string, random *rand.Rand, kept *promises) bool {
	switch random.IntN(3) {
	case 0:
		to := somePlace(random)
		kept.set(id, promise{booking.Booked, when, to})
		form := servertest.TimeForm("", to)
		form.Set("keer", "0")
		if v.Post("/a/"+string(id)+"/verzetten", form) != nil {
			return false
		}
		if v.Status == 303 {
			when = to
		}
		kept.set(id, promise{state: booking.Booked, place: when})
	case 1:
		kept.set(id, promise{booking.Booked, when, "cancel"})
		if v.Post("/a/"+string(id)+"/afzeggen", nil) != nil {
			return false
		}
		state := booking.Booked
		if v.Status == 303 {
			state = booking.Cancelled
		}
		kept.set(id, promise{state: state, place: when})
	}
	return true
}

// somePlace is one of the places of the coming weeks, by the machine's clock.
func somePlace(random *rand.Rand) string {
	minute := random.IntN(144) * 10
	at := time.Now().AddDate(0, 0, 2+random.IntN(40))
	return time.Date(at.Year(), at.Month(), at.Day(), 0, minute, 0, 0, time.UTC).Format("2006-01-02T15:04")
}

// checkPromises opens the ledger that a killed server left, checks it, and looks up every promise.
func checkPromises(t *testing.T, data string, kept *promises) {
	t.Helper()
	h, err := server.Open(data, time.Now, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	}()
	if r := h.Check(t.Context()); len(r.Problems) > 0 || r.Refusal != "" {
		t.Fatalf("check: %v %s", r.Problems, r.Refusal)
	}
	err = h.Ledger.View(func(r ledger.Reader) error {
		for id, p := range kept.made {
			a, err := booking.AppointmentByID(r, id)
			if err != nil {
				t.Errorf("%s was acknowledged: %v", id, err)
				continue
			}
			at := a.Offer.Date.String() + "T" + a.Offer.Start.String()
			stands := a.State == p.state && at == p.place
			may := p.loose != "" && (a.State == booking.Cancelled && p.loose == "cancel" || a.State == booking.Booked && at == p.loose)
			if !stands && !may {
				t.Errorf("%s is %s at %s, promised %+v", id, a.State, at, p)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// countAppointments counts what stands in a folder's ledger, by its events.
func countAppointments(t *testing.T, data string) int { return len(appointmentsIn(t, data)) }
