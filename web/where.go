package web

import (
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/change"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
	"balie/web/account"
	"balie/web/route"
)

// everyOffice is what a request names that is about the whole house: nobody has it whose role holds at some
// offices only.
const everyOffice = "*"

// officesOf are the offices that a request of a colleague is about, by how its route names them. What is not there
// names none: the handler refuses it.
func (a *App) officesOf(c *fiber.Ctx, at route.Where, who ledger.Actor) (offices []string, err error) {
	offices = account.Named(c)
	err = a.options.Ledger.View(func(r ledger.Reader) error {
		for _, find := range []func(*fiber.Ctx, ledger.Reader, route.Where, ledger.Actor) (string, error){ofDesk, ofTicket, ofChange, ofScreen, ofMessage, ofPlace} {
			office, err := find(c, r, at, who)
			if err != nil && !isMissing(err) {
				return err
			}
			if office != "" && !slices.Contains(offices, office) {
				offices = append(offices, office)
			}
		}
		return nil
	})
	return offices, err
}

func isMissing(err error) bool {
	var refused *ledger.Error
	return errors.As(err, &refused) && refused.Code == ledger.NotFound
}

func ofDesk(_ *fiber.Ctx, r ledger.Reader, at route.Where, who ledger.Actor) (string, error) {
	if at != route.AtDesk {
		return "", nil
	}
	desk, _, err := queue.DeskOf(r, who)
	return string(desk.Office), err
}

func ofTicket(c *fiber.Ctx, r ledger.Reader, at route.Where, _ ledger.Actor) (string, error) {
	if at != route.AtTicket {
		return "", nil
	}
	t, err := queue.ByID(r, queue.TicketID(c.Params("id")))
	return string(t.Office), err
}

func ofChange(c *fiber.Ctx, r ledger.Reader, at route.Where, _ ledger.Actor) (string, error) {
	if at != route.AtChange {
		return "", nil
	}
	made, err := change.ByID(r, change.ID(c.Params("id")))
	return string(made.Office), err
}

// ofScreen is where a screen hangs that a form names; one of a vehicle is of the whole house.
func ofScreen(c *fiber.Ctx, r ledger.Reader, _ route.Where, _ ledger.Actor) (string, error) {
	id := c.FormValue("scherm")
	if id == "" {
		return "", nil
	}
	d, err := kiosk.DeviceByID(r, kiosk.DeviceID(id))
	if err == nil && d.Office == "" {
		return everyOffice, nil
	}
	return string(d.Office), err
}

func ofMessage(c *fiber.Ctx, r ledger.Reader, at route.Where, _ ledger.Actor) (string, error) {
	id := c.FormValue("bericht")
	if at != route.AtScreen || id == "" {
		return "", nil
	}
	m, err := kiosk.MessageByID(r, kiosk.MessageID(id))
	if err == nil && m.Office == "" {
		return everyOffice, nil
	}
	return string(m.Office), err
}

// ofPlace is where a screen or a message comes: "o:hal" or "hal"; a vehicle, and everywhere, are the whole house.
func ofPlace(c *fiber.Ctx, _ ledger.Reader, at route.Where, _ ledger.Actor) (string, error) {
	place := c.FormValue("plek")
	switch {
	case at != route.AtScreen || place == "":
		return "", nil
	case place == "alle" || strings.HasPrefix(place, "v:"):
		return everyOffice, nil
	}
	return strings.TrimPrefix(place, "o:"), nil
}
