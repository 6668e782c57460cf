package start

import (
	"slices"
	"strings"

	"balie/booking/catalogue"
	"balie/booking/upl"
	"balie/web/staff"
)

// mostNames is how many names of the national list a search shows at most.
const mostNames = 20

// listed are the names of the national list beside the models that a search finds, and those that are ticked. A name
// of which there is a product already is left out.
func (v *view) listed() (found []catalogue.UPLName) {
	query := strings.ToLower(v.typed.line("zoek"))
	for _, n := range v.names {
		same := func(p catalogue.Product) bool { return p.UPLURI == n.URI }
		if slices.ContainsFunc(upl.Models(), same) || slices.ContainsFunc(v.products, same) {
			continue
		}
		if v.typed.has("naam-upl", n.URI) || query != "" && strings.Contains(strings.ToLower(n.Name), query) && len(found) < mostNames {
			found = append(found, n)
		}
	}
	return found
}

// What a product has of which only the name is known.
const (
	usualMinutes = 15
	usualHorizon = 60
	usualSkill   = "algemeen"
)

// fromNames are products of the ticked names of the national list, with the usual time and no text yet.
func (v *view) fromNames() (all []catalogue.Product) {
	for _, n := range v.names {
		if !v.typed.has("naam-upl", n.URI) {
			continue
		}
		name := capital(n.Name)
		p := catalogue.Product{UPLName: n.Name, UPLURI: n.URI, Group: "other", Icon: "help", Minutes: usualMinutes, MaxPersons: 1, Skill: usualSkill, HorizonDays: usualHorizon,
			Texts: map[string]catalogue.ProductText{"nl": {Name: name, Short: name}}}
		p.ID = catalogue.ProductID(staff.NewID(n.Name, "product", func(id string) bool {
			taken := func(other catalogue.Product) bool { return string(other.ID) == id }
			return slices.ContainsFunc(v.products, taken) || slices.ContainsFunc(upl.Models(), taken) || slices.ContainsFunc(all, taken)
		}))
		all = append(all, p)
	}
	return all
}
