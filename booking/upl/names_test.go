package upl

import (
	"strings"
	"testing"
)

const head = "UniformeProductnaam,URI,Rijk,Provincie,Waterschap,Gemeente,Burger\n"

// TestTheNationalListIsReadFromItsTable: what municipalities use, each once, whatever separates the columns.
func TestTheNationalListIsReadFromItsTable(t *testing.T) {
	rows := "paspoort,http://standaarden.overheid.nl/owms/terms/paspoort,,,,X,X\npaspoort,http://standaarden.overheid.nl/owms/terms/paspoort,,,,X,\n" +
		"\"asbest, verwijderen\",http://standaarden.overheid.nl/owms/terms/asbest,,,,X,\nwaterschapsbelasting,http://standaarden.overheid.nl/owms/terms/wsb,,,X,,X\n"
	for _, text := range []string{head + rows, "\ufeff" + strings.ReplaceAll(head+strings.ReplaceAll(rows, "asbest, v", "asbest v"), ",", ";")} {
		names, err := ReadNames([]byte(text))
		if err != nil || len(names) != 2 || names[0].Name != "paspoort" || !strings.HasPrefix(names[1].Name, "asbest") {
			t.Errorf("read %v %v", names, err)
		}
	}
}

// TestAListThatIsNoneIsRefused, and says where.
func TestAListThatIsNoneIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"":                  "no table",
		"naam,adres\na,b\n": "no columns",
		head:                "has no name",
		head + "paspoort,https://elders.example/paspoort,,,,X,X\n": "line 2",
		head + "paspoort\n": "line 2",
	} {
		if names, err := ReadNames([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is read as %v with %v, want %q", text, names, err, want)
		}
	}
}
