package takeover

import (
	"fmt"
	"strings"
	"testing"
)

const testMap = `{"delimiter":";","columns":{"ref":"Nummer","date":"Datum","time":"Tijd","product":"Soort","persons":"Aantal","name":"Naam","email":"Mail"},
"date":"dd-mm-jjjj","time":"uu:mm","products":{"Pas":"pas","Rij":"rij"},"offices":{"":"hal"},"message":"none"}`

func readWith(t *testing.T, rule, file string) ([]Line, error) {
	t.Helper()
	m, err := ReadMapping([]byte(rule))
	if err != nil {
		t.Fatal(err)
	}
	b, err := m.Read([]byte(file))
	return b.Rows, err
}

// TestOtherStylesOfDatesAndTimesAreMapped, and what says how far from UTC it is, is obeyed.
func TestOtherStylesOfDatesAndTimesAreMapped(t *testing.T) {
	for style, c := range map[[2]string]struct{ date, time, want string }{
		{"dd-mm-jjjj", "uu:mm"}:                  {"01-12-2026", "09:05", "2026-12-01 09:05"},
		{"d-m-yyyy", "H.mm"}:                     {"1-12-2026", "9.05", "2026-12-01 09:05"},
		{"02-01-2006", "15.04"}:                  {"01-12-2026", "09.05", "2026-12-01 09:05"},
		{"yyyymmdd", "uumm"}:                     {"20261201", "0905", "2026-12-01 09:05"},
		{"m/d/yy", "uu:mm:ss"}:                   {"12/1/26", "09:05:59", "2026-12-01 09:05"},
		{"d mmmm yyyy", "uu:mm"}:                 {"1 maart 2027", "09:05", "2027-03-01 09:05"},
		{"d mmm yyyy", "uu:mm uur"}:              {"1 mrt. 2027", "09:05 uur", "2027-03-01 09:05"},
		{"d. mmmm yyyy", "uu:mm"}:                {"1. Dezember 2026", "09:05", "2026-12-01 09:05"},
		{"yyyy-mm-ddTHH:mm:ssz", "uu:mm"}:        {"2026-12-01T09:05:00Z", "", "2026-12-01 10:05"},
		{"2006-01-02T15:04:05Z07:00", "uu:mm"}:   {"2026-07-01T23:30:00-05:00", "", "2026-07-02 06:30"},
		{"yyyy-mm-dd", "uu:mmz"}:                 {"2026-07-01", "09:05+00:00", "2026-07-01 11:05"},
		{"2006-01-02 15:04:05", "15:04:05.0000"}: {"2026-12-01 00:00:00", "09:05:00.0000", "2026-12-01 09:05"},
	} {
		rule := strings.NewReplacer(`"dd-mm-jjjj"`, fmt.Sprintf("%q", style[0]), `"uu:mm"`, fmt.Sprintf("%q", style[1])).Replace(testMap)
		rows, err := readWith(t, rule, fmt.Sprintf("Nummer;Datum;Tijd;Soort;Aantal;Naam;Mail\nA;%s;%s;Pas;;;\n", c.date, c.time))
		if err != nil || len(rows) != 1 {
			t.Errorf("%v: %v", style, err)
			continue
		}
		if o := rows[0].Promise.Offer; rows[0].Fault != "" || fmt.Sprint(o.Date, " ", o.Start) != c.want {
			t.Errorf("%v: %s %s %s, want %s", style, o.Date, o.Start, rows[0].Fault, c.want)
		}
	}
	rule := strings.Replace(testMap, `"time":"uu:mm"`, `"time":"uu:mm","dates":["yyyy-mm-dd"]`, 1)
	rows, err := readWith(t, rule, "Nummer;Datum;Tijd;Soort;Aantal;Naam;Mail\nA;01-12-2026;09:00;Pas;;;\nB;2026-12-02;09:00;Pas;;;\n")
	if err != nil || rows[0].Fault+rows[1].Fault != "" || rows[1].Promise.Offer.Date-rows[0].Promise.Offer.Date != 1 {
		t.Errorf("two styles in one file: %+v %v", rows, err)
	}
}

func TestAMappingThatCannotReadIsRefusedWithItsLine(t *testing.T) {
	for old, c := range map[string][2]string{
		`"ref":"Nummer",`:      {``, "columns.ref is missing"},
		`"ref":"Nummer"`:       {`"ref":"Naam"`, `columns.name: is the column of ref too`},
		`"dd-mm-jjjj"`:         {`"dd-mm"`, `line 2, column 8: date: "dd-mm" does not say day, month and year`},
		`"uu:mm"`:              {`"mm"`, `time: "mm" does not say hours and minutes`},
		`";"`:                  {`";;"`, `delimiter: must be one character`},
		`"message":"none"`:     {`"languages":{"Frans":"fr"}`, `languages: "fr" is not nl, en or de`},
		`"none"`:               {`"loud"`, "message: must be calm or none"},
		`{"Pas":"pas",`:        {`{"Pas":"pas","Pas":"rij",`, "products.Pas: stands there twice"},
		`"products"`:           {`"producten"`, "no such field"},
		`"offices":{"":"hal"}`: {`"offices":null`, "null says nothing"},
	} {
		if !strings.Contains(testMap, old) {
			t.Fatal(old)
		}
		_, err := ReadMapping([]byte(strings.Replace(testMap, old, c[0], 1)))
		if err == nil || !strings.Contains(err.Error(), c[1]) || !strings.Contains(err.Error(), "line ") {
			t.Errorf("%s: %v, want %s", c[0], err, c[1])
		}
	}
}

