package whatif

import (
	"strings"
	"testing"
	"time"

	"balie/booking/change"
	"balie/web/lang"
	"balie/web/page"
)

var noon = time.Date(2026, 12, 1, 11, 0, 0, 0, time.UTC)

func dutch() page.Request { return page.Request{Words: lang.In("nl"), Now: noon} }

// A change that waits says what will happen to each line; sent, what happened; taken back, that nobody is told.
func TestAChangeIsSaidAsItStands(t *testing.T) {
	c := change.Change{State: change.Waiting, Due: noon.Add(14*time.Minute + time.Second), Lines: []change.Line{{How: change.Move, State: change.Held}, {How: change.Propose, State: change.Held}, {How: change.Call, State: change.Listed}}}
	v := ReadMade(dutch(), c, time.UTC, "config.change.back.done")
	if !strings.Contains(v.Leaves, "15") || v.Calls != 1 || len(v.Todo) == 0 {
		t.Errorf("waiting: %+v", v)
	}
	if n := v.RefreshIn(dutch()); n != 60 {
		t.Errorf("it is read again in %d seconds, want 60", n)
	}
	c.Due = noon.Add(time.Second)
	if n := ReadMade(dutch(), c, time.UTC, "config.change.back.done").RefreshIn(dutch()); n != 5 {
		t.Errorf("just before the messages leave it is read again in %d seconds, want 5", n)
	}
	c.State = change.TakenBack
	if v = ReadMade(dutch(), c, time.UTC, "config.change.back.done"); len(v.Todo) > 0 || v.Leaves != "" || v.RefreshIn(dutch()) != 0 {
		t.Errorf("taken back: %+v", v)
	}
	if v = ReadMade(dutch(), change.Change{State: change.Sent}, time.UTC, "config.change.back.done"); v.Sum != dutch().T("config.change.nobody") {
		t.Errorf("nobody is touched: %q", v.Sum)
	}
}

// The button says what it does: nobody, only calls, messages at once, or messages that wait; no two say the same.
func TestTheButtonSaysWhatItDoes(t *testing.T) {
	said := map[string]string{}
	for name, p := range map[string]Plan{
		"nobody": {}, "calls": {Touched: 1, Calls: []Line{{}}}, "at once": {Touched: 2, Messages: 2, AtOnce: 1}, "later": {Touched: 2, Messages: 2},
	} {
		text := p.Button(dutch(), "config.close.do")
		if other, twice := said[text]; twice || text == "" || strings.Contains(text, "config.") {
			t.Errorf("%s says %q, as %s does", name, text, other)
		}
		said[text] = name
	}
	waits := Plan{Messages: 1}.Waits(dutch())
	if now := (Plan{Messages: 1, AtOnce: 1}).Waits(dutch()); waits == now || waits == (Plan{}).Waits(dutch()) {
		t.Errorf("what waits, leaves at once and is only called is said alike: %q", waits)
	}
}
