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

// TestALetterThatComesTooLateIsSaidBeforeItIsChosen: the domain decides, the form says so for tomorrow and not for
// next week. It fails for a form that says the same for every day.
func TestALetterThatComesTooLateIsSaidBeforeItIsChosen(t *testing.T) {
	a := webtest.Town(t)
	for days, late := range map[calendar.Date]bool{1: true, 2: true, 3: true, 4: false, 8: false} {
		key := booking.NewVisitKey()
		webtest.Write(t, a, func(tx *ledger.Tx) error {
			_, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: "pas", Persons: 1}}, supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 11, 30) + days, Start: 132 + calendar.Cell(days)})
			return err
		})
		_, body := webtest.Ask(t, a, "GET", "/afspraak/gegevens?v="+string(key), "")
		if strings.Contains(body, "een brief komt te laat voor deze afspraak") != late || !strings.Contains(body, "Met een brief") {
			t.Errorf("%d days ahead it says that a letter is late: %v", days, !late)
		}
	}
}
