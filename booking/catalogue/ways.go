package catalogue

import "slices"

// Way is how a resident can arrange a product.
type Way string

// The ways, in the order that they have where a municipality says nothing else: what one does oneself, then with us, then
// near home, then at home.
const (
	Online    Way = "online"
	Counter   Way = "counter"
	Phone     Way = "phone"
	Video     Way = "video"
	AtStop    Way = "stop" // of a vehicle
	AtTheDoor Way = "home"
)

// AllWays are all of them.
var AllWays = []Way{Online, Counter, Phone, Video, AtStop, AtTheDoor}

// Routes are the ways of a product at some offices that can do it, the standard one first: as the municipality ordered them,
// then the others. A way that the product has no longer is left out, so that an order never promises what is not there.
func (p Product) Routes(offices []Office) []Way {
	has := map[Way]bool{Online: p.OnlineURL != "", AtTheDoor: p.AtHome != NotAtHome, Phone: p.Route == ByCall, Video: p.Route == ByVideo}
	for _, o := range offices {
		if p.Route == AtCounter {
			has[Counter] = has[Counter] || o.Kind != Stop
			has[AtStop] = has[AtStop] || o.Kind == Stop
		}
	}
	var all []Way
	for _, w := range slices.Concat(p.Ways, AllWays) {
		if has[w] && !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	return all
}

// wayFaults are those of the order of ways.
func (p Product) wayFaults() (f faults) {
	for i, w := range p.Ways {
		f.refuse(!slices.Contains(AllWays, w) || slices.Contains(p.Ways[:i], w), "ways", "must be some of online, counter, phone, video, stop, home, each once")
	}
	return f
}
