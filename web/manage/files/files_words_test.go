package files

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/setup"
	"balie/web/staff"
)

// ofJSON is what no manager may read: brackets, quotes of a file, names of fields.
var ofJSON = regexp.MustCompile(`[][{}]|\w_\w|\bmust\b|\bneeds?\b|\bjson\b[^,]|"[a-z_]+":`)

// TestNoFaultOfAFileIsSaidInJSON walks every field of a product and an office with values that cannot be, in each
// language: thing, line and fault are named, in no word of the file's format.
func TestNoFaultOfAFileIsSaidInJSON(t *testing.T) {
	said := 0
	for _, language := range lang.Tags {
		v := filesView{frame: frame{Request: staff.Request{Q: page.Request{Words: lang.In(language)}}}}
		for list, of := range map[string]reflect.Type{"products": reflect.TypeFor[catalogue.Product](), "offices": reflect.TypeFor[catalogue.Office]()} {
			for i := range of.NumField() {
				name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
				if name == "" {
					continue
				}
				for _, value := range []string{"null", "[[{}]]", `"x"`, "-5", "99999", "true", `{"zz":3}`} {
					file := setup.File{Name: "x.json", Content: []byte(fmt.Sprintf(`{%q:[{%q:%s}]}`, list, name, value))}
					_, err := setup.Read([]setup.File{file})
					if err == nil {
						continue
					}
					for _, line := range v.faultWords(err) {
						said++
						if ofJSON.MatchString(strings.ReplaceAll(line, "x.json", "")) || !strings.Contains(line, "x.json") {
							t.Errorf("%s of %s with %s: %s", name, list, value, line)
						}
					}
				}
			}
		}
	}
	if said < 300 {
		t.Errorf("only %d faults", said)
	}
}

// TestWhatIsSaidOfARecordHasWords for each fault that a product or an office can have.
func TestWhatIsSaidOfARecordHasWords(t *testing.T) {
	v := filesView{frame: frame{Request: staff.Request{Q: page.Request{Words: lang.In("nl")}}}}
	for what, want := range map[string]string{
		"must be 5 to 240": "vul een waarde in van 5 tot en met 240.", "is missing": "hier ontbreekt iets.", `there is no skill "vliegen"`: `"vliegen" kennen wij niet.`,
		"has more than 120 characters": "dit is te lang, hoogstens 120 tekens.", "stands there twice: before in x, line 3": "dit staat er twee keer.", "must not ask for identity": "vraag niet naar een nummer waaraan iemand te herkennen is.",
		`there is no such field; did you mean "minutes"?`: "dit onderdeel kennen wij niet.", "something of later": "deze waarde kan hier niet staan.",
	} {
		if got := v.whatWords(what); got != want {
			t.Errorf("%q is said as %q, want %q", what, got, want)
		}
	}
	if got := v.fieldWords("texts.nl.name"); got != "teksten, Nederlands, Naam" {
		t.Errorf("a field is %q", got)
	}
	if got := v.recordWords("hal opening week"); got != "openingstijd week (hal)" {
		t.Errorf("a record is %q", got)
	}
	if got := v.value(`{"nl":["Een","Twee"],"on":true,"day":"2026-12-01"}`); got != "dinsdag 1 december 2026, Een, Twee, ja" {
		t.Errorf("a value is %q", got)
	}
}
