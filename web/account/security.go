package account

import (
	"encoding/json"
	"io"
	"log/slog"
	"sync"
	"time"
)

// What happened, as the log of security names it.
const (
	SignedIn       = "signed-in"
	Refused        = "refused"    // a wrong passphrase, code or link
	LockedOut      = "locked-out" // too many of those
	SignedOut      = "signed-out"
	SessionRevoked = "session-revoked"
	PassphraseSet  = "passphrase-set"
	PINSet         = "pin-set"
	Unlocked       = "unlocked"
	SecondSet      = "second-set"
	SecondDropped  = "second-dropped"
	CodesDrawn     = "codes-drawn"
	CodeUsed       = "recovery-code-used"
	UserAdded      = "account-added"
	UserInvited    = "account-invited"
	UserBlocked    = "account-blocked"
	UserUnblocked  = "account-unblocked"
	RolesChanged   = "roles-changed"
	UserPlaced     = "account-placed"
	UserErased     = "account-erased"
	Proved         = "proved-again"
	LookedUp       = "looked-up" // somebody's appointment, with its reason
	AlarmRaised    = "alarm-raised"
	AlarmTried     = "alarm-tried"
	AlarmHeard     = "alarm-heard"
	AlarmEnded     = "alarm-ended"
)

// Entry is one line of the log of security. It names accounts by their id, and nobody by name; an
// address only by a signature, under which the same address can be found again.
type Entry struct {
	At      time.Time `json:"at"`
	Event   string    `json:"event"`
	Account UserID    `json:"account,omitempty"`
	By      UserID    `json:"by,omitempty"` // who did it to that account
	Address string    `json:"address,omitempty"`
	Detail  string    `json:"detail,omitempty"`
}

// Security writes what matters for safety as JSON, a line each, for the log system of the
// municipality. The zero value writes nothing.
type Security struct {
	Out io.Writer
	Log *slog.Logger // is told when Out fails

	mu sync.Mutex
}

func (s *Security) write(e Entry) {
	if s == nil || s.Out == nil {
		return
	}
	line, err := json.Marshal(e)
	if err == nil {
		s.mu.Lock()
		_, err = s.Out.Write(append(line, '\n'))
		s.mu.Unlock()
	}
	if err != nil && s.Log != nil {
		s.Log.Error("the log of security cannot be written", "event", e.Event, "err", err)
	}
}
