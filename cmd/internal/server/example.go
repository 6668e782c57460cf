package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/upl"
	"balie/outreach"
)

// Examples are the municipalities that balie init can write, the usual one first.
var Examples = []string{"small", "library", "bus"}

// ExampleFile is one file of an example.
type ExampleFile struct {
	Name    string
	Content []byte
}

// Example is a municipality as files that explain themselves: made-up places, products of the national list. They are
// written from the Go types, so that import reads what stands there.
func Example(name string) (files []ExampleFile, err error) {
	if !slices.Contains(Examples, name) {
		return nil, fmt.Errorf("there is no example %q; there are %s", name, strings.Join(Examples, ", "))
	}
	offices := Document{Offices: []catalogue.Office{exampleOffice("plein", catalogue.TownHall, "Gemeentehuis Plein", 3)}}
	products := exampleProducts
	if name == "library" {
		offices.Offices = append(offices.Offices, exampleOffice("noord", catalogue.TownHall, "Gemeentehuis Noord", 2), exampleOffice("bibliotheek", catalogue.Library, "Bibliotheek", 1))
	}
	parts := []struct {
		name, about string
		document    Document
	}{
		{"offices.json", "Where residents come: each place with its desks and hours.", offices},
		{"products.json", "What residents come for. These are models of the national list; from here on the texts are yours.", Document{Products: upl.Pick(products, nil, nil)}},
	}
	if name == "bus" {
		parts = append(parts, struct {
			name, about string
			document    Document
		}{"outreach.json", "The bus, the villages that it visits and where it stands there. Outings are planned on screen.", Document{OutreachSetup: exampleBus}})
	}
	for _, part := range parts {
		content, err := commented(part.about, part.document)
		if err != nil {
			return nil, err
		}
		files = append(files, ExampleFile{part.name, content})
	}
	return append(files, ExampleFile{SchemaFile, Schema()}), nil
}

var exampleProducts = []catalogue.ProductID{"paspoort", "identiteitskaart", "rijbewijs", "ophalen", "verhuizing", "uittreksel-brp", "geboorte", "overlijden", "algemene-vraag"}

// exampleOffice is a place that is open on weekdays, with so many desks that can do everything.
func exampleOffice(id string, kind catalogue.OfficeKind, name string, desks int) catalogue.Office {
	o := catalogue.Office{ID: catalogue.OfficeID(id), Kind: kind, Name: name, Street: "Plein 1", Postcode: "1234 AB", Place: "Voorbeeldstad", Zone: "Europe/Amsterdam",
		Holidays: true, Phone: "(012) 345 67 89", Notes: map[string]string{
			"nl": "Maandag tot en met vrijdag 9.00 tot 17.00 uur.", "en": "Monday to Friday 9:00 to 17:00.", "de": "Montag bis Freitag 9:00 bis 17:00 Uhr."}}
	for n := 1; n <= desks; n++ {
		desk := fmt.Sprintf("%s-%d", id, n)
		o.Desks = append(o.Desks, catalogue.Desk{ID: catalogue.DeskID(desk), Name: fmt.Sprint("Balie ", n), Skills: upl.Skills()})
		o.Openings = append(o.Openings, calendar.Opening{ID: desk + "-week", Desk: desk, Weekdays: weekdays, Start: 9 * 12, End: 17 * 12, Use: calendar.ForBoth, Share: calendar.Public})
	}
	return o
}

var weekdays = []calendar.Weekday{1, 2, 3, 4, 5}

// exampleBus is a bus with two villages.
var exampleBus = OutreachSetup{
	Neighbourhoods: []outreach.Neighbourhood{
		{ID: "oostdorp", Name: "Oostdorp", Postcodes: []string{"1235"}, Residents: 2400, Lat: 52.1, Lon: 5.3, Wished: 6},
		{ID: "westdorp", Name: "Westdorp", Postcodes: []string{"1236"}, Residents: 900, Lat: 52.12, Lon: 5.2, Wished: 3},
	},
	Places: []outreach.Place{
		{ID: "oostdorp-brink", Neighbourhood: "oostdorp", Name: "Brink", Street: "Brink", Postcode: "1235 AB", Lat: 52.1, Lon: 5.3, Power: true, Accessible: true, Contacts: 10},
		{ID: "westdorp-dorpshuis", Neighbourhood: "westdorp", Name: "dorpshuis", Street: "Dorpsstraat 2", Postcode: "1236 AB", Lat: 52.12, Lon: 5.2, Contacts: 6},
	},
	Vehicles: []outreach.Vehicle{{ID: "bus", Name: "Bus", Lat: 52.11, Lon: 5.25, Skills: []string{"algemeen", "burgerzaken"}, From: 9 * 12, Until: 16 * 12, Crew: 2, Weekdays: weekdays}},
}

// comments explain a field where it stands first in a file.
var comments = map[string]string{
	"id":             "small letters, digits and dashes; it never changes, since appointments name it",
	"kind":           "townhall, library, partner, or stop for a bus",
	"zone":           "whose clock the hours are on",
	"holidays":       "closed on Dutch holidays",
	"phone":          "stands at the foot of every page",
	"notes":          "the hours in words, as residents read them",
	"skills":         "what can be done here; each product names the one that it needs",
	"openings":       "hours: as many as you like, also every n weeks or with a first and a last day",
	"use":            "both, appointment or walkin",
	"share":          "public, staff, or reserve for what cannot wait",
	"upl_name":       "the national name, by which other sites link to the product",
	"group":          "where it stands on the first page",
	"combines":       "products with the same word may be one visit",
	"popular":        "its place among what is often chosen; leave it out elsewhere",
	"minutes":        "for the first person",
	"extra_minutes":  "for each further person",
	"notice_minutes": "how long before the visit it must be booked at least",
	"horizon_days":   "how many days ahead it can be booked",
	"bring":          "what to bring",
	"words":          "everyday words by which people look for it",
	"wished":         "visits in a quarter",
	"contacts":       "whom you expect to speak in an hour",
	"crew":           "how many colleagues go along at least",
}

var fieldLine = regexp.MustCompile(`^(\s*)"([a-z_]+)":`)

// commented writes a document with what its fields mean.
func commented(about string, d Document) ([]byte, error) {
	d.Schema = "./" + SchemaFile
	text, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "// %s\n// balie import reads comments over. Fields that are left out have their usual value.\n", about)
	said := map[string]bool{}
	for line := range strings.Lines(string(text) + "\n") {
		if m := fieldLine.FindStringSubmatch(line); m != nil && comments[m[2]] != "" && !said[m[2]] {
			fmt.Fprintf(&b, "%s// %s: %s\n", m[1], m[2], comments[m[2]])
			said[m[2]] = true
		}
		b.WriteString(line)
	}
	return b.Bytes(), nil
}
