package web

import (
	"crypto/tls"
	"net"
	"slices"

	"github.com/gofiber/fiber/v2"
)

// Site is an audience that may have an address of its own to listen on, so that staff's sign-in need
// not face the internet. Where a site has none, it answers with the public one.
type Site string

// The sites.
const (
	PublicSite Site = "public" // residents
	StaffSite  Site = "staff"  // colleagues
	LobbySite  Site = "lobby"  // pillar, board, and the phones of the field team
	EverySite  Site = "every"  // assets and health, on each of them
)

// Sites are all sites.
var Sites = []Site{PublicSite, StaffSite, LobbySite, EverySite}

// at puts routes on a site.
func at(s Site, routes []Route) []Route {
	for i := range routes {
		routes[i].Site = s
	}
	return routes
}

// sited is a connection that came in on the address of certain sites.
type sited interface{ sites() []Site }

type sitedConn struct {
	net.Conn
	of []Site
}

func (c *sitedConn) sites() []Site { return c.of }

// NetConn is the connection below, for who must reach it.
func (c *sitedConn) NetConn() net.Conn { return c.Conn }

// sitedTLS stays recognisable as TLS.
type sitedTLS struct {
	*tls.Conn
	of []Site
}

func (c *sitedTLS) sites() []Site { return c.of }

// siteListener notes on each connection which sites its address has.
type siteListener struct {
	net.Listener
	of []Site
}

func (l siteListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	if secure, ok := conn.(*tls.Conn); ok {
		return &sitedTLS{secure, l.of}, nil
	}
	return &sitedConn{conn, l.of}, nil
}

// answers reports whether a site is on the address that a request came in on.
func (a *App) answers(c *fiber.Ctx, site Site) bool {
	conn, ok := c.Context().Conn().(sited)
	return !ok || site == EverySite || slices.Contains(conn.sites(), site)
}

// elsewhere answers for a route of another site as for one that does not exist; the front door of
// staff's own address leads to their sign-in, and that of the lobby to the screens'.
func (a *App) elsewhere(c *fiber.Ctx, r Route) error {
	if r.Path == "/" && a.answers(c, StaffSite) {
		return c.Redirect("/medewerker", fiber.StatusSeeOther)
	}
	if r.Path == "/" && a.answers(c, LobbySite) {
		return c.Redirect("/scherm", fiber.StatusSeeOther)
	}
	return ErrNoPage
}
