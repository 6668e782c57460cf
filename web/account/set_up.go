package account

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/account/passphrase"
	"balie/web/page"
	"balie/web/route"
)

// ErrDiffer: the passphrase was typed in two ways.
var ErrDiffer = ledger.Refuse(ledger.Invalid, "passphrase.differ")

// wrongPassphrase are the refusals that a page says at the field.
var wrongPassphrase = []error{passphrase.ErrShort, passphrase.ErrLong, passphrase.ErrCommon, passphrase.ErrRepeat, ErrDiffer}

type setUpView struct {
	code   string
	notice *page.Notice
	fault  string // at the field of the passphrase
}

// ShowSetUp answers GET /medewerker/instellen. The link's code stands behind the "#" of the address,
// so no log sees it; a script puts it into its field, and it can be typed.
func (a *Accounts) ShowSetUp(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, fiber.StatusOK, setUpPage(page.From(c), setUpView{}))
}

// SetUp answers POST /medewerker/instellen: the owner of an account chooses a passphrase and is in.
func (a *Accounts) SetUp(c *fiber.Ctx) error {
	code := c.FormValue("code")
	raw, err := a.twice.once(nowOf(c), func() (string, error) { return a.begin(c, code) }, a.isOpen, code, c.FormValue("wachtzin"), c.FormValue("nogmaals"))
	switch {
	case errors.Is(err, ErrInvitation):
		a.Log(c, Refused, "", "set-up link")
		return a.showSetUp(c, setUpView{notice: page.NoticeOf(page.From(c).Words, err)}, err)
	case isOneOf(err, wrongPassphrase...):
		return a.showSetUp(c, setUpView{code: code, fault: fault(page.From(c), err)}, err)
	case err != nil:
		return err
	case raw == "":
		return c.Redirect(string(page.From(c).Href(signInPath)), fiber.StatusSeeOther)
	}
	return a.admit(c, raw, "")
}

// begin sets an account up and opens a session; none for an account with a second step, which is
// still to come.
func (a *Accounts) begin(c *fiber.Ctx, code string) (raw string, err error) {
	u, err := a.setUp(c, code)
	if err != nil {
		return "", err
	}
	a.Log(c, PassphraseSet, u.ID, "set-up link")
	if u.Second {
		return "", nil
	}
	return a.enter(c, u, "set-up link", nil)
}

func (a *Accounts) showSetUp(c *fiber.Ctx, v setUpView, err error) error {
	return page.Render(c, route.Status(err), setUpPage(page.From(c), v))
}

// setUp checks and hashes first; the transaction only writes.
func (a *Accounts) setUp(c *fiber.Ctx, code string) (u User, err error) {
	err = a.o.Ledger.View(func(r ledger.Reader) error { u, err = InvitedBy(r, code); return err })
	if err != nil {
		return u, err
	}
	hash, err := a.choose(c, u)
	if err != nil {
		return u, err
	}
	err = a.Change(c, func(tx *ledger.Tx) error { u, err = SetUp(tx, code, hash); return err })
	return u, err
}

// choose returns the hash of the passphrase that a form chose, or one of wrongPassphrase.
func (a *Accounts) choose(c *fiber.Ctx, u User) (string, error) {
	chosen := c.FormValue("wachtzin")
	if err := passphrase.Check(chosen, page.From(c).House.Name, u.Login, u.Name, "balie", "gemeente"); err != nil {
		return "", err
	}
	if chosen != c.FormValue("nogmaals") {
		return "", ErrDiffer
	}
	ctx, cancel := route.Patience(c)
	defer cancel()
	return a.o.Hasher.Hash(ctx, chosen)
}

// fault is what a refusal says at a field.
func fault(q page.Request, err error) string {
	what, do := q.Words.Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
	return what + " " + do
}
