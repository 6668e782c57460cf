package plan

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/web/account"
	"balie/web/page"
)

// Pages answers who plans.
type Pages struct {
	Ledger *ledger.Ledger
	Vault  *contact.Vault
	// PublicURL is scheme and host as residents and partners know us; "" takes the host that was asked.
	PublicURL string
}

// patience is how long somebody waits for a write at most.
const patience = 10 * time.Second

// desk is one request of a colleague.
type desk struct {
	c *fiber.Ctx
	q page.Request
	s account.Session
}

func from(c *fiber.Ctx) desk {
	s, _ := account.Current(c)
	return desk{c, page.From(c), s}
}

// me is the colleague who asks, as the roster knows them.
func (d desk) me() roster.ColleagueID { return roster.ColleagueID(d.s.User) }

func (p *Pages) change(d desk, fn func(*ledger.Tx) error) error {
	ctx, cancel := context.WithTimeout(d.c.Context(), patience)
	defer cancel()
	return p.Ledger.Update(ctx, d.s.Actor(), fn)
}

// once changes something for a form; the same form sent again is answered the same.
func (p *Pages) once(d desk, fn func(*ledger.Tx) error) error {
	key := d.c.FormValue("sleutel")
	if key == "" {
		return p.change(d, fn)
	}
	digest := sha256.Sum256(append([]byte(d.c.Path()+"\x00"), d.c.Body()...))
	return p.change(d, func(tx *ledger.Tx) error {
		_, err := ledger.Once(tx, "plan "+string(d.s.User)+" "+key, digest[:], func() (bool, error) { return true, fn(tx) })
		return err
	})
}

func (d desk) redirect(path string) error {
	return d.c.Redirect(string(d.q.Href(path)), fiber.StatusSeeOther)
}

// fresh makes a form that is sent twice one.
func fresh() string { return rand.Text() }

// notice is what stands on top of a page after something happened.
type notice struct {
	tone     page.Tone
	what, do string
}

// refused says an error in the colleague's words, on the page where they are; what nobody can mend there
// is an error still.
func (d desk) refused(err error) (*notice, error) {
	switch ledger.CodeOf(err) {
	case ledger.Invalid, ledger.Conflict, ledger.NotFound, ledger.Gone:
		what, do := d.q.Words.Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
		return &notice{page.Bad, what, do}, nil
	case ledger.Forbidden:
		what, do := d.q.Words.Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
		return &notice{page.Bad, what, do}, nil
	}
	return nil, err
}

// statusOf is how a page with a refusal is answered.
func statusOf(err error) int {
	switch ledger.CodeOf(err) {
	case ledger.Conflict:
		return fiber.StatusConflict
	case ledger.NotFound:
		return fiber.StatusNotFound
	case ledger.Gone:
		return fiber.StatusGone
	case ledger.Forbidden:
		return fiber.StatusForbidden
	}
	return fiber.StatusUnprocessableEntity
}

// day reads a day from a form or an address; what is no day gives the fallback.
func day(text string, fallback calendar.Date) calendar.Date {
	d, err := calendar.ParseDate(text)
	if err != nil {
		return fallback
	}
	return d
}

// today is the day in the town hall.
func (d desk) today() calendar.Date {
	if d.q.House.Hall.Location() == nil {
		return calendar.DateIn(d.q.Now, time.UTC)
	}
	return d.q.House.Hall.Today(d.q.Now)
}

// people are the names of those who can be rostered, by account. They are read from the accounts each
// time and kept nowhere here.
type people map[roster.ColleagueID]string

func namesOf(r ledger.Reader) (people, error) {
	all, err := account.All(r)
	names := people{}
	for _, u := range all {
		if u.State != account.Blocked {
			names[roster.ColleagueID(u.ID)] = u.Name
		}
	}
	return names, err
}

// of is a colleague's name, or words for one whose account is gone.
func (n people) of(q page.Request, id roster.ColleagueID) string {
	if name, ok := n[id]; ok {
		return name
	}
	return q.T("plan.somebody")
}

// townHalls are the offices whose desks are rostered.
func townHalls(r ledger.Reader) (halls []catalogue.Office, err error) {
	all, err := catalogue.Offices(r)
	for _, o := range all {
		if o.Kind == catalogue.TownHall {
			halls = append(halls, o)
		}
	}
	return halls, err
}

// times is a stretch of a day in words: "9.00–12.00".
func times(q page.Request, from, to calendar.Cell) string {
	return q.Words.Clock(from) + "–" + q.Words.Clock(to)
}

// date is a day without its weekday, which stands above it: "30 november".
func date(q page.Request, d calendar.Date) string {
	text := q.Words.Day(d)
	return strings.TrimLeft(strings.TrimPrefix(text, q.Words.Weekday(d.Weekday())), ", ")
}
