package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/kiosk"
	"balie/queue"
	"balie/web/messages"
	"balie/web/webtest"
)

// overheard gathers what leaves the house about one appointment, by where it can be read.
type overheard map[string]string

func (s overheard) add(where string, texts ...string) { s[where] += strings.Join(texts, "\n") + "\n" }

// Send and SendText keep a mail and a text message as they leave the house.
func (s overheard) Send(_ context.Context, m messages.Mail) error {
	s.add("mail subject", m.Subject)
	s.add("mail", m.Text, m.HTML)
	s.add("calendar in a mail", string(m.Calendar))
	return nil
}

func (s overheard) SendText(_ context.Context, t messages.Text) error {
	s.add("text message", t.Text)
	return nil
}

// TestADiscreetProductIsNamedNowhere books one by each channel, asks about it, offers an earlier time,
// invites, moves, lets its resident come, and cancels another; and reads all that others could see: mail
// subject, text message, calendar title, letter, file names, ticket, board, feed of events, and the log.
func TestADiscreetProductIsNamedNowhere(t *testing.T) {
	d := webtest.NewDeskTown(t)
	said, log := overheard{}, &bytes.Buffer{}
	worker := &messages.Worker{Ledger: d.Options.Ledger, Vault: d.Options.Vault, Sender: said, Texts: said, Base: "https://afspraak.voorbeeld.nl", House: "Proefstad", From: "a@voorbeeld.nl",
		Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	send := func() {
		t.Helper()
		if _, err := worker.SendDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	var made []booking.Appointment
	for i, who := range []contact.Details{
		{Name: "Riet", Email: "riet@voorbeeld.nl", Channel: contact.ByEmail}, {Name: "Riet", Phone: "0612345678", Channel: contact.BySMS},
		{Name: "Riet", Street: "Dorpsstraat 1", Postcode: "7081 BN", Place: "Gendringen", Channel: contact.ByLetter},
	} {
		made = append(made, discreet(d, who, calendar.DateOf(2026, 12, 10), calendar.Cell(108+12*i)))
		send()
		webtest.Write(t, d.App, func(tx *ledger.Tx) error {
			_, err := booking.RequestReschedule(tx, made[i].ID, booking.DeskShort, nil)
			return err
		})
		send()
		webtest.Write(t, d.App, func(tx *ledger.Tx) error {
			to := made[i].Offer
			to.Date++
			_, err := booking.Move(tx, made[i].ID, to, 0)
			return err
		})
		send()
	}
	letters(d, worker, said)
	invites(d, said, send, worker)
	files(d, made[0], said)
	comes(d, said)
	webtest.Write(t, d.App, func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, made[0].ID); return err })
	send()
	said.add("log", log.String())
	feed(d, said)
	for where, text := range said {
		if strings.Contains(text, webtest.Canary) || strings.Contains(strings.ToLower(text), "schuld") {
			t.Errorf("%s names a discreet product:\n%s", where, text)
		}
		if len(strings.TrimSpace(text)) == 0 {
			t.Errorf("%s is empty: this test sees nothing", where)
		}
	}
	for _, where := range []string{"mail", "calendar in a mail", "calendar file", "letter"} {
		if !strings.Contains(strings.ToLower(said[where]), "afspraak met de gemeente") {
			t.Errorf("%s does not say what it is in general:\n%s", where, said[where])
		}
	}
}

func discreet(d *webtest.DeskTown, who contact.Details, date calendar.Date, start calendar.Cell) (a booking.Appointment) {
	d.T.Helper()
	webtest.Write(d.T, d.App, func(tx *ledger.Tx) (err error) {
		key := booking.NewVisitKey()
		if _, err = booking.TakeHold(tx, key, catalogue.Wish{{Product: "schuld", Persons: 1}}, supply.Offer{Office: "hal", Date: date, Start: start}); err != nil {
			return err
		}
		a, err = booking.Book(tx, d.Options.Vault, booking.Request{Key: key, Lang: "nl", Contact: who})
		return err
	})
	return a
}

