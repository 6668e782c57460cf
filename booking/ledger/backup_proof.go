package ledger

import (
	"slices"
	"strings"
	"time"
)

// How often somebody is to prove that a sealed backup can still be opened, and how many backups are
// good for it. The server holds no key that opens one, so it cannot try by itself.
const (
	proofEvery = 182 * 24 * time.Hour
	proofsKept = 100
)

// BackupProof is what is known of whether sealed backups can be opened: each carries a code that only
// who opens it can read.
type BackupProof struct {
	Codes  []ProofCode `json:"codes"`
	First  time.Time   `json:"first"`           // when the first sealed backup was made
	Proven time.Time   `json:"proven,omitzero"` // when somebody last read a code back
	Of     time.Time   `json:"of,omitzero"`     // when the backup was made that was opened then
}

// ProofCode is the code in one backup.
type ProofCode struct {
	Code string    `json:"code"`
	Made time.Time `json:"made"`
}

var proofs = NewTable[BackupProof]("!bp:")

// ErrNoProof: no backup that is known of carries this code.
var ErrNoProof = Refuse(Invalid, "backup.proof")

// NewBackupProof puts a fresh code in the ledger, eight characters of IDAlphabet in two groups, before
// a copy of it is sealed.
func NewBackupProof(tx *Tx) (code string, err error) {
	p, err := ReadBackupProof(tx)
	if err != nil {
		return "", err
	}
	id := strings.ToUpper(tx.NewID())
	code = id[:4] + "-" + id[4:8]
	if p.Codes = append(p.Codes, ProofCode{code, tx.Now()}); len(p.Codes) > proofsKept {
		p.Codes = p.Codes[len(p.Codes)-proofsKept:]
	}
	if p.First.IsZero() {
		p.First = tx.Now()
	}
	return code, proofs.Put(tx, K(), p)
}

// ProveBackup notes that somebody opened a backup, by the code in it, however it is typed. It refuses
// with ErrNoProof.
func ProveBackup(tx *Tx, typed string) (of time.Time, err error) {
	p, err := ReadBackupProof(tx)
	if err != nil {
		return of, err
	}
	plain := func(s string) string {
		return strings.ToUpper(strings.Map(func(r rune) rune {
			if r == '-' || r == ' ' {
				return -1
			}
			return r
		}, s))
	}
	at := slices.IndexFunc(p.Codes, func(c ProofCode) bool { return plain(c.Code) == plain(typed) })
	if at < 0 {
		return of, ErrNoProof
	}
	p.Proven, p.Of = tx.Now(), p.Codes[at].Made
	return p.Of, proofs.Put(tx, K(), p)
}

// ReadBackupProof returns what is known, nothing where no backup was ever sealed.
func ReadBackupProof(r Reader) (BackupProof, error) {
	p, _, err := proofs.Find(r, K())
	return p, err
}

// Code is the code of the newest backup, which the copy that was just opened carries; "" for none.
func (p BackupProof) Code() string {
	if len(p.Codes) == 0 {
		return ""
	}
	return p.Codes[len(p.Codes)-1].Code
}

// Due reports whether somebody is to be asked to open a backup: half a year passed since the first, or
// since the last proof.
func (p BackupProof) Due(now time.Time) bool {
	since := p.First
	if p.Proven.After(since) {
		since = p.Proven
	}
	return !p.First.IsZero() && now.Sub(since) > proofEvery
}
