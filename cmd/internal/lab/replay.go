package lab

import (
	"context"
	"encoding/json"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/cmd/internal/server"
)

// again plays a logged day of the ledger under other policies and prints one sentence per office.
func (c *Simulate) again(ctx context.Context, proc *server.Process) error {
	day, err := calendar.ParseDate(c.Day)
	if err != nil {
		return err
	}
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	r, err := proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "replay", Replay: &server.Replay{Day: day, Office: catalogue.OfficeID(c.Office)}}, false)
	if err != nil {
		return err
	}
	var days []server.ReplayedDay
	if err := json.Unmarshal(r.Document, &days); err != nil {
		return err
	}
	if c.JSON {
		return printJSON(proc, days)
	}
	for _, d := range days {
		proc.Printf("%s, %s: %s\n", d.Office, d.Day, d.Sentence)
		proc.Printf("  appointments ≤ 5 min / walk-ins ≤ 15 min: done %.1f / %.1f, by arrival %.1f / %.1f, look ahead %.1f / %.1f, foresight %.1f / %.1f\n",
			100*d.Did.Appointments5, 100*d.Did.Walkins15, 100*d.FIFO.Appointments5, 100*d.FIFO.Walkins15,
			100*d.Again.Appointments5, 100*d.Again.Walkins15, 100*d.Foresight.Appointments5, 100*d.Foresight.Walkins15)
	}
	return nil
}
