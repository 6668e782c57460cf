package live

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking/ledger"
)

var room1 = Most{Visitor: 100, All: 100}

// one opens a stream and returns it with its status.
func one(t *testing.T, s *server, who, last string) (*client, int) {
	t.Helper()
	c := &client{at: s.at, who: who, last: last}
	status, read := c.connect()
	if status == 200 {
		var following sync.WaitGroup
		following.Go(func() { c.follow(read) })
		t.Cleanup(func() { c.cut(); following.Wait() })
	}
	return c, status
}

func TestAStreamBearsTheHeadersOfEveryAnswer(t *testing.T) {
	l := openLedger(t)
	s := serve(t, l, "", room1, showCounter)
	defer s.close()
	c, status := one(t, s, "a", "")
	if status != 200 {
		t.Fatalf("answers %d", status)
	}
	for _, want := range []string{"Content-Type: text/event-stream; charset=utf-8", "Cache-Control: no-store", "X-Frame-Options: DENY", "X-Accel-Buffering: no"} {
		if !slices.Contains(c.head, want) {
			t.Errorf("no %q among %q", want, c.head)
		}
	}
}

func TestAStreamEndsSoonAfterItsReaderMayNot(t *testing.T) {
	l := openLedger(t)
	s := serve(t, l, "", room1, showCounter)
	defer s.close()
	one(t, s, "stays", "")
	one(t, s, "goes", "")
	until(t, "two follow", func() bool { return s.hub.Followers() == 2 })
	s.ban("goes")
	until(t, "who may not follow is cut", func() bool { return s.hub.Followers() == 1 })
	if _, status := one(t, s, "a", ""); status != 200 {
		t.Errorf("somebody else is answered %d", status)
	}
}

func TestNobodyTakesEverybodysRoom(t *testing.T) {
	l := openLedger(t)
	s := serve(t, l, "", Most{Visitor: 3, All: 5}, showCounter)
	defer s.close()
	for n, want := range []int{200, 200, 200, 503} {
		if _, status := one(t, s, "greedy", ""); status != want {
			t.Errorf("stream %d of one visitor is answered %d", n+1, status)
		}
	}
	for n, want := range []int{200, 200, 503} {
		if _, status := one(t, s, fmt.Sprint("other", n), ""); status != want {
			t.Errorf("stream %d of others is answered %d", n+1, status)
		}
	}
}

func TestWhoIsNotAttachedIsRefused(t *testing.T) {
	l := openLedger(t)
	s := serve(t, l, "", room1, showCounter)
	defer s.close()
	answer, err := http.Get("http://" + s.at + "/bare")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if body, _ := io.ReadAll(answer.Body); string(body) != ErrUnattached.Key {
		t.Errorf("a route that is not Live answers %q", body)
	}
}

func TestClosingIsNotHeldUp(t *testing.T) {
	l := openLedger(t)
	s := serve(t, l, "", room1, bulky)
	reader, _ := one(t, s, "reads", "")
	conn, err := net.Dial("tcp", s.at)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, _ = conn.Write([]byte("GET /live HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n"))
	until(t, "both follow", func() bool { return s.hub.Followers() == 2 })
	s.close() // fails when it takes its 20 seconds
	until(t, "the reader hears goodbye", func() bool { reader.mu.Lock(); defer reader.mu.Unlock(); return reader.byes == 1 })
	if n := s.hub.Followers(); n != 0 {
		t.Errorf("%d follow a closed hub", n)
	}
	if err := s.hub.count("late"); !errors.Is(err, ledger.ErrClosed) {
		t.Errorf("a closed hub takes followers: %v", err)
	}
}

// fetch asks for the fragments without a stream.
func fetch(t *testing.T, s *server, method, tag string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, "http://"+s.at+"/live", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "application/json")
	if tag != "" {
		r.Header.Set("If-None-Match", tag)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, _ := io.ReadAll(answer.Body)
	return answer, string(body)
}

