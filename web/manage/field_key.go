package manage

import "slices"

// FieldKey is the key of the words that the pages have for a field by its name in a file, "" for none.
func FieldKey(name string) string {
	if slices.Contains(languages, name) {
		return "config.product.lang." + name
	}
	for _, f := range productTexts {
		if f.part == name {
			return "config.product.text." + f.name
		}
	}
	for _, f := range productNumbers {
		if f.fault == name {
			return "config.product.field." + f.name
		}
	}
	for _, f := range productLines {
		if f.fault == name {
			return "config.product.field." + f.name
		}
	}
	for _, f := range productTicks {
		if f.fault == name {
			return "config.product.field." + f.name
		}
	}
	for _, f := range officeLines {
		if f.fault == name {
			return "config.office.field." + f.name
		}
	}
	return ""
}
