package web

import (
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/route"
)

// routeKey is where enter leaves the route, for the log and for whoever writes a refusal.
const routeKey = "web.route"

// routeOf is the route of a request; the zero Route where none was found yet.
func routeOf(c *fiber.Ctx) route.Route {
	r, _ := c.Locals(routeKey).(route.Route)
	return r
}

// observe logs each request by its pattern. Paths, queries, bodies, addresses and cookies can name
// a person or an appointment, so none of them is logged.
func (a *App) observe(c *fiber.Ctx) error {
	began := a.options.machine()
	if failed := c.Next(); failed != nil {
		if err := a.answerError(c, failed); err != nil {
			return err
		}
		if errors.Is(failed, ledger.ErrBusy) {
			return nil // counted, and logged together
		}
	}
	a.options.Log.LogAttrs(c.Context(), level(c.Response().StatusCode()), "request",
		slog.String("method", c.Method()), slog.String("route", routeOf(c).Path),
		slog.Int("status", c.Response().StatusCode()),
		slog.Float64("ms", float64(a.options.machine().Sub(began).Microseconds())/1000))
	return nil
}

func level(status int) slog.Level {
	switch {
	case status >= 500:
		return slog.LevelError
	case status >= 400:
		return slog.LevelInfo
	}
	return slog.LevelDebug
}

// recoverPanic turns a panic into the answer to an error of ours. The log gets the stack and what
// kind of panic it was, not its value, which may hold what a person typed.
func (a *App) recoverPanic(c *fiber.Ctx) (err error) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		what := fmt.Sprintf("%T", r)
		if e, ok := r.(runtime.Error); ok {
			what = e.Error()
		}
		a.options.Log.Error("panic", "kind", what, "stack", string(debug.Stack()))
		err = ledger.ErrPanic
	}()
	return c.Next()
}
