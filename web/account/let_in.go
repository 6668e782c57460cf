package account

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
)

// LetIn adds an account on behalf of who is signed in, writes that to the log of security, and returns the link by
// which the colleague begins: it can be shown this once. It refuses as AddUser does.
func (a *Accounts) LetIn(c *fiber.Ctx, n NewUser) (link string, err error) {
	s, _ := Current(c)
	var u User
	var code string
	err = a.change(c, func(tx *ledger.Tx) (err error) {
		if u, err = AddUser(tx, s.Authority(), n); err == nil {
			code, err = Invite(tx, s.Authority(), u.ID)
		}
		return err
	})
	if err != nil {
		return "", err
	}
	a.log(c, UserAdded, u.ID, strings.Join(u.granted(), ","))
	return a.link(c, code), nil
}
