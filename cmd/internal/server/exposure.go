package server

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
)

// CheckExposure refuses to show residents' pages where others could read along: serve speaks TLS
// itself, or it listens on this machine only, behind a proxy that is named.
func (c Config) CheckExposure() error {
	switch {
	case c.Cert != "" && c.Key != "":
		return nil
	case c.Cert != "" || c.Key != "":
		return errors.New("cert and key belong together: one of them is not set")
	case c.exposed() != "":
		return fmt.Errorf("%s would speak without TLS to other machines: set cert and key, "+
			"or listen on 127.0.0.1 behind a proxy named in trusted-proxies", c.exposed())
	case len(c.TrustedProxies) == 0:
		return errors.New("without cert and key a proxy must speak TLS for us: name it in trusted-proxies " +
			"(such as 127.0.0.1), or use \"balie demo\" to look around")
	}
	return nil
}

// exposed names the first address that other machines reach, "" for none.
func (c Config) exposed() string {
	for _, d := range c.listeners() {
		if !loopback(d.address) {
			return fmt.Sprintf("%s = %q", d.setting, d.address)
		}
	}
	return ""
}

// CheckLoopback refuses every address but this machine's own; for the demo.
func (c Config) CheckLoopback() error {
	if exposed := c.exposed(); exposed != "" {
		return fmt.Errorf("%s: the demo is for this machine only, such as 127.0.0.1:8080", exposed)
	}
	return nil
}

func loopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
}
