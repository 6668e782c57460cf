package resident

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"

	"balie/booking"
	"balie/booking/ledger"
	"balie/cmd/internal/servertest"
)

// TestAHoldCanBeKeptForTwoHours asks for more time again and again, as the button does.
func TestAHoldCanBeKeptForTwoHours(t *testing.T) {
	var passed atomic.Int64
	m := servertest.Demo(t, servertest.Quiet(func() time.Time { return servertest.Noon().Add(time.Duration(passed.Load())) }), t.TempDir())
	v := servertest.NewVisitor(m.URL)
	v.MustGet(t, "/afspraak/tijd?p=paspoort.1")
	if err := v.Send("/afspraak/tijd", map[string]string{"tijd": v.Choices("tijd")[0]}); err != nil || v.Status != 200 {
		t.Fatal(v.Status, err)
	}
	key := v.Url.Query().Get("v")
	extended := 0
	for {
		passed.Add(int64(9 * time.Minute))
		if err := v.Post("/afspraak/langer", url.Values{"v": {key}}); err != nil || v.Status != 200 {
			t.Fatalf("after %v: %d %s", time.Duration(passed.Load()), v.Status, v.Body)
		}
		var held struct{ Seconds int }
		if err := json.Unmarshal([]byte(v.Body), &held); err != nil {
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
	if err := v.Get("/afspraak/gegevens?v=" + key); err != nil || v.Status != 409 || len(v.Choices("tijd")) == 0 {
		t.Errorf("after two hours: %d, with %d other times", v.Status, len(v.Choices("tijd")))
	}
}

// TestALostLinkIsAnsweredTheSame asks for an address with an appointment and for one without; the link
// reaches only the first, and once.
func TestALostLinkIsAnsweredTheSame(t *testing.T) {
	mails, data := servertest.StartMailServer(t), servertest.Furnished(t)
	m, log := servertest.ServeWithLog(t, data, mails.Settings()...)
	servertest.BookByEmail(t, m.URL, servertest.PlaceAt(30))
	servertest.Soon(t, "the confirmation arrives", func() bool { return len(mails.Mails()) == 1 })
	var answers []string
	for _, email := range []string{servertest.Canaries["email"], "nobody@voorbeeld.nl", " " + strings.ToUpper(servertest.Canaries["email"])} {
		v := servertest.NewVisitor(m.URL)
		if err := v.Post("/a/kwijt", url.Values{"email": {email}}); err != nil || v.Status != 200 {
			t.Fatal(v.Status, err)
		}
		answers = append(answers, v.Body)
		if strings.Contains(v.Body, strings.TrimSpace(email)) {
			t.Error("the answer repeats the address")
		}
	}
	if answers[0] != answers[1] || answers[1] != answers[2] {
		t.Error("the answers differ")
	}
	servertest.Soon(t, "the link arrives", func() bool { return len(mails.Mails()) == 2 })
	if got := mails.Mails()[1]; !strings.HasPrefix(got.Subject, "De link naar uw afspraak") {
		t.Errorf("%q arrives", got.Subject)
	}
	servertest.Soon(t, "nothing is on its way", func() bool {
		return !slices.ContainsFunc(servertest.Waiting(t, m.Server), func(o ledger.Outgoing) bool { return !o.Due.After(servertest.Noon()) })
	})
	if n := len(mails.Mails()); n != 2 {
		t.Errorf("%d mails", n)
	}
	servertest.WantNoCanary(t, m, log)
}

// TestWithoutMailALostLinkIsForTheTelephone looks at a house without a mail server.
func TestWithoutMailALostLinkIsForTheTelephone(t *testing.T) {
	m, _ := servertest.ServeWithLog(t, servertest.Furnished(t))
	v := servertest.NewVisitor(m.URL)
	v.MustGet(t, "/a/kwijt")
	if strings.Contains(v.Body, `name="email"`) {
		t.Error("a link is promised that nobody sends")
	}
}

// TestTooManyUnderOneAddressAreSentToTheTelephone books more than any address may have; what is said tells
// nobody how many there are.
func TestTooManyUnderOneAddressAreSentToTheTelephone(t *testing.T) {
	m, _ := servertest.ServeWithLog(t, servertest.Furnished(t), servertest.StartMailServer(t).Settings()...)
	var v *servertest.Visitor
	for n := range booking.MaxUpcoming + 3 { // the limit of each address is another, by two at most
		if v = bookAs(t, m.URL, "Geert Wissink", "Riet@voorbeeld.nl"); v.Status != 200 && n >= booking.MaxUpcoming {
			break
		}
		if v.Status != 200 {
			t.Fatalf("appointment %d: %d %s", n+1, v.Status, v.Title())
		}
	}
	if v.Status != 409 || strings.ContainsAny(v.Title(), "0123456789") || !strings.Contains(v.Body, "kunnen wij nu geen afspraak meer maken") || !strings.Contains(v.Body, "Bel ons") || !strings.Contains(v.Body, `value="Geert Wissink"`) {
		t.Errorf("%d %s", v.Status, v.Title())
	}
}

// bookAs books the first free time under a name and an address.
func bookAs(t *testing.T, base, name, email string) *servertest.Visitor {
	t.Helper()
	v := servertest.NewVisitor(base)
	v.MustGet(t, "/afspraak/tijd?p=paspoort.1")
	for _, step := range []struct {
		form string
		fill map[string]string
	}{
		{"/afspraak/tijd", map[string]string{"tijd": v.Choices("tijd")[0]}},
		{"/afspraak/gegevens", map[string]string{"naam": name, "kanaal": "email", "email": email}},
		{"/afspraak/maken", nil},
	} {
		if err := v.Send(step.form, step.fill); err != nil {
			t.Fatal(err)
		}
	}
	return v
}

// TestAnEmbeddedLinkLeadsToItsProduct follows what the page for web editors gives, and a UPL name.
func TestAnEmbeddedLinkLeadsToItsProduct(t *testing.T) {
	v := servertest.NewVisitor(servertest.NewDemo(t).URL)
	v.MustGet(t, "/knop?product=rijbewijs")
	snippet := servertest.Text(servertest.Find(v.Page, func(n *html.Node) bool { return n.Data == "textarea" }))
	_, address, _ := strings.Cut(snippet, `href="`)
	address, _, _ = strings.Cut(address, `"`)
	if strings.Contains(snippet, "script") || strings.Contains(snippet, "style") || !strings.HasPrefix(address, v.Base) {
		t.Fatalf("the link is %s", snippet)
	}
	v.MustGet(t, strings.TrimPrefix(address, v.Base))
	if !strings.Contains(v.Title(), "Rijbewijs") {
		t.Errorf("it leads to %q", v.Title())
	}
	v.MustGet(t, "/afspraak?product=paspoort")
	if !strings.Contains(v.Title(), "Paspoort") {
		t.Errorf("a UPL name leads to %q", v.Title())
	}
}
