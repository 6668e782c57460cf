package demo_test

import (
	"bytes"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
	"balie/queue"
	"balie/web/account"
	"balie/web/manage"
)

// canary is in nothing that a practice house has.
const canary = "Kanarievogel"

// realHouse is a second municipality (two town halls and a library, no bus) with an appointment and a colleague.
func realHouse(t *testing.T, m *machine) (*server.Server, booking.Appointment) {
	t.Helper()
	h, err := server.Open(t.TempDir(), m.now, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.Close() })
	small, err := demo.SettingOf("small")
	if err != nil {
		t.Fatal(err)
	}
	town, err := small.Document()
	if err == nil {
		for i := range town.Offices {
			town.Offices[i].Demo = false
		}
		town.Named = &catalogue.Named{Name: "Meerwoude", Languages: []string{"en", "nl"}}
		err = server.PutDocument(t.Context(), h.Ledger, town)
	}
	if err != nil {
		t.Fatal(err)
	}
	var a booking.Appointment
	err = h.Ledger.Update(t.Context(), "test", func(tx *ledger.Tx) error {
		if _, err := account.AddUser(tx, account.Operator, account.NewUser{Login: "kanarie", Name: canary, Roles: []account.Role{account.Manager}}); err != nil {
			return err
		}
		wish := catalogue.Wish{{Product: town.Products[0].ID, Persons: 1}}
		times, err := supply.FirstAnywhere(tx, supply.Query{Wish: wish})
		if err != nil || len(times) == 0 {
			t.Fatal(times, err)
		}
		key := booking.NewVisitKey()
		if _, err = booking.TakeHold(tx, key, wish, times[0]); err == nil {
			a, err = booking.Book(tx, h.Vault, booking.Request{Key: key, Lang: "nl", Contact: contact.Details{Name: canary, Channel: contact.ByEmail, Email: "kanarie@example.org", Phone: "0315 000 000"}})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return h, a
}

// exported is what a house has set up.
func exported(t *testing.T, h *server.Server) (d server.Document) {
	t.Helper()
	if err := h.Ledger.View(func(r ledger.Reader) (err error) { d, err = server.ReadDocument(r); return err }); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAPracticeHouseHasNothingOfTheRealOne(t *testing.T) {
	m := newMachine(sunday)
	h, real := realHouse(t, m)
	own, err := demo.OwnSetting(exported(t, h))
	if err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	s := servertest.DemoWith(t, servertest.Quiet(m.now), data, demo.Options{Town: own})
	var realID, id string
	_ = h.Ledger.View(func(r ledger.Reader) error { realID = ledger.ID(r); return nil })
	err = s.Server.Ledger.View(func(r ledger.Reader) error {
		id = ledger.ID(r)
		if _, err := booking.AppointmentByID(r, real.ID); err == nil {
			t.Error("the real appointment is there")
		}
		users, err := account.All(r)
		for _, u := range users {
			if u.Login == "kanarie" {
				t.Error("a real colleague is there")
			}
		}
		return err
	})
	if err != nil || id == realID {
		t.Errorf("%v; the ledgers are %s and %s", err, realID, id)
	}
	page := func(id string) string {
		answer, err := http.Get(s.URL + "/nl/a/" + id)
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(bodyOf(t, answer), id, "")
	}
	if page(string(real.ID)) != page(strings.Repeat("A", ledger.IDLength)) {
		t.Error("the real appointment has another page than one that nobody has")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{server.LedgerPath(data), server.KeysPath(data)} {
		content, err := os.ReadFile(path)
		for _, word := range []string{canary, "kanarie", realID} {
			if err != nil || bytes.Contains(content, []byte(word)) {
				t.Errorf("%s has %q in it (%v)", path, word, err)
			}
		}
	}
	if err := demo.CheckServed(data); err == nil {
		t.Error("balie serve would serve its folder")
	}
}

func bodyOf(t *testing.T, answer *http.Response) string {
	t.Helper()
	defer func() { _ = answer.Body.Close() }()
	var b bytes.Buffer
	_, _ = b.ReadFrom(answer.Body)
	return b.String()
}

// TestInAPracticeHouseADayIsPlayed: in a municipality of which the program knows nothing people booked, come and are
// helped, and whoever practises lets the day stand still and go faster.
func TestInAPracticeHouseADayIsPlayed(t *testing.T) {
	m := newMachine(sunday)
	h, _ := realHouse(t, m)
	own, err := demo.OwnSetting(exported(t, h))
	if err != nil {
		t.Fatal(err)
	}
	s := servertest.DemoWith(t, servertest.Quiet(m.now), "", demo.Options{Town: own})
	seen := 0
	err = s.Server.Ledger.View(func(r ledger.Reader) error {
		offices, err := catalogue.Offices(r)
		for _, o := range offices {
			all, err := booking.AppointmentsOn(r, o.ID, o.Today(r.Now()))
			v, lookErr := queue.Look(r, o.ID)
			if seen += len(all) + len(v.Waiting) + len(v.Serving); err != nil || lookErr != nil {
				return err
			}
		}
		return err
	})
	if err := s.Server.Ledger.View(func(r ledger.Reader) error {
		all, err := ledger.Waiting(r)
		if len(all) == 0 {
			t.Error("nobody who booked is told anything")
		}
		return err
	}); err != nil {
		t.Error(err)
	}
	if err != nil || seen < 20 {
		t.Errorf("%d people today (%v)", seen, err)
	}
	jar, _ := cookiejar.New(nil)
	b := &http.Client{Jar: jar}
	signIn(t, b, s.URL, "balie")
	page := get(t, b, s.URL+"/nl/medewerker")
	if !strings.Contains(page, "balie-practice") || !strings.Contains(page, "Er gaat geen bericht weg") || elsewhere.MatchString(page) {
		t.Error("the page of a colleague does not say where they are, or names another town")
	}
	for _, path := range []string{"/nl", "/nl/afspraak", "/nl/bord", "/nl/zuil", "/nl/demo"} {
		if page := get(t, b, s.URL+path); !strings.Contains(page, "balie-practice") {
			t.Errorf("%s does not say where one is", path)
		}
	}
	for pace, want := range map[string]time.Duration{"0": 0, "10": 10 * time.Minute} {
		answer, err := b.PostForm(s.URL+"/demo/tempo", url.Values{"tempo": {pace}, "terug": {"/medewerker"}})
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("pace %s: %v %v", pace, answer, err)
		}
		before := s.Server.Clock()
		m.pass(time.Minute)
		if passed := s.Server.Clock().Sub(before); passed != want {
			t.Errorf("at pace %s a minute is %v", pace, passed)
		}
	}
	if answer, err := b.PostForm(s.URL+"/demo/tempo", url.Values{"tempo": {"99"}, "terug": {"//elsewhere.example"}}); err != nil || answer.StatusCode != http.StatusBadRequest && answer.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("pace 99 is answered %v %v", answer.Status, err)
	}
}

// TestAPracticeHouseOpensAndClosesFromTheRealOne by its button, in a process of both.
func TestAPracticeHouseOpensAndClosesFromTheRealOne(t *testing.T) {
	m := newMachine(sunday)
	h, _ := realHouse(t, m)
	settings := server.Config{TrustedProxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Practice: server.Listening{Listen: "127.0.0.1:0"}}
	p := demo.NewPracticeHouse(servertest.Quiet(m.now), settings)
	p.State()
	done := make(chan struct{})
	go func() { p.Run(t.Context()); close(done) }()
	p.Open(exported(t, h))
	servertest.Soon(t, "it opens", func() bool { s := p.State(); return s.Open && !s.Opens })
	at := p.State().URL
	if answer, err := http.Get(at + "/demo"); err != nil || answer.StatusCode != http.StatusOK {
		t.Errorf("its doors answer %v %v", answer, err)
	}
	p.Close()
	servertest.Soon(t, "it closes", func() bool { return !p.State().Open })
	if _, err := http.Get(at + "/demo"); err == nil {
		t.Error("it answers although it is closed")
	}
	p.Open(server.Document{})
	servertest.Soon(t, "it says that it does not open", func() bool { return p.State() == (manage.PracticeState{Possible: true, Failed: true, URL: at}) })
}

// TestAPracticeHouseOpensAgainAtItsAddress: at the one address that a server has for it, it is ended and opened again, and
// opened anew while it is open and somebody looks at it.
func TestAPracticeHouseOpensAgainAtItsAddress(t *testing.T) {
	m := newMachine(sunday)
	h, _ := realHouse(t, m)
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	settings := server.Config{TrustedProxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Practice: server.Listening{Listen: address}}
	p := demo.NewPracticeHouse(servertest.Quiet(m.now), settings)
	go p.Run(t.Context())
	kept := &http.Client{} // keeps its connection, as a browser does
	var follower io.ReadCloser
	d := exported(t, h)
	for turn := range 4 {
		p.Open(d)
		servertest.Soon(t, "it opens", func() bool { s := p.State(); return !s.Opens })
		if s := p.State(); !s.Open || s.Failed {
			t.Fatalf("turn %d: %+v", turn, s)
		}
		answer, err := kept.Get("http://" + address + "/demo")
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("turn %d: its doors answer %v %v", turn, answer, err)
		}
		_, _ = io.Copy(io.Discard, answer.Body)
		_ = answer.Body.Close()
		if follower != nil {
			_ = follower.Close()
		}
		live, err := (&http.Client{}).Get("http://" + address + "/live/rij/gendringen") // and follows, until it closes
		if err != nil {
			t.Fatal(err)
		}
		follower = live.Body
		if turn == 1 { // the next manager opens it anew
			continue
		}
		p.Close()
		servertest.Soon(t, "it closes", func() bool { s := p.State(); return !s.Open && !s.Opens })
	}
	_ = follower.Close()
}

// TestADemoOpensAPracticeHouseByItsButton, without a setting: whoever looks around sees what it is like.
func TestADemoOpensAPracticeHouseByItsButton(t *testing.T) {
	m := newMachine(sunday)
	s := servertest.DemoWith(t, servertest.Quiet(m.now), "", demo.Options{})
	jar, _ := cookiejar.New(nil)
	b := &http.Client{Jar: jar}
	signIn(t, b, s.URL, "inrichter")
	const at = "/medewerker/beheer/oefenhuis"
	token := secretFields.FindStringSubmatch(get(t, b, s.URL+at))
	if answer, err := b.PostForm(s.URL+at, url.Values{"sessie": {token[2]}}); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("the button is answered %v %v", answer, err)
	}
	link := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	var practice string
	servertest.Soon(t, "the page leads to it", func() bool {
		time.Sleep(500 * time.Millisecond) // seldom: the town's clock stands, so that its limit of pages never fills again
		practice = link.FindString(get(t, b, s.URL+at))
		return practice != ""
	})
	if page := get(t, b, practice+"/demo"); practice == s.URL || !strings.Contains(page, "balie-practice") {
		t.Errorf("%s is no practice house", practice)
	}
	second, _ := cookiejar.New(nil)
	other := &http.Client{Jar: second}
	signIn(t, other, s.URL, "inrichter")
	for _, step := range []struct {
		who  *http.Client
		to   string
		open bool
	}{{other, "/sluiten", false}, {other, "", true}, {b, "/sluiten", false}, {b, "", true}} { // by one manager after the other
		token := secretFields.FindStringSubmatch(get(t, step.who, s.URL+at))
		if answer, err := step.who.PostForm(s.URL+at+step.to, url.Values{"sessie": {token[2]}}); err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%s is answered %v %v", step.to, answer, err)
		}
		servertest.Soon(t, "the page says so", func() bool {
			time.Sleep(500 * time.Millisecond)
			practice = link.FindString(get(t, step.who, s.URL+at))
			return (practice != "") == step.open
		})
	}
	if page := get(t, b, practice+"/demo"); !strings.Contains(page, "balie-practice") {
		t.Errorf("%s is no practice house", practice)
	}
}
