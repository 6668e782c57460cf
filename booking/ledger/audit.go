package ledger

import "time"

// Audited is one line of the audit: who did or looked up what, and why. It names public ids,
// never what was typed; events carry no actor, so this is the only place that does (I13).
type Audited struct {
	At     time.Time `json:"at"`
	Actor  Actor     `json:"actor"`
	What   string    `json:"what"`             // "lookup.phone", "ticket.picked"
	Reason string    `json:"reason"`           // why, as the colleague chose it
	Found  bool      `json:"found,omitempty"`  // a look-up that found what it looked for
	IDs    []string  `json:"ids,omitempty"`    // public ids of what it was about
	Office string    `json:"office,omitempty"` // where
	// Details are what came and what went: "+desk.serve". They name things, never people.
	Details []string `json:"details,omitempty"`
}

// AuditKept is how long a line of the audit is kept: a year, and the time to ask about its end.
const AuditKept = 400 * 24 * time.Hour

// auditForgets is how many old lines go with each new one: more than come in.
const auditForgets = 4

var audits = NewTable[Audited]("!a:")

// Audit adds a line to the audit: it is there if the transaction is. At and Actor are those of
// the transaction.
func (tx *Tx) Audit(line Audited) error {
	line.At, line.Actor = tx.now, tx.actor
	if err := tx.forgetAudits(); err != nil {
		return err
	}
	return audits.Put(tx, K().Time(tx.now).Uint64(tx.seq).Str(tx.NewID()), line)
}

func (tx *Tx) forgetAudits() error {
	if may := tx.ledger.mayRetire; may != nil && !may() {
		return nil
	}
	var over []Key
	err := audits.Range(tx, nil, K().Time(tx.now.Add(-AuditKept)), func(k Key, _ Audited) error {
		over = append(over, append(Key(nil), k...))
		if len(over) == auditForgets {
			return ErrStop
		}
		return nil
	})
	for _, k := range over {
		audits.Delete(tx, k)
	}
	return err
}

// Audits returns at most limit lines from from (inclusive) to (exclusive), oldest first. It is
// for the auditor, and for nobody's figures.
func Audits(r Reader, from, to time.Time, limit int) ([]Audited, error) {
	var found []Audited
	err := audits.Range(r, K().Time(from), K().Time(to), func(_ Key, line Audited) error {
		if len(found) == limit {
			return ErrStop
		}
		found = append(found, line)
		return nil
	})
	return found, err
}
