package messages

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/outreach"
)

// carried is an appointment of one kind, and the facts that its messages must say.
type carried struct {
	name    string
	product catalogue.ProductID
	persons int
	office  catalogue.Office
	facts   map[string]string // place, spot, time, costs; "" is said by none
	door    bool              // we come to their home
}

func carriedKinds() []carried {
	hall := catalogue.Office{ID: "hal", Kind: catalogue.TownHall, Name: "Raadhuis", Street: "Plein 1", Postcode: "7081 AA", Place: "Gendringen", Zone: "Europe/Amsterdam"}
	stop := catalogue.Office{ID: "halte", Kind: catalogue.Stop, Name: "Gele bus op het DRU-plein", Street: "Hutteweg", Postcode: "7071 BV", Place: "Ulft", Zone: "Europe/Amsterdam"}
	at := map[string]string{"place": "Raadhuis", "spot": "Plein 1", "time": "9.00 uur", "costs": "€ 83,87"}
	bus := map[string]string{"place": "Gele bus op het DRU-plein", "spot": "Hutteweg", "time": "9.00 uur", "costs": "€ 83,87"}
	half := "tussen 9.00 en 9.30 uur"
	return []carried{
		{"at the town hall", "reis", 1, hall, at, false}, {"three persons", "reis", 3, hall, at, false}, {"at a stop of the bus", "reis", 1, stop, bus, false},
		{"by telephone", "bel", 1, hall, map[string]string{"place": "Wij bellen u", "time": half}, false},
		{"a discreet matter", "schuld", 1, hall, map[string]string{"place": "Raadhuis", "spot": "Plein 1", "time": "9.00 uur"}, false},
		{"at their door", "reis", 1, hall, map[string]string{"place": "Bij u thuis in Ulft", "time": "9.00 tot 11.00 uur", "costs": "€ 83,87"}, true},
	}
}

// silent are facts that a carrier does not say: a text message is short and lies in sight, and a calendar entry has its
// time as its beginning.
var silent = map[string][]string{"text message": {"spot", "costs"}, "calendar": {"time"}}

// TestOneFactEveryMessage writes six kinds of appointment as mail, HTML, text message, letter and calendar entry, from
// one record, and compares what each says of place, spot, time, costs and code. It fails for the letter on paper that
// left out what it costs. The table is printed with -v.
func TestOneFactEveryMessage(t *testing.T) {
	p := newPost(t)
	texts := func(name string) map[string]catalogue.ProductText {
		return map[string]catalogue.ProductText{"nl": {Name: name, Short: name}}
	}
	p.do(func(tx *ledger.Tx) error {
		if err := outreach.PutNeighbourhood(tx, outreach.Neighbourhood{ID: "ulft", Name: "Ulft", Residents: 100, Lat: 51.89, Lon: 6.38}); err != nil {
			return err
		}
		err := catalogue.PutProduct(tx, catalogue.Product{ID: "reis", AtHome: catalogue.VisitedHome, Minutes: 10, ExtraMinutes: 5, MaxPersons: 4, Skill: "pas", HorizonDays: 60, Texts: texts("Paspoort"), Fees: []catalogue.Fee{{From: calendar.DateOf(2026, 1, 1), Cents: 8387, For: map[string]string{"nl": "18 jaar of ouder"}}}})
		if err != nil {
			return err
		}
		return catalogue.PutProduct(tx, catalogue.Product{ID: "bel", Minutes: 10, MaxPersons: 1, Skill: "pas", HorizonDays: 60, Route: catalogue.ByCall, NeedsPhone: true, Texts: texts("Terugbellen"), Discreet: true})
	})
	for _, kind := range carriedKinds() {
		carriers := p.carriers(kind)
		for _, fact := range []string{"place", "spot", "time", "costs", "code"} {
			line := fmt.Sprintf("%-22s %-6s", kind.name, fact)
			for _, carrier := range []string{"mail", "HTML", "text message", "letter", "calendar"} {
				want := kind.facts[fact]
				says := want != "" && strings.Contains(carriers[carrier], bare(want))
				must := want != "" && !slices.Contains(silent[carrier], fact)
				if line += fmt.Sprintf(" %s:%v", carrier, says); must && !says {
					t.Errorf("%s: the %s does not say the %s, %q: %s", kind.name, carrier, fact, want, carriers[carrier])
				}
				if fact == "costs" && want == "" && strings.Contains(carriers[carrier], "€") {
					t.Errorf("%s: the %s says a cost", kind.name, carrier)
				}
			}
			t.Log(line)
		}
	}
}

