package messages

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
	"balie/booking/supply"
	"balie/outreach"
)

// post is a house with one desk, a worker, and a sender that answers as the test says.
type post struct {
	*testing.T
	worker Worker
	clock  atomic.Int64
	log    bytes.Buffer
	mails  []Mail
	answer func(Mail) error
}

func (p *post) Send(_ context.Context, m Mail) error {
	p.mails = append(p.mails, m)
	if p.answer != nil {
		return p.answer(m)
	}
	return nil
}

func newPost(t *testing.T) *post {
	t.Helper()
	p := &post{T: t}
	p.clock.Store(time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC).UnixMilli())
	folder := t.TempDir()
	l := ledgertest.Open(t, func() time.Time { return time.UnixMilli(p.clock.Load()) }, contact.Schema, booking.Schema, outreach.Schema)
	v, err := contact.OpenVault(filepath.Join(folder, "balie.keys"))
	if err == nil {
		err = v.Fill(0)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	p.worker = Worker{Ledger: l, Vault: v, Sender: p, Base: "https://afspraak.voorbeeld.nl", House: "Proefstad", From: "afspraak@voorbeeld.nl",
		Log: slog.New(slog.NewTextHandler(&p.log, nil))}
	p.do(furnish)
	return p
}

func furnish(tx *ledger.Tx) error {
	texts := func(name string) map[string]catalogue.ProductText {
		return map[string]catalogue.ProductText{"nl": {Name: name, Short: name, Bring: []string{"Uw oude " + name}, Who: []string{"Uw kind"}}}
	}
	err := errors.Join(
		catalogue.PutProduct(tx, catalogue.Product{ID: "pas", Combines: "x", Minutes: 10, MaxPersons: 2, Skill: "pas", HorizonDays: 60, Texts: texts("Paspoort")}),
		catalogue.PutProduct(tx, catalogue.Product{ID: "schuld", Combines: "x", Minutes: 10, MaxPersons: 2, Skill: "pas", HorizonDays: 60, Discreet: true, Texts: texts("Schuldhulp")}))
	week := []calendar.Weekday{1, 2, 3, 4, 5}
	return errors.Join(err, catalogue.PutOffice(tx, catalogue.Office{ID: "hal", Kind: catalogue.TownHall, Name: "Raadhuis", Street: "Plein 1", Postcode: "7081 AA", Place: "Gendringen", Zone: "Europe/Amsterdam", Phone: "(0315) 292 292",
		Desks:    []catalogue.Desk{{ID: "hal-1", Name: "Balie 1", Skills: []string{"pas"}}},
		Openings: []calendar.Opening{{ID: "week", Desk: "hal-1", Weekdays: week, Start: 108, End: 204, Use: calendar.ForBoth, Share: calendar.Public}}}))
}

func (p *post) do(fn func(*ledger.Tx) error) {
	p.Helper()
	if err := p.worker.Ledger.Update(context.Background(), "test", fn); err != nil {
		p.Fatal(err)
	}
}

func (p *post) pass(d time.Duration) { p.clock.Add(d.Milliseconds()) }

// book books for Riet, on the fourth of December at nine.
func (p *post) book(product catalogue.ProductID, language string) (a booking.Appointment) {
	p.Helper()
	p.do(func(tx *ledger.Tx) (err error) {
		key := booking.NewVisitKey()
		if _, err = booking.TakeHold(tx, key, catalogue.Wish{{Product: product, Persons: 1}}, supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 4), Start: 108}); err != nil {
			return err
		}
		a, err = booking.Book(tx, p.worker.Vault, booking.Request{Key: key, Lang: language,
			Contact: contact.Details{Name: "Riet Kanarievogel", Email: "kanarie@voorbeeld.nl", Channel: contact.ByEmail}})
		return err
	})
	return a
}

func (p *post) move(a booking.Appointment, start calendar.Cell, moves int) {
	p.Helper()
	p.do(func(tx *ledger.Tx) error {
		_, err := booking.Move(tx, a.ID, supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 7), Start: start}, moves)
		return err
	})
}

