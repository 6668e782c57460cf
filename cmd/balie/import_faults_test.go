package main

import (
	"fmt"
	"strings"
	"testing"

	"balie/cmd/internal/servertest"
)

// faultProduct and faultOffice are a good product and office, of which each case spoils one thing.
const (
	faultProduct = `{"id":"pas","minutes":10,"extra_minutes":0,"max_persons":1,"skill":"x","horizon_days":30,"group":"travel","icon":"plane","texts":{"nl":{"name":"Pas","short":"Pas"}}}`
	faultOffice  = `{"id":"hal","kind":"townhall","name":"Raadhuis","zone":"Europe/Amsterdam","lat":51.8,"lon":6.3,"desks":[{"id":"d","name":"Balie","skills":["x"]}],"openings":[{"id":"o","desk":"d","weekdays":["mon"],"start":"09:00","end":"12:00","use":"both","share":"public"}]}`
)

func faultTown(product, office string) string {
	return "{\"products\":[" + product + "],\n \"offices\":[" + office + "]}"
}

// TestEveryFaultOfAnImportIsNamedWithItsPlace: file, line, column, record and field; today many of these were taken,
// or answered in words of Go.
func TestEveryFaultOfAnImportIsNamedWithItsPlace(t *testing.T) {
	swap := func(text, old, other string) string {
		if !strings.Contains(text, old) {
			t.Fatalf("%q is not in %s", old, text)
		}
		return strings.Replace(text, old, other, 1)
	}
	product := func(old, other string) string { return faultTown(swap(faultProduct, old, other), faultOffice) }
	office := func(old, other string) string { return faultTown(faultProduct, swap(faultOffice, old, other)) }
	long := strings.Repeat("a", 5000)
	for name, c := range map[string]struct{ text, want string }{
		"unknown group":        {product(`"travel"`, `"reizen"`), `line 1, column 111: products[0] "pas": group: the home page has no group "reizen"`},
		"unknown icon":         {product(`"plane"`, `"vliegtuig"`), `icon: there is no icon "vliegtuig"`},
		"unknown skill":        {product(`"skill":"x"`, `"skill":"y"`), `skill: there is no skill "y"`},
		"unknown next":         {product(`"minutes":10`, `"minutes":10,"next":"ophalen"`), `next: there is no product "ophalen"`},
		"unknown language":     {product(`"nl":{`, `"fr":{"name":"P","short":"P"},"nl":{`), `texts.fr: is in a language that we do not have`},
		"null":                 {product(`"minutes":10`, `"minutes":null`), `minutes: null says nothing`},
		"a text for a number":  {product(`"minutes":10`, `"minutes":"10"`), `minutes: must be a number`},
		"a name of 5,000":      {product(`"name":"Pas"`, `"name":"`+long+`"`), `texts.nl.name: has more than`},
		"a name of 200":        {product(`"name":"Pas"`, `"name":"`+long[:200]+`"`), `texts.nl: has a name of more than 120`},
		"a field twice":        {product(`"minutes":10`, `"minutes":10,"minutes":20`), `minutes: stands there twice`},
		"a field in capitals":  {product(`"minutes"`, `"Minutes"`), `did you mean "minutes"?`},
		"a product twice":      {faultTown(faultProduct+","+faultProduct, faultOffice), `products[1] "pas": id: stands there twice: before in`},
		"an office twice":      {faultTown(faultProduct, faultOffice+",\n"+faultOffice), `line 3, column 7: offices[1] "hal": id: stands there twice`},
		"unknown zone":         {office(`Europe/Amsterdam`, `Europe/Gendringen`), `offices[0] "hal": zone: must be an IANA name`},
		"zone of the machine":  {office(`Europe/Amsterdam`, `Local`), `zone: must be an IANA name`},
		"north of the pole":    {office(`51.8`, `518`), `lat: must be -90 to 90`},
		"half a position":      {office(`"lat":51.8,`, ``), `offices[0] "hal": lat: and lon belong together`},
		"a desk twice":         {office(`"desks":[`, `"desks":[{"id":"d","name":"B","skills":["x"]},`), `desks[1].id: stands there twice`},
		"an opening twice":     {office(`"openings":[`, `"openings":[{"id":"o","desk":"d","weekdays":["tue"],"start":"09:00","end":"12:00","use":"both","share":"public"},`), `opening "o": id: is used by an earlier rule`},
		"an unknown desk":      {office(`"desk":"d"`, `"desk":"e"`), `opening "o": desk: there is no desk "e"`},
		"a skill nobody has":   {office(`"id":"o"`, `"id":"o","skills":["y"]`), `openings[0].skills: there is no skill "y"`},
		"a time off the grid":  {office(`"09:00"`, `"09:03"`), `openings[0].start: not a time: 09:03: not a multiple of 5`},
		"a weekday":            {office(`"mon"`, `"ma"`), `openings[0].weekdays[0]: not a weekday`},
		"an unknown village":   {`{"places":[{"id":"p","neighbourhood":"nergens","name":"P","street":"S","postcode":"7081 AA","lat":51,"lon":6}]}`, `places[0] "p": neighbourhood: there is no neighbourhood "nergens"`},
		"a village far away":   {`{"neighbourhoods":[{"id":"v","name":"V","postcodes":[],"residents":1,"lat":51,"lon":600,"wished":1}]}`, `neighbourhoods[0] "v": lon: must be -180 to 180`},
		"a plan without a day": {`{"planned":[{"products":[]}]}`, `planned[0]: first_day: first_day is missing`},
		"UTF-16 unmarked":      {"{\x00}\x00", "UTF-16 without a byte-order mark"},
		"a picture":            {"\x89PNG\x00", "is no text"},
		"cut short":            {faultTown(faultProduct, faultOffice)[:200], "ends too early"},
	} {
		data := t.TempDir()
		o := inProcess(t, "import", "--data", data, servertest.FileOf(t, "bad.json", c.text))
		if o.Code == 0 || !strings.Contains(o.Err, c.want) || !strings.Contains(o.Err, "bad.json") {
			t.Errorf("%s: %d %.600s\nwant %s", name, o.Code, o.Err, c.want)
		}
	}
}

