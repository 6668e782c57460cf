package sim

import (
	"math/rand/v2"
	"testing"
	"time"
)

func TestTheSameGeneratorGivesTheSamePeople(t *testing.T) {
	s := Scenario{Utilisation: 0.6, WalkinShare: 0.3, NoShow: 0.1, LateShare: 0.1, LateMean: 5, LateCap: 20, EarlyMean: 8, EarlyCV: 0.8, EarlyCap: 30, Minutes: 480,
		Desks: []Desk{{Skills: []string{"a"}}, {Skills: []string{"a", "b"}}},
		Types: []Type{{ID: "a", Mean: 8, CV: 0.5, Booked: 10, ShareAppointments: 1, ShareWalkins: 1}, {ID: "b", Mean: 25, CV: 0.5, Booked: 30, ShareAppointments: 0.2, ShareWalkins: 0.1}}}
	s.fill()
	draw := func() (missed, walked int, worked time.Duration) {
		p := NewPeople(s, rand.New(rand.NewPCG(1, 2)))
		for range 1000 {
			if _, shows := p.Comes(); !shows {
				missed++
			}
			worked += p.Lasts(10 * time.Minute)
		}
		last := time.Duration(0)
		for _, w := range p.WalkIns() {
			if walked++; w.After < last || w.After > 8*time.Hour {
				t.Errorf("a walk-in comes %v after opening, behind one of %v", w.After, last)
			}
			last = w.After
		}
		return missed, walked, worked
	}
	missed, walked, worked := draw()
	if again, more, longer := draw(); again != missed || more != walked || longer != worked {
		t.Error("the same generator gave other people")
	}
	if missed < 60 || missed > 140 || walked < 5 || worked < 7000*time.Minute || worked > 9000*time.Minute {
		t.Errorf("%d of 1000 missed, %d walked in, 1000 visits took %v", missed, walked, worked)
	}
}
