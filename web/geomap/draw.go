package geomap

import (
	"hash/maphash"
	"slices"
	"sync"
)

// mostKept is how many drawings are kept: of each day of a few weeks, and of what residents look at.
const mostKept = 128

// kept are drawings as they were asked for: a plan is looked at far more often than it changes.
var kept = struct {
	sync.Mutex
	seed maphash.Seed
	all  map[uint64]keptDrawing
}{seed: maphash.MakeSeed(), all: map[uint64]keptDrawing{}}

type keptDrawing struct {
	dots  []Dot
	legs  []Leg
	sheet Sheet
	drawn Drawing
}

// Draw places dots, legs and names on a sheet. Of no dots it is empty. What it returns is shared: nobody writes in it.
func Draw(dots []Dot, legs []Leg, s Sheet) Drawing {
	if len(dots) == 0 {
		return Drawing{}
	}
	var h maphash.Hash
	h.SetSeed(kept.seed)
	maphash.WriteComparable(&h, s)
	for _, d := range dots {
		maphash.WriteComparable(&h, d)
	}
	for _, l := range legs {
		maphash.WriteComparable(&h, l)
	}
	key := h.Sum64()
	kept.Lock()
	have, ok := kept.all[key]
	kept.Unlock()
	if ok && have.sheet == s && slices.Equal(have.dots, dots) && slices.Equal(have.legs, legs) {
		return have.drawn
	}
	d := place(dots, legs, s)
	kept.Lock()
	if len(kept.all) >= mostKept {
		clear(kept.all)
	}
	kept.all[key] = keptDrawing{slices.Clone(dots), slices.Clone(legs), s, d}
	kept.Unlock()
	return d
}