func TestWithoutAStreamTheFragmentsAreAskedFor(t *testing.T) {
	l := openLedger(t)
	s := serve(t, l, "", room1, showCounter)
	defer s.close()
	answer, body := fetch(t, s, "GET", "")
	var m struct {
		ID    string
		Whole bool
		Parts []Fragment
	}
	if err := json.Unmarshal([]byte(body), &m); err != nil || !m.Whole || len(m.Parts) != 1 || m.Parts[0].HTML != `<p id="tel">0</p>` {
		t.Fatalf("%q %v", body, err)
	}
	tag := answer.Header.Get("ETag")
	if again, _ := fetch(t, s, "GET", tag); again.StatusCode != 304 {
		t.Errorf("what did not change is answered %d", again.StatusCode)
	}
	happen(t, l, "other")
	if again, _ := fetch(t, s, "GET", tag); again.StatusCode != 304 {
		t.Errorf("what does not concern the topic changes it: %d", again.StatusCode)
	}
	happen(t, l, "wanted")
	if again, body := fetch(t, s, "GET", tag); again.StatusCode != 200 || again.Header.Get("ETag") == tag || !strings.Contains(body, `\u003e1\u003c`) {
		t.Errorf("a change is answered %d %q", again.StatusCode, body)
	}
	if head, _ := fetch(t, s, "HEAD", ""); head.StatusCode != 200 || s.hub.Followers() != 0 {
		t.Errorf("HEAD answers %d, %d follow", head.StatusCode, s.hub.Followers())
	}
	_, status := one(t, s, "a", m.ID)
	if status != 200 {
		t.Errorf("what was fetched does not lead to the stream: %d", status)
	}
}

func TestWhatChangesWithTheClockIsSentWhereItDiffers(t *testing.T) {
	l := openLedger(t)
	var mu sync.Mutex
	shown, rendered := 0, 0
	render := func(ledger.Reader) ([]Fragment, error) {
		mu.Lock()
		defer mu.Unlock()
		rendered++
		return []Fragment{{"tel", fmt.Sprintf("<p id=tel>%d</p>", shown)}}, nil
	}
	s := serve(t, l, "", room1, render, Every(50*time.Millisecond))
	defer s.close()
	c, _ := one(t, s, "a", "")
	count := func() int { mu.Lock(); defer mu.Unlock(); return rendered }
	until(t, "it was rendered again", func() bool { return count() > 2 })
	c.mu.Lock()
	if c.messages != 1 {
		t.Errorf("what does not differ is sent: %d messages", c.messages)
	}
	c.mu.Unlock()
	mu.Lock()
	shown = 7
	mu.Unlock()
	until(t, "the change arrives", func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.html == "<p id=tel>7</p>" && strings.Contains(c.last, ".1")
	})
}

// TestRenderingThatFailsHarmsNobody lets a rendering fail and panic; followers stay, and the next
// change arrives.
func TestRenderingThatFailsHarmsNobody(t *testing.T) {
	l := openLedger(t)
	var mu sync.Mutex
	fail := ""
	render := func(r ledger.Reader) ([]Fragment, error) {
		mu.Lock()
		defer mu.Unlock()
		switch fail {
		case "error":
			return nil, errors.New("it does not render")
		case "panic":
			panic("it does not render")
		}
		return showCounter(r)
	}
	s := serve(t, l, "", room1, render)
	defer s.close()
	c, _ := one(t, s, "a", startOf(t, l))
	until(t, "one follows", func() bool { return s.hub.Followers() == 1 })
	for _, how := range []string{"error", "panic", ""} {
		mu.Lock()
		fail = how
		mu.Unlock()
		happen(t, l, "wanted")
		if how != "" {
			if answer, _ := fetch(t, s, "GET", ""); answer.StatusCode != 503 {
				t.Errorf("a rendering that fails (%s) is answered %d", how, answer.StatusCode)
			}
		}
	}
	until(t, "the next change arrives", func() bool { c.mu.Lock(); defer c.mu.Unlock(); return c.html == `<p id="tel">3</p>` })
	if got := c.seen(); !slices.Equal(got, wantedEvents(t, l)) {
		t.Errorf("told of %v, want %v", got, wantedEvents(t, l))
	}
}

