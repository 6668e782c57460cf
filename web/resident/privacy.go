package resident

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/web/page"
)

// statement is a page of parts, each a question and its answer.
type statement struct {
	key   string // of its words: "privacy"
	parts []string
	call  bool // ends with how to reach us
}

var (
	privacyStatement   = statement{"privacy", []string{"what", "why", "who", "long", "cookie", "right"}, false}
	accessStatement    = statement{"access", []string{"for", "how", "tested", "not", "tell"}, true}
	complaintStatement = statement{"complaint", []string{"first", "how", "when", "further"}, true}
	imprintStatement   = statement{"imprint", []string{"who", "reach"}, true}
)

// ShowPrivacy answers GET /privacy: what we keep of whom, why, and until when.
func (p *Pages) ShowPrivacy(c *fiber.Ctx) error {
	return show(c, privacyStatement)
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

// said are the paragraphs of a part: a municipality may have written several.
func (s statement) said(q page.Request, part string) []string {
	return strings.Split(q.T(s.key+"."+part+".text", "house", q.House.Name), "\n\n")
}
