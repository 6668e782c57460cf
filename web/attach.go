package web

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
)

func (a *App) attachRequest(c *fiber.Ctx) error { return c.Next() }

func (a *App) sendErrorPage(c *fiber.Ctx, err error) error {
	return c.Status(Status(err)).SendString(ledger.KeyOf(err) + "\n")
}
