package sim

import (
	"balie/booking/textfile"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Scenario is a made-up town hall: what its days are like, but for chance. Times are in minutes.
type Scenario struct {
	Name          string  `json:"name,omitempty"`
	Minutes       int     `json:"minutes"` // the office is open
	Desks         []Desk  `json:"desks"`
	Types         []Type  `json:"types"`
	Utilisation   float64 `json:"utilisation"`  // expected work as a share of the desks' minutes
	WalkinShare   float64 `json:"walkin_share"` // of those who come
	NoShow        float64 `json:"no_show"`      // of the appointments
	LateShare     float64 `json:"late_share"`
	LateMean      float64 `json:"late_mean"` // exponential, cut at late_cap
	LateCap       float64 `json:"late_cap"`
	EarlyMean     float64 `json:"early_mean"` // lognormal, cut at early_cap
	EarlyCV       float64 `json:"early_cv"`
	EarlyCap      float64 `json:"early_cap"`
	OnCall        *OnCall `json:"on_call,omitempty"`
	Peaks         []Peak  `json:"peaks,omitempty"`          // when residents would like to come
	WalkinPeaks   []Peak  `json:"walkin_peaks,omitempty"`   // how walk-ins lie over the day
	WalkinWeight  float64 `json:"walkin_weight,omitempty"`  // of a late walk-in, beside 1 of an appointment
	WalkinPromise float64 `json:"walkin_promise,omitempty"` // their norm
	Levelled      bool    `json:"levelled,omitempty"`       // offers even out the load when booking
	Scenarios     int     `json:"scenarios,omitempty"`      // futures that the look ahead plays
	Horizon       int     `json:"horizon,omitempty"`        // minutes that it looks ahead
}

// Desk is a desk, by the types that it can help with.
type Desk struct {
	Skills []string `json:"skills"`
	Breaks [][2]int `json:"breaks,omitempty"` // begins and ends, known when booking
	Absent bool     `json:"absent,omitempty"` // falls out on the day; bookings knew nothing of it
}

// Type is a kind of visit, with lognormal lengths.
type Type struct {
	ID                string  `json:"id"`
	Mean              float64 `json:"mean"`
	CV                float64 `json:"cv"`
	Booked            int     `json:"booked"` // minutes kept for an appointment
	ShareAppointments float64 `json:"share_appointments"`
	ShareWalkins      float64 `json:"share_walkins"`
}

// OnCall are colleagues who can do everything and help when an appointment has waited so long.
type OnCall struct {
	Colleagues   int     `json:"colleagues"`
	AfterMinutes float64 `json:"after_minutes"`
}

// Peak is a bell in the day; a share of 1 in all is not needed. A width of 0 is the whole day.
type Peak struct {
	At    float64 `json:"at"`
	Width float64 `json:"width"`
	Share float64 `json:"share"`
}

// ReadScenario reads a scenario from JSON. It refuses keys that it does not know, and values that
// no town hall can have, by name.
func ReadScenario(text []byte) (s Scenario, err error) {
	written, _, err := textfile.Text(text)
	if err == nil {
		_, err = textfile.JSON(written, &s)
	}
	if err != nil {
		return s, fmt.Errorf("scenario: %w", err)
	}
	s.fill()
	return s, s.check()
}

// fill gives what was left out its usual value.
func (s *Scenario) fill() {
	if s.Minutes == 0 {
		s.Minutes = 480
	}
	day := float64(s.Minutes)
	if len(s.Peaks) == 0 {
		s.Peaks = []Peak{{At: day * 0.35, Width: day * 0.18, Share: 0.7}, {Share: 0.3}}
	}
	if len(s.WalkinPeaks) == 0 {
		s.WalkinPeaks = []Peak{{At: day / 2, Width: day / 6, Share: 0.4}, {Share: 0.6}}
	}
	if s.WalkinWeight == 0 {
		s.WalkinWeight = 0.12
	}
	if s.WalkinPromise == 0 {
		s.WalkinPromise = 15
	}
	for i := range s.Types {
		if t := &s.Types[i]; t.Booked == 0 {
			t.Booked = int(math.Ceil(t.Mean/5) * 5)
		}
	}
}

func (s Scenario) check() error {
	shares := map[string]float64{"walkin_share": s.WalkinShare, "no_show": s.NoShow, "late_share": s.LateShare}
	for _, name := range []string{"walkin_share", "no_show", "late_share"} {
		if v := shares[name]; !(v >= 0 && v <= 0.95) {
			return fmt.Errorf("scenario: %s = %v is not a share from 0 to 0.95", name, v)
		}
	}
	switch {
	case s.Minutes < 30 || s.Minutes > 1440:
		return fmt.Errorf("scenario: minutes = %d is not from 30 to 1440", s.Minutes)
	case !(s.Utilisation > 0 && s.Utilisation <= 1.5):
		return fmt.Errorf("scenario: utilisation = %v is not above 0 and at most 1.5", s.Utilisation)
	case len(s.Desks) == 0 || len(s.Desks) > 40:
		return fmt.Errorf("scenario: desks = %d of them, not from 1 to 40", len(s.Desks))
	case len(s.Types) == 0 || len(s.Types) > 60:
		return fmt.Errorf("scenario: types = %d of them, not from 1 to 60", len(s.Types))
	case s.LateMean < 0 || s.LateCap < 0 || s.EarlyMean < 0 || s.EarlyCV < 0 || s.EarlyCap < 0:
		return errors.New("scenario: late_* and early_* are not below 0")
	case s.OnCall != nil && (s.OnCall.Colleagues < 0 || s.OnCall.Colleagues > 40 || s.OnCall.AfterMinutes < 0):
		return errors.New("scenario: on_call asks for what cannot be")
	case s.Scenarios < 0 || s.Scenarios > 10000 || s.Horizon < 0 || s.Horizon > 480:
		return errors.New("scenario: scenarios is at most 10000, horizon at most 480")
	}
	return s.checkParts()
}

func (s Scenario) checkParts() error {
	ids := []string{}
	for _, t := range s.Types {
		if t.ID == "" || slices.Contains(ids, t.ID) {
			return fmt.Errorf("scenario: types have the id %q twice, or none", t.ID)
		}
		if !(t.Mean > 0 && t.Mean <= 480) || !(t.CV >= 0 && t.CV <= 5) || t.Booked < 1 || t.ShareAppointments < 0 || t.ShareWalkins < 0 {
			return fmt.Errorf("scenario: type %q has a mean, cv, booked or share that cannot be", t.ID)
		}
		ids = append(ids, t.ID)
	}
	for i, d := range s.Desks {
		for _, skill := range d.Skills {
			if !slices.Contains(ids, skill) {
				return fmt.Errorf("scenario: desk %d has the skill %q, which is no type", i+1, skill)
			}
		}
	}
	if s.mix(Type.appointments)+s.mix(Type.walkins) == 0 {
		return errors.New("scenario: no type has a share")
	}
	return nil
}

func (t Type) appointments() float64 { return t.ShareAppointments }
func (t Type) walkins() float64      { return t.ShareWalkins }

func (s Scenario) mix(share func(Type) float64) (sum float64) {
	for _, t := range s.Types {
		sum += share(t)
	}
	return sum
}

// meanWork is the mean length of a visit in one of the mixes.
func (s Scenario) meanWork(share func(Type) float64) (mean float64) {
	if s.mix(share) == 0 {
		return 0
	}
	for _, t := range s.Types {
		mean += share(t) * t.Mean / s.mix(share)
	}
	return mean
}

// visits is how many people come on a day, on average.
func (s Scenario) visits() float64 {
	mean := (1-s.WalkinShare)*s.meanWork(Type.appointments) + s.WalkinShare*s.meanWork(Type.walkins)
	return s.Utilisation * float64(s.Minutes*len(s.Desks)) / mean
}
