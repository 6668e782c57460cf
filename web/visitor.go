package web

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// visitor is by whom requests are counted: an IPv4 address, or the /64 that one household has of
// IPv6. It is hashed before it is kept anywhere, and never logged.
func (a *App) visitor(c *fiber.Ctx) string {
	address, ok := netip.AddrFromSlice(c.Context().RemoteIP())
	if !ok {
		return ""
	}
	address = address.Unmap()
	if a.trusted(address) {
		address = a.forwarded(c.Get(fiber.HeaderXForwardedFor), address)
	}
	if address.Is6() {
		prefix, _ := address.WithZone("").Prefix(64)
		return prefix.String()
	}
	return address.String()
}

// forwarded walks X-Forwarded-For from the nearest proxy outwards and returns the first address
// that is not a trusted proxy: what stands further left anybody could have written.
func (a *App) forwarded(header string, nearest netip.Addr) netip.Addr {
	for _, text := range slices.Backward(strings.Split(header, ",")) {
		address, err := netip.ParseAddr(strings.TrimSpace(text))
		if err != nil {
			return nearest
		}
		if nearest = address.Unmap(); !a.trusted(nearest) {
			return nearest
		}
	}
	return nearest
}

func (a *App) trusted(address netip.Addr) bool {
	return slices.ContainsFunc(a.options.TrustedProxies, func(p netip.Prefix) bool { return p.Contains(address) })
}
