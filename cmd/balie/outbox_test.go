package main

import (
	"strings"
	"testing"

	"balie/cmd/internal/servertest"
)

// TestDeadLettersAreSeenAndTriedAgain lets a mail server refuse a recipient, looks at what is left,
// and tries it again when the server has learned.
func TestDeadLettersAreSeenAndTriedAgain(t *testing.T) {
	mails, data := servertest.StartMailServer(t), servertest.Furnished(t)
	mails.SetRefusal("550 5.1.1 nobody")
	m, log := servertest.ServeWithLog(t, data, mails.Settings()...)
	servertest.BookByEmail(t, m.URL, servertest.PlaceAt(30))
	list := func() string { return servertest.WantDone(t, inProcess(t, "outbox", "--data", data)).Err }
	servertest.Soon(t, "the mail is given up", func() bool { return strings.Contains(list(), "1 could not be delivered") })
	said := list()
	key, _, _ := strings.Cut(said, "  ")
	if !strings.HasPrefix(key, "confirm/") || !strings.Contains(said, "mail.rejected") {
		t.Fatalf("the list says\n%s", said)
	}
	for what, canary := range servertest.Canaries {
		if strings.Contains(said, canary) {
			t.Errorf("the list holds the %s", what)
		}
	}
	servertest.WantRefused(t, inProcess(t, "outbox", "retry", "--data", data, "confirm/NOBODY"), "NOBODY", "balie outbox")
	mails.SetRefusal("")
	servertest.WantDone(t, inProcess(t, "outbox", "retry", "--data", data, key))
	servertest.Soon(t, "the mail arrives", func() bool { return len(mails.Mails()) == 1 })
	servertest.Soon(t, "nothing is left", func() bool { return strings.Contains(list(), "0 could not be delivered") })
	servertest.WantNoCanary(t, m, log)
}