// TestOtherEncodingsAreImported: a byte-order mark, UTF-16 and Windows-1252 are what editors write.
func TestOtherEncodingsAreImported(t *testing.T) {
	text := strings.Replace(faultTown(faultProduct, faultOffice), "Raadhuis", "Raadhuis Zoë", 1)
	wide := "\xff\xfe"
	for _, r := range text {
		wide += string([]byte{byte(r), byte(r >> 8)})
	}
	for name, content := range map[string]string{"a mark": "\xef\xbb\xbf" + text, "UTF-16": wide, "Windows-1252": strings.ReplaceAll(text, "ë", "\xeb")} {
		data := t.TempDir()
		servertest.WantDone(t, inProcess(t, "import", "--data", data, servertest.FileOf(t, "town.json", content)))
		if out := servertest.WantDone(t, inProcess(t, "export", "--data", data)).Out; !strings.Contains(out, "Zoë") {
			t.Errorf("%s: %.300s", name, out)
		}
	}
}

// TestADryRunShowsEachField and changes nothing; and what is planned for a day goes out and comes in again.
func TestADryRunShowsEachField(t *testing.T) {
	data := t.TempDir()
	servertest.WantDone(t, inProcess(t, "import", "--data", data, servertest.FileOf(t, "town.json", faultTown(faultProduct, faultOffice))))
	before := servertest.WantDone(t, inProcess(t, "export", "--data", data)).Out
	other := strings.NewReplacer(`"minutes":10`, `"minutes":15`, `"12:00"`, `"11:00"`, `"desks":[`, `"desks":[{"id":"e","name":"Nieuw","skills":["x"]},`).Replace(faultTown(faultProduct, faultOffice))
	planned := fmt.Sprintf(`{"planned":[{"first_day":"2027-01-01","products":[%s]}]}`, strings.Replace(faultProduct, `"minutes":10`, `"minutes":20`, 1))
	o := servertest.WantDone(t, inProcess(t, "import", "--dry-run", "--data", data, servertest.FileOf(t, "other.json", other), servertest.FileOf(t, "planned.json", planned)))
	for _, want := range []string{"4 records would change", "product pas: changed from 2026-11-30\n  minutes: 10 → 15", "hal desk e: new", "hal opening o: changed from 2026-11-30\n  end: \"12:00\" → \"11:00\"",
		"product pas: changed from 2027-01-01\n  minutes: 15 → 20", "nothing was changed"} {
		if !strings.Contains(o.Err, want) {
			t.Errorf("not said: %s\n%s", want, o.Err)
		}
	}
	if after := servertest.WantDone(t, inProcess(t, "export", "--data", data)).Out; after != before {
		t.Error("the dry run changed something")
	}
	servertest.WantDone(t, inProcess(t, "import", "--data", data, servertest.FileOf(t, "planned.json", planned)))
	exported := servertest.WantDone(t, inProcess(t, "export", "--data", data)).Out
	second := t.TempDir()
	servertest.WantDone(t, inProcess(t, "import", "--data", second, servertest.FileOf(t, "export.json", exported)))
	if again := servertest.WantDone(t, inProcess(t, "export", "--data", second)).Out; !strings.Contains(exported, "2027-01-01") || again != exported {
		t.Errorf("what is planned does not go round:\n%s\n%s", exported, again)
	}
}

// TestAnImportSaysFirstWhomItTouches: under appointments it does nothing without --accept, and then check names every
// promise that no desk can keep.
func TestAnImportSaysFirstWhomItTouches(t *testing.T) {
	data, rule := goLive(t), servertest.FileOf(t, "map.json", goLiveMap)
	servertest.WantDone(t, inProcess(t, "import", "appointments", goLiveFile(t, 7), "--data", data, "--map", rule, "--accept"))
	town := servertest.WantDone(t, inProcess(t, "export", "--data", data)).Out
	smaller := servertest.FileOf(t, "smaller.json", strings.ReplaceAll(town, `"start": "09:00"`, `"start": "09:10"`))
	refused := inProcess(t, "import", "--data", data, smaller)
	for _, want := range []string{"5 appointments lose their desk:", "at hal 2026-12-01 09:00: nothing is open then", "nothing was changed"} {
		if refused.Code == 0 || !strings.Contains(refused.Err, want) {
			t.Errorf("not said: %s\n%s", want, refused.Err)
		}
	}
	if dry := servertest.WantDone(t, inProcess(t, "import", "--dry-run", "--data", data, smaller)); !strings.HasPrefix(dry.Err, "5 appointments lose their desk:") {
		t.Errorf("the dry run says first %.200s", dry.Err)
	}
	if clean := servertest.WantDone(t, inProcess(t, "check", "--data", data)); strings.Contains(clean.Err, "no desk can keep") {
		t.Error("something was changed: ", clean.Err)
	}
	servertest.WantDone(t, inProcess(t, "import", "--accept", "--data", data, smaller))
	checked := servertest.WantDone(t, inProcess(t, "check", "--data", data))
	if strings.Count(checked.Err, "at hal 2026-12-01 09:00: nothing is open then") != 5 || !strings.Contains(checked.Err, "5 promises that no desk can keep") {
		t.Errorf("check says %s", checked.Err)
	}
}
