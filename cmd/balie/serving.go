package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"balie/web"
)

// serving is a house that is open to visitors: its pages, its socket for second processes and its
// workers.
type serving struct {
	url     string
	house   *house
	app     *web.App
	errands *errands

	failed chan error // of the listener
	stop   context.CancelFunc
	ticks  *cron.Cron

	mailing sync.WaitGroup // of the worker that tells residents
}

// stopPatience is how long answers under way may take after the program is told to stop.
const stopPatience = 20 * time.Second

// start opens a house to visitors on the configured address. On an error everything is closed again.
func start(h *house, c Config, options web.Options) (s *serving, err error) {
	listener, secure, err := listen(c, options.Log)
	if err != nil {
		return nil, errors.Join(err, h.close())
	}
	errands, err := listenErrands(h)
	if err != nil {
		return nil, errors.Join(err, listener.Close(), h.close())
	}
	options.Ledger, options.Vault, options.Clock = h.ledger, h.vault, h.clock
	options.Municipality, options.PublicURL, options.TrustedProxies = c.Municipality, c.PublicURL, c.TrustedProxies
	s = &serving{house: h, errands: errands, url: "http://" + listener.Addr().String(), failed: make(chan error, 1)}
	if secure {
		s.url = "https://" + listener.Addr().String()
	}
	mail := tellers(h, c, options, s.url)
	options.Mail = mail != nil
	s.app = web.New(options)
	var ctx context.Context
	ctx, s.stop = context.WithCancel(context.Background())
	go func() { s.failed <- s.app.Serve(listener) }()
	s.ticks = startTicks(ctx, h, mail)
	if mail != nil {
		s.mailing.Go(func() { mail.Run(ctx) })
	}
	return s, nil
}

// listen opens the address, with TLS where there is a certificate.
func listen(c Config, log *slog.Logger) (listener net.Listener, secure bool, err error) {
	var cert *certificate
	if c.Cert != "" {
		if cert, err = loadCertificate(c.Cert, c.Key, log); err != nil {
			return nil, false, err
		}
	}
	if listener, err = net.Listen("tcp", c.Listen); err != nil {
		return nil, false, fmt.Errorf("listen = %q: %w", c.Listen, err)
	}
	if cert == nil {
		return listener, false, nil
	}
	return tls.NewListener(listener, cert.config()), true, nil
}

// wait returns when ctx ends, or when the listener failed.
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
	s.mailing.Wait()
	return errors.Join(err, s.house.close())
}
