package catalogue

import (
	"slices"
	"strings"

	"balie/booking/ledger"
)

// The kinds of what a municipality says of its groups and skills. Each has its Go type: Group, Skill.
const (
	KindGroup Kind = "group"
	KindSkill Kind = "skill"
)

// Group is a family of products on the first page: one of the municipality's own, or another name, place or picture for
// one of ours.
type Group struct {
	ID    string            `json:"id"`
	Icon  string            `json:"icon,omitempty"`
	Place int               `json:"place,omitempty"` // among the groups, from 1 on; 0 is where ours stands, or the last
	Gone  bool              `json:"gone,omitempty"`  // one of ours that the municipality does not have
	Texts map[string]string `json:"texts,omitempty"` // its name by language; none is our name
}

// Skill is what a desk or a colleague must be able to do, as products ask for it by its id, with a name for people.
type Skill struct {
	ID    string            `json:"id"`
	Texts map[string]string `json:"texts"` // its name by language: "nl", "en", "de"
}

// GroupRef and SkillRef name the record of a group and of a skill.
func GroupRef(id string) Ref { return Ref{KindGroup, "", id} }
func SkillRef(id string) Ref { return Ref{KindSkill, "", id} }

// MostPlaces is how many places groups can have.
const MostPlaces = 99

// Faults are what makes the group one that could not be shown, each a Fault.
func (g Group) Faults() []error {
	var f faults
	f.refuse(!IsSlug(g.ID), "id", "must be small letters, digits and dashes")
	f.refuse(g.Place < 0 || g.Place > MostPlaces, "place", "must be 0 to 99")
	return append(f, nameFaults(g.Texts, !g.Gone && len(g.Texts) > 0)...)
}

// Faults are what makes the skill one that could not be named, each a Fault.
func (s Skill) Faults() []error {
	var f faults
	f.refuse(s.ID == "" || s.ID != CleanLine(s.ID) || tooLong(s.ID) || strings.HasPrefix(s.ID, "@"), "id", "must be one short line that does not begin with @")
	return append(f, nameFaults(s.Texts, true)...)
}

// nameFaults are those of a name by language.
func nameFaults(texts map[string]string, dutch bool) (f faults) {
	f.refuse(dutch && texts["nl"] == "", "texts.nl", "is missing")
	for _, language := range Languages {
		f.refuse(tooLong(texts[language]) || texts[language] != CleanLine(texts[language]), "texts."+language, "must be one line of at most 120 characters")
	}
	for language := range texts {
		f.refuse(!slices.Contains(Languages, language), "texts."+language, "is in a language that we do not have")
	}
	return f
}

// SkillName is what a skill is called in a language: its id where it has no name.
func (m *Municipality) SkillName(id, language string) string {
	for _, s := range m.Skills {
		if s.ID != id {
			continue
		}
		if name := s.Texts[language]; name != "" {
			return name
		}
		return s.Texts["nl"]
	}
	return id
}

// SkillUse is who a skill is asked of and who has it, among what stands and is to come.
type SkillUse struct {
	ID       string
	Products []Product
	Desks    []SkilledDesk
}

// SkilledDesk is a desk of an office.
type SkilledDesk struct {
	Office Office
	Desk   Desk
}

// SkillUses are all skills that a record names or somebody uses, in the order of their ids.
func SkillUses(r ledger.Reader) ([]SkillUse, error) {
	m, err := MunicipalityOf(r)
	if err != nil {
		return nil, err
	}
	of := map[string]*SkillUse{}
	use := func(id string) *SkillUse {
		if of[id] == nil {
			of[id] = &SkillUse{ID: id}
		}
		return of[id]
	}
	for _, s := range m.Skills {
		use(s.ID)
	}
	products, err := Products(r)
	if err != nil {
		return nil, err
	}
	for _, p := range products {
		use(p.Skill).Products = append(use(p.Skill).Products, p)
	}
	offices, err := EveryOffice(r)
	for _, o := range offices {
		for _, d := range o.Desks {
			for _, s := range d.Skills {
				if !o.withdrawn {
					use(s).Desks = append(use(s).Desks, SkilledDesk{o, d})
				}
			}
		}
	}
	var all []SkillUse
	for _, u := range of {
		all = append(all, *u)
	}
	slices.SortFunc(all, func(a, b SkillUse) int { return strings.Compare(a.ID, b.ID) })
	return all, err
}
