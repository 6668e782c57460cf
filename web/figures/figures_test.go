package figures_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/figures"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

// The towns of webtest stand on Monday 30 November 2026: the last week that is over began a week before.
var lastMonday = calendar.DateOf(2026, 11, 23)

const page = "/medewerker/cijfers"

// town is a town in which weeks of visits were told.
func town(t *testing.T, weeks int) (*webtest.App, *webtest.Person) {
	t.Helper()
	a := webtest.Town(t)
	random := rand.New(rand.NewPCG(15, 9))
	for n := range weeks {
		webtest.Write(t, a, func(tx *ledger.Tx) error { return tell(tx, random, lastMonday.AddDays(-7*n)) })
	}
	if _, err := figures.Count(t.Context(), a.Options.Ledger); err != nil {
		t.Fatal(err)
	}
	return a, webtest.SignedIn(t, a, "leider", account.TeamLead)
}

// tell tells a week of visits at two offices and on the road, of which the smallest has three.
func tell(tx *ledger.Tx, random *rand.Rand, monday calendar.Date) error {
	for office, n := range map[string]int{"hal": 60 + random.IntN(60), "klein": 8, "bus": 3} {
		for range n {
			o := ledger.Outcome{
				End: "helped", Kind: "appointment", Route: "counter", Day: monday.AddDays(random.IntN(5)), Hour: 9 + random.IntN(8), Planned: 10, Service: 300 + random.IntN(900),
				Product: fmt.Sprint("p", min(random.IntN(9), random.IntN(9))), Promise: random.IntN(400), Raw: 300 + random.IntN(600), Way: 20, Channel: "email", Reminded: random.IntN(2) == 0,
			}
			if random.IntN(4) == 0 {
				o.Kind = "walkin"
			} else {
				lead := random.IntN(40)
				o.Lead = &lead
			}
			if office == "bus" {
				o.Route = "stop"
			}
			if err := tx.EmitFacts(ledger.Facts{Office: office, Outcome: &o}, "ticket.finished", "x"); err != nil {
				return err
			}
		}
	}
	return nil
}

// sheet is a CSV file of figures: table, row, column, number.
func sheet(t *testing.T, p *webtest.Person, asked string) [][]string {
	t.Helper()
	answer, body := p.Send("GET", page+"/bestand/csv?"+asked, "")
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s", asked, answer.StatusCode, body)
	}
	lines, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines[1:]
}

var tables = regexp.MustCompile(`(?s)<table class="utrecht-table" data-figures="([a-z]+)">(.*?)</table>`)
var rows = regexp.MustCompile(`(?s)<th scope="row">([^<]*)</th>(.*?)</tr>`)
var cells = regexp.MustCompile(`(?s)<td[^>]*>([^<]*)</td>`)

// TestThePageAndItsFilesSayTheSame reads the tables of the page, the CSV, the spreadsheet and the paper.
func TestThePageAndItsFilesSayTheSame(t *testing.T) {
	_, lead := town(t, 6)
	answer, body := lead.Send("GET", page+"?periode=4&locatie=hal", "")
	if answer.StatusCode != http.StatusOK {
		t.Fatal(answer.StatusCode, body)
	}
	var onPage []string
	for _, table := range tables.FindAllStringSubmatch(body, -1) {
		for _, row := range rows.FindAllStringSubmatch(table[2], -1) {
			for _, cell := range cells.FindAllStringSubmatch(row[2], -1) {
				onPage = append(onPage, plainNumber(cell[1]))
			}
		}
	}
	var inFile []string
	for _, line := range sheet(t, lead, "periode=4&locatie=hal") {
		inFile = append(inFile, line[3])
	}
	if len(inFile) < 60 || len(inFile) != len(onPage) {
		t.Fatalf("%d numbers in the file, %d on the page", len(inFile), len(onPage))
	}
	slices.Sort(inFile)
	slices.Sort(onPage)
	if !slices.Equal(inFile, onPage) {
		t.Errorf("the file has %v, the page %v", inFile, onPage)
	}
	ods := spreadsheet(t, lead, "periode=4&locatie=hal")
	slices.Sort(ods)
	if shown := slices.DeleteFunc(slices.Clone(inFile), func(s string) bool { return s == "" }); !slices.Equal(ods, shown) {
		t.Errorf("the spreadsheet has %v, the file %v", ods, shown)
	}
	readBack(t, lead, body)
}

