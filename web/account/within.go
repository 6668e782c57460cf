package account

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/web/route"
)

// officeField is the field of a form or an address that names an office.
const officeField = "locatie"

// within lets a colleague through whose role holds at some offices only: every office that the request is about
// must be one of them. Where it may name one and does not, it gets one of theirs. It refuses with ErrOffice.
func (a *Accounts) within(c *fiber.Ctx, s Session, n Need) error {
	offices, err := a.officesOf(c, s, n)
	switch {
	case err != nil:
		return err
	case !s.mayAtAll(n.Right, offices):
		return ErrOffice
	case len(offices) == 0 && n.At == route.AtField:
		c.Request().URI().QueryArgs().Set(officeField, s.usual(n.Right))
	}
	return nil
}

func (a *Accounts) officesOf(c *fiber.Ctx, s Session, n Need) ([]string, error) {
	if a.o.OfficesOf == nil {
		return nil, ErrOffice
	}
	return a.o.OfficesOf(c, n.At, s.Actor())
}

func (s Session) mayAtAll(right route.Right, offices []string) bool {
	return !slices.ContainsFunc(offices, func(office string) bool { return !s.MayAt(right, office) })
}

// usual is an office of those at which a colleague has a right: where they belong, else the first.
func (s Session) usual(right route.Right) string {
	if at := s.account.Office; at != "" && s.MayAt(right, at) {
		return at
	}
	return s.grants[right].offices[0]
}

// Named are the offices that a request names itself: every "locatie" of its address and its form, and :office of
// its path. An empty one names none.
func Named(c *fiber.Ctx) (offices []string) {
	add := func(id string) {
		if id != "" && !slices.Contains(offices, id) {
			offices = append(offices, strings.Clone(id))
		}
	}
	for _, id := range c.Context().QueryArgs().PeekMulti(officeField) {
		add(string(id))
	}
	for _, id := range c.Context().PostArgs().PeekMulti(officeField) {
		add(string(id))
	}
	add(c.Params("office"))
	return offices
}
