package roster

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Hand is a colleague at the desks of an office for a stretch of a day, without saying who.
type Hand struct {
	Cells  calendar.Cells
	Skills []string
}

// Plan is who covers an office on a day. Where no roster is published it covers nothing and limits
// nothing.
type Plan struct {
	Published bool
	Hands     []Hand
}

// PlanOf returns who covers an office on a day, without who can merely help.
func PlanOf(r ledger.Reader, office string, day calendar.Date) (Plan, error) {
	p, found, err := periodAt(r, office, day)
	if err != nil || !found || p.State != Published {
		return Plan{}, err
	}
	on, err := OnDuty(r, day)
	if err != nil {
		return Plan{}, err
	}
	plan := Plan{Published: true}
	for _, d := range on {
		if d.Kind != Desk || d.Place != office || d.CanHelp {
			continue
		}
		c, err := ColleagueByID(r, d.Colleague)
		if err != nil {
			return Plan{}, err
		}
		plan.Hands = append(plan.Hands, Hand{d.cells(), slices.Clone(c.Skills)})
	}
	return plan, nil
}
