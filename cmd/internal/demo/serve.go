package demo

import (
	"context"
	"errors"
	"log/slog"
	"os"

	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/web"
	"balie/web/account"
	"balie/web/messages"
)

// Serve serves a made-up town on this machine and returns. Without a folder everything is gone when
// it ends; with one its bookings stay, and only an empty folder is filled.
func Serve(ctx context.Context, proc *server.Process, c server.Config) (*server.Running, error) {
	if err := c.CheckLoopback(); err != nil {
		return nil, err
	}
	c.Cert, c.Key = "", ""
	c.Looks.Keep = server.Keep{}
	passing := c.Data == ""
	if passing {
		var err error
		if c.Data, err = os.MkdirTemp("", "balie-demo-"); err != nil {
			return nil, err
		}
	}
	log := proc.Log(slog.LevelWarn)
	h, err := server.Open(c.Data, proc.Clock, log)
	if err != nil {
		return nil, err
	}
	h.RemoveOnClose = passing
	h.TrustClock()
	opens, err := FurnishAll(ctx, h)
	if err != nil {
		return nil, errors.Join(err, h.Close())
	}
	staff := account.Options{Security: c.Security(proc.Out, log)}
	s, err := server.Start(h, c, web.Options{Log: log, Post: &messages.Sink{}, Account: staff})
	if err != nil {
		return nil, err
	}
	if passing {
		day, err := newQueueDay(ctx, h)
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		s.Alongside(day.run)
	}
	proc.Printf("The town, its hours and its people are made up. Nothing here is a real appointment.\n\n")
	proc.Printf("  residents   %s/\n  an appointment by its code   %s/a\n  mails, that are not sent   %s/post\n\n", s.URL, s.URL, s.URL)
	sayStaff(proc, h, opens)
	proc.Printf("Stop with Ctrl+C.\n")
	return s, nil
}

// FurnishAll fills an empty ledger with the town, its colleagues, their roster and the bus. opens reports
// whether the demo's passphrase opens the accounts.
func FurnishAll(ctx context.Context, h *server.Server) (opens bool, err error) {
	if err := Furnish(ctx, h); err != nil {
		return false, err
	}
	if opens, err = furnishStaff(ctx, h); err != nil {
		return opens, err
	}
	return opens, errors.Join(furnishRoster(ctx, h), furnishOutreach(ctx, h))
}

// Furnish fills an empty house with the town and its neighbours' appointments.
func Furnish(ctx context.Context, h *server.Server) error {
	empty := true
	err := h.Ledger.View(func(r ledger.Reader) error {
		d, err := server.ReadDocument(r)
		empty = len(d.Products) == 0 && len(d.Offices) == 0
		return err
	})
	if err != nil || !empty {
		return err
	}
	town, err := Town()
	if err != nil {
		return err
	}
	town.OutreachSetup = server.OutreachSetup{} // the bus comes with its outings
	if err := server.PutDocument(ctx, h.Ledger, town); err != nil {
		return err
	}
	if err := BookAhead(ctx, h, town); err != nil {
		return err
	}
	return furnishAccess(ctx, h)
}
