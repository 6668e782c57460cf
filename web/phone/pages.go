package phone

import (
	"errors"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/lang"
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
