package account

import (
	"fmt"

	"balie/booking/ledger"
)

// Schema is what this package keeps in the ledger.
var Schema = ledger.Schema{
	Name:     "account",
	Prefixes: []string{"us:", "un:", "uo:", "uc:", "ut:", "ue:", "uu:", "ua:", "ur:", "uk:", "ux:"},
	Check:    check,
}

// check holds accounts against their logins, credentials, links and sessions.
func check(r ledger.Reader, report func(string)) error {
	all, err := All(r)
	if err != nil {
		return err
	}
	known := map[UserID]User{}
	for _, u := range all {
		known[u.ID] = u
		checkUser(r, u, report)
	}
	err = logins.Each(r, nil, func(k ledger.Key, id UserID) error {
		if u, ok := known[id]; !ok || u.Login != string(k[:len(k)-1]) {
			report(fmt.Sprintf("a login leads to account %s, which has another", id))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return checkSessions(r, known, report)
}

func checkUser(r ledger.Reader, u User, report func(string)) {
	c, err := credentialOf(r, u.ID)
	switch {
	case err != nil:
		report(fmt.Sprintf("account %s: %v", u.ID, err))
	case u.Second != (len(c.Secret) > 0):
		report(fmt.Sprintf("account %s says of its second step what its credential does not", u.ID))
	case u.Codes != len(c.Codes):
		report(fmt.Sprintf("account %s counts %d recovery codes and has %d", u.ID, u.Codes, len(c.Codes)))
	case u.State == Active && c.Hash == "" && u.Subject == "":
		report(fmt.Sprintf("account %s is active and nothing opens it", u.ID))
	}
	if u.Subject == "" && u.State != Erased {
		if id, found, err := logins.Find(r, ledger.K().Str(u.Login)); err != nil || !found || id != u.ID {
			report(fmt.Sprintf("account %s cannot be found by its login", u.ID))
		}
	}
	if _, ok, err := tidy(r, u.Roles); u.State != Erased && (!ok || err != nil) {
		report(fmt.Sprintf("account %s has roles %v", u.ID, u.Roles))
	}
}

// checkSessions holds sessions against the index of whose they are.
func checkSessions(r ledger.Reader, known map[UserID]User, report func(string)) error {
	open := map[string]UserID{}
	err := sessions.Each(r, nil, func(_ ledger.Key, s session) error {
		open[s.Hash] = s.User
		if u, ok := known[s.User]; !ok || u.State == Blocked || u.State == Erased {
			report(fmt.Sprintf("a session is open for account %s, which may not sign in", s.User))
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = ofUser.Each(r, nil, func(k ledger.Key, hash string) error {
		if id, ok := open[hash]; !ok || string(keyOf(id).Str(hash)) != string(k) {
			report("a session stands under an account that it is not of")
		}
		delete(open, hash)
		return nil
	})
	for range open {
		report("a session stands under no account")
	}
	return err
}
