package main

import "testing"

// TestReception lets the host, the telephone team and the team lead work in one demo.
func TestReception(t *testing.T) {
	tellAll(t, nil,
		story{name: "staff", tell: staffStory},
		story{name: "desk", tell: deskStory, always: true},
		story{name: "lead", tell: leadStory},
		story{name: "desk pages", tell: deskPagesStory},
	)
}
