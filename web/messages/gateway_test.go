package messages

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestMain lets a child of this test be a provider's gateway: a process of its own, on this machine.
func TestMain(m *testing.M) {
	if os.Getenv("GATEWAY_CHILD") != "" {
		beGateway()
		return
	}
	os.Exit(m.Run())
}

// beGateway says where it listens, and then each message that it took. A number that ends in 9 is
// rejected, one in 8 answered with an error; without the key nothing is taken.
func beGateway() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		os.Exit(1)
	}
	fmt.Println(listener.Addr())
	_ = http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var to string
		if r.Header.Get("Content-Type") == "application/json" {
			var said struct{ To string }
			_ = json.Unmarshal(body, &said)
			to = said.To
		} else {
			to = string(body)[:strings.IndexByte(string(body)+"&", '&')]
		}
		switch {
		case r.Header.Get("Authorization") != "Bearer key":
			w.WriteHeader(http.StatusUnauthorized)
		case strings.HasSuffix(to, "9"):
			w.WriteHeader(http.StatusBadRequest)
		case strings.HasSuffix(to, "8"):
			w.WriteHeader(http.StatusBadGateway)
		default:
			fmt.Println(string(body))
		}
	}))
}

// gateway starts a gateway and returns its address and what it takes, a line each.
func gateway(t *testing.T) (string, *bufio.Scanner) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "GATEWAY_CHILD=1")
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = child.Process.Kill(), child.Wait() })
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("the gateway did not start")
	}
	return "http://" + lines.Text() + "/send", lines
}

func TestAGatewayTakesTextMessagesAsItsBodySays(t *testing.T) {
	address, took := gateway(t)
	said := Text{ID: "abc", To: "+31612345670", Text: "Uw \"afspraak\"\nop 1 & 2"}
	for body, want := range map[string]string{
		`{"to": "{to}", "text": "{text}", "reference": "{id}"}`: `{"to": "+31612345670", "text": "Uw \"afspraak\"\nop 1 \u0026 2", "reference": "abc"}`,
		`to={to}&text={text}`: `to=%2B31612345670&text=Uw+%22afspraak%22%0Aop+1+%26+2`,
	} {
		g := Gateway{URL: address, Header: "Authorization: Bearer key", Body: body}
		if err := errors.Join(g.Check(), g.SendText(t.Context(), said)); err != nil {
			t.Fatal(err)
		}
		if took.Scan(); took.Text() != want {
			t.Errorf("the gateway took %s, want %s", took.Text(), want)
		}
	}
}

func TestWhatAGatewayRefusesIsTriedAgainOrGivenUp(t *testing.T) {
	address, _ := gateway(t)
	body := `{"to": "{to}", "text": "{text}"}`
	cases := map[string]struct {
		g  Gateway
		to string
		ok func(error) bool
	}{
		"a wrong number": {Gateway{address, "Authorization: Bearer key", body}, "+31600000009", func(err error) bool { return errors.Is(err, ErrRejected) }},
		"a broken day":   {Gateway{address, "Authorization: Bearer key", body}, "+31600000008", func(err error) bool { return err == Failure{"sending", 502, "text gateway"} }},
		"a wrong key":    {Gateway{address, "Authorization: Bearer other", body}, "+31600000000", func(err error) bool { return err == Failure{"sending", 401, "text gateway"} }},
		"nobody there":   {Gateway{"http://127.0.0.1:1/", "", body}, "+31600000000", func(err error) bool { return err == Failure{"connecting", 0, "text gateway"} }},
	}
	for name, c := range cases {
		err := c.g.SendText(t.Context(), Text{To: c.to, Text: "x"})
		if err == nil || !c.ok(err) || strings.Contains(err.Error(), c.to) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAGatewayThatCouldSendNothingIsRefused(t *testing.T) {
	for _, g := range []Gateway{{"sms.voorbeeld.nl", "", "{to}{text}"}, {"https://sms.voorbeeld.nl", "", "{to}"}, {"https://sms.voorbeeld.nl", "key", "{to}{text}"}, {"ftp://x/", "", "{to}{text}"}, {"http://sms.voorbeeld.nl", "", "{to}{text}"}} {
		if g.Check() == nil {
			t.Errorf("%+v passed", g)
		}
	}
}

func TestAGatewayIsHttpsOffLoopbackAndFollowsNoRedirect(t *testing.T) {
	for _, address := range []string{"https://sms.voorbeeld.nl/send", "http://127.0.0.1:8099/", "http://localhost/", "http://[::1]:80/"} {
		if err := (Gateway{URL: address, Body: "{to}{text}"}).Check(); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	reached := false
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer elsewhere.Close()
	moved := httptest.NewServer(http.RedirectHandler(elsewhere.URL, http.StatusTemporaryRedirect))
	defer moved.Close()
	err := Gateway{URL: moved.URL, Body: "{to}{text}"}.SendText(t.Context(), Text{To: "+31612345678", Text: "geheim"})
	if want := (Failure{"sending", 307, "text gateway"}); err != want || reached {
		t.Errorf("a gateway that moved: %v, message elsewhere: %v", err, reached)
	}
}
