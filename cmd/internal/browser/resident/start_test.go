package resident

import (
	"testing"

	"balie/cmd/internal/browser"
)

// TestResident lets residents with a real browser visit one demo.
func TestResident(t *testing.T) {
	browser.Tell(t, nil,
		browser.Story{Name: "phone", Tell: phoneStory, Always: true},
		browser.Story{Name: "trip", Tell: tripStory},
		browser.Story{Name: "revise", Tell: reviseStory},
		browser.Story{Name: "code", Tell: codeStory},
		browser.Story{Name: "keyboard", Tell: keyboardStory},
		browser.Story{Name: "effort", Tell: effortStory},
		browser.Story{Name: "slow", Tell: slowStory},
		browser.Story{Name: "heard", Tell: heardStory},
		browser.Story{Name: "places", Tell: placesStory},
		browser.Story{Name: "faults", Tell: faultsStory},
		browser.Story{Name: "link", Tell: linkStory},
		browser.Story{Name: "weight", Tell: weightStory, Always: true},
		browser.Story{Name: "pages", Tell: pagesStory, Aside: true},
		browser.Story{Name: "twice", Tell: twiceStory},
		browser.Story{Name: "time", Tell: timeStory},
		browser.Story{Name: "access", Tell: accessStory},
		browser.Story{Name: "exit", Tell: exitStory},
		browser.Story{Name: "everyone", Tell: everyoneStory, Aside: true},
	)
}
