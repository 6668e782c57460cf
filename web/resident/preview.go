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

// Groups are the families of products in the order of the first page.
func Groups() (ids []string) {
	for _, g := range groups {
		ids = append(ids, g.id)
	}
	return ids
}
