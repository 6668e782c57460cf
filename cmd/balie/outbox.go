package main

import (
	"context"

	"balie/cmd/internal/server"
)

// outboxCommand shows what could not be delivered, and tries it once more.
type outboxCommand struct {
	List  outboxList  `cmd:"" default:"withargs" help:"List messages that could not be delivered, and how many wait."`
	Retry outboxRetry `cmd:"" help:"Try a message again from the start, by its key."`
}

type outboxList struct{ server.Location }

type outboxRetry struct {
	server.Location
	Key string `arg:"" help:"As the list names it; \"all\" tries every one."`
}

// Run prints the dead letters: keys, reasons and times, never a person.
func (c *outboxList) Run(ctx context.Context, proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	_, err = proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "outbox"}, false)
	return err
}

// Run puts a dead letter back among those that are due. It refuses a key that is no dead letter.
func (c *outboxRetry) Run(ctx context.Context, proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	_, err = proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "retry", Key: c.Key}, false)
	return err
}
