package resident

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/web/page"
)

// statement is a page of parts, each a question and its answer.
type statement struct {
	key    string // of its words: "privacy"
	parts  []string
	call   bool // ends with how to reach us
	backup int  // for how many days a copy of all data stays
}

var (
	privacyStatement   = statement{key: "privacy", parts: []string{"controller", "what", "why", "ground", "who", "processors", "long", "cookie", "right", "officer", "authority"}, call: true}
	accessStatement    = statement{key: "access", parts: []string{"for", "how", "tested", "status", "not", "tell"}, call: true}
	complaintStatement = statement{key: "complaint", parts: []string{"first", "how", "when", "further"}, call: true}
	imprintStatement   = statement{key: "imprint", parts: []string{"who", "reach"}, call: true}
)

// ShowPrivacy answers GET /privacy: who is responsible, what we keep of whom, why, and until when.
func (p *Pages) ShowPrivacy(c *fiber.Ctx) error {
	s := privacyStatement
	s.backup = p.BackupDays
	return show(c, s)
}

// ShowAccess answers GET /toegankelijkheid: how far everybody can use these pages, and where to say
// that one cannot.
func (p *Pages) ShowAccess(c *fiber.Ctx) error {
	return show(c, accessStatement)
}

// ShowComplaint answers GET /klacht.
func (p *Pages) ShowComplaint(c *fiber.Ctx) error {
	return show(c, complaintStatement)
}

// ShowImprint answers GET /colofon: whose website this is, and how to reach them.
func (p *Pages) ShowImprint(c *fiber.Ctx) error {
	return show(c, imprintStatement)
}

func show(c *fiber.Ctx, s statement) error {
	return page.Render(c, fiber.StatusOK, statementPage(page.From(c), s))
}

// said are the paragraphs of a part: a municipality may have written several. What was set up or configured
// follows them, so that no text of theirs can say otherwise.
func (s statement) said(q page.Request, part string) []string {
	all := strings.Split(q.T(s.key+"."+part+".text", "house", q.House.Name, "hours", int(booking.HoldAtMost.Hours())), "\n\n")
	switch s.key + "." + part {
	case "privacy.officer":
		if q.House.Legal.Officer != "" {
			return append(all, q.T("privacy.officer.at", "officer", q.House.Legal.Officer))
		}
		return append(all, q.T("privacy.officer.none"))
	case "privacy.processors":
		if len(q.House.Legal.Processors) == 0 {
			return append(all, q.T("privacy.processors.none"))
		}
	case "privacy.long":
		if s.backup > 0 {
			return append(all, q.Words.N("privacy.long.backup", s.backup))
		}
	case "access.status":
		if q.House.Legal.Access == "" {
			return append(all, q.T("access.status.none"))
		}
		return append(all, q.T("access.status.is."+strings.ToLower(q.House.Legal.Access)))
	}
	return all
}

// listed are the lines of a part that a municipality set up as a list.
func (s statement) listed(q page.Request, part string) []string {
	if s.key+"."+part == "privacy.processors" {
		return q.House.Legal.Processors
	}
	return nil
}

// terms are what is kept, for what and for how long, as the program does it.
func terms(q page.Request) (all []page.Item) {
	line := func(key string, purpose contact.Purpose, term contact.Term) {
		all = append(all, page.Item{Key: q.T(key), Lines: []string{q.T("privacy.purpose." + string(purpose)), q.Words.N("privacy.term", term.Days())}})
	}
	for _, f := range contact.Fields {
		line("privacy.field."+f.Name, f.Purpose, f.Term)
	}
	line("privacy.answers", contact.ToPrepare, contact.AfterVisit)
	line("privacy.aid", contact.ToPrepare, contact.DayAfter)
	return all
}
