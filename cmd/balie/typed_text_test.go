package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// ofPersons are the names that a field with a person's typed text would have.
var ofPersons = regexp.MustCompile(`(?i)^(full|first|last|sur|family)?(name|e?mail|phone|telephone|mobile|street|postcode|place|note|address|typed|said|remark|text)$`)

// notOfResidents are stored or sent texts with such a name, and since when and why they are no resident's.
var notOfResidents = map[string]string{
	"booking.Partner.Name":                 "2026-11-29 an organisation",
	"booking/catalogue.Desk.Name":          "2026-11-29 of the house",
	"booking/catalogue.Bus.Name":           "2026-11-30 of the bus",
	"booking/catalogue.Named.Name":         "2026-11-30 of the municipality",
	"booking/catalogue.UPLName.Name":       "2026-11-30 of the national list of products",
	"booking/catalogue.Office.Name":        "2026-11-29 of the house",
	"booking/catalogue.Office.Phone":       "2026-11-29 of the house",
	"booking/catalogue.Office.Place":       "2026-11-29 of the house",
	"booking/catalogue.Office.Postcode":    "2026-11-29 of the house",
	"booking/catalogue.Office.Street":      "2026-11-29 of the house",
	"booking/catalogue.ProductText.Name":   "2026-11-29 of the catalogue",
	"booking/contact.Answer.Said":          "2026-11-30 of Details, to what a product asks itself: judged by its question",
	"booking/contact.Details.*":            "2026-11-29 here they are: the table Fields has each",
	"booking/roster.Duty.Place":            "2026-11-29 where a colleague works",
	"cmd/balie.devicePair.Name":            "2026-11-29 a flag: what a screen is called",
	"cmd/balie.userAdd.Name":               "2026-11-29 a flag: a colleague",
	"cmd/internal/server.UserCommand.Name": "2026-11-29 a colleague, between command and server",
	"cmd/internal/takeover.columns.*":      "2026-11-29 names of columns",
	"kiosk.DayEntry.*":                     "2026-11-29 the day's list of a field phone, made from contact.Details and sealed for that phone",
	"kiosk.Device.Name":                    "2026-11-29 a screen",
	"kiosk.Help.Name":                      "2026-11-29 a screen that asks for help",
	"kiosk.Message.Text":                   "2026-11-29 what a colleague writes on the screens",
	"outreach.Kit.Name":                    "2026-11-29 of the house",
	"outreach.Layer.Name":                  "2026-11-29 of a map",
	"outreach.Neighbourhood.Name":          "2026-11-29 a village",
	"outreach.Partner.Name":                "2026-11-29 an organisation",
	"outreach.Place.Name":                  "2026-11-29 a stop",
	"outreach.Place.Phone":                 "2026-11-30 of who has the key of a place, an organisation",
	"outreach.Place.Postcode":              "2026-11-29 a stop",
	"outreach.Place.Street":                "2026-11-29 a stop",
	"outreach.Theme.Name":                  "2026-11-29 a kind of outing",
	"outreach.Vehicle.Name":                "2026-11-29 a vehicle",
	"queue/sim.Outcome.Name":               "2026-11-29 a simulation",
	"queue/sim.Scenario.Name":              "2026-11-29 a simulation",
	"web/account.Definition.Name":          "2026-11-30 of a role",
	"web/account.Key.Name":                 "2026-11-30 of a program that has a key",
	"web/people.told.Name":                 "2026-11-30 of a program that has a key",
	"web/account.Entry.Address":            "2026-11-29 of a computer, in the log of colleagues' doings",
	"web/account.User.Name":                "2026-11-29 a colleague",
	"web/field.listOption.Name":            "2026-11-29 a product",
	"web/field.listStop.Name":              "2026-11-29 a stop",
	"web/field.listVisit.Name":             "2026-11-29 made from contact.Details for one field phone, kept nowhere here",
	"web/appointment.reviseTyped.Phone":    "2026-11-30 sealed in the browser of who typed it, kept nowhere here",
	"web/setup.File.Name":                  "2026-11-30 of a file of settings",
	"web/resident.guideEnd.Phone":          "2026-11-29 of another organisation",
	"web/resident.heldView.Text":           "2026-11-29 words of ours",
}

// TestNoOtherRecordHoldsAPersonsText reads every struct that is stored or sent (its fields have tags) for
// texts with the name of something a resident types.
func TestNoOtherRecordHoldsAPersonsText(t *testing.T) {
	unused := maps.Clone(notOfResidents)
	for _, field := range taggedTexts(t) {
		record := field[:strings.LastIndex(field, ".")] + ".*"
		_, one := notOfResidents[field]
		_, all := notOfResidents[record]
		delete(unused, field)
		delete(unused, record)
		if !one && !all {
			t.Errorf("%s may hold what a person typed: it belongs in contact.Details, or in this list with a reason", field)
		}
	}
	for field := range unused {
		t.Errorf("%s is on the list and no more", field)
	}
	dated := regexp.MustCompile(`^20\d\d-\d\d-\d\d .`)
	for _, reason := range slices.Sorted(maps.Values(notOfResidents)) {
		if !dated.MatchString(reason) {
			t.Errorf("%q has no date", reason)
		}
	}
}

// taggedTexts are the fields of type string with a tag and a name of ofPersons, as "room.Type.Field".
func taggedTexts(t *testing.T) (found []string) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == ".git" || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_templ.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		room, err := filepath.Rel(root, filepath.Dir(path))
		ast.Inspect(f, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok {
				if s, ok := spec.Type.(*ast.StructType); ok {
					found = append(found, textsOf(filepath.ToSlash(room)+"."+spec.Name.Name, s)...)
				}
			}
			return true
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func textsOf(record string, s *ast.StructType) (found []string) {
	for _, field := range s.Fields.List {
		if kind, ok := field.Type.(*ast.Ident); !ok || kind.Name != "string" || field.Tag == nil {
			continue
		}
		for _, name := range field.Names {
			if ofPersons.MatchString(name.Name) {
				found = append(found, record+"."+name.Name)
			}
		}
	}
	return found
}