func letters(d *webtest.DeskTown, worker *messages.Worker, said overheard) {
	d.T.Helper()
	err := d.Options.Ledger.View(func(r ledger.Reader) error {
		all, err := booking.Letters(r)
		for _, l := range all {
			one, ok, err := worker.Posted(r, l)
			if err != nil {
				return err
			}
			if ok {
				said.add("letter", one.Office, one.Title, strings.Join(one.What, " "), strings.Join(one.Text, " "), strings.Join(one.List, " "), strings.Join(one.Foot, " "))
			}
		}
		return err
	})
	if err != nil {
		d.T.Fatal(err)
	}
}

// invites invites by two channels.
func invites(d *webtest.DeskTown, said overheard, send func(), worker *messages.Worker) {
	d.T.Helper()
	for _, who := range []contact.Details{{Name: "Riet", Email: "riet@voorbeeld.nl", Channel: contact.ByEmail}, {Name: "Riet", Street: "Dorpsstraat 1", Postcode: "7081 BN", Place: "Gendringen", Channel: contact.ByLetter}} {
		webtest.Write(d.T, d.App, func(tx *ledger.Tx) error {
			_, err := booking.MakeInvite(tx, d.Options.Vault, booking.Invite{Product: "schuld", Deadline: calendar.DateOf(2026, 12, 20), CallAfter: 3, Lang: "nl"}, who)
			return err
		})
		send()
	}
	letters(d, worker, said)
}

// files are the names and contents of what is downloaded.
func files(d *webtest.DeskTown, a booking.Appointment, said overheard) {
	d.T.Helper()
	pass := webtest.PassFor(d.T, d.App, a)
	for _, name := range []string{"afspraak.ics", "bevestiging.pdf", "kaart.pdf"} {
		answer, body := webtest.Ask(d.T, d.App, "GET", "/a/"+string(a.ID)+"/"+name, "", "Cookie", pass)
		said.add("file names", answer.Header.Get("Content-Disposition"))
		if name == "afspraak.ics" {
			said.add("calendar file", body)
		}
	}
}

// comes lets somebody in with a discreet product, has a desk call them, and reads ticket and board.
func comes(d *webtest.DeskTown, said overheard) {
	d.T.Helper()
	a := discreet(d, contact.Details{Name: "Riet", Channel: contact.None}, calendar.DateOf(2026, 11, 30), calendar.Cell(10*12+6))
	var ticket queue.Ticket
	d.Now = time.Date(2026, 11, 30, 9, 25, 0, 0, time.UTC)
	webtest.Write(d.T, d.App, func(tx *ledger.Tx) error {
		answer, err := kiosk.Arrive(tx, d.Options.Vault, kiosk.Arrival{Office: "hal", Appointment: a.ID})
		ticket = answer.Ticket
		return err
	})
	other := d.Arrives("pas", "nl")
	if ticket.Number[:1] != other.Number[:1] {
		d.T.Errorf("a ticket's letter stands for what it is about: %s and %s", ticket.Number, other.Number)
	}
	said.add("ticket", string(ticket.Number))
	d.At("anna", "hal-1").Does("volgende", "")
	board := d.Pairs(kiosk.QueueDisplay)
	_, body := board.Send("GET", "/bord", "")
	said.add("board", body)
}

// feed is every event and every message in the outbox.
func feed(d *webtest.DeskTown, said overheard) {
	d.T.Helper()
	err := d.Options.Ledger.View(func(r ledger.Reader) error {
		events, err := ledger.Events(r, 0, 10_000)
		if err != nil {
			return err
		}
		waiting, err := ledger.Waiting(r)
		content, _ := json.Marshal([]any{events, waiting})
		said.add("feed", string(content))
		return err
	})
	if err != nil {
		d.T.Fatal(err)
	}
}