// send lets the worker send, and returns what it handed over.
func (p *post) send() []Mail {
	p.Helper()
	p.mails = nil
	if _, err := p.worker.SendDue(p.Context()); err != nil {
		p.Fatal(err)
	}
	return p.mails
}

// want fails unless one mail was handed over with this subject.
func (p *post) want(subject string) Mail {
	p.Helper()
	mails := p.send()
	if len(mails) != 1 || mails[0].Subject != subject || mails[0].To != "kanarie@voorbeeld.nl" {
		p.Fatalf("sent %+v, want one with %q", mails, subject)
	}
	return mails[0]
}

// TestTheLinkIsSentOnceMore is for whoever lost the mail.
func TestTheLinkIsSentOnceMore(t *testing.T) {
	p := newPost(t)
	a := p.book("pas", "de")
	p.send()
	p.do(func(tx *ledger.Tx) error { return booking.ResendLinks(tx, p.worker.Vault, "kanarie@voorbeeld.nl") })
	m := p.want("Der Link zu Ihrem Termin: Freitag, 4. Dezember 2026, 9:00 Uhr")
	if !strings.Contains(m.Text, "/de/a/"+string(a.ID)+"#"+booking.Secret(p.worker.Vault, a.ID)) {
		t.Errorf("no link in\n%s", m.Text)
	}
	if len(m.Picture) == 0 || !strings.Contains(m.HTML, `src="cid:code.png"`) {
		t.Error("the HTML has no picture of the code")
	}
}

func (p *post) outbox() (left []ledger.Outgoing) {
	_ = p.worker.Ledger.View(func(r ledger.Reader) error {
		all, err := ledger.Waiting(r)
		for _, o := range all {
			if o.Message.Template != booking.Forget {
				left = append(left, o)
			}
		}
		return err
	})
	return left
}

func TestALifeInMails(t *testing.T) {
	p := newPost(t)
	a := p.book("pas", "nl")
	m := p.want("Uw afspraak is gemaakt: vrijdag 4 december 2026, 9.00 uur")
	link := "https://afspraak.voorbeeld.nl/nl/a/" + string(a.ID)
	for _, want := range []string{"Paspoort", "Uw oude Paspoort", "Uw kind", "Raadhuis, Plein 1, 7081 AA Gendringen", booking.SpokenCode(p.worker.Vault, a),
		link + "#" + booking.Secret(p.worker.Vault, a.ID), "Proefstad", "(0315) 292 292"} {
		if !strings.Contains(m.Text, want) || !strings.Contains(strings.ReplaceAll(m.HTML, "\u00a0", " "), want) {
			t.Errorf("text or HTML do not say %q:\n%s", want, m.Text)
		}
	}
	if strings.Contains(m.Text+m.HTML+m.Subject, "Kanarievogel") {
		t.Error("the name that was typed is mailed on")
	}
	if !bytes.Contains(m.Calendar, []byte("UID:"+string(a.ID)+"@afspraak.voorbeeld.nl\r\n")) || bytes.Contains(m.Calendar, []byte(booking.Secret(p.worker.Vault, a.ID))) || !bytes.Contains(m.Calendar, []byte("SEQUENCE:0\r\n")) {
		t.Errorf("the calendar entry is\n%s", m.Calendar)
	}
	p.move(a, 120, 0)
	m = p.want("Uw afspraak is verzet: maandag 7 december 2026, 10.00 uur")
	if !bytes.Contains(m.Calendar, []byte("SEQUENCE:1\r\n")) || m.Method != "REQUEST" {
		t.Errorf("moved: %s", m.Calendar)
	}
	p.pass(6 * 24 * time.Hour)
	p.pass(time.Hour)
	p.want("Denk aan uw afspraak: maandag 7 december 2026, 10.00 uur")
	p.do(func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, a.ID); return err })
	m = p.want("Uw afspraak is afgezegd: maandag 7 december 2026, 10.00 uur")
	if m.Method != "CANCEL" || !bytes.Contains(m.Calendar, []byte("SEQUENCE:2\r\n")) || strings.Contains(m.Text, "#") {
		t.Errorf("cancelled: %s %s", m.Text, m.Calendar)
	}
	if left := p.outbox(); len(p.send()) > 0 || len(left) > 0 {
		t.Errorf("left in the outbox: %+v", left)
	}
	for _, secret := range []string{"anarie", string(a.ID), booking.SpokenCode(p.worker.Vault, a)} {
		if strings.Contains(p.log.String(), secret) {
			t.Errorf("the log says %q", secret)
		}
	}
}

