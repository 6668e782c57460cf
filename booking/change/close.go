package change

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// What a closure may be at most: a year, and a reason that fits a line.
const (
	longestClosure = 366
	longestReason  = 120
)

var (
	// ErrOver: what is to be closed is over already.
	ErrOver = ledger.Refuse(ledger.Invalid, "change.over")
	// ErrDays: the last day is before the first, or more than a year later.
	ErrDays = ledger.Refuse(ledger.Invalid, "change.days")
	// ErrTimes: it ends before it begins.
	ErrTimes = ledger.Refuse(ledger.Invalid, "change.times")
	// ErrReason: there is no reason that can be read, or it is too long.
	ErrReason = ledger.Refuse(ledger.Invalid, "change.reason")
	// ErrText: what residents are to read cannot be read, is too long, or has no Dutch.
	ErrText = ledger.Refuse(ledger.Invalid, "change.text")
	// ErrShut: nothing is open then, so that there is nothing to close.
	ErrShut = ledger.Refuse(ledger.Invalid, "change.shut")
	// ErrStop: a stop of a vehicle is moved or cancelled where it was planned.
	ErrStop = ledger.Refuse(ledger.Conflict, "change.stop")
	// ErrNoDesk: the office has no such desk.
	ErrNoDesk = ledger.Refuse(ledger.NotFound, "change.desk")
)

// Closing plans that an office, or one desk of it, is closed on some days: whole, or between two times. Its id
// is given here, the same for the same days, times and desk, so that the same closure made twice is one. It
// refuses with ErrOver, ErrDays, ErrTimes, ErrReason, ErrText, ErrShut, ErrStop and ErrNoDesk.
func Closing(r ledger.Reader, office catalogue.OfficeID, k calendar.Closure) (*catalogue.Draft, error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return nil, err
	}
	if o.Withdrawn() {
		return nil, catalogue.ErrUnknownOffice
	}
	k.Reason, k.Texts = strings.Join(strings.Fields(k.Reason), " "), CleanTexts(k.Texts)
	if err := refuseClosure(r, o, k); err != nil {
		return nil, err
	}
	k.ID = fmt.Sprintf("dicht-%s-%s-%s-%d-%d", cmp.Or(k.Desk, "alles"), k.From, k.Until, k.Start, k.End)
	d := catalogue.NewDraft(r, catalogue.Configuration)
	return d, d.PutClosure(office, k)
}

func refuseClosure(r ledger.Reader, o catalogue.Office, k calendar.Closure) error {
	today, now := calendar.CellIn(r.Now(), o.Location())
	_, known := o.Desk(catalogue.DeskID(k.Desk))
	switch {
	case o.Kind == catalogue.Stop:
		return ErrStop
	case k.Desk != "" && !known:
		return ErrNoDesk
	case k.Until < k.From || k.Until >= k.From.AddDays(longestClosure):
		return ErrDays
	case k.End < k.Start || k.End == k.Start && k.End != 0:
		return ErrTimes
	case k.From < today || k.Until == today && k.End != 0 && k.End <= now:
		return ErrOver
	case k.Reason == "" || utf8.RuneCountInString(k.Reason) > longestReason || strings.ContainsFunc(k.Reason, unicode.IsControl):
		return ErrReason
	case !readable(k.Texts):
		return ErrText
	case !opens(o, k):
		return ErrShut
	}
	return nil
}

// longestText is how many characters residents read of a closure at most.
const longestText = 300

// CleanTexts are texts for residents as a closure keeps them: each one line, and none that is empty.
func CleanTexts(texts map[string]string) map[string]string {
	var clean map[string]string
	for language, said := range texts {
		if said = catalogue.CleanLine(said); said != "" {
			if clean == nil {
				clean = map[string]string{}
			}
			clean[language] = said
		}
	}
	return clean
}

// readable reports whether there is Dutch, where there is anything, and nothing is too long.
func readable(texts map[string]string) bool {
	for _, said := range texts {
		if texts["nl"] == "" || utf8.RuneCountInString(said) > longestText {
			return false
		}
	}
	return true
}

// opens reports whether anything that a closure closes would be open.
func opens(o catalogue.Office, k calendar.Closure) bool {
	rules := o.Rules()
	rules.Closures = nil
	for day := k.From; day <= k.Until; day++ {
		for _, w := range rules.Day(day) {
			if (k.Desk == "" || k.Desk == w.Desk) && !w.Cells.And(closed(k)).Empty() {
				return true
			}
		}
	}
	return false
}

// closed are the cells of a day that a closure closes.
func closed(k calendar.Closure) calendar.Cells {
	if k.End == 0 {
		return calendar.Cells{}.With(0, calendar.CellsPerDay)
	}
	return calendar.Cells{}.With(k.Start, k.End)
}

// Closure is what a change closes; ok is false for one that is no closure.
func (c Change) Closure() (k calendar.Closure, ok bool) { return closureIn(c.Changes) }

// Closure is what a plan would close; ok is false for one that is no closure.
func (p Plan) Closure() (k calendar.Closure, ok bool) { return closureIn(p.Changes) }

func closureIn(changes []catalogue.Change) (k calendar.Closure, ok bool) {
	if len(changes) != 1 || changes[0].Ref.Kind != catalogue.KindClosure || changes[0].Value == nil {
		return k, false
	}
	return k, json.Unmarshal(changes[0].Value, &k) == nil
}

// Standing is the change by which an office is closed already as a closure says; found is false where it is not,
// or not by a change.
func Standing(r ledger.Reader, office catalogue.OfficeID, k calendar.Closure) (c Change, found bool, err error) {
	all, err := All(r)
	for _, c := range all {
		done, ok := c.Closure()
		done.ID, k.ID = "", ""
		if ok && c.Office == office && same(done, k) && c.State.stands() {
			return c, true, err
		}
	}
	return c, false, err
}

// same reports whether two closures say the same.
func same(a, b calendar.Closure) bool {
	texts := maps.Equal(a.Texts, b.Texts)
	a.Texts, b.Texts = nil, nil
	return texts && reflect.DeepEqual(a, b)
}

// stands reports whether what a change closes is closed.
func (s State) stands() bool { return s == Waiting || s == Sending || s == Sent }

// overlaps reports whether two closures of one office close some time of one desk both.
func overlaps(a, b calendar.Closure) bool {
	return a.From <= b.Until && b.From <= a.Until && (a.Desk == "" || b.Desk == "" || a.Desk == b.Desk) && !closed(a).And(closed(b)).Empty()
}
