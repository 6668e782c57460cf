package server

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"

	"balie/web"
	"balie/web/page"
)

// Looks are the settings of how the house looks to visitors, and what it keeps for bad days.
type Looks struct {
	Theme    string // folder of the house style; "" is ours
	Security string // where weaknesses are reported, in security.txt: "mailto:…" or "https://…"
	Keep     Keep   // of nightly backups
}

func setTheme(c *Config, value string) error {
	c.Looks.Theme = value
	if value == "" {
		return nil
	}
	if info, err := os.Stat(value); err != nil || !info.IsDir() {
		return errors.New("must be a folder")
	}
	return nil
}

func setSecurityContact(c *Config, value string) error {
	u, err := url.Parse(value)
	if value != "" && (err != nil || u.Scheme != "mailto" && u.Scheme != "https" && u.Scheme != "tel") {
		return errors.New("must be an address such as mailto:veilig@voorbeeld.nl or https://voorbeeld.nl/melden")
	}
	c.Looks.Security = value
	return nil
}

func (k Keep) String() string { return fmt.Sprintf("%d+%d", k.Days, k.Weeks) }

// LoadTheme reads the house style, which commands that show no page need not do.
func (l Looks) LoadTheme() (*page.Theme, error) {
	if l.Theme == "" {
		return nil, nil
	}
	return page.LoadTheme(l.Theme)
}

// Start is start for a house in its own style, which keeps its nights. It refuses a style that
// cannot be read.
func Start(h *Server, c Config, options web.Options) (s *Running, err error) {
	if options.Theme, err = c.Looks.LoadTheme(); err != nil {
		return nil, errors.Join(err, h.Close())
	}
	options.SecurityContact = c.Looks.Security
	if s, err = StartBare(h, c, options); err != nil {
		return nil, err
	}
	ctx, end := context.WithCancel(context.Background())
	stop := s.stop
	s.stop = func() { end(); stop() }
	h.Backups = c.Backups
	h.keepNights(ctx, s.ticks, c.Looks.Keep)
	if c.Copy.Folder != "" {
		h.keepCopies(ctx, s.ticks, c)
	}
	return s, nil
}
