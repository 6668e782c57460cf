package catalogue

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync/atomic"

	"balie/booking/calendar"
	"balie/booking/fit"
	"balie/booking/ledger"
)

// history is every record as one reader sees it: what was, is and will be. Between two days on which
// something begins, the catalogue is the same; each such stretch is assembled when it is first asked for.
type history struct {
	stamp     string
	homes     []*home
	begins    []calendar.Date // each day on which a version begins, in order
	stretches []atomic.Pointer[Snapshot]
	skills    map[string]fit.Skills
}

// historyOf returns the history as r sees it, put together once for each stamp. Of homes that did not change since
// the last, nothing is read.
func historyOf(r ledger.Reader) (*history, error) {
	stamp, err := stamps.Shared(r, ledger.K())
	if err != nil {
		return nil, err
	}
	if stamp == nil {
		stamp = new(string) // nothing was ever put
	}
	return ledger.Memo(r, "catalogue", *stamp, func() (*history, error) { return readHistory(r, *stamp) })
}

func readHistory(r ledger.Reader, stamp string) (*history, error) {
	homes, err := readHomes(r, keptHome)
	if err != nil {
		return nil, err
	}
	names, _, err := skillOrder.Find(r, ledger.K())
	if err != nil {
		return nil, err
	}
	return newHistory(stamp, homes, names), nil
}

func readHomes(r ledger.Reader, read func(ledger.Reader, OfficeID, string) (*home, error)) (homes []*home, err error) {
	stage, _, err := hidden(r)
	if err != nil {
		return nil, err
	}
	return homes, homeStamps.Each(r, nil, func(k ledger.Key, stamp string) error {
		one, err := read(r, OfficeID(k[:len(k)-1]), fmt.Sprint(stamp, "/", stage))
		homes = append(homes, one)
		return err
	})
}

// newHistory prepares homes for being asked.
func newHistory(stamp string, homes []*home, skillNames []string) *history {
	h := &history{stamp: stamp, homes: homes, skills: map[string]fit.Skills{}}
	for i, name := range skillNames {
		h.skills[name] = 1 << i
	}
	for _, one := range homes {
		h.begins = append(h.begins, one.begins...)
	}
	slices.Sort(h.begins)
	h.begins = slices.Compact(h.begins)
	h.stretches = make([]atomic.Pointer[Snapshot], len(h.begins)+1)
	return h
}

// on returns the catalogue of a day.
func (h *history) on(day calendar.Date) (*Snapshot, error) {
	i, found := slices.BinarySearch(h.begins, day)
	if found {
		i++
	}
	if c := h.stretches[i].Load(); c != nil {
		return c, nil
	}
	var first calendar.Date
	if i > 0 {
		first = h.begins[i-1]
	}
	c, err := h.assemble(first)
	if err != nil {
		return nil, err
	}
	if !h.stretches[i].CompareAndSwap(nil, c) { // one for all, since others keep what they derive from it
		c = h.stretches[i].Load()
	}
	return c, nil
}

func isRule(k Kind) bool { return k == KindOpening || k == KindException || k == KindClosure }

// addWithin adds a version of a rule for the days from its first until a last one.
func addWithin(rules *calendar.Rules, kind Kind, v Version, until calendar.Date) error {
	switch kind {
	case KindOpening:
		var o calendar.Opening
		if err := json.Unmarshal(v.Value, &o); err != nil {
			return err
		}
		if o, some := openingWithin(o, v.From, until); some {
			rules.Openings = append(rules.Openings, o)
		}
	case KindException:
		var e calendar.Exception
		if err := json.Unmarshal(v.Value, &e); err != nil {
			return err
		}
		if e.Date >= v.From && (until == 0 || e.Date <= until) {
			rules.Exceptions = append(rules.Exceptions, e)
		}
	case KindClosure:
		var k calendar.Closure
		if err := json.Unmarshal(v.Value, &k); err != nil {
			return err
		}
		k.From, k.Until = max(k.From, v.From), earlier(k.Until, until)
		if k.Until == 0 || k.From <= k.Until {
			rules.Closures = append(rules.Closures, k)
		}
	}
	return nil
}

// openingWithin cuts an opening to some days; one of every n weeks stays in its weeks.
func openingWithin(o calendar.Opening, from, until calendar.Date) (calendar.Opening, bool) {
	if from > o.From {
		if o.EveryWeeks > 1 {
			if odd := int(from.Monday()-o.From.Monday()) / 7 % o.EveryWeeks; odd != 0 {
				from = from.Monday().AddDays(7 * (o.EveryWeeks - odd))
			}
		}
		o.From = from
	}
	o.Until = earlier(o.Until, until)
	return o, o.Until == 0 || o.From <= o.Until
}

// earlier is the earlier of two last days, of which zero is none.
func earlier(a, b calendar.Date) calendar.Date {
	if a == 0 || b != 0 && b < a {
		return b
	}
	return a
}
