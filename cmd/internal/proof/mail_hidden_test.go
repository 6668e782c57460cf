package proof

import (
	"crypto/tls"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/cmd/internal/servertest"
)

// hiddenServer is a mail server that hides its conversation under a certificate of its own, and
// wants a login; env lets a program know the certificate.
func hiddenServer(t *testing.T) (s *servertest.MailServer, settings, env []string) {
	t.Helper()
	s = servertest.StartMailServer(t)
	cert, key := servertest.WriteCertificate(t, t.TempDir(), 1, time.Now())
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		t.Fatal(err)
	}
	s.Offer(&tls.Config{Certificates: []tls.Certificate{pair}}, "balie geheim")
	settings = s.Settings()
	settings[slices.Index(settings, "none")] = "required"
	return s, append(settings, "--smtp-user", "balie"), []string{"BALIE_SMTP_PASSWORD=geheim", "SSL_CERT_FILE=" + cert}
}

// bookSoon books for a resident with an e-mail address, through a program of its own.
func bookSoon(t *testing.T, base string) {
	t.Helper()
	place := time.Now().AddDate(0, 0, 20).Format("2006-01-02") + "T10:00"
	v, key := servertest.NewVisitor(base), booking.NewVisitKey()
	if err := v.Post("/afspraak/tijd", servertest.TimeForm(key, place)); err != nil || v.Status != 200 {
		t.Fatalf("%d %q %v", v.Status, v.Title(), err)
	}
	form := servertest.BookForm(key, servertest.Canaries["name"])
	form.Set("kanaal", "email")
	form.Set("email", servertest.Canaries["email"])
	if err := v.Post("/afspraak/maken", form); err != nil || v.Title() != "Uw afspraak is gemaakt" {
		t.Fatalf("%d %q %v", v.Status, v.Title(), err)
	}
}

// TestMailIsHiddenAndSignedIn sends over a real connection, by STARTTLS and with a login.
func TestMailIsHiddenAndSignedIn(t *testing.T) {
	mails, settings, env := hiddenServer(t)
	_, base, _ := startProgramWith(t, env, servertest.Furnished(t), settings...)
	bookSoon(t, base)
	servertest.Soon(t, "a mail arrives", func() bool { return len(mails.Mails()) == 1 })
	if body := mails.Mails()[0].Body; !strings.Contains(body, "Content-Id: <code.png>") || !strings.Contains(body, "image/png") {
		t.Errorf("the picture of the code is not in the mail:\n%s", body)
	}
}

// TestMailIsNotSentWhereItIsNotHidden asks for STARTTLS of servers that have none, that show a
// certificate which nobody vouches for, and that do not know the password.
func TestMailIsNotSentWhereItIsNotHidden(t *testing.T) {
	for what, spoil := range map[string]func(*servertest.MailServer, []string) []string{
		"no STARTTLS":            func(s *servertest.MailServer, env []string) []string { s.Offer(nil, ""); return env },
		"an unknown certificate": func(_ *servertest.MailServer, env []string) []string { return env[:1] },
		"another password":       func(s *servertest.MailServer, env []string) []string { s.Offer(s.Hidden, "balie anders"); return env },
	} {
		t.Run(what, func(t *testing.T) {
			mails, settings, env := hiddenServer(t)
			env = spoil(mails, env)
			data := servertest.Furnished(t)
			_, base, _ := startProgramWith(t, env, data, settings...)
			bookSoon(t, base)
			servertest.Soon(t, "a try has failed", func() bool {
				said := servertest.WantDone(t, servertest.Run(t, "outbox", "--data", data)).Err
				return strings.Contains(said, "failed 1 times") && strings.Contains(said, "0 could not be delivered")
			})
			if n := len(mails.Mails()); n != 0 {
				t.Errorf("%d mails were sent", n)
			}
		})
	}
}
