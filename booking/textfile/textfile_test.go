package textfile

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"balie/booking/calendar"
)

func utf16Of(text string, order binary.ByteOrder, mark bool) string {
	units := utf16.Encode([]rune(text))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	b := make([]byte, 0, 2*len(units))
	for _, u := range units {
		b = append(b, 0, 0)
		order.PutUint16(b[len(b)-2:], u)
	}
	return string(b)
}

func TestEncodingsAreRecognisedOrRefusedByName(t *testing.T) {
	for name, c := range map[string]struct {
		content, text string
		encoding      Encoding
		refusal       string
	}{
		"UTF-8":                {"Joël", "Joël", UTF8, ""},
		"with a mark":          {"\xef\xbb\xbfJoël", "Joël", UTF8, ""},
		"empty":                {"", "", UTF8, ""},
		"UTF-16, little":       {utf16Of("Joël €😀", binary.LittleEndian, true), "Joël €😀", UTF16, ""},
		"UTF-16, big":          {utf16Of("Joël", binary.BigEndian, true), "Joël", UTF16, ""},
		"Windows-1252":         {"Jo\xebl \x80 10, \x93ja\x94", "Joël € 10, “ja”", Windows1252, ""},
		"UTF-16 unmarked":      {utf16Of("Nummer;Datum", binary.LittleEndian, false), "", "", "UTF-16 without a byte-order mark"},
		"UTF-16 that is odd":   {"\xff\xfeab\x00", "", "", "breaks off"},
		"UTF-16 half a pair":   {"\xff\xfe\x00\xd8", "", "", "damaged"},
		"UTF-32":               {"\xff\xfe\x00\x00a\x00\x00\x00", "", "", "UTF-32"},
		"damaged UTF-8":        {"Joël\nJo\xc3", "", "", "damaged: line 2, column 3"},
		"a picture":            {"\x89PNG\r\n\x1a\n" + strings.Repeat("abc", 40) + "\x00", "", "", "is no text: line 3"},
		"nothing that is text": {"a\x81", "", "", "neither UTF-8 nor Windows-1252: line 1, column 2"},
	} {
		text, encoding, err := Text([]byte(c.content))
		switch {
		case c.refusal == "" && (err != nil || text != c.text || encoding != c.encoding):
			t.Errorf("%s: %q %s %v", name, text, encoding, err)
		case c.refusal != "" && (err == nil || !strings.Contains(err.Error(), c.refusal)):
			t.Errorf("%s: %v", name, err)
		}
	}
}

type testFile struct {
	Things []testThing `json:"things"`
	Inner
}

// Inner is embedded, as parts of a document are.
type Inner struct {
	Names map[string]string `json:"names"`
}

type testThing struct {
	ID      string        `json:"id"`
	Minutes int           `json:"minutes"`
	Day     calendar.Date `json:"day"`
	Far     float64       `json:"far"`
	On      *bool         `json:"on"`
	Pair    [2]int        `json:"pair"`
}

func TestFaultsOfJSONAreNamedWithTheirPlace(t *testing.T) {
	for text, want := range map[string]string{
		`{"things":[{"id":"a","minuts":10}]}`:                           `line 1, column 22: things[0] "a": minuts: there is no such field`,
		`{"things":[{"id":"a","Minutes":10}]}`:                          `did you mean "minutes"?`,
		"{\"things\":[\n {\"id\":\"b\",\n  \"minutes\":\"tien\"}]}":     `line 3, column 13: things[0] "b": minutes: must be a number`,
		`{"things":[{"id":"a","minutes":1.5}]}`:                         "minutes: must be a whole number",
		`{"things":[{"id":"a","minutes":99999999999999999999}]}`:        "minutes: must be a whole number of a usual size",
		`{"things":[{"id":"a","far":1e999}]}`:                           "far: must be a number of a usual size",
		`{"things":[{"id":"a","day":"31-12-2026"}]}`:                    "day: not a date",
		`{"things":[{"id":"a","day":5}]}`:                               "day: must be a text in quotes",
		`{"things":[{"id":null}]}`:                                      "id: null says nothing",
		`{"things":null}`:                                               "things: null says nothing",
		`{"things":[{"id":"a","id":"b"}]}`:                              "id: stands there twice",
		`{"names":{"nl":"a","nl":"b"}}`:                                 "names.nl: stands there twice",
		`{"names":{"nl":3}}`:                                            "names.nl: must be a text in quotes",
		`{"names":{"nl":"` + strings.Repeat("é", LongestText+1) + `"}}`: "names.nl: has more than 2000 characters",
		`{"names":{"nl":"a\u0007"}}`:                                    "control character",
		`{"things":{}}`:                                                 "things: must be a list",
		`[]`:                                                            "must be an object",
		`{"things":[{"on":"ja"}]}`:                                      "on: must be true or false",
		`{"things":[{"pair":[1]}]}`:                                     "pair: must have 2 values",
		`{"things":[{"id":"a"},]}`:                                      "is no JSON here",
		`{"things":[`:                                                   "ends too early",
		``:                                                              "ends too early",
		`dingen`:                                                        "line 1, column 1: is no JSON here",
		`{} {}`:                                                         "line 1, column 4: there is something after the end",
		`{"names":` + strings.Repeat("[", 60) + strings.Repeat("]", 60) + `}`: "brackets deep",
	} {
		var f testFile
		_, err := JSON(text, &f)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.80s: %v, want %s", text, err, want)
		}
	}
	var f testFile
	places, err := JSON("{\"things\":[{\"id\":\"a\"},\n {\"id\":\"b\",\"minutes\":5}],\"names\":{\"nl\":\"x\"}}", &f)
	if err != nil || len(f.Things) != 2 || f.Names["nl"] != "x" {
		t.Errorf("%+v %v", f, err)
	}
	if p := places.Problem("things[1]", "minutes", "is little"); p.Error() != `line 2, column 22: things[1] "b": minutes: is little` {
		t.Error(p)
	}
}

// FuzzFiles holds that no content makes a panic, and that every refusal has a place and no word of Go.
func FuzzFiles(f *testing.F) {
	for _, seed := range []string{"", "{}", `{"things":[{"id":"a","minutes":1,"day":"2026-12-01","far":1.5,"on":true,"pair":[1,2]}],"names":{"nl":"x"}}`, "\xff\xfe{\x00}\x00", "{\"things\":[{\"id\":\"\xeb\"}]}", `{"things":[[[[`, `{"a":1e400}`, "\"\\ud800\""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		text, _, err := Text(content)
		if err == nil {
			var to testFile
			_, err = JSON(text, &to)
		}
		if err == nil {
			return
		}
		for _, word := range []string{"unmarshal", "invalid character", "cannot be read", "strconv", "EOF", "%!"} {
			if strings.Contains(err.Error(), word) && !strings.Contains(string(content), word) {
				t.Fatalf("%q: %v", content, err)
			}
		}
	})
}
