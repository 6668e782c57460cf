package booking

import (
	"encoding/hex"
	"strings"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// ResendLinks sends their links once more to whoever has appointments under an e-mail address, at
// most once an hour. It takes as long, writes as much and answers the same whether there are any.
func ResendLinks(tx *ledger.Tx, v *contact.Vault, email string) error {
	email = strings.ToLower(contact.Details{Email: email}.Clean().Email)
	key := "lost/" + hex.EncodeToString(v.MAC("lost link", email)) + "/" + tx.Now().UTC().Format("2006010215")
	first, err := tx.First(key)
	if err != nil || !first {
		return err
	}
	found, err := upcomingOf(tx, v, contact.OfEmail, email)
	for _, a := range found {
		if err == nil {
			err = a.notify(tx, tx.Now(), a.linkKey(), NotifyLink, "resident asked")
		}
	}
	return err
}
