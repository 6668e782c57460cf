package web

import (
	"log/slog"
	"net/netip"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/route"
)

// visitor is by whom requests are counted: an IPv4 address, or the /64 that one household has of
// IPv6. It is hashed before it is kept anywhere, and never logged.
func (a *App) visitor(c *fiber.Ctx) string {
	address, _ := a.address(c) // what cannot be read was refused by refuseUnread
	if !address.IsValid() {
		return ""
	}
	if address.Is6() {
		prefix, _ := address.WithZone("").Prefix(64)
		return prefix.String()
	}
	return address.String()
}

// ErrForwarded: a proxy of ours says in a way that nobody can read for whom it asks.
var ErrForwarded = route.As(fiber.StatusBadRequest, ledger.Refuse(ledger.Invalid, "forwarded.unread"))

// refuseUnread refuses a request of a trusted proxy that names its visitor unreadably: counted as the
// proxy's own, one such visitor would use up everybody's limit, or have none. The log names the header and
// never its content.
func (a *App) refuseUnread(c *fiber.Ctx) error {
	if _, unread := a.address(c); unread != "" {
		a.options.Log.LogAttrs(c.Context(), slog.LevelWarn, "a proxy's header cannot be read", slog.String("header", unread))
		return ErrForwarded
	}
	return c.Next()
}

// address is whence a request comes. Of a trusted proxy every line of X-Forwarded-For is read, as one
// list, and Forwarded (RFC 7239) as well; where the two name different visitors one of them is made up,
// and the request counts as the proxy's. unread is the header that cannot be read, "" for none.
func (a *App) address(c *fiber.Ctx) (from netip.Addr, unread string) {
	from, ok := netip.AddrFromSlice(c.Context().RemoteIP())
	if !ok {
		return from, ""
	}
	from = from.Unmap()
	if !a.trusted(from) {
		return from, ""
	}
	lists := map[string][]string{
		fiber.HeaderXForwardedFor: elements(c, fiber.HeaderXForwardedFor),
		fiber.HeaderForwarded:     forwardedFor(elements(c, fiber.HeaderForwarded)),
	}
	var named []netip.Addr
	for header, list := range lists {
		if len(list) == 0 {
			continue
		}
		address, ok := a.forwarded(list, from)
		if !ok {
			return from, header
		}
		named = append(named, address)
	}
	if len(named) == 0 || len(named) == 2 && named[0] != named[1] {
		return from, ""
	}
	return named[0], ""
}

// elements are what all lines of a header list, in their order. Empty ones say nothing.
func elements(c *fiber.Ctx, header string) (all []string) {
	for _, line := range c.Request().Header.PeekAll(header) {
		for _, text := range strings.Split(string(line), ",") {
			if text = strings.TrimSpace(text); text != "" {
				all = append(all, text)
			}
		}
	}
	return all
}

// forwardedFor are the "for" of the elements of Forwarded: for="[2001:db8::1]:443";proto=https.
func forwardedFor(list []string) (all []string) {
	for _, element := range list {
		found := ""
		for _, pair := range strings.Split(element, ";") {
			if name, value, ok := strings.Cut(strings.TrimSpace(pair), "="); ok && strings.EqualFold(name, "for") {
				found = strings.Trim(value, `"`)
			}
		}
		all = append(all, found)
	}
	return all
}

// forwarded walks a list from the nearest proxy outwards and returns the first address that is not a
// trusted proxy: what stands further left anybody could have written. ok is false where it comes to what
// is no address.
func (a *App) forwarded(list []string, nearest netip.Addr) (_ netip.Addr, ok bool) {
	for _, text := range slices.Backward(list) {
		address, err := netip.ParseAddr(strings.Trim(text, "[]"))
		if err != nil {
			with, err := netip.ParseAddrPort(text)
			if err != nil {
				return nearest, false
			}
			address = with.Addr()
		}
		if nearest = address.Unmap(); !a.trusted(nearest) {
			return nearest, true
		}
	}
	return nearest, true
}

func (a *App) trusted(address netip.Addr) bool {
	return slices.ContainsFunc(a.options.TrustedProxies, func(p netip.Prefix) bool { return p.Contains(address) })
}
