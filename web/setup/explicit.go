package setup

import (
	"encoding/json"
	"reflect"
	"strings"
)

// explicit is a document of its own in which no field is null: a file that says null of a list is refused, since one
// cannot tell what was meant.
func (d Document) explicit() (own Document, err error) {
	text, err := json.Marshal(d)
	if err == nil {
		err = json.Unmarshal(text, &own)
	}
	fill(reflect.ValueOf(&own).Elem())
	return own, err
}

// fill puts empty lists and maps where there are none, in fields that are always written.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fill(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field, of := v.Field(i), v.Type().Field(i)
			if !of.IsExported() {
				continue
			}
			always := !strings.Contains(of.Tag.Get("json"), ",omit")
			switch {
			case field.Kind() == reflect.Slice && field.IsNil() && always && of.Tag.Get("json") != "":
				field.Set(reflect.MakeSlice(field.Type(), 0, 0))
			case field.Kind() == reflect.Map && field.IsNil() && always && of.Tag.Get("json") != "":
				field.Set(reflect.MakeMap(field.Type()))
			default:
				fill(field)
			}
		}
	}
}
