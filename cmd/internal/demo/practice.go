package demo

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"balie/booking/calendar"
	"balie/cmd/internal/server"
	"balie/web/manage"
	"balie/web/setup"
)

// emptiedAt is the hour of the night at which an open practice house begins anew.
const emptiedAt = 3

// PracticeHouse is a second house beside a real one, in which colleagues practise: it has the real one's configuration
// and a ledger, keys, accounts and cookies of its own, in a folder that is gone when it closes. It is handed an exported
// document and nothing else, so nothing real can be reached from it.
type PracticeHouse struct {
	proc     *server.Process
	settings server.Config

	plain bool // beside a demo, on this machine alone

	mu      sync.Mutex
	running *server.Running
	state   manage.PracticeState
	asked   setup.Document // what is open, to begin anew with
	turn    int            // grows with every opening and closing, so that an older one notices
	again   chan struct{}
}

// NewPracticeHouse is the practice house of a server with these settings; it is closed.
func NewPracticeHouse(proc *server.Process, settings server.Config) *PracticeHouse {
	quiet := *proc
	quiet.Out = io.Discard
	p := &PracticeHouse{proc: &quiet, settings: settings, again: make(chan struct{}, 1)}
	p.state.Possible = settings.Practice.Listen != ""
	return p
}

// besideDemo is the practice house of a demo: on this machine alone, at a port that is free, so that its button works
// for whoever looks around.
func besideDemo(proc *server.Process, settings server.Config) *PracticeHouse {
	settings.Practice = server.Listening{Listen: "127.0.0.1:0"}
	p := NewPracticeHouse(proc, settings)
	p.plain = true
	return p
}

// State says whether it is open, and where.
func (p *PracticeHouse) State() manage.PracticeState {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state
}

// Open begins it with a municipality's own configuration, in the place of one that is open. It takes some seconds, in
// which State says that it opens.
func (p *PracticeHouse) Open(d setup.Document) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = d
	p.begin()
}

// begin lets Run open it; mu is held.
func (p *PracticeHouse) begin() {
	p.turn++
	p.state.Opens, p.state.Failed = true, false
	p.wake()
}

func (p *PracticeHouse) wake() {
	select {
	case p.again <- struct{}{}:
	default:
	}
}

// Close ends it; everything in it is gone.
func (p *PracticeHouse) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.turn++
	p.state.Opens = false
	p.wake()
}

// Run opens and closes it as it is asked to, and lets it begin anew each night, until ctx ends.
func (p *PracticeHouse) Run(ctx context.Context) {
	for {
		night := time.NewTimer(p.untilNight())
		select {
		case <-ctx.Done():
			night.Stop()
			_ = p.end()
			return
		case <-night.C:
			p.mu.Lock()
			if p.running != nil {
				p.begin()
			}
			p.mu.Unlock()
		case <-p.again:
			night.Stop()
			p.follow(ctx)
		}
	}
}

// follow does what was asked last.
func (p *PracticeHouse) follow(ctx context.Context) {
	p.mu.Lock()
	opens, d, turn := p.state.Opens, p.asked, p.turn
	p.mu.Unlock()
	err := p.end()
	var s *server.Running
	if opens && err == nil {
		s, err = p.start(ctx, d)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running = s
	p.state.Open, p.state.Failed = s != nil, err != nil
	if s != nil {
		if p.state.URL = p.settings.Practice.URL; p.state.URL == "" {
			p.state.URL = s.URL
		}
	}
	if p.turn == turn {
		p.state.Opens = false
	} else {
		p.wake()
	}
	if err != nil {
		p.proc.Log(0).Error("the practice house does not open", "err", err)
	}
}

func (p *PracticeHouse) start(ctx context.Context, d setup.Document) (*server.Running, error) {
	town, err := OwnSetting(d)
	if err != nil {
		return nil, err
	}
	return Serve(ctx, p.proc, p.settings.PracticeHouse(), Options{Town: town, Exposed: !p.plain, Home: p.settings.Home()})
}

// end closes what is open.
func (p *PracticeHouse) end() (err error) {
	p.mu.Lock()
	s := p.running
	p.running, p.state.Open = nil, false
	p.mu.Unlock()
	if s != nil {
		err = errors.Join(err, s.Close())
	}
	return err
}

// untilNight is how long it is until the next night.
func (p *PracticeHouse) untilNight() time.Duration {
	now := p.proc.Clock()
	zone := Settings[0].zone()
	for day := calendar.DateIn(now, zone); ; day++ {
		if at, ok := calendar.At(day, emptiedAt*60/calendar.CellMinutes, zone); ok && at.After(now) {
			return at.Sub(now)
		}
	}
}
