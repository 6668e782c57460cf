package figures

import (
	"encoding/binary"
	"fmt"
	"reflect"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Schema is what this package keeps in the ledger.
var Schema = ledger.Schema{Name: "figures", Prefixes: []string{"fw:", "fs:", "fc:", "fp:"}, Check: check}

// check counts all counted events again, and holds that against the weeks that are kept.
func check(r ledger.Reader, report func(string)) error {
	upto, err := counted(r)
	if err != nil {
		return err
	}
	again, after := tally{}, uint64(0)
	for after < upto {
		next, err := ledger.Events(r, after, countChunk)
		if err != nil || len(next) == 0 {
			return err
		}
		for _, e := range next {
			if after = e.Seq; after <= upto {
				again.count(e)
			}
		}
	}
	return weeks.Each(r, nil, func(k ledger.Key, w Week) error {
		place, monday := parse(k)
		want := again[at{place, monday}]
		if len(w)+len(want) > 0 && !reflect.DeepEqual(w, want) {
			report(fmt.Sprintf("the figures of %s in the week of %s are not what happened", place, monday))
		}
		return nil
	})
}

// parse reads a place and a week from a key.
func parse(k ledger.Key) (Place, calendar.Date) {
	end := len(k) - 5
	return Place(k[:end]), calendar.Date(int32(binary.BigEndian.Uint32(k[end+1:]) ^ 1<<31))
}
