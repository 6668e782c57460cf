package account

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// session is a browser that signed in. The ledger keeps a hash of its id: whoever reads the file
// cannot use it.
type session struct {
	Hash   string    `json:"hash"`
	User   UserID    `json:"user"`
	Began  time.Time `json:"began"`
	Seen   time.Time `json:"seen"`   // coarse: see Presence
	Proven time.Time `json:"proven"` // when its owner last showed a passphrase or code
	Device string    `json:"device,omitempty"`
	// Token is what forms carry. It stays when the id changes, so that a page that is open goes on.
	Token string `json:"token"`
	// Locked by hand; a session that rests is locked without this.
	Locked bool `json:"locked,omitempty"`
	Wrong  int  `json:"wrong,omitempty"` // answers since it was locked
}

var (
	sessions = ledger.NewTable[session]("ue:") // by hash
	ofUser   = ledger.NewTable[string]("uu:")  // account + hash → hash
)

// Session is a colleague who is signed in, as handlers know it.
type Session struct {
	ID     string // names the session without opening it
	User   UserID
	Login  string
	Name   string
	Roles  []Role
	Token  string    // every form of this session carries it: see FormToken
	Proven time.Time // when its owner last showed a passphrase or code
	// Unfinished: its owner must set up the second step before anything else.
	Unfinished bool

	account User
	right   route.Right // of the route that was asked
	roles   []Definition
	grants  grants
	nav     []NavItem
	without []route.Right // that nobody has in this house
	alarm   func(page.Request, Session) templ.Component
	raised  []string // alarms, by this browser
	locked  bool
	busy    bool      // a visitor is at the desk
	locks   time.Time // by itself
	idle    int       // seconds until then, when it rests from now on
}

// May reports whether one of the colleague's roles has a right, somewhere, and somebody has it in this house.
func (s Session) May(right route.Right) bool {
	return !slices.Contains(s.without, right) && s.grants.may(right)
}

// InHouse reports whether somebody has a right in this house: without a bus nobody plans one.
func (s Session) InHouse(right route.Right) bool { return !slices.Contains(s.without, right) }

// Shows reports whether a role is of use in this house: one of its rights is.
func (s Session) Shows(d Definition) bool { return slices.ContainsFunc(d.Rights, s.InHouse) }

// MayAt reports whether one of the colleague's roles has a right at an office.
func (s Session) MayAt(right route.Right, office string) bool {
	return !slices.Contains(s.without, right) && s.grants.mayAt(right, office)
}

// Limited reports whether the colleague has a right at some offices only.
func (s Session) Limited(right route.Right) bool { return s.May(right) && !s.grants.everywhere(right) }

// Here are those of some offices at which the colleague has the right of the page that they asked for.
func (s Session) Here(all []catalogue.Office) []catalogue.Office {
	return slices.DeleteFunc(slices.Clone(all), func(o catalogue.Office) bool { return !s.MayAt(s.right, string(o.ID)) })
}

// Office is where the colleague belongs, "" for nowhere in particular.
func (s Session) Office() string { return s.account.Office }

// Has reports whether the colleague has a role: for what others call them, never for what they may do.
func (s Session) Has(role Role) bool { return slices.Contains(s.Roles, role) }

// Actor is the colleague as the audit of a transaction names them.
func (s Session) Actor() ledger.Actor { return ledger.Staff(string(s.User)) }

// Authority is on whose behalf this session changes accounts.
func (s Session) Authority() Authority { return Authority{User: s.User, Roles: s.Roles} }

// shownHash is how much of a hash names a session on a page.
const shownHash = 16

// Terms are how long a session lasts.
type Terms struct {
	Idle     time.Duration // without a request; then it locks
	Locked   time.Duration // and waits for its owner; then it ends
	Absolute time.Duration // in all
}

