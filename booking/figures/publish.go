package figures

import (
	"cmp"
	"maps"
	"slices"
)

// Fewest is how many people a group must have that is shown.
const Fewest = 5

// Rest is the part of a cut in which those stand whose own part is too small.
const Rest = "~rest"

// Published is what may be shown of a week, or of a sum of weeks: every cell is of at least Fewest people, and no
// smaller group can be had from these cells by adding and taking away. That holds since a week of a place is the
// smallest thing that is ever cut up, and each cut of it is one fixed division of the same people: parts of fewer than
// Fewest stand together in Rest, with the smallest of the others where that is too few still, and a stream of fewer
// than Fewest is left out as a whole. Tables of a longer period, or of several places, are sums of these.
//
// How many of a shown group were late, or did not come, is no group by itself.
type Published struct {
	Week
	// Left is how many people are counted nowhere here, since their stream was too small in its week.
	Left int
}

// Publish is what may be shown of a place in a week that is over. A week that goes on may not be: whoever looks twice
// sees what came between.
func (w Week) Publish() Published {
	p := Published{Week: Week{}}
	for _, stream := range slices.Sorted(maps.Keys(w)) {
		crowd := w[stream]
		if crowd.All.N < Fewest {
			p.Left += max(crowd.All.N, 0)
			continue
		}
		shown := Crowd{All: crowd.All, Cuts: map[Cut]map[string]Cell{}}
		for cut, parts := range crowd.Cuts {
			shown.Cuts[cut] = merge(parts)
		}
		p.Week[stream] = shown
	}
	return p
}

// merge puts parts of fewer than Fewest together.
func merge(parts map[string]Cell) map[string]Cell {
	names := slices.SortedFunc(maps.Keys(parts), func(a, b string) int {
		return cmp.Or(parts[a].N-parts[b].N, cmp.Compare(a, b))
	})
	shown, rest := map[string]Cell{}, Cell{}
	for _, name := range names {
		if n := parts[name].N; n < Fewest || rest.N > 0 && rest.N < Fewest {
			rest.add(parts[name])
			continue
		}
		shown[name] = parts[name]
	}
	if !rest.empty() {
		shown[Rest] = rest
	}
	return shown
}

// Part is one part of a cut, with its name.
type Part struct {
	Name string
	Cell
}

// Parts are the parts of a cut by name, Rest at the end.
func (w Week) Parts(s Stream, cut Cut) []Part {
	parts := w[s].Cuts[cut]
	var all []Part
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if name != Rest {
			all = append(all, Part{name, parts[name]})
		}
	}
	if rest, some := parts[Rest]; some {
		all = append(all, Part{Rest, rest})
	}
	return all
}
