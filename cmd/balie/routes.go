package main

import (
	"log/slog"

	"balie/web"
)

type routes struct{}

// Run prints every route: who may use it, by which right, where it answers and how often. It opens no
// ledger.
func (routes) Run(m *Main) error {
	return web.New(web.Options{Clock: m.Clock, Log: slog.New(slog.DiscardHandler)}).WriteRoutes(m.Out)
}