// TestAStreamBeatsAndHasALife brings the clock of the hub's own rhythm forward.
func TestAStreamBeatsAndHasALife(t *testing.T) {
	l := openLedger(t)
	s := serve(t, l, "", room1, showCounter)
	defer s.close()
	c, _ := one(t, s, "a", "")
	until(t, "one follows", func() bool { return s.hub.Followers() == 1 })
	topic := s.hub.Topic("tel", wanted, showCounter)
	s.hub.beat(topic, time.Now().Add(9*time.Minute))
	if s.hub.Followers() != 1 {
		t.Error("a stream ends before its time")
	}
	s.hub.beat(topic, time.Now().Add(15*time.Minute))
	until(t, "who is asked to come back is told so", func() bool { c.mu.Lock(); defer c.mu.Unlock(); return c.byes == 1 && c.beats == 1 })
	if n := s.hub.Followers(); n != 0 {
		t.Errorf("%d follow beyond their time", n)
	}
	lives := map[time.Duration]bool{}
	for range 50 {
		life := lifetime()
		lives[life.Round(time.Second)] = true
		if life < 10*time.Minute || life > 15*time.Minute {
			t.Errorf("a stream lives %v", life)
		}
	}
	if len(lives) < 20 {
		t.Error("all streams end together")
	}
}

func TestPositionsAreReadAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := position{rapid.Uint64().Draw(r, "seq"), rapid.Uint32().Draw(r, "ticks")}
		if got, ok := parsePosition(p.String()); got != p || !ok {
			r.Fatalf("%v is read as %v", p, got)
		}
	})
	for _, odd := range []string{"", "x", "-1", "1.", "1.0", "01", "1.x", "1.01", " 1", "99999999999999999999"} {
		if _, ok := parsePosition(odd); ok {
			t.Errorf("%q is read", odd)
		}
	}
}

// TestWhoeverComesBackIsToldOnce lets things happen and somebody come and go at random, to a topic
// that is begun anew now and then, and holds what they were told against what happened.
func TestWhoeverComesBackIsToldOnce(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		l := openLedger(t)
		happen(t, l, "wanted")
		hub := New(Options{Ledger: l})
		topic := hub.Topic("tel", wanted, showCounter)
		at, told := position{}, []uint64{}
		at.seq = wantedEvents(t, l)[0]
		for range rapid.IntRange(1, 30).Draw(r, "steps") {
			switch rapid.SampledFrom([]string{"wanted", "wanted", "other", "come", "step", "anew"}).Draw(r, "what") {
			case "wanted":
				happen(t, l, "wanted")
			case "other":
				happen(t, l, "other")
			case "step":
				wantNil(r, topic.step(time.Now()))
			case "anew": // another process
				hub = New(Options{Ledger: l})
				topic = hub.Topic("tel", wanted, showCounter)
			case "come":
				at, told = come(r, topic, at, told)
			}
		}
		_, told = come(r, topic, at, told)
		if want := wantedEvents(t, l)[1:]; !slices.Equal(told, want) {
			r.Fatalf("told of %v, want %v", told, want)
		}
	})
}

func wantNil(r *rapid.T, err error) {
	if err != nil {
		r.Fatal(err)
	}
}

// come brings a topic up and takes what somebody at a position is sent.
func come(r *rapid.T, topic *Topic, at position, told []uint64) (position, []uint64) {
	wantNil(r, topic.step(time.Now()))
	missed, err := topic.backlog(at, true)
	wantNil(r, err)
	for _, bytes := range missed {
		id, rest, _ := strings.Cut(strings.TrimPrefix(string(bytes), "id: "), "\n")
		_, data, _ := strings.Cut(rest, "data: ")
		var m content
		wantNil(r, json.Unmarshal([]byte(data), &m))
		var ok bool
		if at, ok = parsePosition(id); !ok {
			r.Fatalf("a message with id %q", id)
		}
		for _, e := range m.Events {
			told = append(told, e.Seq)
		}
	}
	return at, told
}
