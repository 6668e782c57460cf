package account

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
)

// auditView is a day of notes, once an auditor said why.
type auditView struct {
	day, reason           string
	dayFault, reasonFault string
	asked                 bool
	lines                 []auditLine
}

type auditLine struct{ at, who, what, subject, why string }

// ReadingReasons are why an auditor reads the notes of a day.
var ReadingReasons = []string{"sample", "complaint", "mistake"}

// ShowAudit answers GET /medewerker/controle: it asks for a day and a reason.
func (a *Accounts) ShowAudit(c *fiber.Ctx) error {
	q := page.From(c)
	return a.showAudit(c, fiber.StatusOK, auditView{day: q.Now.In(zoneOf(q)).Format(time.DateOnly)})
}

func (a *Accounts) showAudit(c *fiber.Ctx, status int, v auditView) error {
	s, _ := Current(c)
	return page.Render(c, status, auditPage(page.From(c), s, v))
}

// ReadAudit answers POST /medewerker/controle with the notes of a day. That they were read is noted
// too, first.
func (a *Accounts) ReadAudit(c *fiber.Ctx) error {
	s, _ := Current(c)
	q := page.From(c)
	v := auditView{day: c.FormValue("dag"), reason: c.FormValue("reden")}
	from, err := time.ParseInLocation(time.DateOnly, v.day, zoneOf(q))
	if err != nil {
		v.dayFault = q.T("audit.day.fault")
	}
	if !isOne(ReadingReasons, v.reason) {
		v.reasonFault = fault(q, ErrReason)
	}
	if v.dayFault != "" || v.reasonFault != "" {
		return a.showAudit(c, fiber.StatusUnprocessableEntity, v)
	}
	err = a.change(c, func(tx *ledger.Tx) error { return Record(tx, s.User, "audit", v.day, v.reason) })
	if err == nil {
		err = a.o.Ledger.View(func(r ledger.Reader) error { v.lines, err = auditLines(r, q, from); return err })
	}
	if err != nil {
		return err
	}
	a.log(c, LookedUp, s.User, "audit "+v.day+" "+v.reason)
	v.asked = true
	return a.showAudit(c, fiber.StatusOK, v)
}

// auditLines are the notes of a day in words.
func auditLines(r ledger.Reader, q page.Request, from time.Time) (lines []auditLine, err error) {
	all, err := Notes(r, from, from.AddDate(0, 0, 1))
	if err != nil {
		return nil, err
	}
	for _, n := range all {
		u, err := ByID(r, n.By)
		if err != nil {
			return nil, err
		}
		lines = append(lines, auditLine{q.Words.Instant(n.At, zoneOf(q)), u.Name, q.T("act." + n.What), n.Subject, q.T("reason." + n.Reason)})
	}
	return lines, nil
}

func isOne(all []string, text string) bool {
	for _, one := range all {
		if one == text {
			return true
		}
	}
	return false
}
