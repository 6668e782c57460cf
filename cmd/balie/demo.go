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

type demo struct {
	where
	Theme  *string `help:"Folder with theme.css, logo.svg or both: the house style." placeholder:"DIR"`
	Listen *string `help:"Address on this machine to listen on (127.0.0.1:8080)." placeholder:"ADDR"`
}

// Run serves a made-up town on this machine and returns. Without --data everything is gone when it
// ends; with it, the folder's bookings stay, and only an empty folder is filled.
func (c *demo) Run(ctx context.Context, m *Main) error {
	settings, err := LoadConfig(c.Config, m.Env, map[string]*string{"data": c.Data, "listen": c.Listen, "theme": c.Theme})
	if err != nil {
		return err
	}
	if err := settings.CheckLoopback(); err != nil {
		return err
	}
	settings.Cert, settings.Key = "", ""
	settings.Looks.Keep = Keep{}
	passing := c.Data == nil
	if passing {
		if settings.Data, err = os.MkdirTemp("", "balie-demo-"); err != nil {
			return err
		}
	}
	log := m.log(slog.LevelWarn)
	h, err := openHouse(settings.Data, m.Clock, log)
	if err != nil {
		return err
	}
	h.leave = passing
	if err := furnish(ctx, h); err != nil {
		return errors.Join(err, h.close())
	}
	opens, err := furnishStaff(ctx, h)
	if err != nil {
		return errors.Join(err, h.close())
	}
	if err := errors.Join(furnishRoster(ctx, h), furnishOutreach(ctx, h)); err != nil {
		return errors.Join(err, h.close())
	}
	staff := account.Options{Security: settings.security(m.Out, log)}
	if m.serving, err = welcome(h, settings, web.Options{Log: log, Post: &messages.Sink{}, Account: staff}); err != nil {
		return err
	}
	if passing {
		day, err := newDemoDay(ctx, h)
		if err != nil {
			return err
		}
		m.serving.alongside(day.run)
	}
	m.printf("The town, its hours and its people are made up. Nothing here is a real appointment.\n\n")
	m.printf("  residents   %s/\n  an appointment by its code   %s/a\n  mails, that are not sent   %s/post\n\n", m.serving.url, m.serving.url, m.serving.url)
	m.sayStaff(h, opens)
	m.printf("Stop with Ctrl+C.\n")
	return nil
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
	if err := put(ctx, h.ledger, town); err != nil {
		return err
	}
	if err := bookNeighbours(ctx, h, town); err != nil {
		return err
	}
	return furnishAccess(ctx, h)
}
