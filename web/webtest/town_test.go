package webtest

import (
	"testing"

	"balie/web/account"
)

// The towns of the tests open, and who signs in is in.
func TestTheTownsOpen(t *testing.T) {
	d := NewDeskTown(t)
	anna := d.At("anna", "hal-1")
	if ticket := d.WalkIn("pas"); ticket.ID == "" || ticket.Office != "hal" {
		t.Errorf("who walks in has %+v", ticket)
	}
	Lacks(t, "the workplace of somebody who called nobody", anna.Page(), Canary)
	a, lead := BusTown(t)
	if !lead.Reaches() || len(OutingsOf(t, a)) != 0 {
		t.Errorf("the town of the bus begins with %d outings", len(OutingsOf(t, a)))
	}
	if stranger := a.Somebody(t); stranger.Reaches() || stranger.SignIn("nobody", Passphrase) == 303 {
		t.Error("a stranger is let in")
	}
	if p := SignedIn(t, a, "chris", account.TeamLead); UserID(t, a, "chris") == "" || p.SessionCookie() == "" {
		t.Error("who signs in has no session")
	}
}
