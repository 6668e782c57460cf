package demo

import (
	"sync"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/account"
	"balie/web/lobby"
	"balie/web/route"
)

// Town is what the doors must know of the town that is shown.
type Town struct {
	Office     catalogue.OfficeID // where the hall is that everybody looks at
	Desk       catalogue.DeskID   // the desk that is left to whoever looks around
	Bus        bool               // there is a bus, with outings
	Passphrase string             // opens every account
	Logins     map[string]string  // by door: the colleague who comes in there
	Practice   *Practice          // of a municipality whose colleagues practise here; nil in a shipped town
}

// Practice is the practice house of a municipality: whoever is in it says how fast its day goes.
type Practice struct {
	Pace    func() int
	SetPace func(int)
	Home    string // where the real house is; "" is not known
}

// Pages answers whoever looks around in a demo. What it remembers of the story is gone with the server.
type Pages struct {
	Ledger  *ledger.Ledger
	Vault   *contact.Vault
	Screens *lobby.Pages
	Town    Town

	mu      sync.Mutex
	story   story
	secrets map[kiosk.Role]string // of the screens that a door paired
}

// actor stands in the audit for what the demo does to get somebody in.
const actor ledger.Actor = "demo"

func (p *Pages) change(c *fiber.Ctx, by ledger.Actor, fn func(*ledger.Tx) error) error {
	return route.Update(c, p.Ledger, by, fn)
}

// colleague is who comes in at a door, as the audit names them.
func (p *Pages) colleague(r ledger.Reader, door string) (ledger.Actor, error) {
	u, err := account.ByLogin(r, p.Town.Logins[door])
	return ledger.Staff(string(u.ID)), err
}
