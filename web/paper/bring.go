package paper

import (
	"slices"

	"balie/booking/catalogue"
	"balie/web/lang"
)

// BringAndWho are what to bring to a visit and who must come, each once: what the product page, the check, the
// appointment, its papers and its messages say. product finds what is come for.
func BringAndWho(w lang.Words, wish catalogue.Wish, product func(catalogue.ProductID) (catalogue.Product, error)) (bring, who []string, err error) {
	for _, l := range wish {
		p, err := product(l.Product)
		if err != nil {
			return nil, nil, err
		}
		t := p.Text(w.Tag())
		bring, who = addNew(bring, t.Bring), addNew(who, t.Who)
		for _, what := range t.Each {
			bring = addNew(bring, []string{w.Each(what, l.Persons)})
		}
		bring = addNew(bring, BringByAge(w, p))
	}
	return bring, who, nil
}

// BringByAge is what to bring for each person of some ages, a line for each: "Kind onder 12 jaar: …".
func BringByAge(w lang.Words, p catalogue.Product) (lines []string) {
	for _, a := range p.ByAge {
		kind := "between"
		switch {
		case a.From == 0:
			kind = "under"
		case a.Under == 0:
			kind = "from"
		}
		for _, what := range a.Lines(w.Tag()) {
			lines = append(lines, w.T("bring.age."+kind, "from", a.From, "under", a.Under, "last", a.Under-1, "what", what))
		}
	}
	return lines
}

func addNew(all, more []string) []string {
	for _, m := range more {
		if !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	return all
}
