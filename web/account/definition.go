package account

import (
	"cmp"
	"slices"
	"strings"

	"balie/booking/ledger"
	"balie/web/route"
)

// Definition is a role: what who has it may, beside everybody.
type Definition struct {
	ID     Role          `json:"id"`
	Name   string        `json:"name,omitempty"` // as the municipality calls it; "" for a role as delivered, whose words are ours
	Rights []route.Right `json:"rights"`         // in the order of route.Rights
}

// Delivered reports whether a role came with Balie; Adapted whether the municipality changed such a one.
func (d Definition) Delivered() bool { return slices.Contains(Roles, d.ID) }

// Adapted reports whether a role that came with Balie has other rights than it came with.
func (d Definition) Adapted() bool {
	return d.Delivered() && !slices.Equal(d.Rights, ordered(rights[d.ID]))
}

// Has reports whether a role has a right.
func (d Definition) Has(right route.Right) bool {
	return slices.Contains(everybody, right) || slices.Contains(d.Rights, right)
}

// OfOffice reports whether a role has a right that somebody can have at some offices only.
func (d Definition) OfOffice() bool { return slices.ContainsFunc(d.Rights, route.Right.OfOffice) }

var kept = ledger.NewTable[Definition]("ur:")

// Definitions are all roles: those that came with Balie, as they are now, and then the municipality's own by name.
func Definitions(r ledger.Reader) (all []Definition, err error) {
	for _, role := range Roles {
		all = append(all, Definition{ID: role, Rights: ordered(rights[role])})
	}
	var own []Definition
	err = kept.Each(r, nil, func(_ ledger.Key, d Definition) error {
		if i := slices.Index(Roles, d.ID); i >= 0 {
			all[i] = d
			return nil
		}
		own = append(own, d)
		return nil
	})
	slices.SortFunc(own, func(a, b Definition) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(string(a.ID), string(b.ID)))
	})
	return append(all, own...), err
}

// RoleByID returns a role as it is now. It refuses with ErrUnknownRole.
func RoleByID(r ledger.Reader, id Role) (Definition, error) {
	all, err := DefinitionsByID(r)
	if err != nil {
		return Definition{}, err
	}
	d, found := all[id]
	return d, when(!found, ErrUnknownRole)
}

func DefinitionsByID(r ledger.Reader) (map[Role]Definition, error) {
	all, err := Definitions(r)
	byID := make(map[Role]Definition, len(all))
	for _, d := range all {
		byID[d.ID] = d
	}
	return byID, err
}

// ordered are rights once each, in the order of route.Rights.
func ordered(rights []route.Right) (all []route.Right) {
	for _, right := range route.Rights {
		if slices.Contains(rights, right) {
			all = append(all, right)
		}
	}
	return all
}
