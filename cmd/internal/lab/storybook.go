package lab

import (
	"context"
	"errors"
	"fmt"
	"net"

	"balie/cmd/internal/server"
	"balie/web"
)

type Storybook struct {
	Config string  `help:"Settings file (TOML)." placeholder:"FILE"`
	Listen *string `help:"Address on this machine to listen on (127.0.0.1:8080)." placeholder:"ADDR"`
	Theme  *string `help:"Folder with theme.css, logo.svg or both: the house style." placeholder:"DIR"`
}

// Run serves the stories on this machine until ctx ends.
func (c *Storybook) Run(ctx context.Context, proc *server.Process) error {
	settings, err := server.LoadConfig(c.Config, proc.Env, map[string]*string{"listen": c.Listen, "theme": c.Theme})
	if err == nil {
		err = settings.CheckLoopback()
	}
	if err != nil {
		return err
	}
	theme, err := settings.Looks.LoadTheme()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", settings.Listen)
	if err != nil {
		return fmt.Errorf("listen = %q: %w", settings.Listen, err)
	}
	book := web.NewStorybook(settings.Municipality, theme, proc.Clock())
	proc.Printf("every part and page with awkward data: http://%s/\n", listener.Addr())
	failed := make(chan error, 1)
	go func() { failed <- book.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.Background(), server.StopPatience)
	defer cancel()
	return errors.Join(book.Shutdown(last), <-failed)
}
