package proof

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
	"balie/queue"
	"balie/queue/forecast"
)

var deskWaiting = flag.Int("waiting", 60, "how many wait in TestProofTwentyDesksCallAtOnce")

// TestProofTwentyDesksCallAtOnce lets twenty colleagues press "next" at the same moment, over HTTP, each
// press sent three times, until nobody waits: each ticket is called by exactly one desk, and the same
// press is answered with the same ticket.
func TestProofTwentyDesksCallAtOnce(t *testing.T) {
	const desks = 20
	waiting := *deskWaiting
	h := servertest.NewHall(t, desks)
	workers := make([]*servertest.Worker, desks)
	for n := range workers {
		var err error
		if workers[n], err = servertest.SignIn(h.Base(), servertest.Login(n+1), fmt.Sprint("hal-", n+1)); err != nil {
			t.Fatal(err)
		}
	}
	for range waiting {
		h.WalkIn()
	}
	called := map[string]int{} // by whom
	for len(called) < waiting {
		before := len(called)
		for n, ids := range callTogether(t, workers) {
			for _, id := range ids {
				if id == "" {
					continue
				}
				if by, twice := called[id]; twice && by != n {
					t.Fatalf("one ticket was called by desk %d and by desk %d", by+1, n+1)
				}
				called[id] = n
			}
		}
		if len(called) == before {
			t.Fatalf("%d of %d were called, and no more", before, waiting)
		}
	}
	h.Close()
	if o := servertest.WantDone(t, servertest.Run(t, "check", "--data", h.Data)); strings.Contains(o.Err, "queue:") {
		t.Error(o.Err)
	}
}

// callTogether presses "next" at every desk at once, each with one key three times, and returns the
// tickets that each was answered; then every visit is over.
func callTogether(t *testing.T, workers []*servertest.Worker) [][]string {
	t.Helper()
	answers := make([][]string, len(workers))
	start := make(chan struct{})
	var mu sync.Mutex
	var all sync.WaitGroup
	for n, w := range workers {
		key := string(booking.NewVisitKey())
		for range 3 {
			all.Go(func() {
				<-start
				status, body, err := w.Press(context.Background(), key, "volgende")
				if err != nil || status != http.StatusSeeOther && !strings.Contains(body, "Er wacht niemand") && !strings.Contains(body, "U helpt nog nummer") {
					t.Errorf("desk %d: %d %v %.200s", n+1, status, err, servertest.PlainWords(body))
				}
				if status != http.StatusSeeOther {
					return
				}
				id, _ := has(w)
				mu.Lock()
				defer mu.Unlock()
				answers[n] = append(answers[n], id)
			})
		}
	}
	close(start)
	all.Wait()
	by := map[string]int{}
	for n, ids := range answers {
		for _, id := range ids {
			if other, twice := by[id]; twice && other != n && id != "" {
				t.Fatalf("one ticket was called by desk %d and by desk %d", other+1, n+1)
			}
			by[id] = n
		}
	}
	for n, w := range workers {
		for _, id := range answers[n] {
			if id != answers[n][0] {
				t.Errorf("one press at desk %d was answered with %q", n+1, answers[n])
			}
		}
		if id, _ := has(w); id != "" {
			for _, verb := range []string{"begin", "klaar"} {
				if status, body, err := w.Press(context.Background(), "", verb, "nummer", id); err != nil || status != http.StatusSeeOther {
					t.Errorf("desk %d, %s: %d %v %.200s", n+1, verb, status, err, servertest.PlainWords(body))
				}
			}
		}
	}
	return answers
}

// has is whom the desk of a worker has, and in which state.
func has(w *servertest.Worker) (id, state string) {
	_, body, err := w.Send(context.Background(), "GET", "/medewerker/balie/nu", nil)
	if found := caseOnPage.FindStringSubmatch(body); err == nil && found != nil {
		id, state, _ = strings.Cut(found[1], " ")
	}
	return id, state
}

