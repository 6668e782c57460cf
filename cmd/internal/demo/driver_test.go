package demo

import (
	"log/slog"
	"slices"
	"testing"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/queue"
	"balie/queue/steer"
)

// shippedSmall is the small town as it is shipped.
func shippedSmall(t *testing.T) (h *server.Server, clock *Clock) {
	t.Helper()
	town, data := Settings[1], t.TempDir()
	s, _ := ShippedPast(town.Name)
	if err := Unpack(town.Name, data); err != nil {
		t.Fatal(err)
	}
	clock = NewClock(s.Until)
	h, err := server.OpenWith(data, clock.Now, slog.New(slog.DiscardHandler), ledger.WithoutSync())
	if err != nil {
		t.Fatal(err)
	}
	h.TrustClock()
	t.Cleanup(func() {
		wantWhole(t, h)
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	})
	return h, clock
}

func driver(t *testing.T, h *server.Server) *Driver {
	t.Helper()
	d, err := NewDriver(h, Settings[1], 3)
	if err != nil {
		t.Fatal(err)
	}
	d.free = Settings[1].Free
	return d
}

// drive opens the small town and returns what plays so long with a driver of its own.
func drive(t *testing.T) (h *server.Server, play func(time.Duration)) {
	t.Helper()
	h, clock := shippedSmall(t)
	d := driver(t, h)
	return h, func(span time.Duration) {
		t.Helper()
		for until := clock.Now().Add(span); clock.Now().Before(until); clock.Set(clock.Now().Add(Step)) {
			if err := d.Play(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func figures(t *testing.T, h *server.Server) (f queue.DayFigures, v queue.View) {
	t.Helper()
	err := h.Ledger.View(func(r ledger.Reader) (err error) {
		if v, err = queue.Look(r, Settings[1].Office); err == nil {
			f, err = queue.Figures(r, v.Office, v.Date)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return f, v
}

// TestADriverGoesOnInTheMiddleOfADay: a driver that ended in the middle of a visit is followed by another.
func TestADriverGoesOnInTheMiddleOfADay(t *testing.T) {
	h, play := drive(t)
	before, _ := figures(t, h)
	play(25 * time.Minute)
	middle, _ := figures(t, h)
	play(35 * time.Minute)
	after, v := figures(t, h)
	if middle.Helped <= before.Helped || after.Helped <= middle.Helped {
		t.Errorf("helped %d, then %d, then %d", before.Helped, middle.Helped, after.Helped)
	}
	for _, d := range v.Desks {
		if d.ID == Settings[1].Free && d.State != queue.DeskClosed {
			t.Errorf("%s is %s, and was to be left free", d.ID, d.State)
		}
	}
}

// TestADriverLeavesOthersBe: whoever looks around finishes a visit of the town's own colleague, and takes
// that desk themselves.
func TestADriverLeavesOthersBe(t *testing.T) {
	h, play := drive(t)
	play(10 * time.Minute)
	_, v := figures(t, h)
	who, desk := colleague+"meer-2", v.Desks[1].ID
	err := h.Ledger.Update(t.Context(), who, func(tx *ledger.Tx) error {
		for _, s := range v.Serving {
			if s.Desk == desk {
				if _, err := queue.Finish(tx, queue.DeskRequest{Office: v.Office, Desk: desk}, s.ID, queue.Report{}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err == nil {
		err = h.Ledger.Update(t.Context(), "visitor-of-the-demo", func(tx *ledger.Tx) error {
			_, err := queue.TakeDesk(tx, v.Office, Settings[1].Free, false)
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	play(30 * time.Minute)
	s, found := queue.DeskSession{}, false
	err = h.Ledger.View(func(r ledger.Reader) (err error) { s, found, err = queue.DeskOf(r, "visitor-of-the-demo"); return err })
	if err != nil || !found || s.Desk != Settings[1].Free {
		t.Errorf("the visitor is at %+v (%v)", s, err)
	}
}

// TestADayEnds: people go home, the day is closed, and in the evening new appointments are made.
func TestADayEnds(t *testing.T) {
	h, play := drive(t)
	play(11 * time.Hour)
	f, v := figures(t, h)
	if !v.Closed || len(v.Waiting)+len(v.Serving)+len(v.Called) > 0 || f.Helped < 20 {
		t.Errorf("in the evening: closed %v, %d wait, %d are helped, %d were", v.Closed, len(v.Waiting), len(v.Serving), f.Helped)
	}
}

// TestAVisitorsNumberIsLeftToThem: for five minutes it is for the desk that is left free, as the town's own
// desks see it; then it is anybody's.
func TestAVisitorsNumberIsLeftToThem(t *testing.T) {
	h, clock := shippedSmall(t)
	d := driver(t, h)
	if err := d.Play(t.Context()); err != nil {
		t.Fatal(err)
	}
	clock.Set(clock.Now().Add(time.Second))
	town, mine := Settings[1], queue.Ticket{}
	err := h.Ledger.Update(t.Context(), "visitor-of-the-demo", func(tx *ledger.Tx) (err error) {
		mine, err = queue.Enter(tx, queue.Visitor{Office: town.Office, Wish: catalogue.Wish{{Product: collected, Persons: 1}}, Kind: queue.Collect, Lang: "nl"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{string(town.Free), ""} {
		err := h.Ledger.View(func(r ledger.Reader) error {
			s, _, err := d.sees(r, town.Office)
			i := slices.IndexFunc(s.Guests, func(g steer.Guest) bool { return g.ID == string(mine.ID) })
			if i < 0 || s.Guests[i].Only != want {
				t.Errorf("the visitor's number is for %+v, want %q", s.Guests, want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		clock.Set(clock.Now().Add(leftAlone))
	}
}
