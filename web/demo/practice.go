package demo

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
)

const pacePath = "/demo/tempo"

// paces are how fast the day of a practice house goes: not at all, as any day, and so that a quiet hour is soon over.
var paces = []int{0, 1, 10}

// ErrPace: the day of this house has no such pace.
var ErrPace = ledger.Refuse(ledger.Invalid, "demo.pace")

// SetPace answers POST /demo/tempo: the day stands still, goes on, or goes faster, for everybody who practises. It refuses
// with ErrPace, also in a house whose day nobody sets.
func (p *Pages) SetPace(c *fiber.Ctx) error {
	pace, err := strconv.Atoi(c.FormValue("tempo"))
	if err != nil || p.Town.Practice == nil || !slices.Contains(paces, pace) {
		return ErrPace
	}
	p.Town.Practice.SetPace(pace)
	return c.Redirect(string(page.From(c).Href(backTo(c.FormValue("terug")))), fiber.StatusSeeOther)
}

// backTo is a page of ours that somebody came from; what is none is the beginning.
func backTo(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n") || len(path) > 200 {
		return doorsPath
	}
	return path
}

// instant is what time it is in the town.
func instant(q page.Request) string {
	zone := view{q: q}.zone()
	return q.Words.Instant(q.Now, zone)
}

// today is what day it is in the town.
func today(q page.Request) string { return view{q: q}.day() }

// lasting reports whether the page that the strip stands on can be asked for again.
func lasting(q page.Request) string {
	path, _, _ := strings.Cut(q.Path, "#")
	return path
}
