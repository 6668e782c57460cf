package upl

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"

	"balie/booking/catalogue"
)

//go:embed models.json
var modelFile []byte

// models are read once.
var models = sync.OnceValue(func() (all []catalogue.Product) {
	var file struct{ Products []catalogue.Product }
	if err := json.Unmarshal(modelFile, &file); err != nil {
		panic(fmt.Sprintf("upl: models.json: %v", err))
	}
	for _, p := range file.Products {
		p.MaxPersons = max(p.MaxPersons, 1)
		all = append(all, p)
	}
	return all
})

// Models are the products of the list, what is chosen most first. Nobody may change them.
func Models() []catalogue.Product { return models() }

// Skills are what desks must be able to do for the models, in the order of the list.
func Skills() (all []string) {
	for _, p := range models() {
		if !slices.Contains(all, p.Skill) {
			all = append(all, p.Skill)
		}
	}
	return all
}

// Pick returns models as a municipality takes them: in these languages, and what comes after one only where that is
// picked too, or is there already. Ids that are no model's are left out.
func Pick(ids []catalogue.ProductID, there []catalogue.Product, languages []string) (picked []catalogue.Product) {
	has := func(id catalogue.ProductID) bool {
		return slices.Contains(ids, id) || slices.ContainsFunc(there, func(p catalogue.Product) bool { return p.ID == id })
	}
	for _, p := range models() {
		if !slices.Contains(ids, p.ID) {
			continue
		}
		if !has(p.Next) {
			p.Next, p.ReadyDays = "", 0
		}
		p.Texts = maps.Clone(p.Texts)
		maps.DeleteFunc(p.Texts, func(language string, _ catalogue.ProductText) bool {
			return len(languages) > 0 && !slices.Contains(languages, language)
		})
		picked = append(picked, p)
	}
	return picked
}
