package web_test

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/webtest"
)

// moment is a text that is nothing but a day or a time.
var moment = regexp.MustCompile(`^(?:[a-z]+ )?[0-9]{1,2} [a-z]+ [0-9]{4}[,.]?(?: [0-9]{1,2}[.:][0-9]{2}(?: uur)?)?$|^[0-9]{1,2}[.][0-9]{2} uur$`)

// TestNoMachineTranslatesACodeANameOrATime walks the pages of a booking and of an appointment: whatever is nothing but a
// code, a name or a moment stands in an element that says translate="no". It fails for a page that forgot one.
func TestNoMachineTranslatesACodeANameOrATime(t *testing.T) {
	a := webtest.Town(t)
	made := webtest.Booked(t, a, "Riet", 108)
	code, pass := booking.SpokenCode(a.Options.Vault, made), webtest.PassFor(t, a, made)
	key := booking.NewVisitKey()
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		_, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: "pas", Persons: 1}}, supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 1), Start: 120})
		return err
	})
	own := "/a/" + string(made.ID)
	exact := 0
	for _, path := range []string{own, own + "/kaart", own + "/afzeggen", own + "/verzetten", "/afspraak/gegevens?v=" + string(key), "/afspraak/tijd?p=pas.1&v=" + string(key)} {
		_, body := webtest.Ask(t, a, "GET", path, "", "Cookie", pass)
		page, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for n := range page.Descendants() {
			said := strings.TrimSpace(n.Data)
			if n.Type != html.TextNode || said != code && said != "Raadhuis" && !moment.MatchString(said) {
				continue
			}
			if exact++; !untranslated(n) {
				t.Errorf("%s lets a machine translate %q", path, said)
			}
		}
	}
	if exact < 12 {
		t.Errorf("only %d codes, names and times found", exact)
	}
}

// untranslated reports whether a text stands in an element that says so, or outside what is seen.
func untranslated(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == "title" || p.Data == "footer" {
			return true
		}
		for _, attribute := range p.Attr {
			if attribute.Key == "translate" && attribute.Val == "no" {
				return true
			}
		}
	}
	return false
}
