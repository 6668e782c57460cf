package main

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

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
	content, err := readAtMost(c.Map, 1<<20)
	if err != nil {
		return err
	}
	rule, err := takeover.ReadMapping(content)
	if err != nil {
		return inFile(c.Map, err)
	}
	if content, err = readAtMost(c.File, takeover.LargestFile); err != nil {
		return err
	}
	batch, err := rule.Read(content)
	if err != nil {
		return inFile(c.File, err)
	}
	batch.Accept = c.Accept
	text, err := json.Marshal(batch)
	if err != nil {
		return err
	}
	_, err = proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "appointments", Document: text}, false)
	return err
}

// inFile names the file in each line of what was found in it.
func inFile(name string, err error) error {
	return errors.New(name + ": " + strings.ReplaceAll(err.Error(), "\n", "\n"+name+": "))
}
