package setup

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// eachField calls fn with every field that a document can have, wherever it lies, as a document in which a mark stands
// for its value.
func eachField(t reflect.Type, within func(string) string, path string, seen map[reflect.Type]bool, fn func(path, document string, field reflect.Type)) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array:
		eachField(t.Elem(), func(v string) string { return within("[" + v + "]") }, path, seen, fn)
	case reflect.Map:
		eachField(t.Elem(), func(v string) string { return within(`{"nl":` + v + `}`) }, path, seen, fn)
	case reflect.Struct:
		if seen[t] || reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
			return
		}
		seen[t] = true
		for _, f := range reflect.VisibleFields(t) {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if !f.IsExported() || name == "" || name == "-" {
				continue
			}
			inside := func(v string) string { return within(fmt.Sprintf("{%q:%s}", name, v)) }
			fn(path+"."+name, inside("\x00"), f.Type)
			eachField(f.Type, inside, path+"."+name, seen, fn)
		}
	}
}

// TestNoFieldOfAnImportTakesNullOrAnotherKind walks every field of every record that a file can have: null and a value
// of another kind are refused, with the line and the field's name, and never in words of Go.
func TestNoFieldOfAnImportTakesNullOrAnotherKind(t *testing.T) {
	fields := 0
	eachField(reflect.TypeFor[Document](), func(v string) string { return v }, "", map[reflect.Type]bool{}, func(path, document string, field reflect.Type) {
		fields++
		wrong := map[string]string{"null": "null", "another kind": "[[[{}]]]", "very long": `"` + strings.Repeat("a", 5000) + `"`}
		if field.Kind() == reflect.Slice {
			wrong["another kind"] = "3"
		}
		name := path[strings.LastIndex(path, ".")+1:]
		for what, value := range wrong {
			_, err := Parse([]byte(strings.Replace(document, "\x00", value, 1)))
			if err == nil || !strings.Contains(err.Error(), "line 1, column") || !strings.Contains(err.Error(), name) {
				t.Errorf("%s with %s: %v", path, what, err)
			}
			if err != nil && strings.Contains(err.Error(), "unmarshal") {
				t.Errorf("%s with %s: %v", path, what, err)
			}
		}
		if _, err := Parse([]byte(strings.Replace(document, fmt.Sprintf("%q:\x00", name), fmt.Sprintf("%q:\x00", "x"+name), 1))); err == nil {
			t.Errorf("%s with another name is taken", path)
		}
	})
	if fields < 100 {
		t.Errorf("only %d fields", fields)
	}
}