// bare is a text without its spaces and the line ends of a calendar.
func bare(text string) string {
	text = strings.NewReplacer("\r\n ", "", `\,`, ",", `\n`, " ", "\u00a0", "").Replace(html.UnescapeString(text))
	return strings.Join(strings.Fields(text), "")
}

// carriers are all messages about an appointment of a kind, and puts its code among its facts.
func (p *post) carriers(kind carried) (said map[string]string) {
	p.Helper()
	if kind.door {
		return p.carriersOfDoor(kind)
	}
	a := booking.Appointment{ID: "0123456789ABCDEFGHJKMNPQRS", Lang: "nl", Wish: catalogue.Wish{{Product: kind.product, Persons: kind.persons}}}
	a.Offer.Office, a.Offer.Date, a.Offer.Start, a.Offer.Minutes = kind.office.ID, calendar.DateOf(2026, 12, 4), 108, 10
	kind.facts["code"] = booking.SpokenCode(p.worker.Vault, a)
	err := p.worker.Ledger.View(func(r ledger.Reader) error {
		l, err := p.worker.write(r, booking.NotifyBooked, a, kind.office)
		if err != nil {
			return err
		}
		page, err := l.html()
		s := saying{letter: l, a: a, office: kind.office}
		paper := s.paper(p.worker.Base)
		said = map[string]string{"mail": l.text(), "HTML": page, "text message": s.brief(), "calendar": string(p.worker.entry(l, a, kind.office, "riet@voorbeeld.nl").ICS()),
			"letter": strings.Join(slices.Concat([]string{paper.Title, paper.CodeLabel, paper.Code}, paper.When, paper.What, paper.Text, paper.List, paper.Foot), " ")}
		return err
	})
	if err != nil {
		p.Fatal(err)
	}
	for carrier := range said {
		said[carrier] = bare(said[carrier])
	}
	return said
}

// carriersOfDoor are all messages about a call at a door, and puts its code among its facts.
func (p *post) carriersOfDoor(kind carried) (said map[string]string) {
	p.Helper()
	d := outreach.Delivery{ID: "0123456789ABCDEFGHJKMNPQRT", Kind: outreach.Visit, Product: kind.product, Area: "ulft", Lang: "nl", Date: calendar.DateOf(2026, 12, 4), Start: 108, End: 132}
	kind.facts["code"] = outreach.DeliveryCode(p.worker.Vault, d.ID)
	err := p.worker.Ledger.View(func(r ledger.Reader) error {
		l, err := p.worker.writeDoor(r, booking.NotifyBooked, d)
		if err != nil {
			return err
		}
		page, err := l.html()
		paper := l.paper(p.worker.Base)
		said = map[string]string{"mail": l.text(), "HTML": page, "text message": l.brief(), "calendar": string(p.worker.entryDoor(l, d, "riet@voorbeeld.nl", r.Now()).ICS()),
			"letter": strings.Join(slices.Concat([]string{paper.Title, paper.CodeLabel, paper.Code}, paper.When, paper.What, paper.Text, paper.List, paper.Foot), " ")}
		return err
	})
	if err != nil {
		p.Fatal(err)
	}
	for carrier, text := range said {
		said[carrier] = bare(text)
	}
	return said
}
