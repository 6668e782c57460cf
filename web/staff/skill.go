package staff

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
)

// namedProducts is how many products stand for a skill.
const namedProducts = 2

// SkillName says a skill as people at the counter do: by what it is for.
func SkillName(r ledger.Reader, w lang.Words, skill string) string {
	products, err := catalogue.Products(r)
	if err != nil {
		return skill
	}
	var names []string
	for _, p := range products {
		if p.Skill == skill && !p.Discreet && len(names) < namedProducts {
			names = append(names, p.Text(w.Tag()).Short)
		}
	}
	if len(names) == 0 {
		return w.T("manage.skill.other")
	}
	return w.List(names)
}
