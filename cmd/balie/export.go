package main

import (
	"bytes"
	"context"
	"encoding/json"

	"balie/cmd/internal/server"
)

type export struct {
	server.Location
}

// Run prints products and offices to standard output, in the format that import reads.
func (c *export) Run(ctx context.Context, proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	r, err := proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "export"}, false)
	if err != nil {
		return err
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, r.Document, "", "  "); err != nil {
		return err
	}
	proc.Printf("%s\n", pretty.Bytes())
	return nil
}
