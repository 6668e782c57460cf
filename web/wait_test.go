package web

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
)

var shownWait = regexp.MustCompile(`minder dan 5 minuten|\d+ tot \d+ minuten`)

// waitOn is the wait that a page shows, after a text where it shows more than one.
func waitOn(t *testing.T, body, after string) string {
	t.Helper()
	_, rest, found := strings.Cut(said(body), after)
	if wait := shownWait.FindString(rest); found && wait != "" {
		return wait
	}
	t.Errorf("no wait after %q: %.300s", after, said(body))
	return ""
}

// TestEveryScreenShowsOneWait asks every screen at one moment how long a passport takes: the host and the pillar
// before there is a number, the board, and then the host, the phone, and what the phones are sent, of the ticket.
func TestEveryScreenShowsOneWait(t *testing.T) {
	for name, prepare := range map[string]func(d *deskTown){
		"nobody waits": func(d *deskTown) { d.at("ilse", "hal-1") },
		"a dozen wait": func(d *deskTown) {
			anna := d.at("anna", "hal-1")
			for range 12 {
				d.walkIn("pas")
				d.now = d.now.Add(20 * time.Second)
			}
			anna.press("volgende")
			d.now = d.now.Add(time.Minute)
		},
		"the one desk is at lunch": func(d *deskTown) {
			d.at("anna", "hal-1").does("stand", "", "stand", "lunch")
			d.walkIn("pas")
			d.now = d.now.Add(time.Second)
			d.walkIn("pas")
			d.now = d.now.Add(time.Second)
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTown(t)
			prepare(d)
			host, pillar, board, phone := signedIn(t, d.App, "gerda", account.Reception), d.pairs(kiosk.Pillar), d.pairs(kiosk.Board), d.somebody(t)
			shown := map[string]string{}
			_, body := host.send("GET", "/medewerker/ontvangst/binnen?locatie=hal&product=pas", "")
			shown["host"] = waitOn(t, body, "Wachten duurt nu")
			_, body = pillar.send("GET", "/zuil/nummer/pas", "")
			shown["pillar"] = waitOn(t, body, "Zonder afspraak")
			_, body = pillar.send("GET", "/zuil/nummer", "")
			shown["pillar, before the product"] = waitOn(t, body, "Zonder afspraak")
			_, body = board.send("GET", "/bord", "")
			shown["board"] = waitOn(t, body, "Zonder afspraak")
			ticket := d.walkIn("pas")
			_, body = host.send("GET", "/medewerker/ontvangst/nummer?locatie=hal&nummer="+string(ticket.Number), "")
			shown["host, of the ticket"] = waitOn(t, body, "Wachten duurt nu")
			_, body = phone.send("GET", "/t/"+string(ticket.ID), "")
			shown["phone"] = waitOn(t, body, "Wachttijd")
			d.see(t, func(r ledger.Reader) error {
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
	d := newDeskTown(t)
	d.wall("23:30")
	d.see(t, func(r ledger.Reader) error {
		of, err := forecast.WaitIfJoining(r, "hal", catalogue.Wish{{Product: "pas", Persons: 1}}, queue.WalkIn)
		if wait := lang.In("nl").Wait(of.Minutes()); wait != "" {
			t.Errorf("at night one waits %q", wait)
		}
		return err
	})
}

func (d *deskTown) see(t *testing.T, fn func(ledger.Reader) error) {
	t.Helper()
	if err := d.options.Ledger.View(fn); err != nil {
		t.Fatal(err)
	}
}
