package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue/forecast"
	"balie/queue/sim"
)

// replay asks for a day of the ledger to be played again.
type replay struct {
	Day    calendar.Date      `json:"day"`
	Office catalogue.OfficeID `json:"office,omitempty"` // "" for every office that has the day
}

// replayedDay is one office-day under other orders.
type replayedDay struct {
	Office   catalogue.OfficeID `json:"office"`
	Day      calendar.Date      `json:"day"`
	Sentence string             `json:"sentence"`
	sim.Replayed
}

// again plays a logged day of the ledger under other policies and prints one sentence per office.
func (c *simulate) again(ctx context.Context, m *Main) error {
	day, err := calendar.ParseDate(c.Day)
	if err != nil {
		return err
	}
	settings, err := c.settings(m)
	if err != nil {
		return err
	}
	r, err := m.send(ctx, settings.Data, errand{Do: "replay", Replay: &replay{Day: day, Office: catalogue.OfficeID(c.Office)}}, false)
	if err != nil {
		return err
	}
	var days []replayedDay
	if err := json.Unmarshal(r.Document, &days); err != nil {
		return err
	}
	if c.JSON {
		return printJSON(m, days)
	}
	for _, d := range days {
		m.printf("%s, %s: %s\n", d.Office, d.Day, d.Sentence)
		m.printf("  appointments ≤ 5 min / walk-ins ≤ 15 min: done %.1f / %.1f, by arrival %.1f / %.1f, look ahead %.1f / %.1f, foresight %.1f / %.1f\n",
			100*d.Did.Appointments5, 100*d.Did.Walkins15, 100*d.FIFO.Appointments5, 100*d.FIFO.Walkins15,
			100*d.Again.Appointments5, 100*d.Again.Walkins15, 100*d.Foresight.Appointments5, 100*d.Foresight.Walkins15)
	}
	return nil
}

// replay plays a logged day again, at every office that has it. It reads and changes nothing.
func (h *house) replay(ask replay) report {
	past := map[catalogue.OfficeID]sim.Past{}
	var order []catalogue.OfficeID
	err := h.ledger.View(func(r ledger.Reader) error {
		offices, err := catalogue.Offices(r)
		for _, o := range offices {
			if ask.Office != "" && o.ID != ask.Office {
				continue
			}
			switch p, err := forecast.Past(r, o.ID, ask.Day); {
			case err == nil:
				past[o.ID] = p
				order = append(order, o.ID)
			case !errors.Is(err, forecast.ErrNotLogged):
				return err
			}
		}
		return err
	})
	if err == nil && len(order) == 0 {
		err = fmt.Errorf("no office has a log of %s: nobody was called on that day", ask.Day)
	}
	if err != nil {
		return refused(err)
	}
	var days []replayedDay
	for _, o := range order {
		again := past[o].Again()
		days = append(days, replayedDay{o, ask.Day, again.Sentence(), again})
	}
	text, err := json.Marshal(days)
	if err != nil {
		return refused(err)
	}
	return report{Document: text}
}
