package demo

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/web"
	"balie/web/account"
	"balie/web/account/passphrase"
	"balie/web/demo"
	"balie/web/messages"
)

// Options is what whoever starts a demo may choose.
type Options struct {
	Town  Setting   // the zero Setting is the usual town
	At    time.Time // where the town's clock starts; zero is the next ordinary Tuesday, or where the town stopped
	Speed int       // of the town's clock beside the machine's; 0 is 1
	// Machine says that the town keeps the machine's time, and begins without a past: in a test. Nobody is
	// told there that they ask too often, since one machine plays everybody.
	Machine bool
	Doors   bool // /demo is there in such a test too
	// Exposed says that other machines may reach it, as far as a server's settings let them: a practice house.
	Exposed bool
	// Home is where the real house is, of which this is the practice house; "" where there is none.
	Home string
}

// Serve serves a made-up town on this machine and returns. Without a folder everything is gone when
// it ends; with one the town goes on from its last commit, and only an empty folder is filled.
func Serve(ctx context.Context, proc *server.Process, c server.Config, o Options) (*server.Running, error) {
	check := c.CheckLoopback
	if o.Exposed {
		check = c.CheckExposure
	} else {
		c.Cert, c.Key = "", ""
	}
	if err := check(); err != nil {
		return nil, err
	}
	if o.Town.Name == "" {
		o.Town = Settings[0]
	}
	c.Looks.Keep = server.Keep{}
	passing := c.Data == ""
	if passing {
		var err error
		if c.Data, err = os.MkdirTemp("", "balie-demo-"); err != nil {
			return nil, err
		}
	}
	h, clock, opens, err := o.open(ctx, proc, c.Data)
	if err != nil {
		if passing {
			err = errors.Join(err, os.RemoveAll(c.Data))
		}
		return nil, err
	}
	h.RemoveOnClose = passing
	o.Town = settingIn(h, o.Town)
	c.Municipality = o.Town.Municipality
	staff := account.Options{Security: c.Security(proc.Out, h.Log()), Hasher: passphrase.NewHasher(hashCost, 1)}
	shown := web.Options{Log: h.Log(), HTTPS: o.Exposed, Language: o.Town.Language, OneMachine: true, Post: &messages.Sink{Hides: Mailbox}, Account: staff}
	if o.Machine {
		shown.Limits = server.Unlimited
	}
	if o.Doors || !o.Machine {
		shown.Demo = o.Town.doors()
	}
	if o.Town.own != nil {
		shown.CookieTag, shown.Pace = cookieTag, clock.Pace
		shown.Demo.Practice = &demo.Practice{Pace: clock.Pace, SetPace: clock.SetPace, Home: o.Home}
	}
	practice := o.beside(proc, c, &shown)
	s, err := server.Start(h, c, shown)
	if err != nil {
		return nil, err
	}
	if practice != nil {
		s.Alongside(practice.Run)
	}
	if passing || !o.Machine {
		if err := o.drive(h, s); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	say(proc, s, o, opens)
	return s, nil
}

// drive lets the town's people live beside a server.
func (o Options) drive(h *server.Server, s *server.Running) error {
	d, err := NewDriver(h, o.Town, uint64(h.Clock().Unix()))
	if err != nil {
		return err
	}
	d.free = o.Town.Free
	s.Alongside(d.Run)
	return nil
}

// beside is the practice house that a demo's page opens; a practice house has none, nor has a test.
func (o Options) beside(proc *server.Process, c server.Config, shown *web.Options) *PracticeHouse {
	if o.Town.own != nil || o.Machine {
		return nil
	}
	p := besideDemo(proc, c)
	shown.Practice = p
	return p
}

// cookieTag tells the cookies of a practice house from those of the real one, which may have the same host.
const cookieTag = "oefen-"

// open opens the town's folder, with the past that it begins with, and lets its clock run.
func (o Options) open(ctx context.Context, proc *server.Process, data string) (h *server.Server, clock *Clock, opens bool, err error) {
	log := proc.Log(slog.LevelWarn)
	if o.Machine {
		if h, err = server.Open(data, proc.Clock, log); err != nil {
			return nil, nil, false, err
		}
		h.TrustClock()
		if opens, err = FurnishAll(ctx, h); err != nil {
			return nil, nil, false, errors.Join(err, h.Close())
		}
		return h, nil, opens, nil
	}
	at, fresh, err := o.prepare(ctx, proc, data)
	if err != nil {
		return nil, nil, false, err
	}
	clock = NewClock(at)
	if h, err = server.Open(data, clock.Now, log); err != nil {
		return nil, nil, false, err
	}
	if err := checkMadeUp(h); err != nil {
		return nil, nil, false, errors.Join(err, h.Close())
	}
	h.TrustClock()
	h.MachineClock, h.Speed = proc.Clock, max(o.Speed, 1)
	if last := h.Ledger.LastCommit(); last.After(at) {
		if !o.At.IsZero() {
			return nil, nil, false, errors.Join(fmt.Errorf("the town in %s was last at %s: --at cannot go back behind it", data, last.In(o.Town.zone()).Format(sayAt)), h.Close())
		}
		clock.Set(last)
	}
	clock.Run(proc.Clock, h.Speed)
	return h, clock, fresh, nil
}

// sayAt is how a moment is written for whoever starts a demo.
const sayAt = "Monday 2 January 2006 15:04"

// say prints where everything is, and what time it is in the town.
func say(proc *server.Process, s *server.Running, o Options, opens bool) {
	h := s.Server
	proc.Printf("The town, its hours and its people are made up. Nothing here is a real appointment.\n")
	if !o.Machine {
		proc.Printf("The town has a clock of its own. There it is %s", h.Clock().In(o.Town.zone()).Format(sayAt))
		if h.Speed > 1 {
			proc.Printf(", and a minute passes in a %dth of one", h.Speed)
		}
		proc.Printf(".\n")
	}
	if o.Doors || !o.Machine {
		sayDoors(proc, s.URL)
	}
	proc.Printf("\n  residents   %s/\n  an appointment by its code   %s/a\n  mails, that are not sent   %s/post\n\n", s.URL, s.URL, s.URL)
	sayStaff(proc, h, opens)
	proc.Printf("Stop with Ctrl+C.\n")
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
