package demo

import (
	"context"
	_ "embed"
	"errors"
	"math/rand/v2"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/queue"
	"balie/queue/sim"
)

// scenarioFile is what the people of the town are like.
//
//go:embed scenario.json
var scenarioFile []byte

// Step is how often the driver looks, by the town's clock.
const Step = 20 * time.Second

// Driver plays the town's days through the very functions that pages use: people come on time, early,
// late and not at all, desks help them, the bus stands at its stops, and new appointments are made. It
// keeps nothing of its own that the ledger does not tell, so it may begin anywhere in a day.
type Driver struct {
	server *server.Server
	town   Setting
	random *rand.Rand
	people sim.People

	free   catalogue.DeskID // the desk that is left to whoever looks around; "" for none
	date   calendar.Date    // of the day that is played
	rested calendar.Date    // the last day that had its evening
	halls  []*hall
	bus    []*outing
	came   bool // somebody came since it was last asked

	began time.Time               // with this day
	own   map[queue.TicketID]bool // numbers of the town's people since then
}

// NewDriver returns a driver; the same seed, ledger and clock give the same days.
func NewDriver(h *server.Server, town Setting, seed uint64) (*Driver, error) {
	s, err := sim.ReadScenario(scenarioFile)
	if err != nil {
		return nil, err
	}
	random := rand.New(rand.NewPCG(seed, 1509))
	return &Driver{server: h, town: town, random: random, people: sim.NewPeople(s, random)}, nil
}

// Play does all that is due by now. What is refused is left: somebody else was there first.
func (d *Driver) Play(ctx context.Context) error {
	now := d.server.Clock()
	date := calendar.DateIn(now, d.town.zone())
	if date != d.date {
		if err := d.begin(now, date); err != nil {
			return err
		}
	}
	for _, o := range d.bus {
		if err := o.play(ctx, d, now); err != nil {
			return err
		}
	}
	for _, h := range d.halls {
		if err := h.play(ctx, d, now); err != nil {
			return err
		}
	}
	if d.rested != date && now.In(d.town.zone()).Hour() >= eveningAt {
		d.rested = date
		return d.evening(ctx, date)
	}
	return ctx.Err()
}

// begin reads a day that begins, or in the middle of which the driver does.
func (d *Driver) begin(now time.Time, date calendar.Date) error {
	d.date, d.halls, d.bus = date, nil, nil
	d.began, d.own = now, map[queue.TicketID]bool{}
	return d.server.Ledger.View(func(r ledger.Reader) error {
		if err := d.readOutings(r, date); err != nil {
			return err
		}
		offices, err := catalogue.Offices(r)
		for _, o := range offices {
			if err == nil {
				err = d.readHall(r, o, now)
			}
		}
		return err
	})
}

// Run keeps the day going until ctx ends.
func (d *Driver) Run(ctx context.Context) {
	beat := time.NewTicker(max(Step/time.Duration(max(d.server.Speed, 1))/10, time.Second/4))
	defer beat.Stop()
	for {
		if err := d.Play(ctx); err != nil && ctx.Err() == nil {
			d.server.Log().Warn("the demo's town is a beat late", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-beat.C:
		}
	}
}

// update runs fn for an actor of the town. A refusal is no failure: whoever looks around was there first.
func (d *Driver) update(ctx context.Context, who ledger.Actor, fn func(*ledger.Tx) error) (done bool, err error) {
	err = d.server.Ledger.Update(ctx, who, fn)
	return err == nil, unlessRefused(err)
}

// unlessRefused lets pass what a rule refused, and what is to be tried again.
func unlessRefused(err error) error {
	switch ledger.CodeOf(err) {
	case ledger.Internal, ledger.UnknownOutcome:
		if errors.Is(err, context.Canceled) {
			return nil
		}
		return err
	}
	return nil
}

// neighbours book, by what people of this town come for.
func (d *Driver) neighbours() Bookings { return Bookings{d.server, d.random, d.town.wanted} }
