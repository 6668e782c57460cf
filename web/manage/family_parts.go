package manage

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/web/page"
	"balie/web/resident"
)

func query(text string) string { return url.QueryEscape(text) }

// isGroup reports whether every municipality begins with a group.
func isGroup(id string) bool { return slices.Contains(resident.Groups(), id) }

// groupIcons are the pictures that a group can have; their words stand under "config.icon.".
var groupIcons = []string{"plane", "home", "baby-carriage", "hearts", "leaf", "file-certificate", "world", "heart-handshake", "briefcase", "building-community", "help"}

func (v familyView) iconOptions() (all []page.Option) {
	for _, icon := range groupIcons {
		all = append(all, page.Option{Value: icon, Text: v.Q.T("config.icon." + icon)})
	}
	return all
}

// readGroups are the groups of the first page in their order, and behind them those of ours that are not shown.
func readGroups(v *familyView, r ledger.Reader) error {
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return err
	}
	products, err := catalogue.Products(r)
	if err != nil {
		return err
	}
	there := resident.GroupsOf(m, v.Q.Words)
	for i, g := range there {
		line := familyLine{id: g.ID, name: g.Name, icon: g.Icon}
		n := 0
		for _, p := range products {
			if p.Group == g.ID {
				n++
			}
		}
		line.used = append(line.used, v.Q.Words.N("config.families.products", n))
		v.lines = append(v.lines, line)
		if v.typed == nil && v.editing == g.ID {
			v.typed = groupTyped(m, g, i+1)
		}
	}
	for _, id := range resident.Groups() {
		if !slices.ContainsFunc(there, func(g resident.Group) bool { return g.ID == id }) {
			v.lines = append(v.lines, familyLine{id: id, name: v.Q.T("group." + id), gone: true})
		}
	}
	return nil
}

// groupTyped are the fields of the form for a group.
func groupTyped(m *catalogue.Municipality, g resident.Group, place int) typed {
	t := typed{"naam-nl": g.Name, "plaatje": g.Icon, "plaats": strconv.Itoa(place)}
	for _, own := range m.Groups {
		if own.ID == g.ID {
			for _, language := range languages {
				if own.Texts[language] != "" {
					t["naam-"+language] = own.Texts[language]
				}
			}
		}
	}
	return t
}

func typedGroup(v *familyView, id string) (catalogue.Ref, interface{ Faults() []error }) {
	g := catalogue.Group{ID: id, Texts: v.names()}
	if slices.Contains(groupIcons, v.typed["plaatje"]) {
		g.Icon = v.typed["plaatje"]
	}
	if place := strings.TrimSpace(v.typed["plaats"]); place != "" {
		n, err := strconv.Atoi(place)
		if err != nil {
			n = -1
		}
		g.Place = n
	}
	return catalogue.GroupRef(id), g
}

// names are those that were typed, by language.
func (v *familyView) names() map[string]string {
	names := map[string]string{}
	for _, language := range languages {
		if said := catalogue.CleanLine(v.typed["naam-"+language]); said != "" {
			names[language] = said
		}
	}
	return names
}

// dropGroup ends a group: one of ours is kept as one that the municipality does not have.
func dropGroup(tx *ledger.Tx, id string) (int, error) {
	if isGroup(id) {
		return catalogue.PutTown(tx, catalogue.GroupRef(id), catalogue.Group{ID: id, Gone: true})
	}
	return catalogue.EndTown(tx, catalogue.GroupRef(id))
}

// usesOfGroup are the products that stand in a group.
func (f frame) usesOfGroup(r ledger.Reader, id string) (all []useLine, err error) {
	products, err := catalogue.Products(r)
	for _, p := range products {
		if p.Group == id {
			all = append(all, f.productLine(p))
		}
	}
	return all, err
}

func (f frame) productLine(p catalogue.Product) useLine {
	return useLine{f.Q.T("config.product.uses.next", "product", p.Text(f.Q.Words.Tag()).Name), productPath + string(p.ID)}
}

func readSkills(v *familyView, r ledger.Reader) error {
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return err
	}
	all, err := catalogue.SkillUses(r)
	if err != nil {
		return err
	}
	for _, one := range all {
		uses, err := v.usesOfSkill(r, one.ID)
		if err != nil {
			return err
		}
		v.lines = append(v.lines, familyLine{id: one.ID, name: m.SkillName(one.ID, v.Q.Words.Tag()), used: usesWords(uses)})
		if v.typed == nil && v.editing == one.ID {
			v.typed = typed{"naam-nl": m.SkillName(one.ID, "nl")}
			for _, s := range m.Skills {
				if s.ID == one.ID {
					for language, name := range s.Texts {
						v.typed["naam-"+language] = name
					}
				}
			}
		}
	}
	return nil
}

func typedSkill(v *familyView, id string) (catalogue.Ref, interface{ Faults() []error }) {
	return catalogue.SkillRef(id), catalogue.Skill{ID: id, Texts: v.names()}
}

func dropSkill(tx *ledger.Tx, id string) (int, error) {
	return catalogue.EndTown(tx, catalogue.SkillRef(id))
}

// usesOfSkill are the products that ask for a skill, and the desks, colleagues, vehicles and kits that have it.
func (f frame) usesOfSkill(r ledger.Reader, id string) (all []useLine, err error) {
	skills, err := catalogue.SkillUses(r)
	if err != nil {
		return nil, err
	}
	for _, one := range skills {
		if one.ID != id {
			continue
		}
		for _, p := range one.Products {
			all = append(all, f.productLine(p))
		}
		for _, d := range one.Desks {
			all = append(all, useLine{f.Q.T("config.uses.desk", "desk", d.Desk.Name, "office", d.Office.Name), officePath + string(d.Office.ID)})
		}
	}
	colleagues, err := roster.Colleagues(r)
	if err != nil {
		return nil, err
	}
	n := 0
	for _, c := range colleagues {
		if slices.Contains(c.Skills, id) && !c.Gone {
			n++
		}
	}
	if n > 0 {
		all = append(all, useLine{f.Q.Words.N("config.uses.skilled", n), "/medewerker/rooster"})
	}
	return f.usesOfSkillOnRoad(r, id, all)
}

// usesOfSkillOnRoad adds the vehicles and kits that have a skill.
func (f frame) usesOfSkillOnRoad(r ledger.Reader, id string, all []useLine) ([]useLine, error) {
	vehicles, err := outreach.Vehicles(r)
	if err != nil {
		return nil, err
	}
	for _, v := range vehicles {
		if slices.Contains(v.Skills, id) {
			all = append(all, useLine{v.Name, roadPath})
		}
	}
	kits, err := outreach.Kits(r)
	for _, k := range kits {
		if slices.Contains(k.Skills, id) {
			all = append(all, useLine{k.Name, roadPath})
		}
	}
	return all, err
}
