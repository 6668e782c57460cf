package plan

import (
	"testing"

	"balie/cmd/internal/browser"
)

// TestPlan lets who plans the bus, and residents who look for it, visit one demo.
func TestPlan(t *testing.T) {
	browser.Tell(t, nil,
		browser.Story{Name: "bus", Tell: busStory, Always: true, Aside: true},
		browser.Story{Name: "plan", Tell: planStory, Aside: true},
		browser.Story{Name: "setup", Tell: setupStory, Aside: true},
		browser.Story{Name: "move", Tell: moveStory, Aside: true},
	)
}
