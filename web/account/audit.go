package account

import (
	"errors"
	"slices"
	"strings"
	"time"

	"balie/booking/ledger"
)

// Acts are what is noted of a colleague who looks somebody up or changes something for them; in the audit they stand
// under "act.".
var Acts = []string{"lookup", "move", "revise", "cancel", "correct", "resend", "pick", "audit"}

// Reasons are why; their words stand under "reason.".
var Reasons = []string{"phone", "desk", "arrival", "letter", "mistake", "complaint", "sample"}

// ReadingReasons are why somebody reads the audit.
var ReadingReasons = []string{"sample", "complaint", "mistake"}

// ErrReason: the reason or the act is none that we know.
var ErrReason = ledger.Refuse(ledger.Invalid, "audit.reason")

// Record writes in the audit what a colleague does for somebody, in the transaction that does it; a look-up is
// written before anything is shown. It names the appointment or ticket by its public id, and gives its reason from
// a list: what one types could name a person. It refuses with ErrReason.
func Record(tx *ledger.Tx, act, subject, reason string) error {
	if !slices.Contains(Acts, act) || !slices.Contains(Reasons, reason) {
		return ErrReason
	}
	return tx.Audit(ledger.Audited{What: "act." + act, IDs: []string{subject}, Reason: reason, Found: true})
}

// note is a line of the store of before 30 November 2026, which the audit of the ledger took the place of. They are
// read with it until their term is over.
type note struct {
	At      time.Time `json:"at"`
	By      UserID    `json:"by"`
	What    string    `json:"what"`
	Subject string    `json:"subject"`
	Reason  string    `json:"reason"`
}

var notes = ledger.NewTable[note]("ua:") // instant + id, so that they lie in the order of time

func (n note) line() ledger.Audited {
	return ledger.Audited{At: n.At, Actor: ledger.Staff(string(n.By)), What: "act." + n.What, Reason: n.Reason, Found: true, IDs: []string{n.Subject}}
}

// Question is what an auditor asks. Empty fields ask for all.
type Question struct {
	From, Until time.Time // from (inclusive) to (exclusive)
	Kind        string    // one of Kinds
	Subject     string    // a public id
	Colleague   UserID
	Most        int // lines
}

// Audit returns what the audit says to a question, the newest first, from every store there was; more is true where
// there is more than asked for.
func Audit(r ledger.Reader, q Question) (lines []ledger.Audited, more bool, err error) {
	gather := func(line ledger.Audited) error {
		if q.wants(line) {
			lines = append(lines, line)
		}
		if len(lines) > q.Most {
			return ledger.ErrStop
		}
		return nil
	}
	if err := ledger.EachAudit(r, q.From, q.Until, gather); err != nil {
		return nil, false, err
	}
	now := lines
	lines = nil
	old := notes.Back(r, ledger.K().Time(q.From), ledger.K().Time(q.Until), func(_ ledger.Key, n note) error { return gather(n.line()) })
	lines = append(now, lines...)
	slices.SortStableFunc(lines, func(a, b ledger.Audited) int { return b.At.Compare(a.At) })
	if more = len(lines) > q.Most; more {
		lines = lines[:q.Most]
	}
	return lines, more, old
}

func (q Question) wants(line ledger.Audited) bool {
	return (q.Kind == "" || q.Kind == KindOf(line.What)) &&
		(q.Subject == "" || slices.Contains(line.IDs, q.Subject) || line.Office == q.Subject) &&
		(q.Colleague == "" || line.Actor == ledger.Staff(string(q.Colleague)))
}

// Kinds are the kinds of what the audit keeps, in the order of a page, each with the beginnings of what it is of.
var Kinds = []struct {
	Key  string
	Begs []string
}{
	{"lookup", []string{"act.lookup", "lookup.", "fact.", "field.list", "emergency.list"}},
	{"appointment", []string{"act.move", "act.revise", "act.cancel", "act.correct", "act.resend", "appointment."}},
	{"queue", []string{"act.pick", "ticket.", "day."}},
	{"config", []string{"config.", "outreach."}},
	{"roster", []string{"roster."}},
	{"rights", []string{"account.", "role.", "key."}},
	{"devices", []string{"device.", "message", "emergency."}},
	{"alarm", []string{"alarm."}},
	{"audit", []string{"act.audit", "audit."}},
	{"other", []string{""}},
}

// KindOf is of which of Kinds something is.
func KindOf(what string) string {
	i := slices.IndexFunc(Kinds, func(k struct {
		Key  string
		Begs []string
	}) bool {
		return slices.ContainsFunc(k.Begs, func(beg string) bool { return strings.HasPrefix(what, beg) })
	})
	return Kinds[i].Key // the last is of everything
}

// Search is that an auditor looked for what one colleague did: that colleague reads it on their own page.
type Search struct {
	At     time.Time `json:"at"`
	By     UserID    `json:"by"`
	Reason string    `json:"reason"`
}

var searches = ledger.NewTable[Search]("ux:") // whom + instant + id

// NoteReading writes in the audit that somebody reads it, and of whom: before anything is shown. What they asked
// stands in details. It refuses with ErrReason, and with ErrUnknown for a colleague who is not there.
func NoteReading(tx *ledger.Tx, by UserID, what, reason string, q Question, details ...string) error {
	if !slices.Contains(ReadingReasons, reason) {
		return ErrReason
	}
	line := ledger.Audited{What: "audit." + what, Reason: reason, Details: details, Found: true}
	if q.Subject != "" {
		line.IDs = append(line.IDs, q.Subject)
	}
	if q.Colleague == "" {
		return tx.Audit(line)
	}
	if _, err := ByID(tx, q.Colleague); err != nil {
		return err
	}
	line.IDs = append(line.IDs, string(q.Colleague))
	if err := searches.Put(tx, keyOf(q.Colleague).Time(tx.Now()).Str(tx.NewID()), Search{tx.Now(), by, reason}); err != nil {
		return err
	}
	return tx.Audit(line)
}

// Searches are who looked for what a colleague did, the newest first, for as long as the audit is kept.
func Searches(r ledger.Reader, whom UserID) (all []Search, err error) {
	err = searches.Each(r, keyOf(whom), func(_ ledger.Key, s Search) error {
		if r.Now().Sub(s.At) < ledger.AuditKept {
			all = append(all, s)
		}
		return nil
	})
	slices.Reverse(all)
	return all, err
}

// forgetNotes removes some old notes and searches whose term is over; more than come in, so that they never pile up.
func forgetNotes(tx *ledger.Tx) error {
	over := tx.Now().Add(-ledger.AuditKept)
	var old, done []ledger.Key
	err := notes.Range(tx, nil, ledger.K().Time(over), func(k ledger.Key, _ note) error { return chunk(&old, k) })
	for _, k := range old {
		notes.Delete(tx, k)
	}
	ended := searches.Each(tx, nil, func(k ledger.Key, s Search) error {
		if s.At.Before(over) {
			return chunk(&done, k)
		}
		return nil
	})
	for _, k := range done {
		searches.Delete(tx, k)
	}
	return errors.Join(err, ended)
}

// chunk gathers keys until there are as many as one transaction of Sweep removes.
func chunk(keys *[]ledger.Key, k ledger.Key) error {
	if *keys = append(*keys, append(ledger.Key(nil), k...)); len(*keys) == sweepChunk {
		return ledger.ErrStop
	}
	return nil
}
