package catalogue

import (
	"slices"
	"sync"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// home is the records that lie together, those of one office or all products, with what was made of them: it
// stays as it is when something else of the catalogue changes.
type home struct {
	office   OfficeID
	records  []record
	begins   []calendar.Date // each day on which a version begins, in order
	timeline *calendar.Rules // of rules with versions; nil where each has one

	mu   sync.Mutex
	made map[int]*part // of each stretch of days between two of these
}

// part is what a home is on some days.
type part struct {
	products []Product
	office   Office
	known    bool // the office is, was or will be there
}

// homeStamps change with the records of a home, and never come back.
var homeStamps = ledger.NewTable[string]("ch:")

// newHome prepares records, in the order of their keys.
func newHome(office OfficeID, all []record) (*home, error) {
	h := &home{office: office, records: all, made: map[int]*part{}}
	for _, one := range all {
		for _, v := range one.Versions {
			if v.From != 0 {
				h.begins = append(h.begins, v.From)
			}
		}
	}
	slices.Sort(h.begins)
	h.begins = slices.Compact(h.begins)
	return h, h.readTimeline()
}

// keptHome reads a home, once for each stamp and stage.
func keptHome(r ledger.Reader, office OfficeID, stamp string) (*home, error) {
	return ledger.Memo(r, "catalogue/"+string(office), stamp, func() (*home, error) { return readHome(r, office, stamp) })
}

func readHome(r ledger.Reader, office OfficeID, _ string) (*home, error) {
	var all []record
	if err := eachOf(r, office, func(one record) { all = append(all, one) }); err != nil {
		return nil, err
	}
	return newHome(office, all)
}

// on is what the home is on a day, made once for each stretch of days.
func (h *home) on(day calendar.Date) (*part, error) {
	i, found := slices.BinarySearch(h.begins, day)
	if found {
		i++
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if p := h.made[i]; p != nil {
		return p, nil
	}
	p, err := h.make(day)
	if err == nil {
		h.made[i] = p
	}
	return p, err
}

func (h *home) make(day calendar.Date) (*part, error) {
	p := &part{}
	if h.office != "" {
		var err error
		p.office, p.known, err = officeOn(h.records, day)
		p.office.timeline = h.timeline
		if p.office.withdrawn {
			p.office.timeline = nil
		}
		return p, err
	}
	for _, one := range h.records {
		product, known, err := productOn(one, day)
		if err != nil {
			return nil, err
		}
		if known {
			p.products = append(p.products, product)
		}
	}
	return p, nil
}

// readTimeline makes the rules of an office that has several versions of them into one set of rules that is
// right on every day: each version within its own days.
func (h *home) readTimeline() (err error) {
	if !slices.ContainsFunc(h.records, func(one record) bool {
		return isRule(one.Ref.Kind) && (len(one.Versions) > 1 || one.Versions[0].From != 0)
	}) {
		return nil
	}
	h.timeline = &calendar.Rules{}
	for _, one := range inOrder(h.records) {
		if !isRule(one.Ref.Kind) {
			continue
		}
		one.spans(func(v Version, until calendar.Date) {
			if err == nil {
				err = addWithin(h.timeline, one.Ref.Kind, v, until)
			}
		})
	}
	if err != nil {
		return ledger.ErrDamaged.Because(err)
	}
	return nil
}
