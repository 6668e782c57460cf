package web

import (
	"context"
	"net"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/web/appointment"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/resident"
)

// Storybook shows every part and page of the house with awkward data, in every language and colour,
// under the same headers as the house itself. It has no ledger, keeps nothing and takes no form.
type Storybook struct {
	app   *App
	house page.House
	now   time.Time
}

// NewStorybook puts the stories on pages, under a municipality's theme or ours.
func NewStorybook(municipality string, theme *page.Theme, now time.Time) *Storybook {
	hall := catalogue.Office{ID: "hal", Name: "Gemeentehuis " + municipality, Street: "Staringstraat 25", Postcode: "7081 BN", Place: "Gendringen", Phone: "(0315) 292 292"}
	s := &Storybook{now: now, house: page.House{Name: municipality, Hall: hall, Demo: true, Theme: theme}}
	s.app = &App{fiber: fiber.New(fiber.Config{DisableStartupMessage: true, Immutable: true, ReadTimeout: readPatience})}
	s.app.fiber.Use(s.app.setHeaders, s.attach)
	for _, prefix := range []string{"", "/nl", "/en", "/de"} {
		s.app.fiber.Get(prefix+"/", s.list)
		s.app.fiber.Get(prefix+"/verhaal/:room/:name", s.tell)
	}
	s.app.fiber.Get("/assets/:name", page.ServeAsset)
	return s
}

// Serve answers on a listener until Shutdown.
func (s *Storybook) Serve(listener net.Listener) error { return s.app.fiber.Listener(listener) }

// Shutdown stops accepting and waits for the answers under way, at most until ctx ends.
func (s *Storybook) Shutdown(ctx context.Context) error { return s.app.fiber.ShutdownWithContext(ctx) }

// Fiber is the application below, for tests that send requests without a network.
func (s *Storybook) Fiber() *fiber.App { return s.app.fiber }

// Stories are all that there is to see.
func (s *Storybook) Stories() []page.Story {
	return slices.Concat(page.Stories(), resident.Stories(), appointment.Stories())
}

// Schemes are the colours in which a story can be seen; "" follows the browser.
var Schemes = []string{"", "light", "dark"}

func (s *Storybook) attach(c *fiber.Ctx) error {
	language, rest, chosen := spoken(c)
	q := page.Request{Words: lang.In(language), Path: withQuery(c, rest), Now: s.now, Machine: s.now, House: s.house}
	if chosen {
		q.Prefix = "/" + language
	}
	if scheme := c.Query("kleur"); slices.Contains(Schemes, scheme) {
		q.Scheme = scheme
	}
	page.Attach(c, q)
	return c.Next()
}

func (s *Storybook) list(c *fiber.Ctx) error {
	return page.Render(c, fiber.StatusOK, storybookPage(page.From(c), s.Stories()))
}

func (s *Storybook) tell(c *fiber.Ctx) error {
	all := s.Stories()
	i := slices.IndexFunc(all, func(t page.Story) bool { return t.Room == c.Params("room") && t.Name == c.Params("name") })
	if i < 0 {
		return fiber.ErrNotFound
	}
	return page.Render(c, fiber.StatusOK, all[i].Page(page.From(c)))
}
