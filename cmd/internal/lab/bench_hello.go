package lab

import (
	"errors"
	"net"

	"github.com/gofiber/fiber/v2"
)

// hello measures what the web server can do when there is nothing to do.
func (c *benchPages) hello() (f pageFigures, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return f, err
	}
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/", func(c *fiber.Ctx) error { return c.SendString("hello") })
	failed := make(chan error, 1)
	go func() { failed <- app.Listener(listener) }()
	f, err = c.page("http://"+listener.Addr().String(), "/")
	return f, errors.Join(err, app.Shutdown(), <-failed)
}
