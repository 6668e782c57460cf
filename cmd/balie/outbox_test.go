package main

import (
	"strings"
	"testing"
)

// TestDeadLettersAreSeenAndTriedAgain lets a mail server refuse a recipient, looks at what is left,
// and tries it again when the server has learned.
func TestDeadLettersAreSeenAndTriedAgain(t *testing.T) {
	server, data := startMailServer(t), furnished(t)
	server.setRefusal("550 5.1.1 nobody")
	m, log := serveWithLog(t, data, server.settings()...)
	bookByEmail(t, m.url, placeAt(30))
	list := func() string { return wantDone(t, inProcess(t, "outbox", "--data", data)).err }
	soon(t, "the mail is given up", func() bool { return strings.Contains(list(), "1 could not be delivered") })
	said := list()
	key, _, _ := strings.Cut(said, "  ")
	if !strings.HasPrefix(key, "confirm/") || !strings.Contains(said, "mail.rejected") {
		t.Fatalf("the list says\n%s", said)
	}
	for what, canary := range canaries {
		if strings.Contains(said, canary) {
			t.Errorf("the list holds the %s", what)
		}
	}
	wantRefused(t, inProcess(t, "outbox", "retry", "--data", data, "confirm/NOBODY"), "NOBODY", "balie outbox")
	server.setRefusal("")
	wantDone(t, inProcess(t, "outbox", "retry", "--data", data, key))
	soon(t, "the mail arrives", func() bool { return len(server.mails()) == 1 })
	soon(t, "nothing is left", func() bool { return strings.Contains(list(), "0 could not be delivered") })
	wantNoCanary(t, m, log)
}

func TestOutboxAndStorybookExplainThemselves(t *testing.T) {
	for _, command := range []string{"outbox", "storybook"} {
		if text := help(t, []string{command, "--help"}); !strings.Contains(text, "Usage: balie "+command) {
			t.Errorf("%s explains itself as %q", command, text)
		}
	}
}
