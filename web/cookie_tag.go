package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// cookieTag is what stands in the names of all cookies of a house. Browsers send cookies to every port of a host: without
// it whoever signs in to a practice house would be signed out of the real one, and each would see the other's.
type cookieTag string

// hostOnly begins the names of cookies that browsers take from one host alone; it must stay in front.
const hostOnly = "__Host-"

// outside is a cookie's name as the browser has it.
func (t cookieTag) outside(name string) string {
	if own, is := strings.CutPrefix(name, hostOnly); is {
		return hostOnly + string(t) + own
	}
	return string(t) + name
}

// inside is the name by which we know a cookie of the browser; ok is false for one of another house.
func (t cookieTag) inside(name string) (own string, ok bool) {
	rest, is := strings.CutPrefix(name, hostOnly)
	own, ok = strings.CutPrefix(rest, string(t))
	if is {
		own = hostOnly + own
	}
	return own, ok
}

// rename lets every handler see and set cookies by our own names, and none of another house.
func (t cookieTag) rename(c *fiber.Ctx) error {
	asked := &c.Request().Header
	kept := map[string]string{}
	for name, value := range asked.Cookies() {
		if own, ok := t.inside(string(name)); ok {
			kept[own] = string(value)
		}
	}
	asked.DelAllCookies()
	for name, value := range kept {
		asked.SetCookie(name, value)
	}
	if err := c.Next(); err != nil {
		if err := c.App().ErrorHandler(c, err); err != nil {
			return err
		}
	}
	answered := &c.Response().Header
	var set []*fasthttp.Cookie
	for _, value := range answered.Cookies() {
		one := fasthttp.AcquireCookie()
		if one.ParseBytes(value) == nil {
			one.SetKey(t.outside(string(one.Key())))
			set = append(set, one)
		}
	}
	answered.DelAllCookies()
	for _, one := range set {
		answered.SetCookie(one)
		fasthttp.ReleaseCookie(one)
	}
	return nil
}
