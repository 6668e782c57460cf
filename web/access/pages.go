package access

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/paper"
)

// Letters makes the letters on the pile.
type Letters interface {
	// Posted is a letter as it is printed now; ok is false where it is needed no more.
	Posted(r ledger.Reader, l booking.Letter) (p paper.Letter, ok bool, err error)
}

// Pages answers colleagues who help those who cannot book by themselves.
type Pages struct {
	Ledger    *ledger.Ledger
	Vault     *contact.Vault
	Accounts  *account.Accounts
	Letters   Letters
	PublicURL string
}

// patience is how long somebody waits for a write at most.
const patience = 10 * time.Second

// ask is one request of a colleague.
type ask struct {
	c      *fiber.Ctx
	q      page.Request
	s      account.Session
	notice *notice
}

// notice is what stands on top of a page after something happened.
type notice struct {
	tone     page.Tone
	what, do string
}

func from(c *fiber.Ctx) ask {
	s, _ := account.Current(c)
	return ask{c: c, q: page.From(c), s: s}
}

func (p *Pages) change(k ask, fn func(*ledger.Tx) error) error {
	ctx, cancel := context.WithTimeout(k.c.Context(), patience)
	defer cancel()
	return p.Ledger.Update(ctx, k.s.Actor(), fn)
}

// fresh makes a form that is sent twice one.
func fresh() string { return rand.Text() }

func (k ask) status() int { return k.c.Response().StatusCode() }

func (k ask) redirect(path string) error {
	return k.c.Redirect(string(k.q.Href(path)), fiber.StatusSeeOther)
}

// refuse says an error on the page where the colleague is; what nobody can mend there is an error.
func (k *ask) refuse(err error) error {
	status, ok := map[ledger.Code]int{
		ledger.Conflict: fiber.StatusConflict, ledger.NotFound: fiber.StatusNotFound,
		ledger.Invalid: fiber.StatusUnprocessableEntity, ledger.Gone: fiber.StatusUnprocessableEntity,
	}[ledger.CodeOf(err)]
	if !ok {
		return err
	}
	k.c.Status(status)
	what, do := k.q.Words.Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
	k.notice = &notice{page.Bad, what, do}
	return nil
}

// done says what was done, as the address of the page says.
func (k *ask) done(all ...string) {
	for _, one := range all {
		if k.c.Query("gedaan") == one {
			k.notice = &notice{page.Good, k.q.T("access.done." + one), ""}
		}
	}
}
