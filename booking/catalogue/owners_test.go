package catalogue

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// owners is what each owner last wrote of one office: the text of each opening and closure by its name.
type owners struct {
	town *town
	t    *rapid.T
	said map[Owner]map[string]string
}

// TestEachOwnersRecordsAreAsItLastWroteThem through any interleaving of imports, published and cancelled stops,
// outages and reopening, on any day.
func TestEachOwnersRecordsAreAsItLastWroteThem(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		o := &owners{town: newTown(t), t: rt, said: map[Owner]map[string]string{Configuration: {}, Outreach: {}, Disruption: {}}}
		o.importFile(rt)
		rt.Repeat(map[string]func(*rapid.T){
			"import":  o.importFile,
			"publish": o.publish,
			"cancel":  o.cancel,
			"outage":  o.outage,
			"reopen":  o.reopen,
			"a day later": func(*rapid.T) {
				o.town.now = o.town.now.Add(24 * time.Hour)
			},
			"": o.check,
		})
	})
}

func (o *owners) importFile(t *rapid.T) {
	file := plein()
	file.Openings = nil
	mine := map[string]string{}
	for i := range rapid.IntRange(0, 3).Draw(t, "openings") {
		x := openingOf(fmt.Sprint("o", i), "plein-1", calendar.Cell(rapid.IntRange(0, 100).Draw(t, "start")), 150)
		file.Openings, mine[x.ID] = append(file.Openings, x), fmt.Sprint(x)
	}
	if rapid.Bool().Draw(t, "an older export") { // it has what others wrote then
		file.Openings = append(file.Openings, openingOf("stop-1", "plein-1", 1, 2))
		file.Closures = append(file.Closures, calendar.Closure{ID: "uitval-1", From: 1, Reason: "oud"})
	}
	o.town.do(func(tx *ledger.Tx) error { return PutOffice(tx, file) })
	o.said[Configuration] = mine
}

func (o *owners) publish(t *rapid.T) {
	day := calendar.DateOf(2027, 3, 1)
	x := openingOf(fmt.Sprint("stop-", rapid.IntRange(1, 3).Draw(t, "stop")), "plein-1", 100, calendar.Cell(rapid.IntRange(101, 140).Draw(t, "end")))
	x.From, x.Until = day, day
	o.town.do(func(tx *ledger.Tx) error {
		if err := putBerth(tx, "plein", Berth{Label: "bus", Desk: "plein-1", Skills: []string{"praat"}}); err != nil {
			return err
		}
		return putOpening(tx, Outreach, "plein", x)
	})
	o.said[Outreach][x.ID] = fmt.Sprint(x)
}

func (o *owners) cancel(t *rapid.T) {
	id := fmt.Sprint("stop-", rapid.IntRange(1, 3).Draw(t, "stop"))
	forget := rapid.Bool().Draw(t, "forget")
	o.town.do(func(tx *ledger.Tx) error {
		if forget {
			return Remove(tx, Outreach, Ref{KindOpening, "plein", id})
		}
		return End(tx, Outreach, Ref{KindOpening, "plein", id})
	})
	delete(o.said[Outreach], id)
}

func (o *owners) outage(t *rapid.T) {
	k := calendar.Closure{ID: fmt.Sprint("uitval-", rapid.IntRange(1, 3).Draw(t, "outage")), Desk: "plein-1", From: calendar.DateOf(2027, 3, 1),
		Start: calendar.Cell(rapid.IntRange(1, 100).Draw(t, "start")), End: calendar.CellsPerDay, Reason: "uitval"}
	o.town.do(func(tx *ledger.Tx) error { return PutClosure(tx, Disruption, "plein", k) })
	o.said[Disruption][k.ID] = fmt.Sprint(k)
}

func (o *owners) reopen(t *rapid.T) {
	id := fmt.Sprint("uitval-", rapid.IntRange(1, 3).Draw(t, "outage"))
	o.town.do(func(tx *ledger.Tx) error { return End(tx, Disruption, Ref{KindClosure, "plein", id}) })
	delete(o.said[Disruption], id)
}

// check compares what stands with what each owner last wrote, today and on the far day that the rules are about.
func (o *owners) check(t *rapid.T) {
	want, got := map[string]string{}, map[string]string{}
	for _, said := range o.said {
		maps.Copy(want, said)
	}
	var far []calendar.Window
	var rules calendar.Rules
	o.town.read(func(r ledger.Reader) error {
		office, err := OfficeByID(r, "plein")
		for _, x := range office.Openings {
			got[x.ID] = fmt.Sprint(x)
		}
		for _, k := range office.Closures {
			got[k.ID] = fmt.Sprint(k)
		}
		far, rules = office.Rules().Day(calendar.DateOf(2027, 3, 1)), office.rules()
		if office.Label != "" && !slices.Contains(office.Desks[0].Skills, "praat") {
			t.Error("the desk lost what the bus can do")
		}
		return err
	})
	if !maps.Equal(want, got) {
		t.Fatalf("stands:\n%v\nwas written:\n%v", got, want)
	}
	if then := rules.Day(calendar.DateOf(2027, 3, 1)); fmt.Sprint(far) != fmt.Sprint(then) {
		t.Fatalf("on the far day the timeline opens %v, today's versions %v", far, then)
	}
}
