package look

import (
	"testing"

	"balie/cmd/internal/browser"
)

// TestLook holds the parts of every page to what is promised of all.
func TestLook(t *testing.T) {
	browser.Tell(t, nil,
		browser.Story{Name: "watch", Tell: watchStory, Always: true},
		browser.Story{Name: "live", Tell: liveStory},
		browser.Story{Name: "stories", Tell: storiesStory, Aside: true},
		browser.Story{Name: "theme", Tell: themeStory, Aside: true},
	)
}
