package resident

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	ical "github.com/arran4/golang-ical"
	"golang.org/x/net/html"

	"balie/cmd/internal/servertest"
)

// carried is an appointment of one kind, and what every carrier must say of it.
type carried struct {
	name, product string
	bus           bool     // at a stop
	silent        []string // facts that no carrier but the page may name
	cost          string   // "" where nothing is said of it
	door          bool     // we come to their home
}

// TestOneFactEveryCarrier books six kinds of appointment, and reads place, time, costs and code of each on the page, the
// paper, the calendar and the mail: the table that it prints has no gap.
func TestOneFactEveryCarrier(t *testing.T) {
	for _, kind := range []carried{
		{name: "at the town hall", product: "paspoort.1", cost: "€"}, {name: "three persons", product: "paspoort.3", cost: "€"}, {name: "at a stop of the bus", product: "paspoort.1", bus: true, cost: "€"},
		{name: "by telephone", product: "terugbellen.1"}, {name: "money worries", product: "schuldhulp.1", silent: []string{"geldzorgen", "Geldzorgen"}},
		{name: "at their door", product: "ophalen", door: true},
	} {
		t.Run(kind.name, func(t *testing.T) {
			v := servertest.NewVisitor(servertest.NewDemo(t).URL)
			own := kind.book(t, v)
			v.MustGet(t, own)
			page := flatText(v.Page)
			facts := map[string]string{"code": flat(textOf(v, t, "balie-code"))}
			facts["time"] = strings.ReplaceAll(flat(textOf(v, t, "balie-when")), ",", "|")
			if kind.door { // the day and the window stand on two lines
				facts["time"] = strings.Replace(facts["time"], "2026", "2026|", 1)
			}
			read := kind.carriers(t, v, own)
			if place := read["calendar"]["place"]; kind.product != "terugbellen.1" {
				parts := strings.Split(flat(place), ",")
				facts["place"] = strings.Join(parts[:min(len(parts), 2)], "|")
			}
			read["page"] = map[string]string{"all": page}
			for _, carrier := range []string{"page", "paper", "mail", "calendar"} {
				kind.wants(t, carrier, flat(read[carrier]["all"]), facts)
			}
		})
	}
}

// flat is a text without its spaces, however its lines are broken.
func flat(text string) string { return strings.Join(strings.Fields(text), "") }

// book brings a visitor to an appointment of this kind, and returns its path.
func (k carried) book(t *testing.T, v *servertest.Visitor) string {
	t.Helper()
	if k.door {
		return k.askToTheDoor(t, v)
	}
	v.MustGet(t, "/afspraak/tijd?plaatsen=1&p="+k.product)
	times := v.Choices("tijd")
	i := 0
	if k.bus {
		i = slices.IndexFunc(times, func(s string) bool { return strings.Contains(s, "@") && !strings.Contains(s, "@gendringen") })
	}
	for _, step := range []struct {
		form string
		fill map[string]string
	}{
		{"/afspraak/tijd", map[string]string{"tijd": times[max(i, 0)]}},
		{"/afspraak/gegevens", map[string]string{"naam": "Riet Wissink", "kanaal": "email", "email": "riet@voorbeeld.nl", "telefoon": "0612345678"}},
		{"/afspraak/maken", nil},
	} {
		if err := v.Send(step.form, step.fill); err != nil || v.Status != 200 {
			t.Fatalf("%s: %d %q %v", step.form, v.Status, v.Title(), err)
		}
	}
	return v.Url.Path
}

// askToTheDoor asks us to bring something home, and returns the path of that.
func (k carried) askToTheDoor(t *testing.T, v *servertest.Visitor) string {
	t.Helper()
	v.MustGet(t, "/bezorgen?soort="+k.product+"&postcode=7071AB")
	windows := v.Choices("venster")
	if len(windows) == 0 {
		t.Fatal("we come to no door these weeks")
	}
	for _, fill := range []map[string]string{
		{"venster": windows[len(windows)-1]},
		{"naam": "Riet Wissink", "straat": "Voorbeeldstraat 1", "plaats": "Ulft", "telefoon": "0612345678", "kanaal": "email", "email": "riet@voorbeeld.nl"},
		{"stap": "zeker"},
	} {
		form := servertest.Find(v.Page, func(n *html.Node) bool {
			return n.Data == "form" && servertest.Attr(n, "method") == "post" && strings.HasSuffix(servertest.Attr(n, "action"), "/bezorgen")
		})
		values := servertest.Fields(form)
		for name, value := range fill {
			values.Set(name, value)
		}
		if err := v.Post(servertest.Attr(form, "action"), values); err != nil || v.Status != 200 {
			t.Fatalf("%v: %d %q %v", fill, v.Status, v.Title(), err)
		}
	}
	return v.Url.Path
}

// carriers reads the paper, the calendar and the mail.
func (k carried) carriers(t *testing.T, v *servertest.Visitor, own string) map[string]map[string]string {
	t.Helper()
	read := map[string]map[string]string{}
	v.MustGet(t, own+"/bevestiging.pdf")
	read["paper"] = map[string]string{"all": strings.Join(readPaper(t, v.Body), " ")}
	v.MustGet(t, own+"/afspraak.ics")
	c, err := ical.ParseCalendar(bytes.NewReader([]byte(v.Body)))
	if err != nil || len(c.Events()) != 1 {
		t.Fatal(err, v.Body)
	}
	e := c.Events()[0]
	if len(e.Alarms()) != 1 {
		t.Errorf("the calendar has %d alarms", len(e.Alarms()))
	}
	place, said := e.GetProperty(ical.ComponentPropertyLocation).Value, e.GetProperty(ical.ComponentPropertyDescription).Value
	read["calendar"] = map[string]string{"place": place, "all": place + " " + said + " " + e.GetProperty(ical.ComponentPropertySummary).Value}
	v.WaitFor(t, "/post", "riet@voorbeeld.nl")
	read["mail"] = map[string]string{"all": flatText(v.Page)}
	return read
}

// wants fails for each fact that a carrier does not say.
func (k carried) wants(t *testing.T, carrier, said string, facts map[string]string) {
	t.Helper()
	for fact, want := range facts {
		if carrier == "calendar" && fact == "time" { // it has it as its begin
			continue
		}
		for part := range strings.SplitSeq(want, "|") {
			if part == "" || !strings.Contains(said, part) {
				t.Errorf("%s: the %s does not say the %s, %q: %s", k.name, carrier, fact, part, said)
			}
		}
	}
	if strings.Contains(said, "€") != (k.cost != "") {
		t.Errorf("%s: the %s and costs: %s", k.name, carrier, said)
	}
	for _, s := range k.silent {
		if carrier != "page" && strings.Contains(said, s) {
			t.Errorf("%s: the %s names %q", k.name, carrier, s)
		}
	}
}
