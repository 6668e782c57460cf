package manage_test

import (
	"fmt"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/account"
	"balie/web/webtest"
)

// TestEverybodyKeepsTheOldTimeUntilMessagesLeave on their own page; who cancels meanwhile, or moves, is not told twice.
func TestEverybodyKeepsTheOldTimeUntilMessagesLeave(t *testing.T) {
	tn := newClosingTown(t)
	_, confirm := tn.foresees(form())
	at := tn.closes(confirm)
	for _, a := range tn.booked {
		_, body := tn.Somebody(t).Send("GET", "/a/"+string(a.ID), "", "Cookie", webtest.PassFor(t, tn.App, a))
		if said := webtest.Said(body); !strings.Contains(said, fmt.Sprintf("%d.%02d", a.Offer.Start.Minutes()/60, a.Offer.Start.Minutes()%60)) {
			t.Errorf("the page of %s does not say its time %s: %s", a.ID, a.Offer.Start, said)
		}
	}
	cancels, moves := tn.booked[0], tn.booked[1]
	webtest.Write(t, tn.App, func(tx *ledger.Tx) error {
		if _, err := booking.Cancel(tx, cancels.ID); err != nil {
			return err
		}
		_, err := booking.Move(tx, moves.ID, supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 3), Start: 9 * 12}, 0)
		return err
	})
	if status := tn.presses(at, "sturen"); status != 303 {
		t.Errorf("sending answers %d", status)
	}
	tn.says(at, "2 bezoekers regelden het intussen zelf.")
	for _, l := range tn.made(at).Lines {
		if own := l.Appointment == cancels.ID || l.Appointment == moves.ID; own != (l.State == change.Settled) {
			t.Errorf("%s is %s", l.Appointment, l.State)
		}
	}
}

// homeSays fails unless the manager's home says all of it.
func (tn *closingTown) homeSays(manager *webtest.Person, wants ...string) {
	tn.T.Helper()
	answer, body := manager.Send("GET", "/medewerker/beheer", "")
	said := webtest.Said(body)
	for _, want := range wants {
		if answer.StatusCode != 200 || !strings.Contains(said, want) {
			tn.T.Errorf("home answers %d without %q: %s", answer.StatusCode, want, said)
		}
	}
}

// TestTheManagersHomeSaysWhatNeedsAttention, and that nothing does.
func TestTheManagersHomeSaysWhatNeedsAttention(t *testing.T) {
	tn := newClosingTown(t)
	manager := webtest.SignedIn(t, tn.App, "beheer", account.Manager)
	tn.homeSays(manager, "Er is niets dat uw aandacht vraagt.", "De rest van vandaag sluiten")
	_, confirm := tn.foresees(form())
	at := tn.closes(confirm)
	tn.homeSays(manager, "Er wachten berichten over een sluiting.", "om 10.15 uur", "Laatst gewijzigd")
	tn.presses(at, "sturen")
	tn.homeSays(manager, "Er is niets dat uw aandacht vraagt.")
	webtest.Write(t, tn.App, func(tx *ledger.Tx) error {
		p, err := catalogue.ProductByID(tx, "haal")
		if err != nil {
			return err
		}
		p.Skill, p.Fees = "onbekend", []catalogue.Fee{{From: calendar.DateOf(2026, 1, 1), Cents: 500, For: map[string]string{"nl": "iedereen"}}}
		return catalogue.PutProduct(tx, p)
	})
	tn.homeSays(manager, "Pas ophalen kan nu aan geen enkele balie.", "1 product heeft nog geen bedrag voor het nieuwe jaar.")
}

// TestAPromiseThatNoDeskKeepsNeedsAttention: the closure was made without a plan.
func TestAPromiseThatNoDeskKeepsNeedsAttention(t *testing.T) {
	tn := newClosingTown(t)
	tuesday := calendar.DateOf(2026, 12, 1)
	webtest.Write(t, tn.App, func(tx *ledger.Tx) error {
		return catalogue.PutClosure(tx, catalogue.Configuration, "hal", calendar.Closure{ID: "los", From: tuesday, Until: tuesday, Reason: "los"})
	})
	manager := webtest.SignedIn(t, tn.App, "beheer", account.Manager)
	tn.homeSays(manager, "Voor 7 afspraken is er geen balie.", "dinsdag 1 december", "Rooster openen")
}
