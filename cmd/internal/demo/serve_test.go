package demo_test

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"balie/booking/ledger"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
	"balie/queue"
)

// machine is a machine's clock that a test moves.
type machine struct{ at atomic.Pointer[time.Time] }

func newMachine(at time.Time) *machine {
	m := &machine{}
	m.at.Store(&at)
	return m
}

func (m *machine) now() time.Time { return *m.at.Load() }

func (m *machine) pass(d time.Duration) {
	at := m.now().Add(d)
	m.at.Store(&at)
}

// sunday is when nobody is at any town hall.
var sunday = time.Date(2026, 11, 29, 22, 30, 0, 0, time.UTC)

func TestTheTownHasAClockOfItsOwn(t *testing.T) {
	m := newMachine(sunday)
	s := servertest.DemoWith(t, servertest.Quiet(m.now), "", demo.Options{Speed: 10})
	start := time.Date(2026, 12, 1, 8, 40, 0, 0, time.UTC)
	if now := s.Server.Clock(); !now.Equal(start) {
		t.Errorf("it begins at %v, want %v", now, start)
	}
	m.pass(3 * time.Minute)
	if now := s.Server.Clock(); !now.Equal(start.Add(30 * time.Minute)) {
		t.Errorf("three minutes later it is %v in the town", now)
	}
	servertest.Soon(t, "somebody comes in, and the first in line are called", func() bool {
		n := 0
		_ = s.Server.Ledger.View(func(r ledger.Reader) error {
			v, err := queue.Look(r, demo.Office)
			n = len(v.Serving) + len(v.Called)
			return err
		})
		return n > 0
	})
}

func TestATownInAFolderGoesOn(t *testing.T) {
	data, m := t.TempDir(), newMachine(sunday)
	s := servertest.DemoWith(t, servertest.Quiet(m.now), data, demo.Options{})
	m.pass(20 * time.Minute)
	servertest.Soon(t, "something is written", func() bool { return s.Server.Ledger.LastCommit().After(time.Date(2026, 12, 1, 8, 59, 0, 0, time.UTC)) })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	m.pass(100 * 24 * time.Hour)
	s = servertest.DemoWith(t, servertest.Quiet(m.now), data, demo.Options{})
	if now := s.Server.Clock(); now.Before(time.Date(2026, 12, 1, 8, 59, 0, 0, time.UTC)) || now.After(time.Date(2026, 12, 1, 9, 5, 0, 0, time.UTC)) {
		t.Errorf("it goes on at %v", now)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	c := server.Config{Data: data, Listen: "127.0.0.1:0"}
	if s, err := demo.Serve(t.Context(), servertest.Quiet(m.now), c, demo.Options{At: sunday}); err == nil || !strings.Contains(err.Error(), "--at") {
		if s != nil {
			_ = s.Close()
		}
		t.Errorf("--at before the last commit is answered %v", err)
	}
}

// TestSessionsKeepToTheMachinesClock signs in where a minute of the machine's is an hour of the town's.
func TestSessionsKeepToTheMachinesClock(t *testing.T) {
	m := newMachine(sunday)
	s := servertest.DemoWith(t, servertest.Quiet(m.now), "", demo.Options{Speed: 60})
	jar, _ := cookiejar.New(nil)
	b := &http.Client{Jar: jar}
	signIn(t, b, s.URL, "teamleider")
	m.pass(25 * time.Minute)
	if page := get(t, b, s.URL+"/medewerker/ik"); !strings.Contains(page, "Bram Bedachtink") {
		t.Error("after 25 minutes of the machine's, a day of the town's, nobody is signed in")
	}
	m.pass(31 * time.Minute)
	if page := get(t, b, s.URL+"/medewerker/ik"); strings.Contains(page, "Mijn account") || !strings.Contains(page, "Uw scherm is op slot") {
		t.Error("after half an hour without a request the screen is not locked")
	}
}

var secretFields = regexp.MustCompile(`name="(sessie|geheim|merk)"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="(sessie|geheim|merk)"`)

// TestARealCodeOpensAShiftedTown sets up a second step with the code that an app shows now, and signs in with
// the next one.
func TestARealCodeOpensAShiftedTown(t *testing.T) {
	m := newMachine(sunday)
	s := servertest.DemoWith(t, servertest.Quiet(m.now), "", demo.Options{Speed: 10})
	jar, _ := cookiejar.New(nil)
	b := &http.Client{Jar: jar}
	signIn(t, b, s.URL, "beheerder")
	form := url.Values{}
	for _, f := range secretFields.FindAllStringSubmatch(get(t, b, s.URL+"/medewerker/ik/tweede-stap"), -1) {
		form.Set(f[1]+f[4], f[2]+f[3])
	}
	code := func() string {
		c, err := totp.GenerateCode(form.Get("geheim"), m.now())
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	form.Set("huidig", demo.Passphrase)
	form.Set("code", code())
	form.Set("huidig", demo.Passphrase)
	answer, err := b.PostForm(s.URL+"/medewerker/ik/tweede-stap", form)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("the second step is answered %v %v", answer, err)
	}
	_ = answer.Body.Close()
	b.Jar, _ = cookiejar.New(nil)
	m.pass(time.Minute)
	signIn(t, b, s.URL, "beheerder")
	answer, err = b.PostForm(s.URL+"/medewerker/code", url.Values{"code": {code()}})
	if err != nil || answer.StatusCode != http.StatusOK || answer.Request.URL.Path == "/medewerker/code" {
		t.Fatalf("a code of the machine's time is answered %v %v", answer, err)
	}
	_ = answer.Body.Close()
}

// TestASafariSignsIn: a browser that keeps no Secure cookie of plain http, not even on this machine.
func TestASafariSignsIn(t *testing.T) {
	s := servertest.DemoWith(t, servertest.Quiet(newMachine(sunday).now), "", demo.Options{})
	b := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := b.PostForm(s.URL+"/medewerker/inloggen", url.Values{"login": {"balie"}, "wachtzin": {demo.Passphrase}})
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusSeeOther || len(answer.Cookies()) == 0 {
		t.Errorf("answered %d with %v", answer.StatusCode, answer.Cookies())
	}
	for _, c := range answer.Cookies() {
		if c.Secure || strings.HasPrefix(c.Name, "__") || c.Domain != "" {
			t.Errorf("a browser on plain http drops %v", c)
		}
	}
	if answer.Header.Get("Strict-Transport-Security") != "" || strings.Contains(answer.Header.Get("Content-Security-Policy"), "upgrade-insecure-requests") {
		t.Errorf("a browser is sent to https: %v", answer.Header)
	}
}

func signIn(t *testing.T, b *http.Client, address, login string) {
	t.Helper()
	answer, err := b.PostForm(address+"/medewerker/inloggen", url.Values{"login": {login}, "wachtzin": {demo.Passphrase}})
	if err != nil {
		t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("signing in is answered %d %v", answer.StatusCode, err)
	}
}

func get(t *testing.T, b *http.Client, address string) string {
	t.Helper()
	q, err := http.NewRequestWithContext(context.Background(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Accept", "text/html")
	answer, err := b.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 500 {
		t.Fatalf("%s is answered %d %v", address, answer.StatusCode, err)
	}
	return string(text)
}
