package main

import (
	"encoding/json"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// TestAHoldCanBeKeptForTwoHours asks for more time again and again, as the button does.
func TestAHoldCanBeKeptForTwoHours(t *testing.T) {
	var passed atomic.Int64
	m := demoAs(t, quiet(func() time.Time { return noon().Add(time.Duration(passed.Load())) }), t.TempDir())
	v := newVisitor(m.url)
	v.mustGet(t, "/afspraak/tijd?p=paspoort.1")
	if err := v.send("/afspraak/tijd", map[string]string{"tijd": v.choices("tijd")[0]}); err != nil || v.status != 200 {
		t.Fatal(v.status, err)
	}
	key := v.url.Query().Get("v")
	extended := 0
	for {
		passed.Add(int64(9 * time.Minute))
		if err := v.post("/afspraak/langer", url.Values{"v": {key}}); err != nil || v.status != 200 {
			t.Fatalf("after %v: %d %s", time.Duration(passed.Load()), v.status, v.body)
		}
		var held struct{ Seconds int }
		if err := json.Unmarshal([]byte(v.body), &held); err != nil {
			t.Fatal(err)
		}
		if held.Seconds < 600 { // there is nothing left to add
			if end := time.Duration(passed.Load()) + time.Duration(held.Seconds)*time.Second; end > 2*time.Hour {
				t.Errorf("held for %v", end)
			}
			break
		}
		extended++
	}
	if extended < 10 {
		t.Errorf("extended %d times, at least ten were promised", extended)
	}
	passed.Store(int64(2*time.Hour + time.Minute))
	if err := v.get("/afspraak/gegevens?v=" + key); err != nil || v.status != 409 || len(v.choices("tijd")) == 0 {
		t.Errorf("after two hours: %d, with %d other times", v.status, len(v.choices("tijd")))
	}
}

// TestALostLinkIsAnsweredTheSame asks for an address with an appointment and for one without; the link
// reaches only the first, and once.
func TestALostLinkIsAnsweredTheSame(t *testing.T) {
	server, data := startMailServer(t), furnished(t)
	m, log := serveWithLog(t, data, server.settings()...)
	bookByEmail(t, m.url, placeAt(30))
	soon(t, "the confirmation arrives", func() bool { return len(server.mails()) == 1 })
	var answers []string
	for _, email := range []string{canaries["email"], "nobody@voorbeeld.nl", " " + strings.ToUpper(canaries["email"])} {
		v := newVisitor(m.url)
		if err := v.post("/a/kwijt", url.Values{"email": {email}}); err != nil || v.status != 200 {
			t.Fatal(v.status, err)
		}
		answers = append(answers, v.body)
		if strings.Contains(v.body, strings.TrimSpace(email)) {
			t.Error("the answer repeats the address")
		}
	}
	if answers[0] != answers[1] || answers[1] != answers[2] {
		t.Error("the answers differ")
	}
	soon(t, "the link arrives", func() bool { return len(server.mails()) == 2 })
	if got := server.mails()[1]; !strings.HasPrefix(got.subject, "De link naar uw afspraak") {
		t.Errorf("%q arrives", got.subject)
	}
	time.Sleep(50 * time.Millisecond) // a second one would be on its way
	if n := len(server.mails()); n != 2 {
		t.Errorf("%d mails", n)
	}
	wantNoCanary(t, m, log)
}

// TestWithoutMailALostLinkIsForTheTelephone looks at a house without a mail server.
func TestWithoutMailALostLinkIsForTheTelephone(t *testing.T) {
	m, _ := serveWithLog(t, furnished(t))
	v := newVisitor(m.url)
	v.mustGet(t, "/a/kwijt")
	if strings.Contains(v.body, `name="email"`) {
		t.Error("a link is promised that nobody sends")
	}
}

// TestTooManyUnderOneAddressAreSentToTheTelephone books one more than an address may have.
func TestTooManyUnderOneAddressAreSentToTheTelephone(t *testing.T) {
	s := newDemo(t)
	for range 5 {
		bookInDemo(t, s.url)
	}
	v := newVisitor(s.url)
	v.mustGet(t, "/afspraak/tijd?p=paspoort.1")
	for _, step := range []struct {
		form string
		fill map[string]string
	}{
		{"/afspraak/tijd", map[string]string{"tijd": v.choices("tijd")[0]}},
		{"/afspraak/gegevens", map[string]string{"naam": "Geert Wissink", "kanaal": "email", "email": "Riet@voorbeeld.nl"}},
		{"/afspraak/maken", nil},
	} {
		if err := v.send(step.form, step.fill); err != nil {
			t.Fatal(err)
		}
	}
	if v.status != 409 || !strings.Contains(v.body, "U hebt al 5 afspraken") || !strings.Contains(v.body, "Bel ons") || !strings.Contains(v.body, `value="Geert Wissink"`) {
		t.Errorf("%d %s", v.status, v.title())
	}
}

// TestAnEmbeddedLinkLeadsToItsProduct follows what the page for web editors gives, and a UPL name.
func TestAnEmbeddedLinkLeadsToItsProduct(t *testing.T) {
	v := newVisitor(newDemo(t).url)
	v.mustGet(t, "/knop?product=rijbewijs")
	snippet := text(find(v.page, func(n *html.Node) bool { return n.Data == "textarea" }))
	_, address, _ := strings.Cut(snippet, `href="`)
	address, _, _ = strings.Cut(address, `"`)
	if strings.Contains(snippet, "script") || strings.Contains(snippet, "style") || !strings.HasPrefix(address, v.base) {
		t.Fatalf("the link is %s", snippet)
	}
	v.mustGet(t, strings.TrimPrefix(address, v.base))
	if !strings.Contains(v.title(), "Rijbewijs") {
		t.Errorf("it leads to %q", v.title())
	}
	v.mustGet(t, "/afspraak?product=paspoort")
	if !strings.Contains(v.title(), "Paspoort") {
		t.Errorf("a UPL name leads to %q", v.title())
	}
}
