package main

import (
	"context"
	"errors"
	"log/slog"
	"os"

	"balie/booking"
	"balie/booking/ledger"
	"balie/web"
	"balie/web/account"
)

// serveConfig begins to serve and returns. On an empty folder it makes ledger and key file and says
// what to do next. It refuses to speak to other machines without TLS.
func serveConfig(ctx context.Context, proc *process, c Config) (*serving, error) {
	if err := errors.Join(c.CheckExposure(), c.CheckMail(), c.CheckSMS(), c.CheckStaff()); err != nil {
		return nil, err
	}
	log := proc.log(slog.LevelInfo)
	_, missing := os.Stat(ledgerPath(c.Data))
	h, err := openHouse(c.Data, proc.Clock, log)
	if err != nil {
		return nil, err
	}
	staff := account.Options{RequireSecond: c.Staff.RequireSecond, Provider: c.provider(), Security: c.security(proc.Out, log)}
	s, err := welcome(h, c, web.Options{HTTPS: true, Log: log, Account: staff})
	if err != nil {
		return nil, err
	}
	if errors.Is(missing, os.ErrNotExist) {
		proc.printf("made %s and %s: keep copies of both, never one without the other\n", ledgerPath(c.Data), keysPath(c.Data))
	}
	if err := errors.Join(adviseNext(proc, h, c), adviseFirst(ctx, proc, h)); err != nil {
		return nil, errors.Join(err, s.close())
	}
	proc.printf("serving on %s\n", s.url)
	return s, nil
}

// adviseNext says what to do while there is nothing to book.
func adviseNext(proc *process, h *house, c Config) error {
	return h.ledger.View(func(r ledger.Reader) error {
		products, err := booking.Products(r)
		if err == nil && len(products) == 0 {
			proc.printf("nothing can be booked yet: balie import --data %s FILE... brings products and offices\n", c.Data)
		}
		return err
	})
}

// adviseFirst prints a manager's set-up link while nobody can sign in.
func adviseFirst(ctx context.Context, proc *process, h *house) error {
	code, err := h.inviteFirst(ctx)
	if err == nil && code != "" {
		proc.printf("nobody can sign in yet: %s begins as %q, once, for three days\n", setUpLink(h.base, code), firstLogin)
	}
	return err
}
