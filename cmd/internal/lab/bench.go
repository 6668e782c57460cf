package lab

import (
	"errors"
	"log/slog"
	"os"
	"runtime/pprof"
	"time"

	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/web"
)

// Bench is the family of measurements; each is a file of its own.
type Bench struct {
	Booking  benchBooking  `cmd:"" help:"Durable bookings through HTTP, beside a bare group commit."`
	Pages    benchPages    `cmd:"" help:"Pages as HTML, beside a handler that only says hello."`
	History  benchHistory  `cmd:"" help:"Bookings, pages, start and memory with a long past, beside none."`
	Region   benchRegion   `cmd:"" help:"A month of many large offices: searched, known, and after a booking."`
	Overload benchOverload `cmd:"" help:"Four times as many bookings as can be made, beside as many as can."`
	Clients  benchClients  `cmd:"" hidden:"" help:"The clients of a measurement, in a process of their own."`
	Live     benchLive     `cmd:"" help:"Followers of a page that is live, beside a bare hub of net/http."`
	Crowd    benchCrowd    `cmd:"" hidden:"" help:"The followers of bench live; it starts them itself."`
	Route    benchRoute    `cmd:"" help:"Rounds with time windows, beside the optimum and beside cheapest insertion."`
	Yield    benchYield    `cmd:"" help:"Desk time that is filled, beside first fit, a grid, and what foresight could fill."`
}

// benching is what every measurement is told.
type benching struct {
	Seconds float64 `help:"How long each line is measured." default:"3"`
	Dir     string  `help:"Folder on the disk that is to be measured; what is made there is removed." placeholder:"DIR"`
	JSON    bool    `name:"json" help:"Print JSON instead of Markdown."`
	Profile string  `help:"Write a CPU profile of the whole run, for go tool pprof." placeholder:"FILE"`
}

// profile starts the profile that was asked for and returns what ends it.
func (b benching) profile() (stop func() error, err error) {
	if b.Profile == "" {
		return func() error { return nil }, nil
	}
	f, err := os.Create(b.Profile)
	if err != nil {
		return nil, err
	}
	return func() error { pprof.StopCPUProfile(); return f.Close() }, pprof.StartCPUProfile(f)
}

func (b benching) span() time.Duration {
	return time.Duration(min(max(b.Seconds, 0.05), 60) * float64(time.Second))
}

// workshop makes a folder for one measurement, and starts its profile.
func (b benching) workshop() (data string, remove func() error, err error) {
	stop, err := b.profile()
	if err != nil {
		return "", nil, err
	}
	data, err = os.MkdirTemp(b.Dir, "balie-bench-")
	return data, func() error { return errors.Join(stop(), os.RemoveAll(data)) }, err
}

// openBench serves a folder on a free port of this machine, after fill has put something into it.
func openBench(data string, clock ledger.Clock, fill func(*server.Server) error) (*server.Running, error) {
	log := slog.New(slog.DiscardHandler)
	c, err := server.LoadConfig("", nil, map[string]*string{"data": &data, "listen": new("127.0.0.1:0")})
	if err != nil {
		return nil, err
	}
	h, err := server.Open(data, clock, log)
	if err != nil {
		return nil, err
	}
	if err := fill(h); err != nil {
		return nil, errors.Join(err, h.Close())
	}
	return server.StartBare(h, c, web.Options{Log: log, Limits: server.Unlimited})
}
