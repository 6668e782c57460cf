package proof

import (
	"context"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/cmd/internal/servertest"
	"balie/queue"
)

// The shape of a history of desks: two pages are open for each desk.
const (
	pagesPerDesk = 2
	hallPresses  = 30 // of one page
)

var hallRounds = flag.Int("queue-rounds", 8, "how many halls TestProofQueueLinearizable plays")

// counterDesks is whatever presses go to.
type counterDesks interface {
	press(p pressed, patience time.Duration) string
}

// TestProofQueueLinearizable lets three colleagues with two open pages each call, begin, finish, park,
// go on, put back and undo at a real server, hang up on some presses, and look how their desk stands.
// Every history must be one that the plain model could have had.
func TestProofQueueLinearizable(t *testing.T) {
	rounds := *hallRounds
	if servertest.RaceDetector {
		rounds = min(rounds, 3)
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	h := servertest.NewHalls(t, rounds, modelDesks)
	var workers []*servertest.Worker
	for n := range modelDesks {
		w, err := servertest.SignIn(h.Base(), servertest.Login(n+1), "")
		if err != nil {
			t.Fatal(err)
		}
		workers = append(workers, w)
	}
	tally := map[string]int{}
	for round := range rounds {
		history := playHall(newSiteDesks(h, workers, round), seed, round)
		for _, o := range history {
			tally[o.Output.(string)]++
		}
		if verdict := porcupine.CheckOperationsTimeout(hallModel(), history, judgePatience); verdict != porcupine.Ok {
			t.Fatalf("round %d: %s: no order of these answers is possible:\n%s", round, verdict, recountHall(history))
		}
	}
	t.Log(tally)
	for _, want := range []string{deskDone, deskHelping, deskState, deskNone, deskSilence, "free"} {
		if tally[want] == 0 && !servertest.RaceDetector {
			t.Errorf("nothing was answered %q: the histories show too little", want)
		}
	}
}

// TestProofQueueLinearizableFindsARace is the control: desks that look first and take later are found
// out by the same model.
func TestProofQueueLinearizableFindsARace(t *testing.T) {
	for round := range 300 {
		history := playHall(&hastyDesks{hall: newPlainHall()}, 1, round)
		if porcupine.CheckOperationsTimeout(hallModel(), history, judgePatience) == porcupine.Illegal {
			return
		}
	}
	t.Fatal("desks with a race passed as linearizable in 300 rounds")
}

// playHall lets every page press its buttons, and returns the history.
func playHall(desks counterDesks, seed uint64, round int) (history []porcupine.Operation) {
	var mu sync.Mutex
	var pages sync.WaitGroup
	for page := range modelDesks * pagesPerDesk {
		random := rand.New(rand.NewPCG(seed, uint64(round*100+page)))
		pages.Go(func() {
			seen := "free"
			for range hallPresses {
				p := choosePress(random, byte(page%modelDesks), seen)
				patience := time.Duration(0)
				if p.verb != "look" && random.IntN(silentOneIn) == 0 {
					patience = time.Duration(200+random.IntN(3000)) * time.Microsecond
				}
				o := porcupine.Operation{ClientId: page, Input: p, Call: stamp()}
				answer := desks.press(p, patience)
				o.Output, o.Return = answer, stamp()
				if answer == deskSilence {
					o.Return = math.MaxInt64 // it may still happen
				}
				if p.verb == "look" {
					seen = answer
				}
				mu.Lock()
				history = append(history, o)
				mu.Unlock()
			}
		})
	}
	pages.Wait()
	return history
}

// buttons are what a page offers that showed this, and what somebody presses all the same.
var buttons = map[string][]string{
	"free":    {"volgende", "volgende", "verder"},
	"called":  {"begin", "begin", "begin", "terug", "ongedaan"},
	"serving": {"klaar", "klaar", "klaar", "parkeer", "ongedaan"},
	"any":     {"volgende", "begin", "klaar", "parkeer", "verder", "terug", "ongedaan"},
}

// choosePress is mostly what the page offers that was looked at last.
func choosePress(random *rand.Rand, desk byte, seen string) pressed {
	p := pressed{desk: desk, ticket: byte(random.IntN(modelTickets)), verb: "look"}
	if random.IntN(5) < 2 {
		return p
	}
	number, state, has := strings.Cut(seen, " ")
	if !has {
		state = "free"
	} else if random.IntN(6) > 0 {
		p.ticket = number[0] - '0'
	}
	if random.IntN(6) == 0 {
		state = "any"
	}
	offered := buttons[state]
	p.verb = offered[random.IntN(len(offered))]
	return p
}

// siteDesks are desks of a real server, in an office of their own for each round.
type siteDesks struct {
	workers []*servertest.Worker
	tickets []queue.TicketID
}

func newSiteDesks(h *servertest.Hall, workers []*servertest.Worker, round int) *siteDesks {
	h.T.Helper()
	office := catalogue.OfficeID("hal")
	if round > 0 {
		office = catalogue.OfficeID(fmt.Sprint("hal", round+1))
		time.Sleep(200 * time.Millisecond) // what was hung up on arrives where it was meant to
		before := catalogue.OfficeID("hal")
		if round > 1 {
			before = catalogue.OfficeID(fmt.Sprint("hal", round))
		}
		servertest.CloseHall(h, before)
	}
	s := &siteDesks{workers: workers}
	for range modelTickets {
		s.tickets = append(s.tickets, h.WalkInto(office).ID)
		h.Pass(2 * time.Millisecond) // one after the other, by the clock's milliseconds
	}
	for n, w := range workers {
		status, body, err := w.Press(context.Background(), "", "plaats", "locatie", string(office), "plek", fmt.Sprint(office, "-", n+1))
		if err != nil || status != http.StatusSeeOther {
			h.T.Fatalf("desk %d: %d %v %s", n, status, err, servertest.PlainWords(body))
		}
	}
	return s
}

var caseOnPage = regexp.MustCompile(`data-case="([^"]*)"`)

// refusedAtDesk are how the workplace says what the model knows.
var refusedAtDesk = []struct{ says, is string }{
	{"Er wacht niemand voor deze balie", deskNobody},
	{"U helpt nog nummer", deskHelping},
	{"Dit kan nu niet met nummer", deskState},
	{"Er is niets om terug te draaien", deskNone},
	{"Er is al iets anders gebeurd met dit nummer", deskMoved},
}

func (s *siteDesks) press(p pressed, patience time.Duration) string {
	ctx, cancel := context.Background(), func() {}
	if patience > 0 {
		ctx, cancel = context.WithTimeout(ctx, patience)
	}
	defer cancel()
	w := s.workers[p.desk]
	if p.verb == "look" {
		_, body, err := w.Send(ctx, "GET", "/medewerker/balie/nu", nil)
		if err != nil {
			return err.Error()
		}
		return s.understand(body)
	}
	status, body, err := w.Press(ctx, string(booking.NewVisitKey()), p.verb, "nummer", string(s.tickets[p.ticket]))
	switch {
	case err != nil:
		return deskSilence
	case status == http.StatusSeeOther:
		return deskDone
	case status == http.StatusServiceUnavailable && strings.Contains(body, "Er is niets vastgelegd"):
		return deskBusy
	case status == http.StatusServiceUnavailable:
		return deskSilence
	}
	for _, refusal := range refusedAtDesk {
		if strings.Contains(body, refusal.says) {
			return refusal.is
		}
	}
	return fmt.Sprint(status, " ", servertest.PlainWords(body))
}

// understand reads how a desk stands.
func (s *siteDesks) understand(body string) string {
	found := caseOnPage.FindStringSubmatch(body)
	if found == nil {
		return servertest.PlainWords(body)
	}
	id, state, _ := strings.Cut(found[1], " ")
	for n, t := range s.tickets {
		if string(t) == id {
			return fmt.Sprint(n, " ", state)
		}
	}
	return "free"
}

// hastyDesks are the seeded race: they look how the hall stands and change it a moment later.
type hastyDesks struct {
	mu   sync.Mutex
	hall plainHall
}

func (s *hastyDesks) press(p pressed, _ time.Duration) string {
	s.mu.Lock()
	before := s.hall
	s.mu.Unlock()
	after, answer := before.step(p)
	runtime.Gosched() // here another desk looks too
	if after == before {
		return answer
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hall = after
	return answer
}

func recountHall(history []porcupine.Operation) string {
	var b strings.Builder
	for _, o := range history {
		p := o.Input.(pressed)
		fmt.Fprintf(&b, "%6d %6d page %d desk %d %s %d: %s\n", o.Call, o.Return, o.ClientId, p.desk, p.verb, p.ticket, o.Output)
	}
	return b.String()
}
