package demo

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/ledger"
	"balie/web/page"
)

// view is what the pages of the demo show.
type view struct {
	q        page.Request
	town     Town
	told     told
	secret   string // of the link to the story's appointment
	together bool   // four screens in one window
	here     string // where this page is
}

// view reads the story as it is now.
func (p *Pages) view(c *fiber.Ctx, here string) (v view, err error) {
	c.Set(fiber.HeaderCacheControl, "no-store")
	v = view{q: page.From(c), town: p.Town, here: here, together: here == togetherPath}
	err = p.Ledger.View(func(r ledger.Reader) (err error) { v.told, err = p.told(r); return err })
	if v.told.shown {
		v.secret = booking.Secret(p.Vault, v.told.appointment)
	}
	return v, err
}

const (
	doorsPath    = "/demo"
	togetherPath = "/demo/samen"
)

// ShowDoors answers GET /demo: every door of the town, and the story beside them.
func (p *Pages) ShowDoors(c *fiber.Ctx) error {
	v, err := p.view(c, doorsPath)
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, doorsPage(v))
}

// ShowTogether answers GET /demo/samen: telephone, check-in kiosk, queue display and desk in one window.
func (p *Pages) ShowTogether(c *fiber.Ctx) error {
	v, err := p.view(c, togetherPath)
	if err != nil {
		return err
	}
	c.Set("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()") // as the check-in kiosk in it
	return page.Render(c, fiber.StatusOK, togetherPage(v))
}

// ShowStory answers GET /demo/verhaal: the story alone, for a page that keeps it current. The page says
// where it is itself.
func (p *Pages) ShowStory(c *fiber.Ctx) error {
	here := doorsPath
	if c.Query("bij") == "samen" {
		here = togetherPath
	}
	v, err := p.view(c, here)
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, storyPart(v))
}

// ErrPhone: the demo has no telephone that shows this.
var ErrPhone = ledger.Refuse(ledger.NotFound, "demo.phone")

// ShowPhone answers GET /demo/toestel/:wat: a page as it is on a telephone. It refuses with ErrPhone.
func (p *Pages) ShowPhone(c *fiber.Ctx) error {
	v, err := p.view(c, doorsPath)
	if err != nil {
		return err
	}
	door, path := "", ""
	switch id := c.Query("id"); c.Params("wat") {
	case "bewoner":
		door, path = "resident", "/"
	case "bus":
		door, path = "crew", "/medewerker/onderweg"
	case "nummer":
		if len(id) == ledger.IDLength && strings.Trim(id, ledger.IDAlphabet) == "" {
			door, path = "ticket", "/t/"+id
		}
	}
	if path == "" {
		return ErrPhone
	}
	return page.Render(c, fiber.StatusOK, phonePage(v, door, path))
}

// opens are the doors of a group.
func (v view) opens(group string) (open []Door) {
	for _, d := range v.town.doors() {
		if d.Group == group {
			open = append(open, d)
		}
	}
	return open
}

// phone is what the telephone of the story shows: the number once there is one, and before that the
// appointment if it was made in somebody's place, as its link opens it.
func (v view) phone() string {
	switch {
	case v.told.ticket.ID != "":
		return "/t/" + string(v.told.ticket.ID)
	case v.told.shown:
		return "/a/" + string(v.told.appointment) + "#" + v.secret
	}
	return "/"
}

// storyPath is where a page asks for the story alone.
func (v view) storyPath() string {
	path := string(v.q.Href("/demo/verhaal"))
	if v.together {
		path += "?bij=samen"
	}
	return path
}
