package catalogue

import "balie/booking/ledger"

// DiscreetFact stands in events in the place of a product that is named nowhere.
const DiscreetFact = "discreet"

// ProductFacts are the products and the number of persons of a wish as events name them: ids, a
// discreet product as DiscreetFact, and one that is gone by its id.
func ProductFacts(r ledger.Reader, w Wish) (products []string, persons int, err error) {
	for _, line := range w {
		id := string(line.Product)
		p, err := ProductByID(r, line.Product)
		if err != nil && ledger.CodeOf(err) != ledger.NotFound {
			return nil, 0, err
		}
		if err == nil && p.Discreet {
			id = DiscreetFact
		}
		products, persons = append(products, id), persons+line.Persons
	}
	return products, persons, nil
}