// StandardTerms are half an hour without a request, a meeting or lunch behind a locked screen, and a long working day.
var StandardTerms = Terms{Idle: 30 * time.Minute, Locked: 4 * time.Hour, Absolute: 12 * time.Hour}

// over reports whether a session has ended by itself; seen may be later than what is kept.
func (t Terms) over(s session, seen, now time.Time) bool {
	return !now.Before(t.locksAt(s, seen).Add(t.Locked)) || !now.Before(s.Began.Add(t.Absolute))
}

const (
	rawLength     = 32 // bytes: 256 random bits
	longestDevice = 60
)

// begin opens a session for an account and returns its id, which is nowhere kept.
func begin(tx *ledger.Tx, now time.Time, id UserID, device string) (raw string, err error) {
	s := session{User: id, Began: now, Seen: now, Proven: now, Device: device}
	var drawn [16]byte
	tx.Random(drawn[:])
	s.Token = hex.EncodeToString(drawn[:])
	return issue(tx, s)
}

// issue gives a session an id.
func issue(tx *ledger.Tx, s session) (raw string, err error) {
	var drawn [rawLength]byte
	tx.Random(drawn[:])
	raw = base64.RawURLEncoding.EncodeToString(drawn[:])
	s.Hash = hashed(raw)
	if err := sessions.Put(tx, ledger.K().Str(s.Hash), s); err != nil {
		return raw, err
	}
	return raw, ofUser.Put(tx, keyOf(s.User).Str(s.Hash), s.Hash)
}

// renew gives a session whose owner proved themselves again another id; the old one opens nothing.
func renew(tx *ledger.Tx, now time.Time, raw string) (string, error) {
	s, found, err := sessions.Find(tx, ledger.K().Str(hashed(raw)))
	if err != nil || !found {
		return "", errors.Join(err, when(err == nil, ErrSignedOut))
	}
	end(tx, s)
	s.Seen, s.Proven, s.Locked, s.Wrong = now, now, false, 0
	return issue(tx, s)
}

func end(tx *ledger.Tx, s session) {
	sessions.Delete(tx, ledger.K().Str(s.Hash))
	ofUser.Delete(tx, keyOf(s.User).Str(s.Hash))
}

// endByID closes the session that a browser's id opens; that there is none is no error.
func endByID(tx *ledger.Tx, raw string) error {
	s, found, err := sessions.Find(tx, ledger.K().Str(hashed(raw)))
	if err == nil && found {
		end(tx, s)
	}
	return err
}

// sessionsOf returns an account's sessions, the newest first.
func sessionsOf(r ledger.Reader, id UserID) (all []session, err error) {
	err = ofUser.Each(r, keyOf(id), func(_ ledger.Key, hash string) error {
		s, err := sessions.Get(r, ledger.K().Str(hash))
		all = append(all, s)
		return err
	})
	slices.SortFunc(all, func(a, b session) int { return b.Began.Compare(a.Began) })
	return all, err
}

// endSessions closes an account's sessions, but for the one whose shown id is kept.
func endSessions(tx *ledger.Tx, id UserID, kept string) error {
	all, err := sessionsOf(tx, id)
	for _, s := range all {
		if kept == "" || !strings.HasPrefix(s.Hash, kept) {
			end(tx, s)
		}
	}
	return err
}

// ErrNoSession: this account has no such session, or no more.
var ErrNoSession = ledger.Refuse(ledger.NotFound, "account.session")

// EndSession closes one session of an account by its shown id. It refuses with ErrNoSession.
func EndSession(tx *ledger.Tx, id UserID, shown string) error {
	all, err := sessionsOf(tx, id)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(s session) bool { return len(shown) == shownHash && s.Hash[:shownHash] == shown })
	if i < 0 {
		return ErrNoSession
	}
	end(tx, all[i])
	return nil
}

// sameToken compares without telling how far they agree.
func sameToken(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// Definitions are the colleague's roles as they are now.
func (s Session) Definitions() []Definition { return s.roles }
