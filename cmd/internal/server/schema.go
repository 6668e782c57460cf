package server

import (
	"encoding"
	"encoding/json"
	"maps"
	"reflect"
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
)

// SchemaFile is what the schema of a document is called beside the files that name it.
const SchemaFile = "balie.schema.json"

// schema is a JSON Schema (2020-12), as far as documents need one.
type schema map[string]any

// Schema describes documents for editors: generated from the Go types that import reads into, so that what it allows
// is what import knows.
func Schema() []byte {
	top := schemaOf(reflect.TypeFor[Document]())
	top["$schema"], top["title"] = "https://json-schema.org/draft/2020-12/schema", "What a municipality sets up in Balie"
	text, err := json.MarshalIndent(top, "", "  ")
	if err != nil {
		panic(err) // it is made of maps, lists and texts
	}
	return append(text, '\n')
}

// written are types that are texts of their own shape, or one of some texts.
var written = map[reflect.Type]schema{
	reflect.TypeFor[calendar.Date]():          {"type": "string", "pattern": `^\d{4}-\d{2}-\d{2}$`},
	reflect.TypeFor[calendar.Cell]():          {"type": "string", "pattern": `^\d{2}:\d[05]$`},
	reflect.TypeFor[calendar.Weekday]():       {"enum": []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}},
	reflect.TypeFor[calendar.Use]():           {"enum": []calendar.Use{calendar.ForAppointment, calendar.ForWalkIn, calendar.ForBoth}},
	reflect.TypeFor[calendar.Share]():         {"enum": []calendar.Share{calendar.Public, calendar.Staff, calendar.Reserve}},
	reflect.TypeFor[catalogue.OfficeKind]():   {"enum": catalogue.OfficeKinds},
	reflect.TypeFor[catalogue.Route]():        {"enum": []catalogue.Route{catalogue.AtCounter, catalogue.ByCall, catalogue.ByVideo}},
	reflect.TypeFor[catalogue.AtHome]():       {"enum": []catalogue.AtHome{catalogue.NotAtHome, catalogue.BroughtHome, catalogue.VisitedHome}},
	reflect.TypeFor[catalogue.UrgentReason](): {"enum": append([]catalogue.UrgentReason{catalogue.NotUrgent}, catalogue.UrgentReasons...)},
}

func schemaOf(t reflect.Type) schema {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if s, known := written[t]; known {
		return maps.Clone(s)
	}
	switch {
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return schema{"type": "string"}
	case reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()) || t.Kind() == reflect.Interface:
		return schema{}
	}
	switch t.Kind() {
	case reflect.Struct:
		return schema{"type": "object", "properties": properties(t), "additionalProperties": false}
	case reflect.Map:
		return schema{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.Slice, reflect.Array:
		return schema{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.String:
		return schema{"type": "string"}
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Float64, reflect.Float32:
		return schema{"type": "number"}
	}
	return schema{"type": "integer"}
}

// properties are the fields of a struct by their JSON names, those of embedded structs among them.
func properties(t reflect.Type) schema {
	all := schema{}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || f.Anonymous && name == "" || name == "-" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		all[name] = schemaOf(f.Type)
	}
	return all
}
