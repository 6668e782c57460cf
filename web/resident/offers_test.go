package resident_test

import (
	"errors"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/webtest"
)

// TestVisitorsAreOfferedWhatTheyCanHave puts products beside the others that are done by phone, by
// video, or after an invitation alone. A video meeting is offered where there is an address for it.
func TestVisitorsAreOfferedWhatTheyCanHave(t *testing.T) {
	a := webtest.Town(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		named := func(id catalogue.ProductID, name string) catalogue.Product {
			return catalogue.Product{ID: id, Minutes: 10, MaxPersons: 1, Skill: "pas", HorizonDays: 30, NeedsPhone: true, Texts: map[string]catalogue.ProductText{"nl": {Name: name, Short: name}}}
		}
		call, video, invited := named("bellen", "Vraag op afstand bellen"), named("beeld", "Vraag op afstand beeld"), named("brief", "Vraag op afstand uitgenodigd")
		call.Route, video.Route, invited.Invited = catalogue.ByCall, catalogue.ByVideo, true
		return errors.Join(catalogue.PutProduct(tx, call), catalogue.PutProduct(tx, video), catalogue.PutProduct(tx, invited))
	})
	for address, offered := range map[string]bool{"": false, "https://video.voorbeeld.nl/{room}": true} {
		o := a.Options
		o.Video = address
		a := webtest.Start(o)
		for _, path := range []string{"/", "/?q=afstand", "/knop"} {
			answer, body := webtest.Ask(t, a, "GET", path, "")
			if answer.StatusCode != 200 || !strings.Contains(body, "op afstand bellen") && path != "/" || strings.Contains(body, "afstand uitgenodigd") || strings.Contains(body, "afstand beeld") != (offered && path != "/") {
				t.Errorf("%s with address %q is answered %d: %s", path, address, answer.StatusCode, webtest.Said(body))
			}
		}
	}
}
