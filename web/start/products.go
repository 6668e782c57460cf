package start

import (
	"slices"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/upl"
)

func (v *view) fillProducts() {
	if len(v.products) > 0 {
		return
	}
	for _, p := range upl.Models() {
		if p.Popular > 0 {
			v.typed["product"] = append(v.typed["product"], string(p.ID))
		}
	}
}

// saveProducts is step 4: products of the national list, which are the municipality's own from then on. A search shows
// the form again with what was ticked.
func (p *Pages) saveProducts(v *view) error {
	if v.typed.line("doe") == "zoek" {
		v.stay = true
		return nil
	}
	var ids []catalogue.ProductID
	for _, id := range v.typed["product"] {
		if !v.offers(catalogue.ProductID(id)) {
			ids = append(ids, catalogue.ProductID(id))
		}
	}
	picked := upl.Pick(ids, v.products, v.own.Languages)
	if len(picked) == 0 && len(v.products) == 0 {
		v.faults["product"] = v.Q.T("start.fault.product")
		return nil
	}
	if len(picked) == 0 {
		return nil
	}
	return v.Change(p.Ledger, func(tx *ledger.Tx) error {
		d := catalogue.NewDraft(tx, catalogue.Configuration)
		for _, one := range picked {
			if err := d.PutProduct(one, 0); err != nil {
				return err
			}
		}
		return catalogue.Apply(tx, d.Changes())
	})
}

// offers reports whether the municipality has a product already.
func (v *view) offers(id catalogue.ProductID) bool {
	return slices.ContainsFunc(v.products, func(p catalogue.Product) bool { return p.ID == id })
}

// lists are the models to choose from: what is looked for, else what most choose and then the others; what is ticked
// stands in one of them.
func (v *view) lists() (first, rest []catalogue.Product) {
	query := v.typed.line("zoek")
	open := slices.DeleteFunc(slices.Clone(upl.Models()), func(p catalogue.Product) bool { return v.offers(p.ID) })
	found := catalogue.Search(open, query)
	if query != "" {
		first = found
	}
	for _, p := range open {
		if slices.ContainsFunc(first, func(f catalogue.Product) bool { return f.ID == p.ID }) {
			continue
		}
		if query == "" && p.Popular > 0 || v.typed.has("product", string(p.ID)) {
			first = append(first, p)
		} else {
			rest = append(rest, p)
		}
	}
	return first, rest
}

// minutes says how long a model takes, and longer for each further person.
func (v *view) minutes(p catalogue.Product) string {
	if p.MaxPersons < 2 || p.ExtraMinutes == 0 {
		return v.Q.Words.Minutes(p.Minutes)
	}
	return v.Q.T("start.products.minutes", "first", p.Minutes, "extra", p.ExtraMinutes)
}

// unable are the products that no desk can do yet, by their names.
func (v *view) unable() (names []string) {
	for _, p := range v.products {
		can := func(d catalogue.Desk) bool { return slices.Contains(d.Skills, p.Skill) }
		if !slices.ContainsFunc(v.offices, func(o catalogue.Office) bool { return slices.ContainsFunc(o.Desks, can) }) {
			names = append(names, p.Text(v.Q.Words.Tag()).Short)
		}
	}
	return names
}
