package demo

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/queue/forecast"
	"balie/web/messages"
)

// Office is where the hall of the usual town is, and FreeDesk its desk that is left to whoever looks around.
const (
	Office   = catalogue.OfficeID("gendringen")
	FreeDesk = catalogue.DeskID("gendringen-1")
)

// Seed is that of the past which is shipped.
const Seed = 7082

// pastStream is what ids of a past are drawn from, beside its seed.
const pastStream = 2

// Past says which past is played.
type Past struct {
	Setting Setting
	Until   time.Time // where the town's clock stands then
	Days    int       // of it
	Seed    uint64
}

// The rhythm of a past that is played.
const (
	watchEach = time.Minute     // after somebody came
	tickEach  = 5 * time.Minute // by day; at night twice
	freeAfter = 20 * time.Minute
	dayBegins = 8  // o'clock, local
	dayEnds   = 21 // o'clock, local
)

// Play makes a ledger and a key file in an empty folder and lets the town live in them until the past is
// now. The same past gives the same events; keys and codes are drawn anew each time.
func (p Past) Play(ctx context.Context, data string) (err error) {
	random := rand.New(rand.NewPCG(p.Seed, pastStream))
	zone := p.Setting.zone()
	first := calendar.DateIn(p.Until, zone) - calendar.Date(p.Days)
	begin, _ := calendar.At(first, 7*12, zone)
	clock := NewClock(begin)
	h, err := openQuick(data, clock, random)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	if err := p.found(ctx, h); err != nil {
		return err
	}
	d, err := NewDriver(h, p.Setting, p.Seed)
	if err != nil {
		return err
	}
	if err := d.book(ctx, first-1, first+p.booked()); err != nil {
		return err
	}
	if p.Setting.own == nil {
		err = d.extend(ctx, first-7)
	}
	if err != nil {
		return err
	}
	if err := p.live(ctx, d, clock); err != nil {
		return err
	}
	return p.ahead(ctx, d)
}

// booked is how far ahead people have booked when it begins.
func (p Past) booked() calendar.Date {
	if p.Setting.own != nil {
		return practiceDays
	}
	return BookedDays
}

// GoOn lets the town in a folder live on, from where its clock stands until the past is now.
func (p Past) GoOn(ctx context.Context, data string, from time.Time) (err error) {
	clock := NewClock(from)
	h, err := openQuick(data, clock, rand.New(rand.NewPCG(p.Seed, uint64(from.Unix()))))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	d, err := NewDriver(h, p.Setting, p.Seed)
	if err != nil {
		return err
	}
	d.free = p.Setting.Free
	return p.live(ctx, d, clock)
}

// openQuick opens a folder that can be made anew: it waits for no disk, and its ids are drawn from random, so
// that two starts are equal.
func openQuick(data string, clock *Clock, random *rand.Rand) (*server.Server, error) {
	h, err := server.OpenWith(data, clock.Now, slog.New(slog.DiscardHandler), ledger.WithRandom(Bookings{Random: random}.Fill), ledger.WithoutSync())
	if err == nil {
		h.TrustClock()
	}
	return h, err
}

// found sets the town up as it is before its first day.
func (p Past) found(ctx context.Context, h *server.Server) error {
	town, err := p.Setting.Document()
	if err != nil {
		return err
	}
	bus := town.OutreachSetup
	town.OutreachSetup = server.OutreachSetup{}
	if err := server.PutDocument(ctx, h.Ledger, town); err != nil {
		return err
	}
	if _, err := furnishStaff(ctx, h); err != nil || !p.Setting.Bus {
		return err
	}
	if err := furnishRoster(ctx, h); err != nil {
		return err
	}
	b, err := readBus(h)
	if err != nil {
		return err
	}
	b.town = bus
	if err := b.furnish(ctx); err != nil {
		return err
	}
	return b.asked(ctx)
}

// live plays from where the clock stands until now.
func (p Past) live(ctx context.Context, d *Driver, clock *Clock) error {
	ticked, watched := clock.Now(), clock.Now()
	tells := teller(d.server)
	for now := clock.Now(); !now.After(p.Until); now = p.next(now) {
		clock.Set(now)
		if now.After(p.Until.Add(-freeAfter)) {
			d.free = p.Setting.Free
		}
		if err := d.Play(ctx); err != nil {
			return err
		}
		if d.came && now.Sub(watched) >= watchEach {
			d.came, watched = false, now
			if _, err := forecast.Watch(ctx, d.server.Ledger); err != nil {
				return err
			}
		}
		if now.Sub(ticked) >= tickEach {
			ticked = now
			d.server.Tick(ctx)
			if _, err := tells.SendDue(ctx); err != nil {
				return err
			}
		}
		if err := p.keepKeys(d.server); err != nil {
			return err
		}
	}
	clock.Set(p.Until)
	return nil
}

// teller tells the people of a past what a server would: it is kept nowhere.
func teller(h *server.Server) *messages.Worker {
	return &messages.Worker{Ledger: h.Ledger, Vault: h.Vault, Sender: &messages.Sink{Hides: Mailbox}, Base: "http://127.0.0.1:8080", From: "afspraak@balie.example", Log: h.Log()}
}

// ahead plans what lies ahead of now.
func (p Past) ahead(ctx context.Context, d *Driver) error {
	if p.Setting.own != nil {
		return nil
	}
	if err := d.extend(ctx, calendar.DateIn(p.Until, p.Setting.zone())); err != nil || !p.Setting.Bus {
		return err
	}
	if err := d.draftOutings(ctx); err != nil {
		return err
	}
	return furnishAccess(ctx, d.server)
}

// next is when the driver looks again: at night seldom.
func (p Past) next(now time.Time) time.Time {
	local := now.In(p.Setting.zone())
	switch hour := local.Hour(); {
	case hour >= dayEnds || hour < dayBegins-1:
		return now.Add(2 * time.Hour).Truncate(time.Hour)
	case hour < dayBegins || local.Weekday() == time.Saturday || local.Weekday() == time.Sunday:
		return now.Add(15 * time.Minute)
	}
	return now.Add(Step)
}

// keepKeys makes keys ready, which otherwise a worker does beside the bookings.
func (p Past) keepKeys(h *server.Server) error {
	_, err := h.FillKeys()
	return err
}
