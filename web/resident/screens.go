package resident

import (
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/web/page"
)

const screenName = "balie_scherm"

// Screens are the screens that were cleared within the life of a pass. So a pass that was given there opens
// nothing more, whatever its browser made of being asked to forget it. The memory is of this process: after
// a restart the browser's cookie, which ended as well, is what is left.
type Screens struct {
	mu      sync.Mutex
	cleared map[string]time.Time
}

// end notes that a screen is cleared, and leaves out those whose passes are over.
func (s *Screens) end(screen string, now time.Time) {
	if s == nil || screen == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cleared == nil {
		s.cleared = map[string]time.Time{}
	}
	maps.DeleteFunc(s.cleared, func(_ string, at time.Time) bool { return now.Sub(at) > passFor })
	s.cleared[screen] = now
}

func (s *Screens) ended(screen string) bool {
	if s == nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ended := s.cleared[screen]
	return ended
}

// screen names the screen that asks; "" for one that has no name yet, or was cleared.
func (p Passes) screen(c *fiber.Ctx) string {
	screen := strings.Clone(c.Cookies(CookieName(screenName, p.Secure)))
	if _, err := booking.ParseVisitKey(screen); err != nil || p.Screens.ended(screen) {
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
func (p Passes) Clear(c *fiber.Ctx) {
	if screen := p.screen(c); screen != "" {
		p.Screens.end(screen, page.From(c).Machine)
		p.setScreen(c, "", "; Max-Age=-1")
	}
}
