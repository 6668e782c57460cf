package manage

import (
	"net/url"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/web/route"
)

// whyDay is the question why a day has no times at an office; "" for who may not ask it.
func (f frame) whyDay(office catalogue.OfficeID, day calendar.Date) string {
	if !f.S.May(route.ExplainTimes) {
		return ""
	}
	return whyPath + "?" + url.Values{"locatie": {string(office)}, "dag": {day.String()}}.Encode()
}

// whyProduct is the question why a time of a product is not there; "" for who may not ask it.
func (f frame) whyProduct(id catalogue.ProductID) string {
	if !f.S.May(route.ExplainTimes) {
		return ""
	}
	return whyPath + "?" + url.Values{"product": {string(id)}}.Encode()
}
