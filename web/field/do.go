package field

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Outcome is what became of an action: done now, known already, or refused with the key of its reason.
type Outcome struct {
	ID      string `json:"id"`
	Ticket  string `json:"ticket,omitempty"` // whose visit it was
	Number  string `json:"number,omitempty"`
	Known   bool   `json:"known,omitempty"`
	Refused string `json:"refused,omitempty"`
}

// keyOf is the press of a button that an action is.
func keyOf(id string) string { return "field " + id }

// digest is what an action asks. Who asks is not in it: a bus has one team, and what one of them did
// without signal may be sent by the next who signs in on the phone.
func (p *Pages) digest(a action) []byte {
	return p.Vault.MAC("field action", fmt.Sprintf("%q %s %q %q %d %t %+v %q %q %q %q", a.do, a.at, a.stop, a.outing, a.n, a.on, a.note, a.ticket, a.entered, a.visit, a.product))
}

// do does one action: once, whatever phone sends it and how often. What does not apply any more is an
// outcome with its reason, and kept as one, so that it is answered the same again. reason is that
// refusal; err is only what the program could not do.
func (p *Pages) do(d staff.Request, a action) (out Outcome, reason, err error) {
	if !a.proper() {
		return Outcome{ID: a.id, Refused: outreach.ErrBatch.Key}, outreach.ErrBatch, nil
	}
	actor := d.S.Actor()
	if a.atDesk() {
		if actor, err = p.team(a); err != nil {
			actor, err = d.S.Actor(), nil // the verb says what is wrong with the stop
		}
	}
	effects, err := p.foresee(a)
	if err != nil {
		return out, nil, err
	}
	known := true
	err = route.Update(d.C, p.Ledger, actor, func(tx *ledger.Tx) (err error) {
		known = true
		out, err = ledger.Once(tx, keyOf(a.id), p.digest(a), func() (Outcome, error) {
			known = false
			return p.apply(tx, a, effects)
		})
		return err
	})
	if errors.Is(err, ledger.ErrOnce) {
		return Outcome{ID: a.id, Refused: ledger.ErrOnce.Key}, err, nil
	}
	if err != nil && page.Mendable(err) {
		reason = err
		out = Outcome{ID: a.id, Refused: ledger.KeyOf(reason)}
		err = d.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
			out, err = ledger.Once(tx, keyOf(a.id), p.digest(a), func() (Outcome, error) { return out, nil })
			return err
		})
		return out, reason, err
	}
	out.Known = err == nil && (known || out.Known)
	if out.Refused != "" {
		reason = why(a, out.Refused)
	}
	return out, reason, err
}

// foresee finds who is booked on an outing that cannot go, before the transaction: it takes its time.
func (p *Pages) foresee(a action) (effects []outreach.Effect, err error) {
	if a.do != "niet" {
		return nil, nil
	}
	err = p.Ledger.View(func(r ledger.Reader) (err error) {
		effects, err = outreach.ForeseeOuting(r, a.outing)
		return err
	})
	if err != nil && page.Mendable(err) {
		err = nil // the verb refuses it as well
	}
	return effects, err
}

// apply does the action in a transaction.
func (p *Pages) apply(tx *ledger.Tx, a action, effects []outreach.Effect) (Outcome, error) {
	out := Outcome{ID: a.id}
	if slices.Contains(ticketVerbs, a.do) {
		t, err := p.applyTicket(tx, a)
		out.Ticket, out.Number = string(t.ID), string(t.Number)
		return out, err
	}
	if a.do == "niet" {
		return out, cannotGo(tx, a.outing, effects)
	}
	all, err := outreach.Sync(tx, []outreach.Action{a.outreach()})
	if err != nil {
		return out, err
	}
	out.Known, out.Refused = all[0].Known, all[0].Refused // kept by outreach as well
	return out, nil
}

// reasons are the refusals of outreach, which an outcome knows by their keys.
var reasons = []*ledger.Error{outreach.ErrUnknownStop, outreach.ErrUnknownOuting, outreach.ErrOutingState, outreach.ErrOuting, outreach.ErrNote, outreach.ErrMark, outreach.ErrAction,
	outreach.ErrPersonal, outreach.ErrUnknownKit}

// why is a refusal with its arguments, which an outcome does not carry.
func why(a action, key string) error {
	i := slices.IndexFunc(reasons, func(r *ledger.Error) bool { return r.Key == key })
	switch {
	case i < 0:
		return ledger.Refuse(ledger.Conflict, key)
	case key == outreach.ErrOuting.Key:
		return outreach.ErrOuting.With("what", strconv.Itoa(a.n))
	case key == outreach.ErrPersonal.Key:
		for _, s := range outreach.LooksPersonal(a.note.Question) {
			return outreach.ErrPersonal.With("what", s.Text)
		}
	}
	return reasons[i]
}

// cannotGo calls an outing off, and proposes everybody who is booked another time. The same again changes
// nothing.
func cannotGo(tx *ledger.Tx, id outreach.OutingID, effects []outreach.Effect) error {
	o, err := outreach.OutingByID(tx, id)
	if err != nil || o.State == outreach.Cancelled {
		return err
	}
	_, _, err = outreach.CannotGo(tx, id, effects)
	return err
}

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
