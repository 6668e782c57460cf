package audit

import (
	"bytes"
	"encoding/csv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/booking/textfile"
	"balie/web/account"
	"balie/web/staff"
)

// Export answers POST /medewerker/controle/uitvoer with a question's lines as CSV: what, when, why and about what,
// and whether a colleague did it, never which (I13). It refuses with ErrExport what is about one colleague.
func (p *Pages) Export(c *fiber.Ctx) error {
	v := view{Request: staff.From(c), question: typedIn(staff.From(c))}
	q := v.parse()
	if len(v.faults) > 0 {
		c.Status(fiber.StatusUnprocessableEntity)
		return p.show(v)
	}
	if q.Colleague != "" || p.isColleague(q.Subject) {
		return ErrExport
	}
	q.Most = mostExported
	if err := p.note(&v, "exported", &q); err != nil {
		return err
	}
	var content []byte
	err := p.Ledger.View(func(r ledger.Reader) error {
		found, _, err := account.Audit(r, q)
		if err == nil {
			content, err = v.csv(found)
		}
		return err
	})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/csv; charset=utf-8")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="logboek-`+v.question.from+`.csv"`)
	return c.Send(content)
}

func (p *Pages) isColleague(id string) bool {
	return p.Ledger.View(func(r ledger.Reader) error { _, err := account.ByID(r, account.UserID(id)); return err }) == nil
}

// csv writes lines as a sheet; what a sheet would take for a formula is a text.
func (v view) csv(all []ledger.Audited) ([]byte, error) {
	var out bytes.Buffer
	sheet := csv.NewWriter(&out)
	n := names{Request: v.Request}
	head := []string{v.Q.T("audit.when"), v.Q.T("audit.kind"), v.Q.T("audit.what"), v.Q.T("audit.by"), v.Q.T("audit.why"), v.Q.T("audit.subject"), v.Q.T("audit.place"), v.Q.T("audit.more")}
	if err := sheet.Write(head); err != nil {
		return nil, err
	}
	for _, one := range all {
		line := []string{one.At.In(v.Zone()).Format(time.RFC3339), v.Q.T("audit.kind." + account.KindOf(one.What)), What(v.Request, one.What), n.kindOfActor(one.Actor), n.why(one), "", one.Office, strings.Join(one.Details, " ")}
		if account.KindOf(one.What) != "rights" && account.KindOf(one.What) != "roster" && account.KindOf(one.What) != "audit" { // those name colleagues
			line[5] = strings.Join(one.IDs, " ")
		}
		for i, cell := range line {
			line[i] = textfile.CSVCell(cell)
		}
		if err := sheet.Write(line); err != nil {
			return nil, err
		}
	}
	sheet.Flush()
	return out.Bytes(), sheet.Error()
}