// plainNumber is a number of the page as a machine writes it.
func plainNumber(said string) string {
	said = strings.TrimSpace(said)
	if said == "te weinig" {
		return ""
	}
	return strings.ReplaceAll(strings.ReplaceAll(said, ".", ""), ",", ".")
}

func spreadsheet(t *testing.T, p *webtest.Person, asked string) (numbers []string) {
	t.Helper()
	_, body := p.Send("GET", page+"/bestand/ods?"+asked, "")
	z, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	if first := z.File[0]; first.Name != "mimetype" || first.Method != zip.Store {
		t.Errorf("the first part is %s, method %d", first.Name, first.Method)
	}
	f, err := z.Open("content.xml")
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(f)
	for {
		token, err := d.Token()
		if err == io.EOF {
			return numbers
		}
		if err != nil {
			t.Fatal(err)
		}
		start, _ := token.(xml.StartElement)
		for _, a := range start.Attr {
			if start.Name.Local == "table-cell" && a.Name.Local == "value" {
				numbers = append(numbers, a.Value)
			}
		}
	}
}

// readBack reads the paper with another program: it says the sentence of the page, and each of its tables.
func readBack(t *testing.T, p *webtest.Person, body string) {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Log("no pdftotext on this machine: the paper is not read back")
		return
	}
	_, content := p.Send("GET", page+"/bestand/pdf?periode=4&locatie=hal", "")
	read := exec.Command("pdftotext", "-layout", "-", "-")
	read.Stdin = strings.NewReader(content)
	out, err := read.Output()
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(strings.Fields(string(out)), " ")
	heading := strings.Join(strings.Fields(webtest.Said(regexp.MustCompile(`(?s)<p class="balie-sentence">.*?</p>`).FindString(body))), " ")
	for _, want := range []string{heading, "Per product", "Wie langer wachtte, per uur", "Niet gekomen, naar hoe lang vooruit"} {
		if !strings.Contains(said, want) {
			t.Errorf("the paper does not say %q:\n%s", want, out)
		}
	}
}

// TestNoSubtractionOfFilesFindsASmallGroup takes the files of every place and week: no group is smaller than five, each
// cut adds up to its whole, places add up to everywhere, and weeks to their period, so that every difference is nothing.
func TestNoSubtractionOfFilesFindsASmallGroup(t *testing.T) {
	_, lead := town(t, 5)
	groups := func(asked string) map[string]int {
		found := map[string]int{}
		for _, line := range sheet(t, lead, asked) {
			if n, err := strconv.Atoi(line[3]); err == nil && slices.Contains([]string{"Afspraken", "Mensen", "Zonder afspraak"}, line[2]) {
				if n < figures.Fewest {
					t.Errorf("%s: %v is a group of %d", asked, line[:3], n)
				}
				found[line[0]+"\x00"+line[2]] += n
			}
		}
		return found
	}
	period := "periode=zelf&van=" + lastMonday.AddDays(-28).String() + "&tot=" + (lastMonday + 6).String()
	everywhere, sum := groups(period), map[string]int{}
	for _, place := range []string{"hal", "klein", "~road"} {
		for n := range 5 {
			monday := lastMonday.AddDays(-7 * n)
			for name, people := range groups("locatie=" + place + "&periode=zelf&van=" + monday.String() + "&tot=" + (monday + 6).String()) {
				sum[name] += people
			}
		}
	}
	for name, n := range everywhere {
		if n != sum[name] && !strings.HasPrefix(name, "Wat wij voorspelden") {
			t.Errorf("%q: %d everywhere, %d by place and week", name, n, sum[name])
		}
	}
	appointments := everywhere["Afspraken binnen 5 minuten, per week\x00Afspraken"]
	for _, cut := range []string{"Wie langer wachtte, per uur\x00Mensen", "Niet gekomen, naar hoe lang vooruit\x00Afspraken", "Per product\x00Afspraken"} {
		if appointments == 0 || everywhere[cut] != appointments {
			t.Errorf("%q adds up to %d of %d", cut, everywhere[cut], appointments)
		}
	}
}

