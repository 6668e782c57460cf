package phone

import (
	"net/url"
	"strconv"

	"balie/web/route"
)

// why is the page that says why a time is not offered, asked about what the caller wants; "" for who may not ask.
func (v newView) why() string {
	if len(v.wish) == 0 || !v.S.May(route.ExplainTimes) {
		return ""
	}
	ask := url.Values{"product": {string(v.wish[0].Product)}, "personen": {strconv.Itoa(v.wish[0].Persons)}, "locatie": {string(v.times.office)}}
	if v.times.from != "" {
		ask.Set("dag", v.times.from)
	}
	return "/medewerker/waarom?" + ask.Encode()
}
