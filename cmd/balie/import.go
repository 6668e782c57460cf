package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"balie/cmd/internal/server"
)

// importCommand brings in what a municipality sets up, and once what another system had promised.
type importCommand struct {
	Setup        importSetup        `cmd:"" default:"withargs" help:"Add or replace products, offices, and what the bus needs from files (JSON)."`
	Appointments importAppointments `cmd:"" help:"Take over the appointments of another system (CSV)."`
}

type importSetup struct {
	server.Location
	Files []string `arg:"" help:"Files to import, in this order." type:"existingfile"`
}

// Run imports all files or none.
func (c *importSetup) Run(ctx context.Context, proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	var all server.Document
	for _, file := range c.Files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		d, err := server.ParseDocument(text)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		all.Add(d)
	}
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	_, err = proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "import", Document: text}, true)
	return err
}
