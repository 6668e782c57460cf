package main

import (
	"context"

	"balie/cmd/internal/server"
)

type check struct {
	server.Location
	Clock        bool `help:"Compare the clock with the last commit; take the ledger's time back where a wrong clock had raised it."`
	ClockIsRight bool `name:"clock-is-right" help:"Your word that the clock is right now, where no second source can say so."`
}

// Run checks the ledger and its contacts, through the server if one serves it. It fails if there is a
// problem.
func (c *check) Run(ctx context.Context, proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	what := server.RemoteCommand{Do: "check"}
	if c.Clock {
		what = server.RemoteCommand{Do: "clock", Certain: c.ClockIsRight}
	}
	_, err = proc.Send(ctx, settings.Data, what, false)
	return err
}
