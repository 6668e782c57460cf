package resident

import (
	"cmp"
	"slices"

	"balie/booking/catalogue"
	"balie/web/lang"
)

// Group is a family of products as the first page has it.
type Group struct {
	ID, Name, Icon string
	Ours           bool // one of those that every municipality begins with
}

// lastPlace is where a group stands that has no place of its own.
const lastPlace = catalogue.MostPlaces + 1

// GroupsOf are the groups of the first page in their order: ours, as far as the municipality has them, under the names
// and in the places that it gave them, and its own.
func GroupsOf(m *catalogue.Municipality, w lang.Words) (all []Group) {
	place := map[string]int{}
	for i, g := range groups {
		all = append(all, Group{ID: g.id, Name: w.T("group." + g.id), Icon: g.icon, Ours: true})
		place[g.id] = i + 1
	}
	for _, own := range m.Groups {
		i := slices.IndexFunc(all, func(g Group) bool { return g.ID == own.ID })
		switch {
		case own.Gone && i >= 0:
			all = slices.Delete(all, i, i+1)
			continue
		case own.Gone:
			continue
		case i < 0:
			i, all = len(all), append(all, Group{ID: own.ID, Icon: "help"})
			place[own.ID] = lastPlace
		}
		all[i].Name = cmp.Or(own.Texts[w.Tag()], own.Texts["nl"], all[i].Name)
		all[i].Icon = cmp.Or(own.Icon, all[i].Icon)
		place[own.ID] = cmp.Or(own.Place, place[own.ID])
	}
	slices.SortStableFunc(all, func(a, b Group) int { return cmp.Compare(place[a.ID], place[b.ID]) })
	return all
}