// TestProofACrashAtNoonLosesNobody kills a real second process while three desks work: whoever was told
// that something was done finds it so, nobody is lost, and the desks go on in the sessions they had. Then
// the day is closed, and everybody is counted once.
func TestProofACrashAtNoonLosesNobody(t *testing.T) {
	const desks, people = 3, 150
	h := servertest.NewHall(t, desks)
	h.Clock = time.Now // as the second process
	h.Close()
	reopen(h)
	for range people {
		h.WalkIn()
	}
	h.Close()
	told := map[string]string{} // ticket → what the desk was told last
	var mu sync.Mutex
	var workers []*servertest.Worker
	for round := range 3 {
		running, base, _ := startProgram(t, h.Data, "--second-step", "optional")
		if round == 0 {
			for n := range desks {
				w, err := servertest.SignIn(base, servertest.Login(n+1), fmt.Sprint("hal-", n+1))
				if err != nil {
					t.Fatal(err)
				}
				workers = append(workers, w)
			}
		}
		var busy sync.WaitGroup
		for _, w := range workers {
			moveTo(w, base)
			busy.Go(func() { keepHelping(w, told, &mu) })
		}
		servertest.Soon(t, "some are helped", func() bool {
			mu.Lock()
			defer mu.Unlock()
			return len(told) >= desks+(round+1)*people/6
		})
		kill(t, running)
		busy.Wait()
		reopen(h)
		wantTold(t, h, told, people)
		h.Close()
	}
	if len(told) < desks || len(told) == people {
		t.Fatalf("%d of %d were helped: the crashes came before anything, or after everything", len(told), people)
	}
	reopen(h)
	if err := queue.CloseDay(t.Context(), h.House.Ledger, "system", "hal", h.Today(), forecast.Learner{}); err != nil {
		t.Fatal(err)
	}
	var f queue.DayFigures
	if err := h.House.Ledger.View(func(r ledger.Reader) (err error) { f, err = queue.Figures(r, "hal", h.Today()); return err }); err != nil {
		t.Fatal(err)
	}
	if f.Issued != people || f.Open != 0 || f.Helped+f.Left+f.Missed != people {
		t.Errorf("at the end of the day: %+v", f)
	}
	t.Logf("%d told, %+v", len(told), f)
}

// reopen looks at the folder again from a server of its own, wherever there is room to listen.
func reopen(h *servertest.Hall) {
	h.T.Helper()
	h.At = "127.0.0.1:0"
	h.Open(func(*server.Server) error { return nil })
}

func kill(t *testing.T, running *exec.Cmd) {
	t.Helper()
	if err := running.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = running.Wait()
}

// moveTo goes on with a server at another address, in the same session.
func moveTo(w *servertest.Worker, base string) {
	if w.Base == base {
		return
	}
	before, err := url.Parse(w.Base)
	after, failed := url.Parse(base)
	if err == nil && failed == nil {
		w.Client.Jar.SetCookies(after, w.Client.Jar.Cookies(before))
	}
	w.Base = base
}

// keepHelping calls, begins and finishes until no answer comes, and notes what was acknowledged.
func keepHelping(w *servertest.Worker, told map[string]string, mu *sync.Mutex) {
	note := func(id, state string) {
		mu.Lock()
		defer mu.Unlock()
		told[id] = state
	}
	for {
		id, state := has(w)
		verb, after := "volgende", ""
		switch queue.State(state) {
		case queue.Called:
			verb, after = "begin", string(queue.Serving)
		case queue.Serving:
			verb, after = "klaar", string(queue.Done)
		}
		if id != "" {
			note(id, state)
		}
		status, body, err := w.Press(context.Background(), string(booking.NewVisitKey()), verb, "nummer", id)
		if err != nil || strings.Contains(body, "Er wacht niemand") {
			return
		}
		if status == http.StatusSeeOther && after != "" {
			note(id, after)
		}
	}
}

// wantTold fails unless everybody is still there, at least as far as their desk was told, and the ledger
// is whole.
func wantTold(t *testing.T, h *servertest.Hall, told map[string]string, people int) {
	t.Helper()
	far := map[queue.State]int{queue.Waiting: 0, queue.Called: 1, queue.Serving: 2, queue.Done: 3}
	for id, state := range told {
		if now := h.Ticket(queue.TicketID(id)); far[now.State] < far[queue.State(state)] {
			t.Errorf("%s was told to be %s and is %s", now.Number, state, now.State)
		}
	}
	var f queue.DayFigures
	err := h.House.Ledger.View(func(r ledger.Reader) (err error) { f, err = queue.Figures(r, "hal", h.Today()); return err })
	if err != nil || f.Issued != people || f.Helped+f.Open != people {
		t.Errorf("after a crash: %+v %v", f, err)
	}
	if r := h.House.Check(h.T.Context()); len(r.Problems) > 0 {
		t.Errorf("check finds %v", r.Problems)
	}
}