// TestTheWeekThatGoesOnIsNotShown: whoever looks twice would see who came in between.
func TestTheWeekThatGoesOnIsNotShown(t *testing.T) {
	a, lead := town(t, 1)
	before := sheet(t, lead, "periode=4")
	webtest.Write(t, a, func(tx *ledger.Tx) error { return tell(tx, rand.New(rand.NewPCG(1, 2)), lastMonday.AddDays(7)) })
	if after := sheet(t, lead, "periode=4"); !slices.EqualFunc(before, after, slices.Equal) {
		t.Error("this week shows")
	}
}

func TestDaysThatHoldNoWeekAreRefusedAndKept(t *testing.T) {
	_, lead := town(t, 2)
	for asked, words := range map[string]string{
		"van=2026-11-17&tot=2026-11-22": "geen hele week",
		"van=2026-11-30&tot=2026-12-06": "geen hele week", // it is not over
		"van=gisteren&tot=2026-11-20":   "Vul twee dagen in",
		"van=&tot=":                     "Vul twee dagen in",
		"van=2020-01-01&tot=2026-11-20": "hoogstens twee jaar",
	} {
		answer, body := lead.Send("GET", page+"?periode=zelf&"+asked, "")
		if answer.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, words) {
			t.Errorf("%s: %d, want 422 and %q", asked, answer.StatusCode, words)
		}
		if from := strings.TrimPrefix(strings.Split(asked, "&")[0], "van="); from != "" && !strings.Contains(body, `value="`+from+`"`) {
			t.Errorf("%s: what was typed is lost", asked)
		}
	}
}

func TestFiguresAreForWhoMaySeeThem(t *testing.T) {
	a, _ := town(t, 1)
	for role, want := range map[account.Role]int{account.Counter: 403, account.Reception: 403, account.Functional: 200, account.Manager: 200, account.Planner: 200, account.Auditor: 403} {
		p := webtest.SignedIn(t, a, "iemand-"+string(role), role)
		for _, path := range []string{page, page + "/bestand/csv", page + "/bestand/pdf"} {
			if answer, _ := p.Send("GET", path, ""); answer.StatusCode != want {
				t.Errorf("%s as %s: %d, want %d", path, role, answer.StatusCode, want)
			}
		}
	}
	if answer, _ := webtest.SignedIn(t, a, "nogeen", account.TeamLead).Send("GET", page+"/bestand/exe", ""); answer.StatusCode != 404 {
		t.Errorf("an unknown form of file: %d", answer.StatusCode)
	}
}

func TestAHouseThatHasCountedNothingSaysSo(t *testing.T) {
	a := webtest.Town(t)
	answer, body := webtest.SignedIn(t, a, "leider", account.TeamLead).Send("GET", page, "")
	if answer.StatusCode != http.StatusOK || !strings.Contains(body, "Er is nog niets geteld") {
		t.Errorf("%d %s", answer.StatusCode, webtest.Said(body))
	}
}

// TestAPictureDrawsEveryRowOfItsTable counts dots and bars against the rows that have a number.
func TestAPictureDrawsEveryRowOfItsTable(t *testing.T) {
	_, lead := town(t, 6)
	_, body := lead.Send("GET", page+"?periode=13&locatie=hal", "")
	for _, figure := range regexp.MustCompile(`(?s)<figure class="balie-graph">.*?</figure>`).FindAllString(body, -1) {
		table := tables.FindStringSubmatch(figure)
		want := 0
		for _, row := range rows.FindAllStringSubmatch(table[2], -1) {
			if values := cells.FindAllStringSubmatch(row[2], -1); plainNumber(values[1][1]) != "" {
				want++
			}
		}
		if drawn := strings.Count(figure, "<circle") + strings.Count(figure, "<rect"); drawn != want || want == 0 {
			t.Errorf("%s draws %d of %d rows", table[1], drawn, want)
		}
	}
}
