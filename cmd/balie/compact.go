package main

import (
	"context"

	"balie/cmd/internal/server"
)

type compact struct {
	server.Location
}

// Run gives unused room in the ledger back to the disk, through the server if one serves it.
func (c *compact) Run(ctx context.Context, proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	_, err = proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "compact"}, false)
	return err
}
