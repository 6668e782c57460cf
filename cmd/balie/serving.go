package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"balie/web"
	"balie/web/route"
)

// serving is a house that is open to visitors: its pages, its socket for second processes and its
// workers.
type serving struct {
	url      string // of residents
	staffURL string
	house    *house
	app      *web.App
	errands  *errands

	failed chan error      // of the listeners
	ctx    context.Context // of the workers
	stop   context.CancelFunc
	ticks  *cron.Cron

	working sync.WaitGroup // of the workers that tell residents and keep pages current
}

// stopPatience is how long answers under way may take after the program is told to stop.
const stopPatience = 20 * time.Second

// start opens a house to visitors on the configured addresses. On an error everything is closed again.
func start(h *house, c Config, options web.Options) (s *serving, err error) {
	doors, err := c.open(options.Log)
	if err != nil {
		return nil, errors.Join(err, h.close())
	}
	s = &serving{house: h, url: urlOf(doors, route.PublicSite), staffURL: urlOf(doors, route.StaffSite), failed: make(chan error, len(doors))}
	if h.base = c.staffURL(); h.base == "" {
		h.base = s.staffURL
	}
	if s.errands, err = listenErrands(h); err != nil {
		return nil, errors.Join(err, shut(doors), h.close())
	}
	options.Ledger, options.Vault, options.Clock = h.ledger, h.vault, h.clock
	options.Municipality, options.PublicURL, options.StaffURL, options.TrustedProxies = c.Municipality, c.PublicURL, c.Staff.URL, c.TrustedProxies
	mail := tellers(h, c, options, s.url)
	options.Mail, options.SMS, options.Letters, options.Video = mail.Sender != nil, mail.Texts != nil, mail, mail.Video
	s.app = web.New(options)
	s.ctx, s.stop = context.WithCancel(context.Background())
	ctx := s.ctx
	for _, d := range doors {
		go func() { s.failed <- s.app.Serve(d.listener, d.sites...) }()
	}
	s.working.Go(func() { s.app.Live().Run(ctx) })
	s.ticks = startTicks(ctx, h, mail, s.app.Accounts())
	s.working.Go(func() { mail.Run(ctx) })
	return s, nil
}

// alongside runs a worker that ends when its context does, before the ledger closes.
func (s *serving) alongside(work func(context.Context)) { s.working.Go(func() { work(s.ctx) }) }

// wait returns when ctx ends, or when a listener failed.
func (s *serving) wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case err := <-s.failed:
		return err
	}
}

// close stops accepting, waits for answers under way, ends the workers and closes the ledger.
func (s *serving) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopPatience)
	defer cancel()
	err := errors.Join(s.app.Shutdown(ctx), s.errands.close())
	s.stop()
	<-s.ticks.Stop().Done()
	s.working.Wait()
	s.house.sweep(ctx, s.app.Accounts())
	return errors.Join(err, s.house.close())
}
