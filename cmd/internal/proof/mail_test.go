package proof

import (
	"errors"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"balie/booking"
	"balie/cmd/internal/servertest"
)

// TestProofMailSurvivesAKill kills the program, as a process of its own, when the mail server has
// taken the confirmation and the program does not know it yet. The next one sends it again, and
// the resident's mail program sees one message.
func TestProofMailSurvivesAKill(t *testing.T) {
	mails, data := servertest.StartMailServer(t), servertest.Furnished(t)
	killed := make(chan bool)
	var once sync.Once
	kill := make(chan func(), 1)
	mails.Took = func(*mail.Message) { once.Do(func() { (<-kill)(); close(killed) }) }
	first, base, _ := startProgram(t, data, mails.Settings()...)
	kill <- func() { _ = first.Process.Kill(); _ = first.Wait() }
	place := time.Now().AddDate(0, 0, 20).Format("2006-01-02") + "T10:00"
	v, key := servertest.NewVisitor(base), booking.NewVisitKey()
	if err := v.Post("/afspraak/tijd", servertest.TimeForm(key, place)); err != nil || v.Status != 200 {
		t.Fatalf("%d %q %v", v.Status, v.Title(), err)
	}
	form := servertest.BookForm(key, servertest.Canaries["name"])
	form.Set("kanaal", "email")
	form.Set("email", servertest.Canaries["email"])
	_ = v.Post("/afspraak/maken", form) // the answer may be cut off by the kill
	servertest.Soon(t, "the server is killed", func() bool {
		select {
		case <-killed:
			return true
		default:
			return false
		}
	})
	if n := len(mails.Mails()); n != 1 {
		t.Fatalf("%d mails before the kill", n)
	}
	startProgram(t, data, mails.Settings()...)
	servertest.Soon(t, "the mail is sent again", func() bool { return len(mails.Mails()) > 1 })
	ids := map[string]bool{}
	for _, m := range mails.Mails() {
		ids[m.Id] = true
		if m.Id == "" || !strings.Contains(m.To, servertest.Canaries["email"]) {
			t.Errorf("%q to %s", m.Id, m.To)
		}
	}
	if len(ids) != 1 {
		t.Errorf("%d Message-IDs for one message", len(ids))
	}
	t.Logf("%d times, %d Message-ID", len(mails.Mails()), len(ids))
}

// TestMailGoesOutWithItsParts looks at what a mail server gets, and at what the page promises.
func TestMailGoesOutWithItsParts(t *testing.T) {
	mails, data := servertest.StartMailServer(t), servertest.Furnished(t)
	m, log := servertest.ServeWithLog(t, data, mails.Settings()...)
	v := servertest.BookByEmail(t, m.URL, servertest.PlaceAt(30))
	if !strings.Contains(v.Body, "Wij sturen de bevestiging naar r…l@voorbeeld.nl") {
		t.Error("the page does not promise the mail")
	}
	servertest.Soon(t, "a mail arrives", func() bool { return len(mails.Mails()) == 1 })
	got := mails.Mails()[0]
	for _, want := range []string{"multipart/alternative", "text/plain", "text/html", "text/calendar; charset=utf-8; method=REQUEST", `filename="afspraak.ics"`} {
		if !strings.Contains(got.Body, want) {
			t.Errorf("the mail has no %s:\n%s", want, got.Body)
		}
	}
	if !strings.HasPrefix(got.Subject, "Uw afspraak is gemaakt: dinsdag 1 december 2026") || !strings.HasSuffix(got.Id, "@voorbeeld.nl>") {
		t.Errorf("%q under %s", got.Subject, got.Id)
	}
	servertest.WantNoCanary(t, m, log)
}

// TestAMailThatIsRefusedIsADeadLetter lets the mail server refuse a recipient by name.
func TestAMailThatIsRefusedIsADeadLetter(t *testing.T) {
	mails, data := servertest.StartMailServer(t), servertest.Furnished(t)
	mails.Refuse = "550 5.1.1 <" + servertest.Canaries["email"] + "> is unknown"
	m, log := servertest.ServeWithLog(t, data, mails.Settings()...)
	servertest.BookByEmail(t, m.URL, servertest.PlaceAt(3))
	servertest.Soon(t, "the mail is given up", func() bool { return len(servertest.Dead(t, m.Server)) == 1 })
	if got := servertest.Dead(t, m.Server)[0]; got != "mail.rejected" {
		t.Errorf("given up for %q", got)
	}
	servertest.WantNoCanary(t, m, log)
}

// TestAMailServerThatIsAwayIsWaitedFor books while nobody listens.
func TestAMailServerThatIsAwayIsWaitedFor(t *testing.T) {
	mails, data := servertest.StartMailServer(t), servertest.Furnished(t)
	_ = mails.Listener.Close()
	m, log := servertest.ServeWithLog(t, data, mails.Settings()...)
	servertest.BookByEmail(t, m.URL, servertest.PlaceAt(3))
	servertest.Soon(t, "a try is counted", func() bool {
		for _, o := range servertest.Waiting(t, m.Server) {
			if o.Tries == 1 && o.Dead == "" {
				return true
			}
		}
		return false
	})
	servertest.WantNoCanary(t, m, log)
}

// TestWithoutAMailServerNothingIsThrownAway books before there is a mail mails, and sends after.
func TestWithoutAMailServerNothingIsThrownAway(t *testing.T) {
	data := servertest.Furnished(t)
	m, _ := servertest.ServeWithLog(t, data)
	if v := servertest.BookByEmail(t, m.URL, servertest.PlaceAt(30)); !strings.Contains(v.Body, "Verandert er iets? Dan mailen wij naar r…l@voorbeeld.nl") {
		t.Error("a page without a mail server promises a confirmation")
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	mails := servertest.StartMailServer(t)
	servertest.ServeWithLog(t, data, mails.Settings()...)
	servertest.Soon(t, "the confirmation is sent", func() bool { return len(mails.Mails()) == 1 })
}

// TestTheDemoShowsItsMails books in the demo and looks at its page of mails.
func TestTheDemoShowsItsMails(t *testing.T) {
	s := servertest.NewDemo(t)
	v := servertest.NewVisitor(s.URL)
	v.MustGet(t, "/afspraak/tijd?p=paspoort.1")
	err := errors.Join(v.Send("/afspraak/tijd", map[string]string{"tijd": v.Choices("tijd")[0]}),
		v.Send("/afspraak/gegevens", map[string]string{"naam": "Riet Wissink", "kanaal": "email", "email": "riet@voorbeeld.nl"}), v.Send("/afspraak/maken", nil))
	if err != nil || v.Title() != "Uw afspraak is gemaakt" {
		t.Fatalf("%q %v", v.Title(), err)
	}
	v.WaitFor(t, "/post", "riet@voorbeeld.nl")
	if n := strings.Count(v.Body, "<article"); n != 1 || !strings.Contains(v.Body, s.URL+"/nl/a/") {
		t.Errorf("%d mails are shown: %s", n, v.Body)
	}
}
