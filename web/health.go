package web

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
)

// healthy says that the process answers.
func (a *App) healthy(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Type("txt", "utf-8")
	return c.SendString("ok\n")
}

// ready says that the ledger can be read; a balancer sends no visitors before it does.
func (a *App) ready(c *fiber.Ctx) error {
	if err := a.options.Ledger.View(func(ledger.Reader) error { return nil }); err != nil {
		return err
	}
	return a.healthy(c)
}
