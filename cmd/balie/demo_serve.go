package main

import (
	"context"
	"errors"
	"log/slog"
	"os"

	"balie/booking/ledger"
	"balie/web"
	"balie/web/account"
	"balie/web/messages"
)

// serveDemo serves a made-up town on this machine and returns. Without a folder everything is gone when
// it ends; with one its bookings stay, and only an empty folder is filled.
func serveDemo(ctx context.Context, proc *process, c Config) (*serving, error) {
	if err := c.CheckLoopback(); err != nil {
		return nil, err
	}
	c.Cert, c.Key = "", ""
	c.Looks.Keep = Keep{}
	passing := c.Data == ""
	if passing {
		var err error
		if c.Data, err = os.MkdirTemp("", "balie-demo-"); err != nil {
			return nil, err
		}
	}
	log := proc.log(slog.LevelWarn)
	h, err := openHouse(c.Data, proc.Clock, log)
	if err != nil {
		return nil, err
	}
	h.leave = passing
	opens, err := furnishAll(ctx, h)
	if err != nil {
		return nil, errors.Join(err, h.close())
	}
	staff := account.Options{Security: c.security(proc.Out, log)}
	s, err := welcome(h, c, web.Options{Log: log, Post: &messages.Sink{}, Account: staff})
	if err != nil {
		return nil, err
	}
	if passing {
		day, err := newDemoDay(ctx, h)
		if err != nil {
			return nil, errors.Join(err, s.close())
		}
		s.alongside(day.run)
	}
	proc.printf("The town, its hours and its people are made up. Nothing here is a real appointment.\n\n")
	proc.printf("  residents   %s/\n  an appointment by its code   %s/a\n  mails, that are not sent   %s/post\n\n", s.url, s.url, s.url)
	sayStaff(proc, h, opens)
	proc.printf("Stop with Ctrl+C.\n")
	return s, nil
}

// furnishAll fills an empty ledger with the town, its colleagues, their roster and the bus. opens reports
// whether the demo's passphrase opens the accounts.
func furnishAll(ctx context.Context, h *house) (opens bool, err error) {
	if err := furnish(ctx, h); err != nil {
		return false, err
	}
	if opens, err = furnishStaff(ctx, h); err != nil {
		return opens, err
	}
	return opens, errors.Join(furnishRoster(ctx, h), furnishOutreach(ctx, h))
}

// furnish fills an empty house with the town and its neighbours' appointments.
func furnish(ctx context.Context, h *house) error {
	empty := true
	err := h.ledger.View(func(r ledger.Reader) error {
		d, err := readDocument(r)
		empty = len(d.Products) == 0 && len(d.Offices) == 0
		return err
	})
	if err != nil || !empty {
		return err
	}
	town, err := seed()
	if err != nil {
		return err
	}
	town.outreachTown = outreachTown{} // the bus comes with its outings
	if err := put(ctx, h.ledger, town); err != nil {
		return err
	}
	if err := bookNeighbours(ctx, h, town); err != nil {
		return err
	}
	return furnishAccess(ctx, h)
}
