package alarm

import (
	"regexp"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/account"
	"balie/web/lang"
	"balie/web/live"
	"balie/web/page"
	"balie/web/staff"
)

// Pages answers what colleagues do with the alarm.
type Pages struct {
	Ledger   *ledger.Ledger
	Accounts *account.Accounts
	Hub      *live.Hub
	// Beside is sent together with the alarms, so that a page follows one stream for both.
	Beside func(ledger.Reader, lang.Words) (live.Fragment, error)
}

// Raise answers POST /medewerker/alarm.
func (p *Pages) Raise(c *fiber.Ctx) error { return p.raise(c, false) }

// Try answers POST /medewerker/alarm/proef: the same, and every screen says that it is a try.
func (p *Pages) Try(c *fiber.Ctx) error { return p.raise(c, true) }

func (p *Pages) raise(c *fiber.Ctx, test bool) error {
	s, _ := account.Current(c)
	var a queue.Alarm
	err := staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) error {
		office, post, err := whereIs(tx, c, s)
		if err != nil {
			return err
		}
		a, err = queue.RaiseAlarm(tx, office, post, test, c.FormValue("sleutel"))
		return err
	})
	if err != nil {
		return err
	}
	event := account.AlarmRaised
	if test {
		event = account.AlarmTried
	}
	p.Accounts.LogAlarm(c, event, string(a.ID))
	if test {
		return answer(c) // a try shows everybody what it is like
	}
	p.Accounts.KeepAlarm(c, string(a.ID))
	if wantsJSON(c) {
		return c.JSON(raised{Alarm: a.ID})
	}
	return answer(c)
}

// raised tells the screen that pressed which alarm is its own: there it is quiet.
type raised struct {
	Alarm queue.AlarmID `json:"alarm"`
}

// Hear answers POST /medewerker/alarm/gehoord.
func (p *Pages) Hear(c *fiber.Ctx) error {
	return p.onOne(c, account.AlarmHeard, func(tx *ledger.Tx, s account.Session, id queue.AlarmID) error {
		_, post, err := whereIs(tx, c, s)
		if err == nil {
			_, err = queue.HearAlarm(tx, id, post)
		}
		return err
	})
}

// End answers POST /medewerker/alarm/einde.
func (p *Pages) End(c *fiber.Ctx) error {
	return p.onOne(c, account.AlarmEnded, func(tx *ledger.Tx, _ account.Session, id queue.AlarmID) error {
		_, err := queue.EndAlarm(tx, id)
		return err
	})
}

func (p *Pages) onOne(c *fiber.Ctx, event string, fn func(*ledger.Tx, account.Session, queue.AlarmID) error) error {
	s, _ := account.Current(c)
	id := queue.AlarmID(c.FormValue("welk"))
	if err := staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) error { return fn(tx, s, id) }); err != nil {
		return err
	}
	p.Accounts.LogAlarm(c, event, string(id))
	return answer(c)
}

// ours is where a form may lead back to.
var ours = regexp.MustCompile(`^(/(nl|en|de))?/medewerker(/[a-z0-9/-]*)?(\?[A-Za-z0-9=&.,%_-]*)?$`)

// answer leads back to the page, or tells a script that it was done.
func answer(c *fiber.Ctx) error {
	if wantsJSON(c) {
		return c.SendStatus(fiber.StatusNoContent)
	}
	back := c.FormValue("terug")
	if !ours.MatchString(back) {
		back = "/medewerker"
	}
	return c.Redirect(back, fiber.StatusSeeOther)
}

func wantsJSON(c *fiber.Ctx) bool {
	return strings.Contains(c.Get(fiber.HeaderAccept), "application/json")
}

// whereIs is where a colleague is: their desk, else the office of the page they look at, else the
// town hall.
func whereIs(r ledger.Reader, c *fiber.Ctx, s account.Session) (catalogue.OfficeID, queue.Post, error) {
	post := queue.Post{Role: string(roleOf(s))}
	desk, found, err := queue.DeskOf(r, s.Actor())
	if err != nil || found {
		post.Desk = desk.Desk
		return desk.Office, post, err
	}
	if _, query, _ := strings.Cut(c.FormValue("terug"), "?"); query != "" {
		for pair := range strings.SplitSeq(query, "&") {
			if id, ok := strings.CutPrefix(pair, "locatie="); ok {
				if o, err := catalogue.OfficeByID(r, catalogue.OfficeID(id)); err == nil {
					return o.ID, post, nil
				}
			}
		}
	}
	return page.From(c).House.Hall.ID, post, nil
}

// roleOf is by which of their roles others know a colleague.
func roleOf(s account.Session) account.Role {
	for _, role := range []account.Role{account.TeamLead, account.Reception, account.Counter} {
		if s.Has(role) {
			return role
		}
	}
	for _, role := range account.Roles { // a role that the municipality made has no words that everybody knows
		if s.Has(role) {
			return role
		}
	}
	return account.Counter
}
