package phone

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// homeView is the telephone page: today, and the search.
type homeView struct {
	staff.Request
	notice *page.Notice
	strip  []stripView
	todo   int // on the call list
	kind   booking.LookupKind
	typed  string
	day    string
	reason booking.Reason

	asking   string // the mark with which the caller's fact is checked; "" before a search
	found    int
	searched booking.LookupKind
	fact     booking.FactKind
}

// reasons are why one searches; facts are what a caller can be asked.
var (
	reasons = []booking.Reason{"asks", "moves", "cancels", "corrects", "resends", "mistake"}
	facts   = []booking.FactKind{booking.FactDate, booking.FactPhone, booking.FactEmail, booking.FactCode}
)

// Show answers GET /medewerker/telefoon.
func (p *Pages) Show(c *fiber.Ctx) error {
	v := homeView{Request: staff.From(c), kind: booking.LookupCode}
	v.notice = v.Done("phone.done.", "cancelled")
	return p.show(v)
}

func (p *Pages) show(v homeView) error {
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		if v.strip, err = strip(r, v.Q.Words); err != nil {
			return err
		}
		listed, err := booking.CallList(r)
		for _, a := range listed {
			if a.State.ToDo() {
				v.todo++
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(v.C, v.Status(), homePage(v))
}

// Find answers POST /medewerker/telefoon/zoeken. It says how many were found, and asks for a fact.
func (p *Pages) Find(c *fiber.Ctx) error {
	v := homeView{Request: staff.From(c), kind: booking.LookupKind(c.FormValue("soort")), typed: clip(c.FormValue("tekst")), day: c.FormValue("dag"), reason: booking.Reason(c.FormValue("reden"))}
	q := booking.Lookup{Kind: v.kind, Text: v.typed, Reason: v.reason}
	if v.kind == booking.LookupName {
		date, err := calendar.ParseDate(v.day)
		if err != nil {
			v.C.Status(fiber.StatusUnprocessableEntity)
			v.notice = page.NewNotice(page.Bad, v.Q.T("phone.day.fault"), v.Q.T("phone.day.fault.do"))
			return p.show(v)
		}
		q.Date = date
	}
	ctx, cancel := route.Patience(c)
	defer cancel()
	ids, err := booking.FindAny(ctx, p.Ledger, p.Vault, v.S.Actor(), q)
	if err == nil {
		err = p.noted(v.Request, "lookup", ids)
	}
	if err != nil {
		if v.notice, err = v.Refused(err); err != nil {
			return err
		}
		return p.show(v)
	}
	v.found, v.searched = len(ids), v.kind
	v.asking = grant{ids, v.kind, v.Q.Now.Add(askingTime)}.sign(p.Vault, v.S, forAsking)
	return p.show(v)
}

// noted tells the auditor and the log of security what was looked up, before anything is shown.
func (p *Pages) noted(k staff.Request, act string, ids []booking.AppointmentID) error {
	err := k.Change(p.Ledger, func(tx *ledger.Tx) error {
		for _, id := range ids {
			if err := account.Record(tx, act, string(id), "phone"); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		for _, id := range ids {
			p.Accounts.LookUp(k.C, string(id), "phone")
		}
	}
	return err
}

// Confirm answers POST /medewerker/telefoon/gegeven: one fact that the search did not give away. A
// wrong one is noted, and tells nothing.
func (p *Pages) Confirm(c *fiber.Ctx) error {
	v := homeView{Request: staff.From(c), kind: booking.LookupCode, fact: booking.FactKind(c.FormValue("gegeven"))}
	g, err := read(p.Vault, v.S, forAsking, c.FormValue("vraag"), v.Q.Now)
	var right booking.AppointmentID
	if err == nil {
		fact := booking.Fact{Kind: v.fact, Text: clip(c.FormValue("gezegd"))}
		if fact.Kind == booking.FactDate {
			fact.Text = c.FormValue("dag")
		}
		right, err = p.check(v.Request, g, fact)
	}
	if err == nil && right != "" {
		return v.Redirect("/medewerker/telefoon/afspraak?toegang=" + p.access(v.Request, right))
	}
	if g.ids != nil {
		v.asking, v.found, v.searched, v.kind = c.FormValue("vraag"), len(g.ids), g.searched, g.searched
	}
	if err == nil {
		c.Status(fiber.StatusUnprocessableEntity)
		v.notice = page.NewNotice(page.Bad, v.Q.T("phone.fact.wrong"), v.Q.T("phone.fact.wrong.do"))
	} else if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.show(v)
}

// check returns the one appointment of those found that a fact is right of; "" for none, or for more
// than one.
func (p *Pages) check(k staff.Request, g grant, fact booking.Fact) (right booking.AppointmentID, err error) {
	n := 0
	err = k.Change(p.Ledger, func(tx *ledger.Tx) error {
		for _, id := range g.ids {
			holds, err := booking.ConfirmFact(tx, p.Vault, id, g.searched, fact)
			if err != nil {
				return err
			}
			if holds {
				right, n = id, n+1
			}
		}
		return nil
	})
	if n > 1 {
		right = ""
	}
	return right, err
}

// askable are the facts that a search did not give away.
func askable(searched booking.LookupKind) []booking.FactKind {
	used := map[booking.LookupKind]booking.FactKind{
		booking.LookupCode: booking.FactCode, booking.LookupPhone: booking.FactPhone, booking.LookupEmail: booking.FactEmail, booking.LookupName: booking.FactDate,
	}
	return slices.DeleteFunc(slices.Clone(facts), func(f booking.FactKind) bool { return used[searched] == f })
}
