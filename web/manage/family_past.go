package manage

import (
	"cmp"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// readPast reads what the one in the form was called before, the newest first, with who said so and when.
func (v *familyView) readPast(r ledger.Reader) error {
	if v.editing == "" {
		return nil
	}
	past, err := catalogue.History[struct {
		Texts map[string]string `json:"texts"`
	}](r, v.ref(v.editing))
	if err != nil {
		return err
	}
	var by []ledger.Actor
	for _, one := range past {
		by = append(by, one.By)
	}
	who, err := v.MakersOf(r, by)
	for _, one := range past {
		what := cmp.Or(one.Value.Texts["nl"], v.Q.T("config.families.gone"))
		v.past = append(v.past, historyLine{what: what, made: v.Q.T("config.product.version.made", "at", v.Q.Words.Instant(one.Made, v.Zone())) + ", " + who[one.By]})
	}
	return err
}
