package server

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web"
	"balie/web/account"
)

// Serve begins to serve and returns. On an empty folder it makes ledger and key file and says
// what to do next. It refuses to speak to other machines without TLS. with adds to what the pages are made of.
func Serve(ctx context.Context, proc *Process, c Config, with ...func(*web.Options)) (*Running, error) {
	if err := errors.Join(c.CheckExposure(), c.CheckMail(), c.CheckSMS(), c.CheckStaff()); err != nil {
		return nil, err
	}
	if err := contact.TextTo(cmp.Or(c.SMSTo, "EU")); err != nil {
		return nil, err
	}
	log := proc.Log(slog.LevelInfo)
	_, missing := os.Stat(LedgerPath(c.Data))
	h, err := Open(c.Data, proc.Clock, log)
	if err != nil {
		return nil, err
	}
	if c.ClockIsRight {
		h.trust.confirm()
	} else if err := checkClock(h.Ledger, proc.Clock); err != nil {
		return nil, errors.Join(err, h.Close())
	}
	h.trust.peer = peerClock(c.ClockPeer, proc.Clock)
	staff := account.Options{RequireSecond: c.Staff.RequireSecond, Provider: c.provider(), Security: c.Security(proc.Out, log)}
	options := web.Options{HTTPS: true, Log: log, Account: staff}
	for _, add := range with {
		add(&options)
	}
	s, err := Start(h, c, options)
	if err != nil {
		return nil, err
	}
	if errors.Is(missing, os.ErrNotExist) {
		proc.Printf("made %s and %s: keep copies of both, never one without the other\n", LedgerPath(c.Data), KeysPath(c.Data))
	}
	if err := errors.Join(adviseNext(proc, h, c), adviseFirst(ctx, proc, h)); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	proc.Printf("serving on %s\n", s.URL)
	return s, nil
}

// adviseNext says what to do while there is nothing to book.
func adviseNext(proc *Process, h *Server, c Config) error {
	return h.Ledger.View(func(r ledger.Reader) error {
		products, err := catalogue.Products(r)
		if err == nil && len(products) == 0 {
			proc.Printf("nothing can be booked yet: who signs in sets it up in five steps, or balie import --data %s FILE... brings it\n", c.Data)
		}
		return err
	})
}

// adviseFirst says how a manager begins while nobody can sign in. The link itself is printed to a terminal
// only: output that goes to a journal or a log collector is read by more people than may manage. There it
// stands in a file that its owner alone can read, which goes once somebody can sign in.
func adviseFirst(ctx context.Context, proc *Process, h *Server) error {
	code, err := h.inviteFirst(ctx)
	place := filepath.Join(h.Data, firstLinkFile)
	if err != nil || code == "" {
		_ = os.Remove(place)
		return err
	}
	where := SetUpLink(h.StaffURL, code)
	if !proc.OnTerminal() {
		if err := writeSecret(place, where+"\n"); err != nil {
			return err
		}
		where = "the link in " + place
	}
	proc.Printf("nobody can sign in yet: %s begins as %q, once, for three days\n", where, firstLogin)
	return nil
}

// firstLinkFile stands in the data directory while nobody can sign in.
const firstLinkFile = "first-link"

// writeSecret writes a new file that its owner alone can read, in the place of what was there.
func writeSecret(path, content string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err := f.WriteString(content); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}
