package server

import (
	"encoding/json"
	"errors"
	"fmt"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue/forecast"
	"balie/queue/sim"
)

// Replay asks for a day of the ledger to be played again.
type Replay struct {
	Day    calendar.Date      `json:"day"`
	Office catalogue.OfficeID `json:"office,omitempty"` // "" for every office that has the day
}

// ReplayedDay is one office-day under other orders.
type ReplayedDay struct {
	Office   catalogue.OfficeID `json:"office"`
	Day      calendar.Date      `json:"day"`
	Sentence string             `json:"sentence"`
	sim.Replayed
}

// replay plays a logged day again, at every office that has it. It reads and changes nothing.
func (h *Server) replay(ask Replay) Report {
	past := map[catalogue.OfficeID]sim.Past{}
	var order []catalogue.OfficeID
	err := h.Ledger.View(func(r ledger.Reader) error {
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
	var days []ReplayedDay
	for _, o := range order {
		again := past[o].Again()
		days = append(days, ReplayedDay{o, ask.Day, again.Sentence(), again})
	}
	text, err := json.Marshal(days)
	if err != nil {
		return refused(err)
	}
	return Report{Document: text}
}