func TestADiscreetProductIsNotNamed(t *testing.T) {
	p := newPost(t)
	p.book("schuld", "nl")
	m := p.want("Uw afspraak is gemaakt: vrijdag 4 december 2026, 9.00 uur")
	if all := m.Text + m.HTML + string(m.Calendar); strings.Contains(all, "chuldhulp") || !strings.Contains(m.Text, "Afspraak met de gemeente") || !bytes.Contains(m.Calendar, []byte("SUMMARY:Afspraak met de gemeente\r\n")) {
		t.Errorf("it says %s", all)
	}
}

func TestAMailSpeaksTheLanguageOfTheAppointment(t *testing.T) {
	for language, subject := range map[string]string{"en": "Your appointment is booked: Friday 4 December 2026, 9:00", "de": "Ihr Termin ist vereinbart: Freitag, 4. Dezember 2026, 9:00 Uhr"} {
		p := newPost(t)
		p.book("pas", language)
		if m := p.want(subject); !strings.Contains(m.HTML, `<html lang="`+language+`"`) || !strings.Contains(m.Link, "/"+language+"/a/") {
			t.Errorf("%s: %s", language, m.HTML)
		}
	}
}

// TestAMailIsMadeAtSending moves and cancels while the mail server is away.
func TestAMailIsMadeAtSending(t *testing.T) {
	p := newPost(t)
	a := p.book("pas", "nl")
	p.move(a, 120, 0)
	for _, m := range p.send() {
		if strings.Contains(m.Text, "4 december") || !strings.Contains(m.Text, "7 december") {
			t.Errorf("the old time is said: %s", m.Text)
		}
	}
	p.move(a, 132, 1)
	p.pass(8 * 24 * time.Hour) // the visit is over
	if mails := p.send(); len(mails) > 0 || len(p.outbox()) > 0 {
		t.Errorf("%d mails about what is over", len(mails))
	}
}

// TestAFailureIsTriedForADayUnderOneID counts the tries and their pauses.
func TestAFailureIsTriedForADayUnderOneID(t *testing.T) {
	p := newPost(t)
	p.book("pas", "nl")
	p.answer = func(Mail) error { return Failure{Step: "sending", Code: 451} }
	begin := p.clock.Load()
	ids, tries := map[string]bool{}, 0
	for range 3 * 24 * 60 {
		for _, m := range p.send() {
			if !strings.HasPrefix(m.Subject, "Denk") {
				ids[m.ID], tries = true, tries+1
			}
		}
		if left := p.outbox(); left[0].Dead != "" {
			if left[0].Dead != "mail.late" {
				t.Errorf("given up for %q", left[0].Dead)
			}
			break
		}
		p.pass(time.Minute)
	}
	if took := time.Duration(p.clock.Load()-begin) * time.Millisecond; took < 23*time.Hour || took > 25*time.Hour || tries != mostTries+1 || len(ids) != 1 {
		t.Errorf("given up after %v and %d tries under %d ids", took, tries, len(ids))
	}
	if strings.Contains(p.log.String(), "anarie") || !strings.Contains(p.log.String(), "given up") {
		t.Errorf("log: %s", p.log.String())
	}
}

