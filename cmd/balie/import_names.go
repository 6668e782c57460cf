package main

import (
	"context"
	"encoding/json"

	"balie/booking/upl"
	"balie/cmd/internal/server"
)

type importNames struct {
	server.Location
	File string `arg:"" help:"The list as the government publishes it (CSV; its first line names the columns)." type:"existingfile"`
}

// Run reads the list, and has the names that municipalities use kept.
func (c *importNames) Run(ctx context.Context, proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	content, err := readAtMost(c.File, upl.LargestList)
	if err != nil {
		return err
	}
	names, err := upl.ReadNames(content)
	if err != nil {
		return inFile(c.File, err)
	}
	text, err := json.Marshal(names)
	if err != nil {
		return err
	}
	_, err = proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "names", Document: text}, true)
	return err
}
