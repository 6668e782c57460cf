package main

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
	h := newHall(t, desks)
	workers := make([]*worker, desks)
	for n := range workers {
		var err error
		if workers[n], err = signIn(h.base(), login(n+1), fmt.Sprint("hal-", n+1)); err != nil {
			t.Fatal(err)
		}
	}
	for range waiting {
		h.walkIn()
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
	h.close()
	if o := wantDone(t, inProcess(t, "check", "--data", h.data)); strings.Contains(o.err, "queue:") {
		t.Error(o.err)
	}
}

// callTogether presses "next" at every desk at once, each with one key three times, and returns the
// tickets that each was answered; then every visit is over.
func callTogether(t *testing.T, workers []*worker) [][]string {
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
				status, body, err := w.press(context.Background(), key, "volgende")
				if err != nil || status != http.StatusSeeOther && !strings.Contains(body, "Er wacht niemand") && !strings.Contains(body, "U helpt nog nummer") {
					t.Errorf("desk %d: %d %v %.200s", n+1, status, err, plainWords(body))
				}
				if status != http.StatusSeeOther {
					return
				}
				id, _ := w.has()
				mu.Lock()
				defer mu.Unlock()
				answers[n] = append(answers[n], id)
			})
		}
	}
	close(start)
	all.Wait()
	for n, w := range workers {
		for _, id := range answers[n] {
			if id != answers[n][0] {
				t.Errorf("one press at desk %d was answered with %q", n+1, answers[n])
			}
		}
		if id, _ := w.has(); id != "" {
			for _, verb := range []string{"begin", "klaar"} {
				if status, body, err := w.press(context.Background(), "", verb, "nummer", id); err != nil || status != http.StatusSeeOther {
					t.Errorf("desk %d, %s: %d %v %.200s", n+1, verb, status, err, plainWords(body))
				}
			}
		}
	}
	return answers
}

// has is whom the desk of a worker has, and in which state.
func (w *worker) has() (id, state string) {
	_, body, err := w.send(context.Background(), "GET", "/medewerker/balie/nu", nil)
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
	h := newHall(t, desks)
	h.clock = time.Now // as the second process
	h.close()
	h.reopen()
	for range people {
		h.walkIn()
	}
	h.close()
	told := map[string]string{} // ticket → what the desk was told last
	var mu sync.Mutex
	var workers []*worker
	for round := range 3 {
		server, base, _ := startProgram(t, h.data, "--second-step", "optional")
		if round == 0 {
			for n := range desks {
				w, err := signIn(base, login(n+1), fmt.Sprint("hal-", n+1))
				if err != nil {
					t.Fatal(err)
				}
				workers = append(workers, w)
			}
		}
		var busy sync.WaitGroup
		for _, w := range workers {
			w.moveTo(base)
			busy.Go(func() { w.keepHelping(told, &mu) })
		}
		time.Sleep(time.Duration(60+40*round) * time.Millisecond)
		kill(t, server)
		busy.Wait()
		h.reopen()
		wantTold(t, h, told, people)
		h.close()
	}
	if len(told) < desks || len(told) == people {
		t.Fatalf("%d of %d were helped: the crashes came before anything, or after everything", len(told), people)
	}
	h.reopen()
	if err := queue.CloseDay(t.Context(), h.house.ledger, "system", "hal", h.today(), forecast.Learner{}); err != nil {
		t.Fatal(err)
	}
	var f queue.DayFigures
	if err := h.house.ledger.View(func(r ledger.Reader) (err error) { f, err = queue.Figures(r, "hal", h.today()); return err }); err != nil {
		t.Fatal(err)
	}
	if f.Issued != people || f.Open != 0 || f.Helped+f.Left+f.Missed != people {
		t.Errorf("at the end of the day: %+v", f)
	}
	t.Logf("%d told, %+v", len(told), f)
}

// reopen looks at the folder again from a server of its own, wherever there is room to listen.
func (h *hall) reopen() {
	h.t.Helper()
	h.at = "127.0.0.1:0"
	h.open(func(*house) error { return nil })
}

func kill(t *testing.T, server *exec.Cmd) {
	t.Helper()
	if err := server.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = server.Wait()
}

// moveTo goes on with a server at another address, in the same session.
func (w *worker) moveTo(base string) {
	if w.base == base {
		return
	}
	before, err := url.Parse(w.base)
	after, failed := url.Parse(base)
	if err == nil && failed == nil {
		w.client.Jar.SetCookies(after, w.client.Jar.Cookies(before))
	}
	w.base = base
}

// keepHelping calls, begins and finishes until no answer comes, and notes what was acknowledged.
func (w *worker) keepHelping(told map[string]string, mu *sync.Mutex) {
	note := func(id, state string) {
		mu.Lock()
		defer mu.Unlock()
		told[id] = state
	}
	for {
		id, state := w.has()
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
		status, body, err := w.press(context.Background(), string(booking.NewVisitKey()), verb, "nummer", id)
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
func wantTold(t *testing.T, h *hall, told map[string]string, people int) {
	t.Helper()
	far := map[queue.State]int{queue.Waiting: 0, queue.Called: 1, queue.Serving: 2, queue.Done: 3}
	for id, state := range told {
		if now := h.ticket(queue.TicketID(id)); far[now.State] < far[queue.State(state)] {
			t.Errorf("%s was told to be %s and is %s", now.Number, state, now.State)
		}
	}
	var f queue.DayFigures
	err := h.house.ledger.View(func(r ledger.Reader) (err error) { f, err = queue.Figures(r, "hal", h.today()); return err })
	if err != nil || f.Issued != people || f.Helped+f.Open != people {
		t.Errorf("after a crash: %+v %v", f, err)
	}
	if r := h.house.check(); len(r.Problems) > 0 {
		t.Errorf("check finds %v", r.Problems)
	}
}
