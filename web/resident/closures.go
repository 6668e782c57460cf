package resident

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/web/lang"
)

// closedView is what the municipality says about a closure.
type closedView struct{ when, text string }

// closures are what residents are told of what is closed at an office within a month, in its order; what touches one
// desk alone says nothing, since others can help.
func closures(w lang.Words, o catalogue.Office, first, last calendar.Date) (all []closedView) {
	there := slices.DeleteFunc(slices.Clone(o.Rules().Closures), func(k calendar.Closure) bool {
		return k.Text(w.Tag()) == "" || k.Desk != "" || !k.Touches(first, last)
	})
	slices.SortStableFunc(there, func(a, b calendar.Closure) int { return int(a.From - b.From) })
	for _, k := range there {
		one := closedView{when: w.Date(k.From), text: k.Text(w.Tag())}
		if k.Until > k.From {
			one.when = w.T("time.closed.days", "from", w.Date(k.From), "until", w.Date(k.Until))
		}
		if k.End != 0 {
			one.when += ", " + w.Clock(k.Start) + "–" + w.At(k.End)
		}
		if !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}
