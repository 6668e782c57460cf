package account

import (
	"balie/booking/ledger"
)

// Erase removes of a colleague who left everything but the id, which the audit names: name, login, roles, and
// whatever opens the account. There is no way back. It refuses with ErrUnknown, ErrOwn, ErrNotYours, and with
// ErrMove for an account that is not blocked.
func Erase(tx *ledger.Tx, by Authority, id UserID) error {
	u, err := theirs(tx, by, id)
	if err == nil {
		err = u.move(Erased)
	}
	if err != nil {
		return err
	}
	if u.Subject != "" {
		subjects.Delete(tx, ledger.K().Str(u.Subject))
	} else {
		logins.Delete(tx, ledger.K().Str(u.Login))
	}
	if err := withdrawInvitation(tx, id); err != nil {
		return err
	}
	if err := endSessions(tx, id, ""); err != nil {
		return err
	}
	credentials.Delete(tx, keyOf(id))
	return User{ID: id, State: Erased, Made: u.Made}.change(tx, "account.erased")
}

// longestTeam is how long the name of a team may be, in letters.
const longestTeam = 40

// ErrTeam: a team has a name of a few words.
var ErrTeam = ledger.Refuse(ledger.Invalid, "account.team")

// Place says to which office and team a colleague belongs, "" for none. It gives no right. It refuses with
// ErrUnknown, ErrNotYours, ErrOffices and ErrTeam.
func Place(tx *ledger.Tx, by Authority, id UserID, office, team string) error {
	u, err := theirs(tx, by, id)
	if err != nil {
		return err
	}
	if office != "" && !isOffice(tx, office) {
		return ErrOffices
	}
	if team != "" {
		if team, err = tidyName(team); err != nil || len([]rune(team)) > longestTeam {
			return ErrTeam
		}
	}
	u.Office, u.Team = office, team
	return u.change(tx, "account.placed", office)
}

// EndSessionOf ends a session of a colleague by its shown id, or with "" all of them. It refuses with ErrUnknown,
// ErrNotYours and ErrNoSession.
func EndSessionOf(tx *ledger.Tx, by Authority, id UserID, shown string) error {
	u, err := theirs(tx, by, id)
	if err == nil && shown == "" {
		err = endSessions(tx, id, "")
	} else if err == nil {
		err = EndSession(tx, id, shown)
	}
	if err != nil {
		return err
	}
	return u.note(tx, "account.sessions")
}
