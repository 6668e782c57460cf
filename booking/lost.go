package booking

import (
	"encoding/hex"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// SendLinks sends their links once more to whoever has appointments under an e-mail address, at
// most once an hour. It takes as long, writes as much and answers the same whether there are any.
func SendLinks(tx *ledger.Tx, v *contact.Vault, email string) error {
	d := contact.Details{Email: email, Channel: contact.ByEmail}
	mark := marksOf(v, d)
	if len(mark) != 1 {
		return nil
	}
	hour := tx.Now().UTC().Format("2006010215")
	_, err := ledger.Once(tx, "lost/"+hex.EncodeToString(mark[0])+"/"+hour, nil, func() (bool, error) {
		found, err := live(tx, mark[0])
		for _, a := range found {
			if err == nil {
				err = a.tell(tx, tx.Now(), a.linkKey(), TellLink, "resident asked")
			}
		}
		return true, err
	})
	return err
}
