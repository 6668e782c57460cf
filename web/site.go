package web

import (
	"balie/web/route"
	"crypto/tls"
	"net"
	"slices"

	"github.com/gofiber/fiber/v2"
)

// sited is a connection that came in on the address of certain sites.
type sited interface{ sites() []route.Site }

type sitedConn struct {
	net.Conn
	of []route.Site
}

func (c *sitedConn) sites() []route.Site { return c.of }

// NetConn is the connection below, for who must reach it.
func (c *sitedConn) NetConn() net.Conn { return c.Conn }

// sitedTLS stays recognisable as TLS.
type sitedTLS struct {
	*tls.Conn
	of []route.Site
}

func (c *sitedTLS) sites() []route.Site { return c.of }

// siteListener notes on each connection which sites its address has.
type siteListener struct {
	net.Listener
	of []route.Site
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
func (a *App) answers(c *fiber.Ctx, site route.Site) bool {
	conn, ok := c.Context().Conn().(sited)
	return !ok || site == route.EverySite || slices.Contains(conn.sites(), site)
}

// elsewhere answers for a route of another site as for one that does not exist; the front door of
// staff's own address leads to their sign-in, and that of the lobby to the screens'.
func (a *App) elsewhere(c *fiber.Ctx, r route.Route) error {
	if r.Path == "/" && a.answers(c, route.StaffSite) {
		return c.Redirect("/medewerker", fiber.StatusSeeOther)
	}
	if r.Path == "/" && a.answers(c, route.LobbySite) {
		return c.Redirect("/scherm", fiber.StatusSeeOther)
	}
	return ErrNoPage
}