func TestAFileThatIsNoTableIsRefusedWithItsPlace(t *testing.T) {
	head := "Nummer;Datum;Tijd;Soort;Aantal;Naam;Mail\n"
	for file, want := range map[string]string{
		"":                               "is empty",
		"\xef\xbb\xbf":                   "is empty",
		"Nummer;Datum":                   `has no column "Tijd", which the mapping names for time`,
		"Naam;" + head:                   `has column "Naam" twice`,
		head + "A;\"01":                  "line 2, column 6: a quote is opened and not closed",
		head + "A;0\"1":                  "line 2, column 4: a quote stands where none can",
		head + "A;\x00":                  "is no text",
		"N\x00u\x00m\x00m\x00e\x00r\x00": "UTF-16 without",
	} {
		if _, err := readWith(t, testMap, file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", file, err, want)
		}
	}
}

// TestLinesOfOneReferenceAreOneVisit: at the earliest time, for all products and persons; the same line twice counts once.
func TestLinesOfOneReferenceAreOneVisit(t *testing.T) {
	rows, err := readWith(t, testMap, "\xef\xbb\xbfNummer;Datum;Tijd;Soort;Aantal;Naam;Mail\r\n"+
		"A;01-12-2026;09:10;Pas;1;Zo\u00eb;zoe@voorbeeld.nl\r\nA;01-12-2026;09:00;Rij;1;Jan;\r\nA;01-12-2026;09:00;Rij;1;Jan;\r\nA;01-12-2026;09:20;Pas;2;Kind;\r\n"+
		"B;01-12-2026;09:03;Pas;;\"Jan\r\nPiet\";\r\nA;02-12-2026;09:00;Pas;1;;\r\nC;01-12-2026;09:00;Pas;nul;;\r\nC;01-12-2026;09:00;Pas;2;;\r\nD;01-12-2026;09:00;Pas;1;"+strings.Repeat("a", 5000)+";\r\nE;01-12-2026;09:00;Pas;1;;;te;veel\r\n")
	if err != nil || len(rows) != 7 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	a := rows[0].Promise
	if fmt.Sprint(a.Wish) != "[{pas 3} {rij 1}]" || a.Offer.Start.String() != "09:00" || a.Contact.Name != "Zoë" || rows[0].Line != 2 {
		t.Errorf("A is %+v", rows[0])
	}
	for i, want := range map[int]string{2: "has the reference of line 2, and another day or office", 3: `has a number of persons that is none (column "Aantal")`,
		5: "has a name that cannot be kept: 100 characters at most", 6: "has 9 columns, and the first line names 7"} {
		if !strings.Contains(rows[i].Fault, want) {
			t.Errorf("row %d: %q, want %q", i, rows[i].Fault, want)
		}
	}
	if rows[1].Between != "09:03" || rows[1].Promise.Offer.Start.String() != "09:00" || rows[2].Line != 8 || rows[4].Fault != "" {
		t.Errorf("%+v %+v", rows[1], rows[2])
	}
	for old, want := range map[string]string{"09:02": "09:00 09:05", "09:03": "09:05 09:00", "09:58": "10:00 09:55", "09:06": "09:05 09:10"} {
		rows, err := readWith(t, testMap, "Nummer;Datum;Tijd;Soort;Aantal;Naam;Mail\nA;01-12-2026;"+old+";Pas;;;\n")
		if err != nil || len(rows[0].beside()) != 2 {
			t.Fatal(rows, err)
		}
		if b := rows[0].beside(); fmt.Sprint(b[0].Start, " ", b[1].Start) != want {
			t.Errorf("%s: %s %s", old, b[0].Start, b[1].Start)
		}
	}
}

// FuzzAppointments holds that neither a mapping nor a file makes a panic or an error in words of Go.
func FuzzAppointments(f *testing.F) {
	f.Add([]byte(testMap), []byte("Nummer;Datum;Tijd;Soort;Aantal;Naam;Mail\nA;01-12-2026;09:10;Pas;1;Zo\xeb;\n"))
	f.Add([]byte(`{"columns":null}`), []byte("\xff\xfea\x00"))
	f.Add([]byte(strings.Replace(testMap, "dd-mm-jjjj", "mmmm", 1)), []byte("\"\n"))
	f.Fuzz(func(t *testing.T, rule, file []byte) {
		m, err := ReadMapping(rule)
		if err == nil {
			_, err = m.Read(file)
		}
		if err == nil {
			return
		}
		for _, word := range []string{"parsing time", "parse error", "unmarshal", "invalid character", "EOF", "strconv", "%!"} {
			if strings.Contains(err.Error(), word) && !strings.Contains(string(rule)+string(file), word) {
				t.Fatalf("%q", err)
			}
		}
	})
}
