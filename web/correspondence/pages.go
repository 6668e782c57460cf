package correspondence

import (
	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/paper"
)

// Letters makes the letters on the pile.
type Letters interface {
	// Posted is a letter as it is printed now; ok is false where it is needed no more.
	Posted(r ledger.Reader, l booking.Letter) (p paper.Letter, ok bool, err error)
}

// Pages answers colleagues who help those who cannot book by themselves.
type Pages struct {
	Ledger   *ledger.Ledger
	Vault    *contact.Vault
	Accounts *account.Accounts
	Letters  Letters
}
