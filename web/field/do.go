package field

import (
	"errors"
	"fmt"
	"slices"

	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Outcome is what became of an action: done now, known already, or refused with the key of its reason.
type Outcome struct {
	ID      string         `json:"id"`
	Ticket  string         `json:"ticket,omitempty"` // whose visit it was
	Number  string         `json:"number,omitempty"`
	Known   bool           `json:"known,omitempty"`
	Refused string         `json:"refused,omitempty"`
	Code    ledger.Code    `json:"code,omitempty"`   // of the refusal
	Args    map[string]any `json:"args,omitempty"`   // for its words
	Before  *before        `json:"before,omitempty"` // so that it can be taken back
}

// refusal is what an action was refused with, nil where it was done.
func (o Outcome) refusal() error {
	if o.Refused == "" {
		return nil
	}
	reason := ledger.Refuse(o.Code, o.Refused)
	reason.Args = o.Args
	return reason
}

// keyOf is the press of a button that an action is.
func keyOf(id string) string { return "field " + id }

// digest is what an action asks. Who asks is not in it: a bus has one team, and what one of them did
// without signal may be sent by the next who signs in on the phone.
func (p *Pages) digest(a action) []byte {
	return p.Vault.MAC("field action", fmt.Sprintf("%q %q %q %q %d %t %+v %q %q %q %q", a.do, a.sent, a.Stop, a.Outing, a.N, a.On, a.note, a.ticket, a.entered, a.visit, a.product))
}

// do does one action: once, whatever phone sends it and how often. What does not apply any more is an
// outcome with its reason, and kept as one, so that it is answered the same again, but for a note that
// was refused as personal, of which nothing is kept. reason is that refusal; err is only what the program
// could not do.
func (p *Pages) do(d staff.Request, a action) (out Outcome, reason, err error) {
	if !a.proper() {
		return Outcome{ID: a.ID, Refused: outreach.ErrBatch.Key}, outreach.ErrBatch, nil
	}
	actor := d.S.Actor()
	if a.atDesk() || a.do == undoVerb {
		if actor, err = p.team(a); err != nil {
			actor, err = d.S.Actor(), nil // the verb says what is wrong with the stop
		}
	}
	if err := p.change(d, actor, a); err != nil {
		return out, nil, err
	}
	known := true
	err = route.Update(d.C, p.Ledger, actor, func(tx *ledger.Tx) (err error) {
		known = true
		out, err = ledger.Once(tx, keyOf(a.ID), p.digest(a), func() (out Outcome, err error) {
			known = false
			err = tx.Try(func() (err error) { out, err = p.apply(tx, a); return err })
			if err == nil || !page.Mendable(err) || errors.Is(err, outreach.ErrPersonal) {
				return out, err
			}
			return Outcome{ID: a.ID, Refused: ledger.KeyOf(err), Code: ledger.CodeOf(err), Args: ledger.ArgsOf(err)}, nil
		})
		return err
	})
	if route.IsOneOf(err, outreach.ErrPersonal, ledger.ErrOnce) {
		return Outcome{ID: a.ID, Refused: ledger.KeyOf(err)}, err, nil
	}
	out.Known = err == nil && known
	return out, out.refusal(), err
}

// triesToChange is how often a change is foreseen while others book.
const triesToChange = 3

// change makes the planned change of an outing that cannot go, or of a stop that is left early, before the action is
// noted: who is booked within three hours hears it at once, and the office can take it back for the others. An action
// that was noted is not done again.
func (p *Pages) change(d staff.Request, actor ledger.Actor, a action) (err error) {
	if !a.plans() {
		return nil
	}
	ctx, cancel := route.Patience(d.C)
	defer cancel()
	for range triesToChange {
		var e outreach.Effect
		known := false
		err = p.Ledger.View(func(r ledger.Reader) (err error) {
			if _, known, err = ledger.Recall[Outcome](r, keyOf(a.ID)); err == nil && !known {
				e, err = a.foreseen(r)
			}
			return err
		})
		if known || err != nil && page.Mendable(err) || err == nil && a.Do == outreach.DoLeave && len(e.Plan.Lines) == 0 {
			return nil // the verb says what is wrong, or that it is done
		}
		if err == nil {
			_, err = change.Make(ctx, p.Ledger, actor, e.Plan)
		}
		if !route.IsOneOf(err, change.ErrOther, outreach.ErrOvertaken) {
			return err
		}
	}
	return err
}

// apply does the action in a transaction.
func (p *Pages) apply(tx *ledger.Tx, a action) (Outcome, error) {
	out := Outcome{ID: a.ID}
	switch {
	case a.do == undoVerb:
		return out, p.undo(tx, a)
	case a.Do == outreach.DoSignal && !p.counts(a):
		return out, nil
	}
	found, err := a.found(tx)
	if err != nil {
		return out, err
	}
	if slices.Contains(undoable, a.do) {
		out.Before = found
	}
	if !slices.Contains(ticketVerbs, a.do) {
		return out, outreach.Do(tx, a.Action)
	}
	t, err := p.applyTicket(tx, a)
	out.Ticket, out.Number = string(t.ID), string(t.Number)
	return out, err
}

// counts reports whether a signal was measured: by the phone itself, at a time at which the server is known to have
// been up. What somebody supposes, and what an outage of ours looks like on a phone, marks no place.
func (p *Pages) counts(a action) bool { return a.measured && !a.At.Before(p.Up) }

// officeOf is where a stop is, on its day only.
func officeOf(tx *ledger.Tx, id outreach.StopID) (catalogue.Office, error) {
	o, at, err := outreach.OutingOfStop(tx, id)
	if err != nil {
		return catalogue.Office{}, err
	}
	office, err := catalogue.OfficeByID(tx, catalogue.OfficeID(o.Stops[at].Place))
	if err == nil && (o.Date != office.Today(tx.Now()) || o.Stops[at].State == outreach.Off || o.State == outreach.Draft) {
		err = outreach.ErrOutingState
	}
	return office, err
}
