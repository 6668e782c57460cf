package reception

import (
	"testing"

	"balie/cmd/internal/browser"
)

// TestReception lets the host, the telephone team and the team lead work in one demo.
func TestReception(t *testing.T) {
	browser.Tell(t, nil,
		browser.Story{Name: "staff", Tell: staffStory},
		browser.Story{Name: "desk", Tell: deskStory, Always: true},
		browser.Story{Name: "lead", Tell: leadStory},
		browser.Story{Name: "desk pages", Tell: deskPagesStory},
	)
}
