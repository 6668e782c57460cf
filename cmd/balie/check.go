package main

import (
	"context"

	"balie/cmd/internal/server"
)

type check struct {
	server.Location
}

// Run checks the ledger, through the server if one serves it. It fails if there is a problem.
func (c *check) Run(ctx context.Context, proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	_, err = proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "check"}, false)
	return err
}
