package main

import "testing"

// TestPlan lets who plans the bus, and residents who look for it, visit one demo.
func TestPlan(t *testing.T) {
	tellAll(t, nil,
		story{name: "bus", tell: busStory, always: true, aside: true},
		story{name: "plan", tell: planStory, aside: true},
	)
}