func TestARejectedRecipientIsADeadLetterAtOnce(t *testing.T) {
	p := newPost(t)
	p.book("pas", "nl")
	p.answer = func(Mail) error { return ErrRejected }
	p.send()
	if left := p.outbox(); len(left) != 2 || left[0].Dead != "mail.rejected" || len(p.send()) > 0 {
		t.Errorf("left: %+v", left)
	}
}

// TestWhatBecameOfAMessageIsAnEvent sends one and has one rejected: each says which, by which channel and about
// what, and neither to whom.
func TestWhatBecameOfAMessageIsAnEvent(t *testing.T) {
	p := newPost(t)
	a := p.book("pas", "nl")
	p.send()
	p.answer = func(Mail) error { return ErrRejected }
	p.do(func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, a.ID); return err })
	p.send()
	var said []string
	err := p.worker.Ledger.View(func(r ledger.Reader) error {
		all, err := ledger.Events(r, 0, 100)
		for _, e := range all {
			if strings.HasPrefix(e.Kind, "message.") {
				said = append(said, e.Kind+" "+strings.Join(e.IDs, " ")+" "+e.Channel+" "+e.Reason)
			}
		}
		return err
	})
	want := []string{"message.sent " + string(a.ID) + " booked email ", "message.failed " + string(a.ID) + " cancelled email mail.rejected"}
	if err != nil || !slices.Equal(said, want) {
		t.Errorf("events say %q, want %q (%v)", said, want, err)
	}
}

// TestWhatChangedDuringSendingIsNotLost moves the appointment while its reminder is on its way: the
// new reminder must stay, and must not be taken for a copy of the old.
func TestWhatChangedDuringSendingIsNotLost(t *testing.T) {
	p := newPost(t)
	a := p.book("pas", "nl")
	p.send()
	p.pass(3 * 24 * time.Hour)
	p.answer = func(m Mail) error {
		p.answer = nil
		p.move(a, 120, 0)
		return nil
	}
	first := p.wantOneThat("Denk aan uw afspraak")
	p.pass(3*24*time.Hour + 2*time.Hour)
	second := p.wantOneThat("Denk aan uw afspraak")
	if first.ID == second.ID || !strings.Contains(second.Subject, "7 december") {
		t.Errorf("%q and %q under %s and %s", first.Subject, second.Subject, first.ID, second.ID)
	}
}

// wantOneThat returns the first mail handed over whose subject begins so.
func (p *post) wantOneThat(begins string) Mail {
	p.Helper()
	mails := p.send()
	for _, m := range mails {
		if strings.HasPrefix(m.Subject, begins) {
			return m
		}
	}
	p.Fatalf("none of %d mails begins with %q", len(mails), begins)
	return Mail{}
}

// TestWhatCouldNotBeMarkedIsNotSentAgain begins after a mark that failed.
func TestWhatCouldNotBeMarkedIsNotSentAgain(t *testing.T) {
	p := newPost(t)
	p.book("pas", "nl")
	p.worker.start()
	o := p.outbox()[0]
	p.worker.sent[o.Key] = o.Due
	if mails := p.send(); len(mails) != 0 || len(p.outbox()) != 1 {
		t.Errorf("sent %d mails again, left %d", len(mails), len(p.outbox()))
	}
	if len(p.worker.sent) != 0 {
		t.Error("it is remembered although it is marked")
	}
}

// TestRunSendsWhatIsBookedWhileItWaits needs no tick: the commit wakes it.
func TestRunSendsWhatIsBookedWhileItWaits(t *testing.T) {
	p := newPost(t)
	arrived := make(chan Mail, 9)
	p.answer = func(m Mail) error { arrived <- m; return nil }
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan bool)
	go func() { p.worker.Run(ctx); close(ended) }()
	p.book("pas", "nl")
	<-arrived
	p.pass(3 * 24 * time.Hour)
	p.worker.Wake()
	if m := <-arrived; !strings.HasPrefix(m.Subject, "Denk") {
		t.Errorf("at its time it sent %q", m.Subject)
	}
	stop()
	<-ended
}
