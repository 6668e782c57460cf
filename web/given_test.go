package web_test

import (
	"maps"
	"net/url"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web"
	"balie/web/route"
	"balie/web/webtest"
)

// given are the forms with which anybody takes something for nothing, each filled in; free are those with
// which nothing is taken, and why.
var (
	given = map[string]url.Values{
		"/afspraak/tijd":   {"p": {"pas.1"}, "locatie": {"hal"}, "tijd": {"2026-12-02T09:30"}},
		"/afspraak/maken":  {"naam": {"Riet Wissink"}, "kanaal": {"email"}, "email": {"riet@example.org"}},
		"/praotbus/vragen": {"kern": {"ulft"}, "wie": {"resident"}, "waarom": {"questions"}, "van": {"2026-12-07"}, "tot": {"2026-12-20"}, "mensen": {"20"}},
		"/bezorgen":        {"soort": {"ophalen"}, "naam": {"Riet"}, "straat": {"Dorpsstraat 12"}, "postcode": {"7071 AB"}, "plaats": {"Ulft"}, "telefoon": {"0315 292 292"}, "kanaal": {"none"}, "venster": {"x.09:00"}, "stap": {"zeker"}},
	}
	free = map[string]string{
		"/u/:id":             "who was invited has a code",
		"/wegwijzer":         "an answer is counted, nothing is taken",
		"/partner/uit":       "signs out",
		"/partner/afspraak":  "a partner has a key, and may be blocked",
		"/afspraak/gegevens": "renews what was paid for",
		"/afspraak/langer":   "renews what was paid for",
		"/afspraak/stoppen":  "gives back",
		"/wissen":            "gives back",
		"/t/:id/weg":         "gives a number back",
	}
)

// TestWhatIsGivenAwayCostsAnEffort walks all forms that anybody may send: each costs an effort, or stands in the
// list of those that take nothing.
func TestWhatIsGivenAwayCostsAnEffort(t *testing.T) {
	a, _ := webtest.BusTown(t)
	o := a.Options
	o.Limits = maps.Clone(o.Limits)
	o.Limits[route.Slow] = web.Rate{Burst: 0, PerMinute: 0.001}
	a = webtest.Start(o)
	key := booking.NewVisitKey()
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		_, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: "pas", Persons: 1}}, supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 2), Start: 114})
		return err
	})
	for _, r := range a.Routes() {
		if r.Method != "POST" || r.Access != route.Public || r.Kind == route.Machine || r.Limit != route.Change {
			continue
		}
		form, gives := given[r.Path]
		if why := free[r.Path]; gives == (why != "") {
			t.Errorf("%s: does it cost an effort? It stands %t among those that do, and %q among those that do not", r.Path, gives, why)
		}
		if !gives {
			continue
		}
		form.Set("v", string(key))
		answer, body := webtest.Ask(t, a, "POST", r.Path, form.Encode())
		if answer.StatusCode != 429 || !strings.Contains(body, "data-effort") {
			t.Errorf("%s without an effort is answered %d, asks one: %t", r.Path, answer.StatusCode, strings.Contains(body, "data-effort"))
		}
	}
}
