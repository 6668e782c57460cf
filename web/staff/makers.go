package staff

import (
	"strings"

	"balie/booking/ledger"
	"balie/web/account"
)

// Makers are who made versions, by name: in the history of one thing, never counted.
type Makers map[ledger.Actor]string

// MakersOf reads who some actors are: a colleague's name as long as there is an account, else what kind of maker it is.
func (k Request) MakersOf(r ledger.Reader, actors []ledger.Actor) (Makers, error) {
	all := Makers{}
	for _, a := range actors {
		kind, id, _ := strings.Cut(string(a), " ")
		if !k.Q.Words.Has("audit.by." + kind) {
			kind = "system"
		}
		all[a] = k.Q.T("audit.by." + kind)
		if kind != "staff" {
			continue
		}
		u, err := account.ByID(r, account.UserID(id))
		if err == nil && u.Name != "" {
			all[a] = u.Name
		}
		if err != nil && ledger.CodeOf(err) != ledger.NotFound {
			return nil, err
		}
	}
	return all, nil
}
