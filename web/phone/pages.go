package phone

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/lang"
	"balie/web/page"
)

// Pages answers the telephone team.
type Pages struct {
	Ledger   *ledger.Ledger
	Vault    *contact.Vault
	Accounts *account.Accounts
	// Mail says that there is a mail server, SMS that there is a gateway: only then a page promises
	// messages.
	Mail, SMS bool
	Video     string // address of video meetings, with {room} in it
}

// patience is how long somebody waits for a write at most.
const patience = 10 * time.Second

// call is one request of a colleague.
type call struct {
	c *fiber.Ctx
	q page.Request
	s account.Session
}

func from(c *fiber.Ctx) call {
	s, _ := account.Current(c)
	return call{c, page.From(c), s}
}

func (p *Pages) change(k call, fn func(*ledger.Tx) error) error {
	ctx, cancel := context.WithTimeout(k.c.Context(), patience)
	defer cancel()
	return p.Ledger.Update(ctx, k.s.Actor(), fn)
}

func (k call) redirect(path string) error {
	return k.c.Redirect(string(k.q.Href(path)), fiber.StatusSeeOther)
}

// fresh makes a form that is sent twice one.
func fresh() string { return rand.Text() }

// notice is what stands on top of a page after something happened.
type notice struct {
	tone     page.Tone
	what, do string
}

// refused says an error on the page where the colleague is; what nobody can mend there is an error.
func (k call) refused(err error) (*notice, error) {
	switch ledger.CodeOf(err) {
	case ledger.Conflict:
		k.c.Status(fiber.StatusConflict)
	case ledger.NotFound:
		k.c.Status(fiber.StatusNotFound)
	case ledger.Invalid, ledger.Gone:
		k.c.Status(fiber.StatusUnprocessableEntity)
	default:
		return nil, err
	}
	what, do := k.q.Words.Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
	return &notice{page.Bad, what, do}, nil
}

func (k call) status() int { return k.c.Response().StatusCode() }

// done is what was done, as the address of the next page says.
func (k call) done(all ...string) *notice {
	for _, one := range all {
		if k.c.Query("gedaan") == one {
			return &notice{page.Good, k.q.T("phone.done." + one), ""}
		}
	}
	return nil
}

// longest is what we read of a search at most.
const longest = 254

func clip(s string) string { return string([]rune(s)[:min(len([]rune(s)), longest)]) }

// lines says a wish, a line for each product.
func lines(r ledger.Reader, w lang.Words, wish catalogue.Wish) (said []string, err error) {
	for _, l := range wish {
		p, err := catalogue.ProductByID(r, l.Product)
		if errors.Is(err, catalogue.ErrUnknownProduct) {
			continue
		}
		if err != nil {
			return nil, err
		}
		said = append(said, w.T("wish.line", "product", p.Text(w.Tag()).Name, "persons", w.Persons(l.Persons)))
	}
	return said, nil
}
