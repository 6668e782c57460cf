package manage

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"balie/booking/catalogue"
	"balie/web/page"
)

// wayField is the name of the field in which the place of a way among the ways stands.
func wayField(w catalogue.Way) string { return "manier-" + string(w) }

func typeWays(t typed, ways []catalogue.Way) {
	for i, w := range ways {
		t[wayField(w)] = strconv.Itoa(i + 1)
	}
}

// ways reads the order: those with a place, by it. Two of one place stand as they do without one.
func (t typed) ways() (all []catalogue.Way) {
	place := map[catalogue.Way]int{}
	for _, w := range catalogue.AllWays {
		if n, err := strconv.Atoi(strings.TrimSpace(t[wayField(w)])); err == nil && n > 0 {
			place[w], all = n, append(all, w)
		}
	}
	slices.SortStableFunc(all, func(a, b catalogue.Way) int { return cmp.Compare(place[a], place[b]) })
	return all
}

// placeOptions are the places that a way can have.
func (v productView) placeOptions() []page.Option {
	all := []page.Option{{Text: v.Q.T("config.product.ways.none")}}
	for i := range catalogue.AllWays {
		n := strconv.Itoa(i + 1)
		key := "config.product.ways.place"
		if i == 0 {
			key = "config.product.ways.standard"
		}
		all = append(all, page.Option{Value: n, Text: v.Q.T(key, "n", n)})
	}
	return all
}
