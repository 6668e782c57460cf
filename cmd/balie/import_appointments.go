package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"balie/cmd/internal/server"
	"balie/cmd/internal/takeover"
)

type importAppointments struct {
	server.Location
	File   string `arg:"" help:"Appointments of the other system (CSV; its first line names the columns)." type:"existingfile"`
	Map    string `required:"" help:"Which column is what, and how products and offices are called here (JSON)." placeholder:"FILE" type:"existingfile"`
	DryRun bool   `help:"Say what would be done, and do nothing." xor:"way" required:""`
	Accept bool   `help:"Do it. Safe to run again." xor:"way" required:""`
}

// Run reads the file and has the house that serves, or this process, take its appointments over.
func (c *importAppointments) Run(ctx context.Context, proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	rule, err := takeover.ReadMapping(c.Map)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Map, err)
	}
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	rows, err := rule.Read(file)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	text, err := json.Marshal(takeover.Batch{Accept: c.Accept, Tell: rule.Message == "calm", Rows: rows})
	if err != nil {
		return err
	}
	_, err = proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "appointments", Document: text}, false)
	return err
}
