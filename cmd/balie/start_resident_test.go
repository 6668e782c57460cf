package main

import "testing"

// TestResident lets residents with a real browser visit one demo.
func TestResident(t *testing.T) {
	tellAll(t, nil,
		story{name: "phone", tell: phoneStory, always: true},
		story{name: "code", tell: codeStory},
		story{name: "keyboard", tell: keyboardStory},
		story{name: "effort", tell: effortStory},
		story{name: "slow", tell: slowStory},
		story{name: "heard", tell: heardStory},
		story{name: "places", tell: placesStory},
		story{name: "faults", tell: faultsStory},
		story{name: "link", tell: linkStory},
		story{name: "pages", tell: pagesStory, aside: true},
		story{name: "twice", tell: twiceStory},
		story{name: "time", tell: timeStory},
		story{name: "access", tell: accessStory},
		story{name: "everyone", tell: everyoneStory, aside: true},
	)
}
