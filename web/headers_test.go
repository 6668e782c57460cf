package web_test

import (
	"balie/web"
	"balie/web/route"
	"balie/web/webtest"
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
)

// wantSecure fails unless every security header stands on an answer, once.
func wantSecure(t *testing.T, what string, h http.Header) {
	t.Helper()
	for _, want := range web.Headers {
		if got := h.Values(want.Name); len(got) != 1 || got[0] != want.Value {
			t.Errorf("%s: %s is %q, want %q once", what, want.Name, got, want.Value)
		}
	}
	if h.Get("Server") != "" {
		t.Errorf("%s tells its server: %q", what, h.Get("Server"))
	}
	if h.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("%s lets other sites read it", what)
	}
}

func TestEveryAnswerIsSecure(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t)).With(route.Route{Method: "POST", Path: "/panic", Access: route.Public, Limit: route.Look, Bare: true,
		Handler: func(*fiber.Ctx) error { panic("canary") }})
	for what, ask := range map[string]func() *http.Response{
		"a page":         func() *http.Response { r, _ := webtest.Ask(t, a, "GET", "/healthz", ""); return r },
		"no page":        func() *http.Response { r, _ := webtest.Ask(t, a, "GET", "/nowhere", ""); return r },
		"a wrong method": func() *http.Response { r, _ := webtest.Ask(t, a, "POST", "/healthz", ""); return r },
		"a panic":        func() *http.Response { r, _ := webtest.Ask(t, a, "POST", "/panic", "x=1"); return r },
		"a foreign form": func() *http.Response {
			r, _ := webtest.Ask(t, a, "POST", "/panic", "x=1", "Origin", "https://elsewhere.example")
			return r
		},
		"an odd form": func() *http.Response { r, _ := webtest.Ask(t, a, "POST", "/panic", "a[1]=1"); return r },
	} {
		wantSecure(t, what, ask().Header)
	}
}

func TestTLSIsStayedOnOnlyWhereThereIsTLS(t *testing.T) {
	o := webtest.NewOptions(t)
	for _, https := range []bool{false, true} {
		o.HTTPS = https
		answer, _ := webtest.Ask(t, webtest.Start(o), "GET", "/healthz", "")
		if got := answer.Header.Get("Strict-Transport-Security") != ""; got != https {
			t.Errorf("HTTPS %v: Strict-Transport-Security set is %v", https, got)
		}
	}
}

// raw sends bytes as they are over a real connection and returns the answer.
func raw(t *testing.T, a *webtest.App, request string) *http.Response {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = a.Serve(listener) }()
	t.Cleanup(func() { _ = a.Shutdown(t.Context()) })
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	go func() { _, _ = io.WriteString(conn, request) }()
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestRequestsThatNeverReachARouteAreAnsweredSecurely(t *testing.T) {
	for what, c := range map[string]struct {
		request string
		status  int
	}{
		"no request":    {"what is this\r\n\r\n", 400},
		"a long path":   {"GET /" + strings.Repeat("x", (16<<10)) + " HTTP/1.1\r\nHost: x\r\n\r\n", 413},
		"many cookies":  {"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + strings.Repeat("x", (16<<10)) + "\r\n\r\n", 413},
		"a large body":  {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + strings.Repeat("x", 1000000), 413},
		"a huge length": {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", 413},
	} {
		t.Run(what, func(t *testing.T) {
			answer := raw(t, webtest.Start(webtest.NewOptions(t)), c.request)
			if answer.StatusCode != c.status {
				t.Errorf("answered %d, want %d", answer.StatusCode, c.status)
			}
			wantSecure(t, what, answer.Header)
		})
	}
}
