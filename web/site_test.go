package web_test

import (
	"balie/web/route"
	"balie/web/webtest"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
)

// listening serves an app at an address of its own for these sites and returns where.
func listening(t *testing.T, a *webtest.App, secure *tls.Config, sites ...route.Site) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := "http://" + listener.Addr().String()
	if secure != nil {
		listener, at = tls.NewListener(listener, secure), "https://"+listener.Addr().String()
	}
	served := make(chan error, 1)
	go func() { served <- a.Serve(listener, sites...) }()
	t.Cleanup(func() {
		if err := a.Shutdown(t.Context()); err != nil && t.Context().Err() == nil {
			t.Error(err)
		}
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return at
}

// TestARouteAnswersOnItsOwnSiteAlone asks for every GET of the table at every address.
func TestARouteAnswersOnItsOwnSiteAlone(t *testing.T) {
	for _, secure := range []bool{false, true} {
		a := webtest.Town(t)
		var config *tls.Config
		client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		if secure {
			s := httptest.NewTLSServer(nil)
			defer s.Close()
			config = &tls.Config{Certificates: s.TLS.Certificates, NextProtos: []string{"http/1.1"}}
			client.Transport = s.Client().Transport
		}
		a.With(route.Route{Method: "GET", Path: "/hal", Site: route.LobbySite, Access: route.Public, Limit: route.Look, Handler: func(c *fiber.Ctx) error { return c.SendString("ok\n") }})
		addresses := map[route.Site]string{}
		for _, site := range []route.Site{route.PublicSite, route.StaffSite, route.LobbySite} {
			addresses[site] = listening(t, a, config, site)
		}
		together := listening(t, a, config, route.PublicSite, route.StaffSite, route.LobbySite)
		for _, r := range a.Routes() {
			if r.Method != "GET" {
				continue
			}
			for site, at := range addresses {
				status := statusAt(t, client, at+strings.ReplaceAll(r.Path, ":office", "hal"))
				there := r.Site == site || r.Site == route.EverySite
				if nowhere(r.Path) {
					there = false
				}
				switch {
				case r.Path == "/" && site != route.PublicSite:
					if status != http.StatusSeeOther {
						t.Errorf("the front of the site of %s answers %d", site, status)
					}
				case there == (status == 404) && r.Path != "/medewerker/oidc" && r.Path != "/medewerker/oidc/terug":
					t.Errorf("GET %s of site %s answers %d on site %s", r.Path, r.Site, status, site)
				}
			}
			if status := statusAt(t, client, together+strings.ReplaceAll(r.Path, ":office", "hal")); status == 404 && !nowhere(r.Path) && r.Path != "/medewerker/oidc" && r.Path != "/medewerker/oidc/terug" {
				t.Errorf("GET %s answers %d where all sites are together", r.Path, status)
			}
		}
	}
}

// nowhere are paths whose parameter names nothing in this town: no such asset, ticket, village or stop.
func nowhere(path string) bool {
	for _, begin := range []string{"/assets/:name", "/t/:id", "/praotbus/kern/:id", "/praotbus/halte/:id", "/praotbus/vraag/:id"} {
		if strings.HasPrefix(path, begin) {
			return true
		}
	}
	return false
}

func statusAt(t *testing.T, client *http.Client, at string) int {
	t.Helper()
	answer, err := client.Get(at)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode
}
