package main

import (
	"bytes"
	"errors"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/ledger"
)

// bookByEmail books for a resident who chose e-mail.
func bookByEmail(t *testing.T, base, place string) *visitor {
	t.Helper()
	v, key := newVisitor(base), booking.NewVisitKey()
	form := bookForm(key, canaries["name"])
	form.Set("kanaal", "email")
	form.Set("email", canaries["email"])
	if err := v.post("/afspraak/tijd", timeForm(key, place)); err != nil || v.status != 200 {
		t.Fatalf("%d %v", v.status, err)
	}
	if err := v.post("/afspraak/maken", form); err != nil || v.title() != "Uw afspraak is gemaakt" {
		t.Fatalf("%d %q %v", v.status, v.title(), err)
	}
	return v
}

// soon waits until something holds.
func soon(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for range 2000 {
		if holds() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("not in ten seconds: %s", what)
}

// TestProofMailSurvivesAKill kills the program, as a process of its own, when the mail server has
// taken the confirmation and the program does not know it yet. The next one sends it again, and
// the resident's mail program sees one message.
func TestProofMailSurvivesAKill(t *testing.T) {
	server, data := startMailServer(t), furnished(t)
	killed := make(chan bool)
	var once sync.Once
	kill := make(chan func(), 1)
	server.took = func(*mail.Message) { once.Do(func() { (<-kill)(); close(killed) }) }
	first, base, _ := startProgram(t, data, server.settings()...)
	kill <- func() { _ = first.Process.Kill(); _ = first.Wait() }
	place := time.Now().AddDate(0, 0, 20).Format("2006-01-02") + "T10:00"
	v, key := newVisitor(base), booking.NewVisitKey()
	if err := v.post("/afspraak/tijd", timeForm(key, place)); err != nil || v.status != 200 {
		t.Fatalf("%d %q %v", v.status, v.title(), err)
	}
	form := bookForm(key, canaries["name"])
	form.Set("kanaal", "email")
	form.Set("email", canaries["email"])
	_ = v.post("/afspraak/maken", form) // the answer may be cut off by the kill
	soon(t, "the server is killed", func() bool {
		select {
		case <-killed:
			return true
		default:
			return false
		}
	})
	if n := len(server.mails()); n != 1 {
		t.Fatalf("%d mails before the kill", n)
	}
	startProgram(t, data, server.settings()...)
	soon(t, "the mail is sent again", func() bool { return len(server.mails()) > 1 })
	ids := map[string]bool{}
	for _, m := range server.mails() {
		ids[m.id] = true
		if m.id == "" || !strings.Contains(m.to, canaries["email"]) {
			t.Errorf("%q to %s", m.id, m.to)
		}
	}
	if len(ids) != 1 {
		t.Errorf("%d Message-IDs for one message", len(ids))
	}
	t.Logf("%d times, %d Message-ID", len(server.mails()), len(ids))
}

// TestMailGoesOutWithItsParts looks at what a mail server gets, and at what the page promises.
func TestMailGoesOutWithItsParts(t *testing.T) {
	server, data := startMailServer(t), furnished(t)
	m, log := serveWithLog(t, data, server.settings()...)
	v := bookByEmail(t, m.url, placeAt(30))
	if !strings.Contains(v.body, "Wij sturen de bevestiging naar r…l@voorbeeld.nl") {
		t.Error("the page does not promise the mail")
	}
	soon(t, "a mail arrives", func() bool { return len(server.mails()) == 1 })
	got := server.mails()[0]
	for _, want := range []string{"multipart/alternative", "text/plain", "text/html", "text/calendar; method=REQUEST", `filename="afspraak.ics"`} {
		if !strings.Contains(got.body, want) {
			t.Errorf("the mail has no %s:\n%s", want, got.body)
		}
	}
	if !strings.HasPrefix(got.subject, "Uw afspraak is gemaakt: dinsdag 1 december 2026") || !strings.HasSuffix(got.id, "@voorbeeld.nl>") {
		t.Errorf("%q under %s", got.subject, got.id)
	}
	wantNoCanary(t, m, log)
}

// TestAMailThatIsRefusedIsADeadLetter lets the mail server refuse a recipient by name.
func TestAMailThatIsRefusedIsADeadLetter(t *testing.T) {
	server, data := startMailServer(t), furnished(t)
	server.refuse = "550 5.1.1 <" + canaries["email"] + "> is unknown"
	m, log := serveWithLog(t, data, server.settings()...)
	bookByEmail(t, m.url, placeAt(3))
	soon(t, "the mail is given up", func() bool { return len(dead(t, m.house)) == 1 })
	if got := dead(t, m.house)[0]; got != "mail.rejected" {
		t.Errorf("given up for %q", got)
	}
	wantNoCanary(t, m, log)
}

// TestAMailServerThatIsAwayIsWaitedFor books while nobody listens.
func TestAMailServerThatIsAwayIsWaitedFor(t *testing.T) {
	server, data := startMailServer(t), furnished(t)
	_ = server.listener.Close()
	m, log := serveWithLog(t, data, server.settings()...)
	bookByEmail(t, m.url, placeAt(3))
	soon(t, "a try is counted", func() bool {
		for _, o := range waiting(t, m.house) {
			if o.Tries == 1 && o.Dead == "" {
				return true
			}
		}
		return false
	})
	wantNoCanary(t, m, log)
}

// wantNoCanary ends a server and looks for its resident in its log.
func wantNoCanary(t *testing.T, m *serving, log *bytes.Buffer) {
	t.Helper()
	if err := m.close(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "message") {
		t.Errorf("the log says nothing of the mail: %s", log)
	}
	for what, canary := range canaries {
		if strings.Contains(log.String(), canary) {
			t.Errorf("the log holds the %s: %s", what, log)
		}
	}
}

func waiting(t *testing.T, h *house) (all []ledger.Outgoing) {
	t.Helper()
	if err := h.ledger.View(func(r ledger.Reader) (err error) { all, err = ledger.Waiting(r); return err }); err != nil {
		t.Fatal(err)
	}
	return all
}

// dead are the reasons of the dead letters.
func dead(t *testing.T, h *house) (reasons []string) {
	for _, o := range waiting(t, h) {
		if o.Dead != "" {
			reasons = append(reasons, o.Dead)
		}
	}
	return reasons
}

// TestWithoutAMailServerNothingIsThrownAway books before there is a mail server, and sends after.
func TestWithoutAMailServerNothingIsThrownAway(t *testing.T) {
	data := furnished(t)
	m, _ := serveWithLog(t, data)
	if v := bookByEmail(t, m.url, placeAt(30)); !strings.Contains(v.body, "Verandert er iets? Dan mailen wij naar r…l@voorbeeld.nl") {
		t.Error("a page without a mail server promises a confirmation")
	}
	if err := m.close(); err != nil {
		t.Fatal(err)
	}
	server := startMailServer(t)
	serveWithLog(t, data, server.settings()...)
	soon(t, "the confirmation is sent", func() bool { return len(server.mails()) == 1 })
}

// TestTheDemoShowsItsMails books in the demo and looks at its page of mails.
func TestTheDemoShowsItsMails(t *testing.T) {
	s := newDemo(t)
	v := newVisitor(s.url)
	v.mustGet(t, "/afspraak/tijd?p=paspoort.1")
	err := errors.Join(v.send("/afspraak/tijd", map[string]string{"tijd": v.choices("tijd")[0]}),
		v.send("/afspraak/gegevens", map[string]string{"naam": "Riet Wissink", "kanaal": "email", "email": "riet@voorbeeld.nl"}), v.send("/afspraak/maken", nil))
	if err != nil || v.title() != "Uw afspraak is gemaakt" {
		t.Fatalf("%q %v", v.title(), err)
	}
	soon(t, "the mail is shown", func() bool { return v.get("/post") == nil && strings.Contains(v.body, "riet@voorbeeld.nl") })
	if n := strings.Count(v.body, "<article"); n != 1 || !strings.Contains(v.body, s.url+"/nl/a/") {
		t.Errorf("%d mails are shown: %s", n, v.body)
	}
}

func newDemo(t *testing.T) *serving {
	t.Helper()
	return demoAs(t, quiet(noon), "")
}
