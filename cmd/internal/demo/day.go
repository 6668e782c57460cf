package demo

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/kiosk"
	"balie/queue"
	"balie/queue/forecast"
)

// queueDay lets people come in at the demo's town hall and has two desks help them, so that whoever
// signs in sees a queue that moves. A visit takes a tenth of its time. It is there at any hour of
// the day, as the demo is.
type queueDay struct {
	server *server.Server
	office catalogue.OfficeID
	desks  []catalogue.DeskID
	random *rand.Rand
	since  map[catalogue.DeskID]time.Time // of what each desk does
}

const (
	Office    = catalogue.OfficeID("gendringen")
	beat      = 3 * time.Second
	arrives   = 12 // one in so many beats brings somebody
	inAtOnce  = 5  // wait when the demo starts
	mostWait  = 9  // nobody comes in while so many wait
	walking   = 6 * time.Second
	pace      = 10 // times as fast as planned
	colleague = ledger.Actor("demo-")
)

// newQueueDay fills the hall and two desks.
func newQueueDay(ctx context.Context, h *server.Server) (*queueDay, error) {
	d := &queueDay{server: h, office: Office, desks: []catalogue.DeskID{"gendringen-2", "gendringen-3"},
		random: rand.New(rand.NewPCG(7081, uint64(h.Clock().UnixNano()))), since: map[catalogue.DeskID]time.Time{}}
	for range inAtOnce {
		if err := d.comeIn(ctx); err != nil {
			return nil, err
		}
	}
	for _, desk := range d.desks {
		err := h.Ledger.Update(ctx, d.who(desk), func(tx *ledger.Tx) error {
			_, err := queue.TakeDesk(tx, d.office, desk, false)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return d, nil
}

// run keeps the day going until ctx ends. Whatever is refused is left for the next beat.
func (d *queueDay) run(ctx context.Context) {
	beat := time.NewTicker(beat)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-beat.C:
		}
		if d.random.IntN(arrives) == 0 {
			_ = d.comeIn(ctx)
		}
		for _, desk := range d.desks {
			_ = d.work(ctx, desk)
		}
	}
}

func (d *queueDay) who(desk catalogue.DeskID) ledger.Actor { return colleague + ledger.Actor(desk) }

// comeIn lets somebody in: with an appointment of about now if there is one, else without.
func (d *queueDay) comeIn(ctx context.Context) error {
	return d.server.Ledger.Update(ctx, "system", func(tx *ledger.Tx) error {
		view, err := queue.Look(tx, d.office)
		if err != nil || view.Closed || len(view.Waiting) >= mostWait {
			return err
		}
		office, err := catalogue.OfficeByID(tx, d.office)
		if err != nil {
			return err
		}
		for _, a := range view.Expected {
			if before := a.Begins(office).Sub(tx.Now()); before > -10*time.Minute && before < 10*time.Minute {
				_, err := kiosk.Arrive(tx, d.server.Vault, kiosk.Arrival{Office: d.office, Appointment: a.ID})
				return err
			}
		}
		visitor := queue.Visitor{Office: d.office, Wish: catalogue.Wish{{Product: "ophalen", Persons: 1}}, Kind: queue.Collect, Lang: "nl"}
		if d.random.IntN(5) > 1 {
			visitor.Kind = queue.WalkIn
			visitor.Wish[0].Product = []catalogue.ProductID{"paspoort", "identiteitskaart", "rijbewijs", "uittreksel-brp", "algemene-vraag"}[d.random.IntN(5)]
		}
		_, err = queue.Enter(tx, visitor)
		return err
	})
}

// work does one step at a desk: begin with whom it called, finish, or call the next.
func (d *queueDay) work(ctx context.Context, desk catalogue.DeskID) error {
	at := queue.DeskRequest{Office: d.office, Desk: desk}
	now := d.server.Clock()
	var t queue.Ticket
	err := d.server.Ledger.View(func(r ledger.Reader) error {
		s, found, err := queue.DeskOf(r, d.who(desk))
		if err != nil || !found || s.Ticket == "" {
			return err
		}
		t, err = queue.ByID(r, s.Ticket)
		return err
	})
	if err != nil {
		return err
	}
	switch {
	case t.ID == "":
		_, err = queue.Next(ctx, d.server.Ledger, d.who(desk), at, forecast.SteeringState, nil)
	case t.State == queue.Called && now.Sub(d.since[desk]) > walking:
		err = d.step(ctx, desk, func(tx *ledger.Tx) error { _, err := queue.Start(tx, at, t.ID); return err })
	case t.State == queue.Serving && now.Sub(d.since[desk]) > time.Duration(t.Minutes)*time.Minute/pace:
		err = d.step(ctx, desk, func(tx *ledger.Tx) error { _, err := queue.Finish(tx, at, t.ID, queue.Report{}); return err })
	default:
		return nil
	}
	if err == nil {
		d.since[desk] = now
	}
	if errors.Is(err, queue.ErrNobody) || errors.Is(err, queue.ErrHold) {
		return nil
	}
	return err
}

func (d *queueDay) step(ctx context.Context, desk catalogue.DeskID, fn func(*ledger.Tx) error) error {
	return d.server.Ledger.Update(ctx, d.who(desk), fn)
}
