package resident

import (
	"github.com/a-h/templ"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/web/page"
)

// Preview is a product as residents see it, at these offices.
func Preview(q page.Request, p catalogue.Product, offices []catalogue.Office, today calendar.Date) templ.Component {
	v := productView{product: p, persons: 1, offices: offices, preview: true}
	v.say(q.Words, today)
	return productBody(q, v)
}

// HomePreview is the first page as residents see it: what most come for, or what there is.
func HomePreview(q page.Request, all []catalogue.Product) templ.Component {
	v := homeView{}
	v.arrange(all, nil, "")
	if len(v.popular) == 0 {
		v.popular = all[:min(len(all), mostPreviewed)]
	}
	return homeGlimpse(q, v.popular[:min(len(v.popular), mostPreviewed)])
}

// mostPreviewed is how many products a glimpse of the first page shows.
const mostPreviewed = 6

// Groups are the families of products that every municipality begins with, in their order.
func Groups() (ids []string) {
	for _, g := range groups {
		ids = append(ids, g.id)
	}
	return ids
}
