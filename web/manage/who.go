package manage

import (
	"strings"

	"balie/booking/ledger"
	"balie/web/account"
)

// makers are who made versions, by name: in the history of one thing, never counted.
type makers map[ledger.Actor]string

// makersOf reads who some actors are: a colleague's name as long as there is an account, else what kind of maker it is.
func (f frame) makersOf(r ledger.Reader, actors []ledger.Actor) (makers, error) {
	all := makers{}
	for _, a := range actors {
		kind, id, _ := strings.Cut(string(a), " ")
		if !f.Q.Words.Has("audit.by." + kind) {
			kind = "system"
		}
		all[a] = f.Q.T("audit.by." + kind)
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
