package audit

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Pages answers auditors.
type Pages struct {
	Ledger   *ledger.Ledger
	Accounts *account.Accounts
}

// auditPath is where the audit is read.
const auditPath = "/medewerker/controle"

// Routes are for who reads the audit.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, []route.Route{
		{Method: "GET", Path: auditPath, Access: route.Staff, Right: route.ReadAudit, Limit: route.Look, Handler: p.Show},
		{Method: "POST", Path: auditPath, Access: route.Staff, Right: route.ReadAudit, Limit: route.Change, Handler: p.Read},
		{Method: "POST", Path: auditPath + "/uitvoer", Access: route.Staff, Right: route.ReadAudit, Limit: route.Change, Handler: p.Export},
	})
}

// How much is shown and exported at once, and how far apart two days of a question can be.
const (
	mostShown    = 300
	mostExported = 50_000
	longestSpan  = 400 * 24 * time.Hour
)

// ErrExport: nothing is exported about one colleague.
var ErrExport = ledger.Refuse(ledger.Forbidden, "audit.export")

// view is a question as somebody typed it, and what the audit says.
type view struct {
	staff.Request
	question   typed
	faults     []page.Fault
	colleagues []account.User
	asked      bool
	more       bool
	lines      []lineView
	happened   []eventView // to the one thing that was asked for
}

// typed is what stands in the form.
type typed struct{ from, until, kind, subject, colleague, reason string }

func typedIn(r staff.Request) typed {
	clip := func(name string, most int) string { return page.Clip(r.C.FormValue(name), most) }
	return typed{clip("dag", 10), clip("totdag", 10), clip("soort", 20), clip("kenmerk", 60), clip("collega", 26), clip("reden", 20)}
}

// Show answers GET /medewerker/controle: it asks for a period, and why.
func (p *Pages) Show(c *fiber.Ctx) error {
	v := view{Request: staff.From(c)}
	today := v.Q.Now.In(v.Zone()).Format(time.DateOnly)
	v.question = typed{from: today, until: today}
	return p.show(v)
}

func (p *Pages) show(v view) error {
	err := p.Ledger.View(func(r ledger.Reader) error {
		all, err := account.All(r)
		for _, u := range all {
			if u.State != account.Erased {
				v.colleagues = append(v.colleagues, u)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(v.C, v.Status(), auditPage(v))
}

// parse reads the question; what is wrong with it stands at its field.
func (v *view) parse() (q account.Question) {
	t := v.question
	fault := func(field, text string) { v.faults = append(v.faults, page.Fault{Field: field, Text: text}) }
	from, err := time.ParseInLocation(time.DateOnly, t.from, v.Zone())
	if err != nil {
		fault("dag", v.Q.T("audit.day.fault"))
	}
	until := from
	if t.until != "" {
		if until, err = time.ParseInLocation(time.DateOnly, t.until, v.Zone()); err != nil {
			fault("totdag", v.Q.T("audit.day.fault"))
		}
	}
	if len(v.faults) == 0 && (until.Before(from) || until.Sub(from) > longestSpan) {
		fault("totdag", v.Q.T("audit.span.fault"))
	}
	if !isOne(account.ReadingReasons, t.reason) {
		what, do := v.Q.Words.Refusal(account.ErrReason.Key, nil)
		fault("reden", what+" "+do)
	}
	return account.Question{From: from, Until: until.AddDate(0, 0, 1), Kind: t.kind, Subject: t.subject, Colleague: account.UserID(t.colleague)}
}

// Read answers POST /medewerker/controle. That it is read is audited first, and said to the colleague whom it is
// about.
func (p *Pages) Read(c *fiber.Ctx) error {
	v := view{Request: staff.From(c), question: typedIn(staff.From(c))}
	q := v.parse()
	if len(v.faults) > 0 {
		c.Status(fiber.StatusUnprocessableEntity)
		return p.show(v)
	}
	q.Most = mostShown
	if err := p.note(&v, "read", &q); err != nil {
		return err
	}
	err := p.Ledger.View(func(r ledger.Reader) error {
		found, more, err := account.Audit(r, q)
		if err != nil {
			return err
		}
		v.more, v.asked = more, true
		if v.lines, err = linesOf(r, v.Request, found); err != nil || q.Subject == "" {
			return err
		}
		v.happened, err = happenedTo(r, v.Request, q.Subject, q.From)
		return err
	})
	if err != nil {
		return err
	}
	return p.show(v)
}

// note writes the reading in the audit and in the log of security. Who asks by the id of a colleague asks for that
// colleague.
func (p *Pages) note(v *view, what string, q *account.Question) error {
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		if _, err := account.ByID(tx, account.UserID(q.Subject)); err == nil && q.Colleague == "" {
			as := *q
			as.Subject, as.Colleague = "", account.UserID(q.Subject)
			return account.NoteReading(tx, v.S.User, what, v.question.reason, as, v.details()...)
		}
		return account.NoteReading(tx, v.S.User, what, v.question.reason, *q, v.details()...)
	})
	if err == nil {
		p.Accounts.LookUp(v.C, "audit "+v.question.from, v.question.reason)
	}
	return err
}

// details are what was asked, without an id.
func (v view) details() (all []string) {
	all = []string{v.question.from}
	for _, more := range []string{v.question.until, v.question.kind} {
		if more != "" && more != v.question.from {
			all = append(all, more)
		}
	}
	return all
}

func isOne(all []string, text string) bool {
	for _, one := range all {
		if one == text {
			return true
		}
	}
	return false
}
