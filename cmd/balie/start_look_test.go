package main

import "testing"

// TestLook holds the parts of every page to what is promised of all.
func TestLook(t *testing.T) {
	tellAll(t, nil,
		story{name: "watch", tell: watchStory, always: true},
		story{name: "live", tell: liveStory},
		story{name: "stories", tell: storiesStory, aside: true},
		story{name: "theme", tell: themeStory, aside: true},
	)
}
