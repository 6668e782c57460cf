package account

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"balie/booking/ledger"
)

// UserID names a colleague without saying who it is: 26 characters of ledger.IDAlphabet.
type UserID string

// State is where an account stands.
type State string

// The states.
const (
	Invited State = "invited" // has no passphrase yet
	Active  State = "active"
	Blocked State = "blocked" // signs in no more; its sessions end at their next request
	Erased  State = "erased"  // left; nothing of them is kept but the id, which the audit names
)

// moves are the legal changes of state; there are no others.
var moves = map[State][]State{
	Invited: {Active, Blocked},
	Active:  {Blocked},
	Blocked: {Active, Invited, Erased},
}

// User is one account. It holds no secret: those are kept apart, and no page can show them.
type User struct {
	ID    UserID `json:"id"`
	Login string `json:"login"`
	Name  string `json:"name"`
	Roles []Role `json:"roles"`
	// Offices are where a role holds; a role that is not in it holds everywhere.
	Offices  map[Role][]string `json:"offices,omitempty"`
	Office   string            `json:"office,omitempty"` // where somebody belongs: what pages show them first
	Team     string            `json:"team,omitempty"`
	State    State             `json:"state"`
	Subject  string            `json:"subject,omitempty"`   // of the provider that signs this colleague in; "" for a passphrase
	Second   bool              `json:"second,omitempty"`    // signs in with a second step
	Codes    int               `json:"codes,omitempty"`     // recovery codes that are left
	AlarmKey string            `json:"alarm_key,omitempty"` // raises the quiet alarm; "" is the usual one
	PIN      bool              `json:"pin,omitempty"`       // unlocks the screen with one
	News     string            `json:"news,omitempty"`      // the version of which the colleague read what is new
	Made     time.Time         `json:"made"`
	Changed  time.Time         `json:"changed"`
}

var (
	users    = ledger.NewTable[User]("us:")
	logins   = ledger.NewTable[UserID]("un:")
	subjects = ledger.NewTable[UserID]("uo:") // issuer and subject of a provider → account
)

func keyOf(id UserID) ledger.Key { return ledger.K().Str(string(id)) }

// What a name or login is refused for.
var (
	ErrUnknown    = ledger.Refuse(ledger.NotFound, "account.unknown")
	ErrLogin      = ledger.Refuse(ledger.Invalid, "account.login")
	ErrLoginTaken = ledger.Refuse(ledger.Conflict, "account.taken")
	ErrName       = ledger.Refuse(ledger.Invalid, "account.name")
	ErrRoles      = ledger.Refuse(ledger.Invalid, "account.roles")
	ErrMove       = ledger.Refuse(ledger.Conflict, "account.state")
)

// longestName is how long a name may be, in letters.
const longestName = 60

// loginShape is a login: what one types without a doubt.
var loginShape = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{1,63}$`)

// tidyLogin is a login as it is kept: small letters, without spaces around it.
func tidyLogin(login string) string { return strings.ToLower(strings.TrimSpace(login)) }

// tidyName is a name as it is kept, or ErrName.
func tidyName(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	n := utf8.RuneCountInString(name)
	if n < 2 || n > longestName || !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) {
		return "", ErrName
	}
	return name, nil
}

// ByID returns an account. It refuses with ErrUnknown.
func ByID(r ledger.Reader, id UserID) (User, error) {
	u, found, err := users.Find(r, keyOf(id))
	if err == nil && !found {
		err = ErrUnknown
	}
	return u, err
}

// ByLogin returns the account that signs in under a login. It refuses with ErrUnknown.
func ByLogin(r ledger.Reader, login string) (User, error) {
	id, found, err := logins.Find(r, ledger.K().Str(tidyLogin(login)))
	if err != nil || !found {
		if err == nil {
			err = ErrUnknown
		}
		return User{}, err
	}
	return ByID(r, id)
}

// All returns every account, by name; of who was erased only the id is left.
func All(r ledger.Reader) (all []User, err error) {
	err = users.Each(r, nil, func(_ ledger.Key, u User) error {
		all = append(all, u)
		return nil
	})
	slices.SortFunc(all, func(a, b User) int {
		return strings.Compare(strings.ToLower(a.Name+"\x00"+string(a.ID)), strings.ToLower(b.Name+"\x00"+string(b.ID)))
	})
	return all, err
}

// Any reports whether there is any account.
func Any(r ledger.Reader) (any bool, err error) {
	err = users.Each(r, nil, func(ledger.Key, User) error {
		any = true
		return ledger.ErrStop
	})
	return any, err
}

func (u User) write(tx *ledger.Tx) error {
	u.Changed = tx.Now()
	return users.Put(tx, keyOf(u.ID), u)
}

// move changes the state along the table of legal changes, or refuses with ErrMove.
func (u *User) move(to State) error {
	if !slices.Contains(moves[u.State], to) {
		return ErrMove
	}
	u.State = to
	return nil
}
