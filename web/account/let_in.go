package account

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/route"
)

// LetIn adds an account on behalf of who is signed in, writes that to the log of security, and returns the link by
// which the colleague begins: it can be shown this once. It refuses as AddUser does.
func (a *Accounts) LetIn(c *fiber.Ctx, n NewUser) (link string, err error) {
	s, _ := Current(c)
	var u User
	var code string
	err = a.Change(c, func(tx *ledger.Tx) (err error) {
		if u, err = AddUser(tx, s.Authority(), n); err == nil {
			code, err = Invite(tx, s.Authority(), u.ID)
		}
		return err
	})
	if err != nil {
		return "", err
	}
	a.Log(c, UserAdded, u.ID, strings.Join(u.Granted(), ","))
	return a.Link(c, code), nil
}

// Link is a set-up link as a colleague opens it.
func (a *Accounts) Link(c *fiber.Ctx, code string) string {
	return route.Origin{Public: a.o.StaffURL, HTTPS: a.o.Secure}.Of(c) + setUpPath + "#" + code
}
