// Package geomap draws where the villages of a municipality lie, as one SVG without tiles, script or a third party:
// dots sized by residents, the legs of a trip with their minutes, and names that do not touch. A name that finds no
// place is a number in its dot and stands in a list beside the map. The same villages always give the same picture.
//
// What a dot means is said beside it: every picture has the same facts as text, from the same values.
package geomap
