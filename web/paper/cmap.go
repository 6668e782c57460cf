package paper

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

var errFont = errors.New("paper: not a TrueType font with a Unicode cmap of format 4")

// absent is the advance of a rune for which a font has no glyph.
const absent = -1

// readAdvances returns how far each rune of the first plane moves the pen, in thousandths of an
// em; absent for a rune without a glyph. Refuses what is not a whole TrueType font: errFont.
func readAdvances(font []byte) (advances []int16, err error) {
	defer func() {
		if recover() != nil { // a slice out of the font's bounds
			advances, err = nil, errFont
		}
	}()
	tables := tablesOf(slices.Clip(font)) // or a slice could reach past the end
	mapping := unicodeMapping(tables["cmap"])
	if mapping == nil {
		return nil, errFont
	}
	em, last := float64(number(tables["head"], 18)), number(tables["hhea"], 34)-1
	advances = make([]int16, 1<<16)
	for i := range advances {
		advances[i] = absent
	}
	eachGlyph(mapping, func(r, glyph int) {
		units := float64(number(tables["hmtx"], 4*min(glyph, last)))
		advances[r] = int16(math.Round(units * 1000 / em))
	})
	return advances, nil
}

func number(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }

func long(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }

func tablesOf(font []byte) map[string][]byte {
	tables := make(map[string][]byte)
	for i := range number(font, 4) {
		entry := font[12+16*i:]
		from, size := long(entry, 8), long(entry, 12)
		tables[string(entry[:4])] = font[from : from+size]
	}
	return tables
}

// unicodeMapping finds the subtable for Windows (3), Unicode's first plane (1), in format 4.
func unicodeMapping(cmap []byte) []byte {
	for i := range number(cmap, 2) {
		entry := cmap[4+8*i:]
		mapping := cmap[long(entry, 4):]
		if number(entry, 0) == 3 && number(entry, 2) == 1 && number(mapping, 0) == 4 {
			return mapping
		}
	}
	return nil
}

// eachGlyph calls yield for every rune with a glyph. The segments of a mapping lie in four columns
// of equal size: last runes, first runes, deltas and offsets.
func eachGlyph(mapping []byte, yield func(r, glyph int)) {
	column := number(mapping, 6)
	for i := 0; i < column; i += 2 {
		last, first := number(mapping, 14+i), number(mapping, 16+column+i)
		delta, at := number(mapping, 16+2*column+i), 16+3*column+i
		offset := number(mapping, at)
		for r := first; r <= last; r++ {
			glyph := r
			if offset != 0 {
				glyph = number(mapping, at+offset+2*(r-first))
			}
			if offset == 0 || glyph != 0 {
				glyph = (glyph + delta) & 0xFFFF
			}
			if glyph != 0 {
				yield(r, glyph)
			}
		}
	}
}
