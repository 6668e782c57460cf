package server

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"balie/web"
	"balie/web/route"
)

// Running is a house that is open to visitors: its pages, its socket for second processes and its
// workers.
type Running struct {
	URL      string // of residents
	StaffURL string
	Server   *Server
	app      *web.App
	socket   *commandSocket

	failed chan error      // of the listeners
	ctx    context.Context // of the workers
	stop   context.CancelFunc
	ticks  *cron.Cron

	working sync.WaitGroup // of the workers that tell residents and keep pages current

	once   sync.Once
	closed error
}

// StopPatience is how long answers under way may take after the program is told to stop.
const StopPatience = 20 * time.Second

// StartBare opens a house to visitors on the configured addresses. On an error everything is closed again.
func StartBare(h *Server, c Config, options web.Options) (s *Running, err error) {
	doors, err := c.open(options.Log)
	if err != nil {
		return nil, errors.Join(err, h.Close())
	}
	s = &Running{Server: h, URL: urlOf(doors, route.PublicSite), StaffURL: urlOf(doors, route.StaffSite), failed: make(chan error, len(doors))}
	if h.StaffURL = c.staffURL(); h.StaffURL == "" {
		h.StaffURL = s.StaffURL
	}
	if s.socket, err = listenSocket(h); err != nil {
		return nil, errors.Join(err, shut(doors), h.Close())
	}
	options.Ledger, options.Vault, options.Clock, options.MachineClock = h.Ledger, h.Vault, h.Clock, h.MachineClock
	options.ClockSpeed = h.Speed
	options.Municipality, options.PublicURL, options.StaffURL, options.TrustedProxies = c.Municipality, c.PublicURL, c.Staff.URL, c.TrustedProxies
	mail := tellers(h, c, options, s.URL)
	options.Mail, options.SMS, options.Letters, options.Video = mail.Sender != nil, mail.Texts != nil, mail, mail.Video
	options.BackupDays = c.Looks.Keep.longest()
	s.app = web.New(options)
	s.ctx, s.stop = context.WithCancel(context.Background())
	ctx := s.ctx
	for _, d := range doors {
		go func() { s.failed <- s.app.Serve(d.socket, d.sites...) }()
	}
	s.working.Go(func() { s.app.Live().Run(ctx) })
	s.ticks = startTicks(ctx, h, mail, s.app.Accounts())
	s.working.Go(func() { mail.Run(ctx) })
	return s, nil
}

// Alongside runs a worker that ends when its context does, before the ledger closes.
func (s *Running) Alongside(work func(context.Context)) { s.working.Go(func() { work(s.ctx) }) }

// Wait returns when ctx ends, or when a listener failed.
func (s *Running) Wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case err := <-s.failed:
		return err
	}
}

// Close stops accepting, waits for answers under way, ends the workers and closes the ledger. It may be
// called more than once.
func (s *Running) Close() error {
	s.once.Do(func() { s.closed = s.end() })
	return s.closed
}

func (s *Running) end() error {
	ctx, cancel := context.WithTimeout(context.Background(), StopPatience)
	defer cancel()
	err := errors.Join(s.app.Shutdown(ctx), s.socket.close())
	s.stop()
	<-s.ticks.Stop().Done()
	s.working.Wait()
	s.Server.sweep(ctx, s.app.Accounts())
	return errors.Join(err, s.Server.Close())
}
