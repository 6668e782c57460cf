package web_test

import (
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/webtest"
)

// TestPagesForWhoMayBeWatchedCanBeLeftAtOnce walks the steps of a product with a quick exit: each has the way out, says
// what stays in the browser, and shows a title that says nothing; other products have none of it.
func TestPagesForWhoMayBeWatchedCanBeLeftAtOnce(t *testing.T) {
	a := webtest.Town(t)
	quick := func(on bool) {
		webtest.Write(t, a, func(tx *ledger.Tx) error {
			p, err := catalogue.ProductByID(tx, "pas")
			if err != nil {
				return err
			}
			p.QuickExit = on
			return catalogue.PutProduct(tx, p)
		})
	}
	made := webtest.Booked(t, a, "Riet", 108)
	key := booking.NewVisitKey()
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		_, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: "pas", Persons: 1}}, supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 1), Start: 120})
		return err
	})
	pass := webtest.PassFor(t, a, made)
	for _, on := range []bool{true, false} {
		quick(on)
		for _, path := range []string{"/afspraak?product=pas", "/afspraak/tijd?p=pas.1", "/afspraak/gegevens?v=" + string(key), "/a/" + string(made.ID), "/a/" + string(made.ID) + "/kaart"} {
			_, body := webtest.Ask(t, a, "GET", path, "", "Cookie", pass)
			for _, part := range []string{`data-exit="`, `rel="noreferrer nofollow"`, "Snel weg", "geschiedenis van uw browser", "<title>Afspraak maken"} {
				if strings.Contains(body, part) != on && (part != "<title>Afspraak maken" || on) {
					t.Errorf("%s with a quick exit %v has %q: %v", path, on, part, !on)
				}
			}
		}
	}
}
