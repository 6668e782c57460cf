package server

import (
	"balie/web/route"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
)

// listener is an address to listen on, and which sites answer there.
type listener struct {
	setting, address string
	sites            []route.Site
}

// listeners are the addresses of a server: a site without one of its own answers at the public one.
func (c Config) listeners() []listener {
	public := listener{"listen", c.Listen, []route.Site{route.PublicSite}}
	all := []listener{}
	for _, d := range []listener{{"listen-staff", c.Staff.Listen, []route.Site{route.StaffSite}}, {"listen-lobby", c.Staff.ListenLobby, []route.Site{route.LobbySite}}} {
		if d.address == "" {
			public.sites = append(public.sites, d.sites...)
			continue
		}
		all = append(all, d)
	}
	return append([]listener{public}, all...)
}

// opened is a door that listens.
type opened struct {
	listener
	socket net.Listener
	url    string
}

// open listens at every door, with TLS where there is a certificate, or at none.
func (c Config) open(log *slog.Logger) (all []opened, err error) {
	var secure *tls.Config
	if c.Cert != "" {
		cert, err := loadCertificate(c.Cert, c.Key, log)
		if err != nil {
			return nil, err
		}
		secure = cert.config()
	}
	for _, d := range c.listeners() {
		listener, err := net.Listen("tcp", d.address)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%s = %q: %w", d.setting, d.address, err), shut(all))
		}
		o := opened{d, listener, "http://" + listener.Addr().String()}
		if secure != nil {
			o.socket, o.url = tls.NewListener(listener, secure), "https://"+listener.Addr().String()
		}
		all = append(all, o)
	}
	return all, nil
}

func shut(all []opened) (err error) {
	for _, o := range all {
		err = errors.Join(err, o.socket.Close())
	}
	return err
}

// urlOf is where a site is found on this machine.
func urlOf(all []opened, site route.Site) string {
	for _, o := range all {
		for _, s := range o.sites {
			if s == site {
				return o.url
			}
		}
	}
	return ""
}
