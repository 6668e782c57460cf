package lab

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/web/live"
)

// benchCalls is where a measurement keeps the instant of the last call.
var benchCalls = ledger.NewTable[int64]("zz:")

// benchHub is web/live over a ledger of its own, behind fiber.
type benchHub struct {
	ledger *ledger.Ledger
	hub    *live.Hub
	app    *fiber.App
	at     string
	stop   context.CancelFunc
	ended  sync.WaitGroup
	served error
}

func openHub(data string, clock ledger.Clock) (liveSubject, error) {
	l, err := ledger.Open(filepath.Join(data, "live.db"), clock, []ledger.Schema{{Name: "bench", Prefixes: []string{"zz:"}}})
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	const everybody = 1 << 20
	b := &benchHub{ledger: l, at: "http://" + listener.Addr().String(), app: fiber.New(fiber.Config{DisableStartupMessage: true})}
	b.hub = live.New(live.Options{Ledger: l, Log: slog.New(slog.DiscardHandler), Most: live.Most{Visitor: everybody, All: everybody}})
	b.app.Server().KeepHijackedConns = true
	topic := b.hub.Topic("calls", func(e ledger.Event) bool { return e.Kind == "bench.called" }, lastCall)
	b.app.Get("/", func(c *fiber.Ctx) error {
		live.Attach(c, live.Visit{})
		return b.hub.Serve(c, topic)
	})
	var ctx context.Context
	ctx, b.stop = context.WithCancel(context.Background())
	b.ended.Go(func() { b.hub.Run(ctx) })
	b.ended.Go(func() { b.served = b.app.Listener(listener) })
	return b, nil
}

func lastCall(r ledger.Reader) ([]live.Fragment, error) {
	at, _, err := benchCalls.Find(r, ledger.K())
	return []live.Fragment{{ID: "call", HTML: called(at)}}, err
}

// called is a call as followers read it: when it was made, and as much as a screen would show.
func called(at int64) string {
	return fmt.Sprintf("at=%019d;", at) + strings.Repeat(".", calledBytes)
}

func (b *benchHub) url() string { return b.at }

func (b *benchHub) call(at time.Time) error {
	return b.ledger.Update(context.Background(), "system", func(tx *ledger.Tx) error {
		if err := benchCalls.Put(tx, ledger.K(), at.UnixNano()); err != nil {
			return err
		}
		return tx.Emit("bench.called")
	})
}

func (b *benchHub) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), server.StopPatience)
	defer cancel()
	err := errors.Join(b.hub.Close(ctx), b.app.ShutdownWithContext(ctx))
	b.stop()
	b.ended.Wait()
	return errors.Join(err, b.served, b.ledger.Close())
}
