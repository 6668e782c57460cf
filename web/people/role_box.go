package people

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
)

// roleBox is a role that may be ticked, and where it holds.
type roleBox struct {
	d       account.Definition
	ticked  bool
	offices []officeBox // to limit it to; none where it is of the whole house, or there is one office
}

type officeBox struct {
	id, name string
	ticked   bool
}

// limited reports whether a role holds at some offices only.
func (b roleBox) limited() bool {
	return slices.ContainsFunc(b.offices, func(o officeBox) bool { return o.ticked })
}

// boxesOf are the roles that somebody may give, with those ticked that somebody has.
func boxesOf(r ledger.Reader, s account.Session, have []account.Role, limits map[account.Role][]string) (boxes []roleBox, err error) {
	given, err := s.Authority().Grantable(r)
	if err != nil {
		return nil, err
	}
	offices, err := catalogue.Offices(r)
	offices = slices.DeleteFunc(offices, func(o catalogue.Office) bool { return o.Kind == catalogue.Stop })
	for _, d := range given {
		if !s.Shows(d) && !slices.Contains(have, d.ID) {
			continue
		}
		b := roleBox{d: d, ticked: slices.Contains(have, d.ID)}
		for _, o := range offices {
			if d.OfOffice() && (len(offices) > 1 || len(limits[d.ID]) > 0) {
				b.offices = append(b.offices, officeBox{string(o.ID), o.Name, slices.Contains(limits[d.ID], string(o.ID))})
			}
		}
		boxes = append(boxes, b)
	}
	return boxes, err
}

// rolesOf are the roles that a form ticks, a field of its own for each, and the offices that it limits them to.
func rolesOf(c *fiber.Ctx) (roles []account.Role, offices map[account.Role][]string) {
	offices = map[account.Role][]string{}
	for key, value := range c.Context().PostArgs().All() {
		name := string(key)
		switch {
		case len(name) > 4 && name[:4] == "rol-" && len(value) > 0:
			roles = append(roles, account.Role(name[4:]))
		case len(name) > 3 && name[:3] == "op-" && len(value) > 0:
			offices[account.Role(name[3:])] = append(offices[account.Role(name[3:])], string(value))
		}
	}
	return roles, offices
}

// purpose is what a role is for, "" for the municipality's own.
func purpose(q page.Request, d account.Definition) string {
	if d.Name != "" {
		return ""
	}
	return q.T("role." + string(d.ID) + ".what")
}
