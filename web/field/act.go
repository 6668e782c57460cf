package field

import (
	"encoding/json"
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Act answers POST /medewerker/onderweg/doe: one action, as a plain form.
func (p *Pages) Act(c *fiber.Ctx) error {
	d := staff.From(c)
	a := read(func(name string) string { return c.FormValue(name) })
	a = arrange([]action{a}, d.Q.Now)[0]
	if asked, err := p.asksToLeave(dayView{Request: d}, a); asked || err != nil {
		return err
	}
	out, reason, err := p.do(d, a)
	if err != nil {
		return err
	}
	if out.Refused == "" {
		to, back := "", ""
		if a.do == "oordeel" {
			to = "/oordeel"
		}
		if slices.Contains(undoable, a.do) {
			back = a.ID
		}
		return redirect(d, to, "halte", string(a.Stop), "inzet", string(a.Outing), "gedaan", a.do, "bij", back)
	}
	v := dayView{Request: d, note: a.note}
	v.notice, v.sure = page.NoticeOf(d.Q.Words, reason), ledger.KeyOf(reason) == outreach.ErrPersonal.Key
	return p.showDay(v, route.Status(reason))
}

func redirect(d staff.Request, to string, pairs ...string) error {
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			query.Set(pairs[i], pairs[i+1])
		}
	}
	return d.Redirect(path + to + "?" + query.Encode())
}

// Send answers POST /medewerker/onderweg/stuur: what was done on a phone, as lines of JSON in a form. Every
// line is done or refused by itself, and the answer says which; sent again it is answered the same.
func (p *Pages) Send(c *fiber.Ctx) error {
	d := staff.From(c)
	var lines []map[string]string
	if err := json.Unmarshal([]byte(c.FormValue("handelingen")), &lines); err != nil || len(lines) > outreach.MostActions {
		return outreach.ErrBatch
	}
	var batch []action
	for _, line := range lines {
		batch = append(batch, read(func(name string) string { return line[name] }))
	}
	outcomes := []Outcome{}
	for _, a := range arrange(batch, d.Q.Now) {
		out, reason, err := p.do(d, a)
		if err != nil {
			return err
		}
		if out.Refused != "" {
			what, todo := d.Q.Words.Refusal(out.Refused, ledger.ArgsOf(reason))
			outcomes = append(outcomes, Outcome{ID: out.ID, Known: out.Known, Refused: what + " " + todo})
			continue
		}
		outcomes = append(outcomes, out)
	}
	return c.JSON(outcomes)
}
