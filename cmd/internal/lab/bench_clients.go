package lab

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"time"

	"github.com/valyala/fasthttp"

	"balie/booking"
	"balie/booking/calendar"
	"balie/cmd/internal/server"
)

// benchClients plays the residents of a measurement in a process of their own, so that they and
// the server do not wait for each other's goroutines. It prints what they met as JSON.
type benchClients struct {
	URL     string  `name:"url" required:""`
	What    string  `required:"" help:"bookings or pages"`
	Clients int     `required:""`
	Seconds float64 `required:""`
	Pace    float64 `help:"Questions a second, answered or not; 0 is as fast as they are answered."`
	First   int64   `help:"The first place that is booked."`
}

// answersMet is what came of many clients.
type answersMet struct {
	Done    measured `json:"done"`
	Refused measured `json:"refused"` // 503, from the sending of that request
	Next    int64    `json:"next"`    // the first place that was not asked for
}

// spawnClients runs the clients in another process.
func spawnClients(ctx context.Context, c benchClients) (found answersMet, err error) {
	self, err := os.Executable()
	if err != nil {
		return found, err
	}
	number := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	cmd := exec.CommandContext(ctx, self, "lab", "bench", "clients", "--url", c.URL, "--what", c.What, "--clients", strconv.Itoa(c.Clients),
		"--seconds", number(c.Seconds), "--pace", number(c.Pace), "--first", strconv.FormatInt(c.First, 10))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return found, fmt.Errorf("the clients: %w", err)
	}
	return found, json.Unmarshal(out, &found)
}

// Run plays them and prints what they met.
func (c *benchClients) Run(_ context.Context, proc *server.Process) error {
	places := &benchPlaces{today: calendar.DateIn(proc.Clock(), time.UTC)}
	places.next.Store(c.First)
	ask, ok := map[string]func(*benchClient) error{
		"bookings": func(b *benchClient) error { return bookOnce(b, places) },
		"pages":    func(b *benchClient) error { return b.get("/afspraak/tijd?p=paspoort.1") },
	}[c.What]
	if !ok {
		return errors.New("what must be bookings or pages")
	}
	done, refused := make([][]time.Duration, c.Clients), make([][]time.Duration, c.Clients)
	begin := time.Now()
	l := load{clients: c.Clients, span: time.Duration(c.Seconds * float64(time.Second)), pace: c.Pace}
	_, err := l.run(func(n int) func() error {
		b := newBenchClient(c.URL)
		return func() error {
			sent := time.Now()
			err := ask(b)
			if b.response.StatusCode() == fasthttp.StatusServiceUnavailable {
				refused[n] = append(refused[n], b.took)
				return nil
			}
			done[n] = append(done[n], time.Since(sent))
			return err
		}
	})
	if err != nil {
		return err
	}
	span := time.Since(begin)
	return json.NewEncoder(proc.Out).Encode(answersMet{sum(slices.Concat(done...), span), sum(slices.Concat(refused...), span), places.next.Load()})
}

// bookOnce holds a place and makes an appointment of it; a refusal on the way ends it.
func bookOnce(b *benchClient, places *benchPlaces) error {
	key := booking.NewVisitKey()
	if err := b.post("/afspraak/tijd", places.form(key)); err != nil {
		return err
	}
	return b.post("/afspraak/maken", url.Values{"v": {string(key)}, "naam": {"Iemand te Voorbeeld"}, "kanaal": {"none"}}.Encode())
}
