package account

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
)

// roleBox is a role that may be ticked, and where it holds.
type roleBox struct {
	d       Definition
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
func boxesOf(r ledger.Reader, s Session, have []Role, limits map[Role][]string) (boxes []roleBox, err error) {
	given, err := s.Authority().grantable(r)
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
func rolesOf(c *fiber.Ctx) (roles []Role, offices map[Role][]string) {
	offices = map[Role][]string{}
	for key, value := range c.Context().PostArgs().All() {
		name := string(key)
		switch {
		case len(name) > 4 && name[:4] == "rol-" && len(value) > 0:
			roles = append(roles, Role(name[4:]))
		case len(name) > 3 && name[:3] == "op-" && len(value) > 0:
			offices[Role(name[3:])] = append(offices[Role(name[3:])], string(value))
		}
	}
	return roles, offices
}

// Title is a role in words.
func (d Definition) Title(q page.Request) string {
	if d.Name != "" {
		return d.Name
	}
	return q.T("role." + string(d.ID))
}

// what a role is for, "" for the municipality's own.
func (d Definition) what(q page.Request) string {
	if d.Name != "" {
		return ""
	}
	return q.T("role." + string(d.ID) + ".what")
}

// Definitions are the colleague's roles as they are now.
func (s Session) Definitions() []Definition { return s.roles }

// titles are roles in words.
func titles(q page.Request, roles []Definition) string {
	var names []string
	for _, d := range roles {
		names = append(names, d.Title(q))
	}
	return q.Words.List(names)
}
