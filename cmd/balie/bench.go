package main

import (
	"errors"
	"log/slog"
	"math"
	"os"
	"time"

	"balie/booking/ledger"
	"balie/web"
)

// bench is the family of measurements; each is a file of its own.
type bench struct {
	Booking benchBooking `cmd:"" help:"Durable bookings through HTTP, beside a bare group commit."`
	Pages   benchPages   `cmd:"" help:"Pages as HTML, beside a handler that only says hello, with and without history."`
	Live    benchLive    `cmd:"" help:"Followers of a page that is live, beside a bare hub of net/http."`
	Crowd   benchCrowd   `cmd:"" hidden:"" help:"The followers of bench live; it starts them itself."`
}

// benching is what every measurement is told.
type benching struct {
	Seconds float64 `help:"How long each line is measured." default:"3"`
	Dir     string  `help:"Folder on the disk that is to be measured; what is made there is removed." placeholder:"DIR"`
	JSON    bool    `name:"json" help:"Print JSON instead of Markdown."`
}

func (b benching) span() time.Duration {
	return time.Duration(min(max(b.Seconds, 0.05), 60) * float64(time.Second))
}

// workshop makes a folder for one measurement.
func (b benching) workshop() (data string, remove func() error, err error) {
	data, err = os.MkdirTemp(b.Dir, "balie-bench-")
	return data, func() error { return os.RemoveAll(data) }, err
}

// without limits, since one machine plays everybody.
var unlimited = web.Limits{
	web.Look: {Burst: math.MaxInt32, PerMinute: math.MaxInt32}, web.Change: {Burst: math.MaxInt32, PerMinute: math.MaxInt32},
	web.Guess: {Burst: math.MaxInt32, PerMinute: math.MaxInt32}, web.Enter: {Burst: math.MaxInt32, PerMinute: math.MaxInt32},
}

// openBench serves a folder on a free port of this machine, after fill has put something into it.
func openBench(data string, clock ledger.Clock, fill func(*house) error) (*serving, error) {
	log := slog.New(slog.DiscardHandler)
	c, err := LoadConfig("", nil, map[string]*string{"data": &data, "listen": new("127.0.0.1:0")})
	if err != nil {
		return nil, err
	}
	h, err := openHouse(data, clock, log)
	if err != nil {
		return nil, err
	}
	if err := fill(h); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return start(h, c, web.Options{Log: log, Limits: unlimited})
}
