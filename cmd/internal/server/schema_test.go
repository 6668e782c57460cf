package server

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestTheSchemaAllowsWhatImportReads, and nothing that import does not know: the demo's towns stand for what a
// municipality has.
func TestTheSchemaAllowsWhatImportReads(t *testing.T) {
	top := schemaOf(reflect.TypeFor[Document]())
	if !json.Valid(Schema()) || !strings.Contains(string(Schema()), "extra_minutes") {
		t.Fatal("the schema is no JSON, or knows no product")
	}
	files, err := filepath.Glob("../demo/*/*.json")
	if err != nil || len(files) < 10 {
		t.Fatal(len(files), err)
	}
	read := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ParseDocument(text); err != nil {
			continue // what a past is of
		}
		var value any
		if err := json.Unmarshal(text, &value); err != nil {
			t.Fatal(err)
		}
		read++
		for _, fault := range top.allows(filepath.Base(file), value) {
			t.Error(fault)
		}
	}
	if read < 10 {
		t.Errorf("only %d files were read", read)
	}
}

// TestTheSchemaRefusesWhatImportRefuses: a field that is not there, another type, a day that does not exist.
func TestTheSchemaRefusesWhatImportRefuses(t *testing.T) {
	top := schemaOf(reflect.TypeFor[Document]())
	for _, text := range []string{
		`{"product": []}`, `{"products": [{"minuts": 5}]}`, `{"products": [{"minutes": "5"}]}`, `{"offices": [{"kind": "castle"}]}`,
		`{"offices": [{"openings": [{"weekdays": ["monday"]}]}]}`, `{"products": [{"texts": {"nl": {"names": "x"}}}]}`,
	} {
		var value any
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		if len(top.allows("", value)) == 0 {
			t.Errorf("the schema allows %s", text)
		}
	}
}

// allows names what in a JSON value a schema does not allow, by its path: as an editor does while somebody types.
func (s schema) allows(path string, value any) (faults []string) {
	if enum, ok := s["enum"]; ok {
		all := reflect.ValueOf(enum)
		for i := range all.Len() {
			if text, is := value.(string); is && all.Index(i).String() == text {
				return nil
			}
		}
		return []string{path + " is none of those"}
	}
	switch v := value.(type) {
	case map[string]any:
		known, _ := s["properties"].(schema)
		others, open := s["additionalProperties"].(schema)
		for _, name := range slices.Sorted(maps.Keys(v)) {
			of, there := known[name].(schema)
			if !there && !open {
				faults = append(faults, path+"."+name+" is not there")
				continue
			}
			if !there {
				of = others
			}
			faults = append(faults, of.allows(path+"."+name, v[name])...)
		}
		return append(faults, s.typed(path, "object")...)
	case []any:
		items, _ := s["items"].(schema)
		for _, one := range v {
			faults = append(faults, items.allows(path+"[]", one)...)
		}
		return append(faults, s.typed(path, "array")...)
	case string:
		return s.typed(path, "string")
	case bool:
		return s.typed(path, "boolean")
	case float64:
		if s["type"] == "number" {
			return nil
		}
		return s.typed(path, "integer")
	}
	return []string{path + " is nothing"}
}

func (s schema) typed(path, want string) []string {
	if is, says := s["type"]; says && is != want {
		return []string{path + " is no " + want}
	}
	return nil
}
