package resident

import (
	"encoding/hex"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/ledger"
	"balie/web/route"
)

// A screen that was cleared stands in the ledger for two days, under what only the vault can make of its
// name: a pass that was given there lives for half an hour, and opens nothing more, whatever its browser made of
// being asked to forget it, and whatever became of this process meanwhile.
const screenName = "balie_scherm"

// clearedKey is under which a cleared screen is noted.
func (p Passes) clearedKey(screen string) string {
	return "screen cleared/" + hex.EncodeToString(p.Vault.MAC("cleared screen", screen))
}

// ended reports whether a screen was cleared; one of which that cannot be read was.
func (p Passes) ended(screen string) bool {
	cleared := true
	_ = p.Ledger.View(func(r ledger.Reader) error {
		_, found, err := ledger.Recall[bool](r, p.clearedKey(screen))
		cleared = found || err != nil
		return nil
	})
	return cleared
}

// screen names the screen that asks; "" for one that has no name yet, or was cleared.
func (p Passes) screen(c *fiber.Ctx) string {
	screen := strings.Clone(c.Cookies(CookieName(screenName, p.Secure)))
	if _, err := booking.ParseVisitKey(screen); err != nil || p.ended(screen) {
		return ""
	}
	return screen
}

func (p Passes) setScreen(c *fiber.Ctx, screen, more string) {
	cookie := CookieName(screenName, p.Secure) + "=" + screen + "; Path=/; HttpOnly; SameSite=Strict" + more
	if p.Secure {
		cookie += "; Secure"
	}
	c.Response().Header.Add(fiber.HeaderSetCookie, cookie)
}

// Clear ends all passes of the screen that asks.
func (p Passes) Clear(c *fiber.Ctx) error {
	screen := p.screen(c)
	if screen == "" {
		return nil
	}
	p.setScreen(c, "", "; Max-Age=-1")
	return route.Update(c, p.Ledger, actor, func(tx *ledger.Tx) error {
		_, err := tx.First(p.clearedKey(screen))
		return err
	})
}
