package main

import (
	"crypto/tls"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking"
)

// hiddenServer is a mail server that hides its conversation under a certificate of its own, and
// wants a login; env lets a program know the certificate.
func hiddenServer(t *testing.T) (s *mailServer, settings, env []string) {
	t.Helper()
	s = startMailServer(t)
	cert, key := writeCertificate(t, t.TempDir(), 1, time.Now())
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		t.Fatal(err)
	}
	s.offer(&tls.Config{Certificates: []tls.Certificate{pair}}, "balie geheim")
	settings = s.settings()
	settings[slices.Index(settings, "none")] = "required"
	return s, append(settings, "--smtp-user", "balie"), []string{"BALIE_SMTP_PASSWORD=geheim", "SSL_CERT_FILE=" + cert}
}

// bookSoon books for a resident with an e-mail address, through a program of its own.
func bookSoon(t *testing.T, base string) {
	t.Helper()
	place := time.Now().AddDate(0, 0, 20).Format("2006-01-02") + "T10:00"
	v, key := newVisitor(base), booking.NewVisitKey()
	if err := v.post("/afspraak/tijd", timeForm(key, place)); err != nil || v.status != 200 {
		t.Fatalf("%d %q %v", v.status, v.title(), err)
	}
	form := bookForm(key, canaries["name"])
	form.Set("kanaal", "email")
	form.Set("email", canaries["email"])
	if err := v.post("/afspraak/maken", form); err != nil || v.title() != "Uw afspraak is gemaakt" {
		t.Fatalf("%d %q %v", v.status, v.title(), err)
	}
}

// TestMailIsHiddenAndSignedIn sends over a real connection, by STARTTLS and with a login.
func TestMailIsHiddenAndSignedIn(t *testing.T) {
	server, settings, env := hiddenServer(t)
	_, base, _ := startProgramWith(t, env, furnished(t), settings...)
	bookSoon(t, base)
	soon(t, "a mail arrives", func() bool { return len(server.mails()) == 1 })
	if body := server.mails()[0].body; !strings.Contains(body, "Content-Id: <code.png>") || !strings.Contains(body, "image/png") {
		t.Errorf("the picture of the code is not in the mail:\n%s", body)
	}
}

// TestMailIsNotSentWhereItIsNotHidden asks for STARTTLS of servers that have none, that show a
// certificate which nobody vouches for, and that do not know the password.
func TestMailIsNotSentWhereItIsNotHidden(t *testing.T) {
	for what, spoil := range map[string]func(*mailServer, []string) []string{
		"no STARTTLS":            func(s *mailServer, env []string) []string { s.offer(nil, ""); return env },
		"an unknown certificate": func(_ *mailServer, env []string) []string { return env[:1] },
		"another password":       func(s *mailServer, env []string) []string { s.offer(s.hidden, "balie anders"); return env },
	} {
		t.Run(what, func(t *testing.T) {
			server, settings, env := hiddenServer(t)
			env = spoil(server, env)
			data := furnished(t)
			_, base, _ := startProgramWith(t, env, data, settings...)
			bookSoon(t, base)
			soon(t, "a try has failed", func() bool {
				said := wantDone(t, run(t, "outbox", "--data", data)).err
				return strings.Contains(said, "failed 1 times") && strings.Contains(said, "0 could not be delivered")
			})
			if n := len(server.mails()); n != 0 {
				t.Errorf("%d mails were sent", n)
			}
		})
	}
}
