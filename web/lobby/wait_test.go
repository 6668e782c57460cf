package lobby_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/account"
	"balie/web/lang"
	"balie/web/webtest"
)

var shownWait = regexp.MustCompile(`minder dan 5 minuten|\d+ tot \d+ minuten`)

// waitOn is the wait that a page shows, after a text where it shows more than one.
func waitOn(t *testing.T, body, after string) string {
	t.Helper()
	_, rest, found := strings.Cut(webtest.Said(body), after)
	if wait := shownWait.FindString(rest); found && wait != "" {
		return wait
	}
	t.Errorf("no wait after %q: %.300s", after, webtest.Said(body))
	return ""
}

// TestEveryScreenShowsOneWait asks every screen at one moment how long a passport takes: the receptionist and the check-in kiosk
// before there is a number, the queue display, and then the receptionist, the phone, and what the phones are sent, of the ticket.
func TestEveryScreenShowsOneWait(t *testing.T) {
	for name, prepare := range map[string]func(d *webtest.DeskTown){
		"nobody waits": func(d *webtest.DeskTown) { d.At("ilse", "hal-1") },
		"a dozen wait": func(d *webtest.DeskTown) {
			anna := d.At("anna", "hal-1")
			for range 12 {
				d.WalkIn("pas")
				d.Now = d.Now.Add(20 * time.Second)
			}
			anna.Press("volgende")
			d.Now = d.Now.Add(time.Minute)
		},
		"the one desk is at lunch": func(d *webtest.DeskTown) {
			d.At("anna", "hal-1").Does("stand", "", "stand", "lunch")
			d.WalkIn("pas")
			d.Now = d.Now.Add(time.Second)
			d.WalkIn("pas")
			d.Now = d.Now.Add(time.Second)
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := webtest.NewDeskTown(t)
			prepare(d)
			host, pillar, board, phone := webtest.SignedIn(t, d.App, "gerda", account.Reception), d.Pairs(kiosk.CheckInKiosk), d.Pairs(kiosk.QueueDisplay), d.Somebody(t)
			shown := map[string]string{}
			_, body := host.Send("GET", "/medewerker/ontvangst/binnen?locatie=hal&product=pas", "")
			shown["host"] = waitOn(t, body, "Wachten duurt nu")
			_, body = pillar.Send("GET", "/zuil/nummer/pas", "")
			shown["pillar"] = waitOn(t, body, "Zonder afspraak")
			_, body = pillar.Send("GET", "/zuil/nummer", "")
			shown["pillar, before the product"] = waitOn(t, body, "Zonder afspraak")
			_, body = board.Send("GET", "/bord", "")
			shown["board"] = waitOn(t, body, "Zonder afspraak")
			ticket := d.WalkIn("pas")
			_, body = host.Send("GET", "/medewerker/ontvangst/nummer?locatie=hal&nummer="+string(ticket.Number), "")
			shown["host, of the ticket"] = waitOn(t, body, "Wachten duurt nu")
			_, body = phone.Send("GET", "/t/"+string(ticket.ID), "")
			shown["phone"] = waitOn(t, body, "Wachttijd")
			webtest.Look(t, d.App, func(r ledger.Reader) error {
				of, err := forecast.Wait(r, ticket)
				shown["domain"] = lang.In("nl").Wait(of.Minutes())
				return err
			})
			for screen, wait := range shown {
				if wait != shown["phone"] {
					t.Errorf("%s shows %q, the phone %q", screen, wait, shown["phone"])
				}
			}
		})
	}
}

// TestAWaitIsSaidOnlyWhereItIsKnown asks for what nobody does today.
func TestAWaitIsSaidOnlyWhereItIsKnown(t *testing.T) {
	d := webtest.NewDeskTown(t)
	wall(d, "23:30")
	webtest.Look(t, d.App, func(r ledger.Reader) error {
		of, err := forecast.WaitIfJoining(r, "hal", catalogue.Wish{{Product: "pas", Persons: 1}}, queue.WalkIn)
		if wait := lang.In("nl").Wait(of.Minutes()); wait != "" {
			t.Errorf("at night one waits %q", wait)
		}
		return err
	})
}
