package queue

import (
	"context"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/queue/steer"
)

func (t *town) watch() (asked int) {
	t.Helper()
	asked, err := TestWatch(context.Background(), t.ledger)
	if err != nil {
		t.Fatal(err)
	}
	return asked
}

func (t *town) help() (h Help) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { h, err = HelpOf(r, "hal", tuesday); return err })
	return h
}

func (t *town) askedOf(who ledger.Actor) (a HelpRequest, ok bool) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { a, ok, err = HelpRequestTo(r, "hal", who); return err })
	return a, ok
}

func (t *town) accept(who ledger.Actor, ask string) (s DeskSession, err error) {
	err = t.as(who, func(tx *ledger.Tx) (err error) { s, err = AcceptHelp(tx, "hal", ask); return err })
	return s, err
}

func (t *town) decline(who ledger.Actor, ask string) error {
	return t.as(who, func(tx *ledger.Tx) error { return DeclineHelp(tx, "hal", ask) })
}

// crowd fills the one desk with a long visit while three appointments are due.
func (t *town) crowd() {
	t.Helper()
	t.take(anna, "hal-2")
	wedding := t.enter("huwelijk")
	t.must(anna, func(tx *ledger.Tx) (Ticket, error) { return CallBy(tx, t.here("hal-2"), TestSight, steer.EDD) })
	t.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Start(tx, t.here("hal-2"), wedding.ID) })
	var all []booking.Appointment
	for _, at := range []string{"09:05", "09:10", "09:15"} {
		all = append(all, t.book("paspoort", tuesday, at))
	}
	t.at("2026-12-01T09:08")
	for _, a := range all {
		t.join(a)
	}
}

// TestAColleagueIsAskedBeforeTheNormBreaks: the request comes minutes ahead, opens the desk when it is
// accepted, and what it cost is counted when they leave.
func TestAColleagueIsAskedBeforeTheNormBreaks(t *testing.T) {
	tn := newTown(t)
	tn.offers(dora, true)
	tn.offers(cees, true)
	tn.crowd()
	if n := tn.watch(); n != 1 {
		t.Fatalf("%d requests", n)
	}
	a, ok := tn.askedOf(dora)
	if !ok || a.Desk != "hal-1" || a.Prevents < 0.5 || a.Number == "" || !a.Before.After(tn.now().Add(-5*time.Minute)) {
		t.Fatalf("%v %+v", ok, a)
	}
	if w := tn.help().Warned; w == nil || w.Action != steer.Open || w.Desk != "hal-1" || w.Late < 1 || w.After >= w.Late {
		t.Errorf("the warning is %+v", w)
	}
	if n := tn.watch(); n != 0 {
		t.Error("a request was made twice")
	}
	s, err := tn.accept(dora, a.ID)
	if err != nil || s.Desk != "hal-1" {
		t.Fatalf("%v %+v", err, s)
	}
	if _, err := tn.accept(cees, a.ID); !errors.Is(err, ErrHelpRequestOver) {
		t.Errorf("who comes second: %v", err)
	}
	if again, err := tn.accept(dora, a.ID); err != nil || again.Desk != "hal-1" {
		t.Errorf("who accepts again: %v", err)
	}
	helped := tn.serve(dora, "hal-1")
	if helped.Kind != Appointment {
		t.Errorf("they help %+v", helped)
	}
	if _, ok := tn.askedOf(cees); ok {
		t.Error("a request that somebody followed still stands")
	}
	tn.pass(12 * time.Minute)
	tn.finish(dora, "hal-1", helped.ID)
	tn.do(func(tx *ledger.Tx) error { return LeaveDesk(tx, "hal", "hal-1") })
	if h := tn.help(); h.Spent != 12*time.Minute || h.Came != 1 {
		t.Errorf("%+v", h)
	}
}

// TestARequestEndsWhenEverybodyDeclines, or is no longer needed, and nobody is asked over and over.
func TestARequestEndsWhenEverybodyDeclines(t *testing.T) {
	tn := newTown(t)
	tn.offers(dora, true)
	tn.crowd()
	w := steer.Warning{Action: steer.Open, Desk: "hal-1"}
	ask := func() error {
		return tn.as("test", func(tx *ledger.Tx) error { _, err := RequestHelp(tx, "hal", w); return err })
	}
	for n := range MaxHelpRequests {
		if err := ask(); err != nil {
			t.Fatalf("request %d: %v", n+1, err)
		}
		a, _ := tn.askedOf(dora)
		if err := tn.decline(dora, a.ID); err != nil {
			t.Fatal(err)
		}
		if _, ok := tn.askedOf(dora); ok || tn.help().Requests[n].State != Declined {
			t.Errorf("%+v", tn.help())
		}
		if err := tn.decline(dora, a.ID); !errors.Is(err, ErrHelpRequestOver) {
			t.Errorf("declined again: %v", err)
		}
		if err := ask(); !errors.Is(err, ErrHelpRequested) {
			t.Errorf("asked again at once: %v", err)
		}
		tn.pass(helpPause)
	}
	if err := ask(); !errors.Is(err, ErrNoHelper) {
		t.Errorf("asked a fourth time: %v", err)
	}
	w.Desk = "hal-2"
	if err := ask(); !errors.Is(err, ErrNoSpare) {
		t.Errorf("a desk that is not free: %v", err)
	}
	w.Desk = "nowhere"
	if err := ask(); !errors.Is(err, ErrNoSpare) {
		t.Errorf("no desk: %v", err)
	}
	tn.offers(cees, true)
	w.Desk = "hal-1"
	if err := ask(); err != nil {
		t.Fatal(err)
	}
	if err := ask(); !errors.Is(err, ErrHelpRequested) {
		t.Errorf("while a request stands: %v", err)
	}
	tn.do(func(tx *ledger.Tx) error { return LapseHelp(tx, "hal") })
	if _, ok := tn.askedOf(cees); ok {
		t.Error("a request that lapsed still stands")
	}
}

// TestAfterTheDayNobodyKnowsWhoWasAsked.
func TestAfterTheDayNobodyKnowsWhoWasAsked(t *testing.T) {
	tn := newTown(t)
	tn.offers(dora, true)
	tn.crowd()
	tn.watch()
	a, _ := tn.askedOf(dora)
	if _, err := tn.accept(dora, a.ID); err != nil {
		t.Fatal(err)
	}
	tn.at("2026-12-02T05:00")
	if n, err := CloseOver(context.Background(), tn.ledger, TestLearner); err != nil || n != 1 {
		t.Fatalf("%d %v", n, err)
	}
	tn.see(func(r ledger.Reader) error {
		return helpers.Each(r, nil, func(k ledger.Key, _ helper) error {
			t.Errorf("%q is still known", k)
			return nil
		})
	})
	if h := tn.help(); h.Spent <= 0 || h.Came != 1 {
		t.Errorf("%+v", h)
	}
	if ok := mayBe(tn, dora); ok {
		t.Error("who could help yesterday can today")
	}
	tn.offers(dora, true)
	tn.offers(dora, true)
	tn.offers(dora, false)
	if mayBe(tn, dora) {
		t.Error("who cannot help any longer still can")
	}
}

func mayBe(tn *town, who ledger.Actor) (ok bool) {
	tn.see(func(r ledger.Reader) (err error) { ok, err = MayBeAsked(r, "hal", who); return err })
	return ok
}

// helpModel is what is known of colleagues and requests, kept plainly.
type helpModel struct {
	*town
	rt       *rapid.T
	people   map[ledger.Actor]*helpPerson
	sees     map[ledger.Actor]bool
	standing string
	last     time.Time
}

type helpPerson struct {
	can, at bool
	asked   int
}

func (m *helpModel) over() { m.standing, m.sees = "", map[ledger.Actor]bool{} }

func (m *helpModel) offer(who ledger.Actor) {
	p := m.people[who]
	if p.can = rapid.Bool().Draw(m.rt, "can"); !p.can {
		delete(m.sees, who)
	}
	m.offers(who, p.can)
}

func (m *helpModel) ask(ledger.Actor) {
	var a HelpRequest
	err := m.as("test", func(tx *ledger.Tx) (err error) {
		a, err = RequestHelp(tx, "hal", steer.Warning{Action: steer.Open, Desk: "hal-1", Without: 2})
		return err
	})
	busy, may := false, []ledger.Actor{}
	for who, q := range m.people {
		busy = busy || q.at
		if q.can && !q.at && q.asked < MaxHelpRequests {
			may = append(may, who)
		}
	}
	again := !m.last.IsZero() && m.now().Before(m.last.Add(helpPause))
	if want := m.standing == "" && !again && !busy && len(may) > 0; want != (err == nil) {
		m.rt.Fatalf("asked with standing %q, again %v, busy %v, helpers %v: %v", m.standing, again, busy, may, err)
	}
	if err != nil {
		return
	}
	m.standing, m.last = a.ID, m.now()
	for _, who := range may {
		m.people[who].asked++
		m.sees[who] = true
	}
}

func (m *helpModel) declines(who ledger.Actor) {
	if m.standing == "" {
		return
	}
	if err := m.decline(who, m.standing); err != nil {
		m.rt.Fatal(err)
	}
	if m.sees[who] {
		if delete(m.sees, who); len(m.sees) == 0 {
			m.over()
		}
	}
}

func (m *helpModel) accepts(who ledger.Actor) {
	if m.standing == "" || !m.sees[who] {
		return
	}
	if _, err := m.accept(who, m.standing); err != nil {
		m.rt.Fatal(err)
	}
	m.people[who].at, m.last = true, time.Time{}
	m.over()
}

func (m *helpModel) leaves(who ledger.Actor) {
	if m.people[who].at {
		m.do(func(tx *ledger.Tx) error { return LeaveDesk(tx, "hal", "hal-1") })
		m.people[who].at = false
	}
}

// TestRequestsAgainstAModel draws what colleagues and the watch do, and holds it against counts.
func TestRequestsAgainstAModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tn := newTown(t)
		defer tn.close()
		m := &helpModel{town: tn, rt: rt, people: map[ledger.Actor]*helpPerson{anna: {}, bert: {}, cees: {}}}
		m.over()
		verbs := []func(ledger.Actor){m.offer, m.ask, m.declines, m.accepts, m.leaves}
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			who := rapid.SampledFrom([]ledger.Actor{anna, bert, cees}).Draw(rt, "who")
			tn.pass(time.Duration(rapid.IntRange(0, 6).Draw(rt, "minutes")) * time.Minute)
			verbs[rapid.IntRange(0, len(verbs)-1).Draw(rt, "verb")](who)
			for who := range m.people {
				if _, ok := tn.askedOf(who); ok != (m.standing != "" && m.sees[who]) {
					rt.Fatalf("%s sees a request: %v, want %v", who, ok, m.sees[who])
				}
			}
		}
	})
}

// TestTheRosterSaysWhoCanHelp, and whoever says that they cannot today is not asked all the same.
func TestTheRosterSaysWhoCanHelp(t *testing.T) {
	tn := newTown(t)
	var ids []roster.ColleagueID
	tn.do(func(tx *ledger.Tx) error {
		p, err := roster.AddPeriod(tx, roster.Span{From: tuesday, Until: tuesday + 6}, []string{"hal"})
		for range 2 {
			id := roster.ColleagueID(tx.NewID())
			ids = append(ids, id)
			c := roster.Colleague{ID: id, Skills: []string{"reis"}, WeekMinutes: 36 * 60, Hours: []roster.Hours{{Weekdays: testOffices()[0].Openings[0].Weekdays, Start: cell("08:00"), End: cell("18:00")}}}
			duty := roster.Duty{Colleague: id, Date: tuesday, Start: cell("09:30"), End: cell("12:00"), Kind: roster.Desk, Place: "hal", CanHelp: true}
			err = errors.Join(err, roster.PutColleague(tx, c))
			_, failed := roster.PutDuty(tx, duty)
			err = errors.Join(err, failed)
		}
		_, failed := roster.Publish(tx, p.ID)
		return errors.Join(err, failed)
	})
	first, second := ledger.Staff(string(ids[0])), ledger.Staff(string(ids[1]))
	ask := func() error {
		return tn.as("test", func(tx *ledger.Tx) error {
			_, err := RequestHelp(tx, "hal", steer.Warning{Action: steer.Open, Desk: "hal-1"})
			return err
		})
	}
	if err := ask(); !errors.Is(err, ErrNoHelper) {
		t.Errorf("before their duty: %v", err)
	}
	tn.at("2026-12-01T09:30")
	tn.offers(first, true)
	tn.offers(first, false)
	if err := ask(); err != nil {
		t.Fatal(err)
	}
	if _, ok := tn.askedOf(first); ok {
		t.Error("who said no is asked")
	}
	if _, ok := tn.askedOf(second); !ok {
		t.Error("who can help by the roster is not asked")
	}
}

func (t *town) warning() (w *Warned) {
	t.Helper()
	t.see(func(r ledger.Reader) error {
		o, err := catalogue.OfficeByID(r, "hal")
		if err == nil {
			w, err = WarningOf(r, o)
		}
		return err
	})
	return w
}

// TestAWarningEndsWithItsReason, at once and not at the next look: who is called, the desk that opens, the day that closes.
func TestAWarningEndsWithItsReason(t *testing.T) {
	for name, ends := range map[string]func(*town, Warned){
		"whom it names leaves": func(tn *town, w Warned) {
			var named Ticket
			tn.see(func(r ledger.Reader) (err error) { named, err = ByNumber(r, "hal", string(w.Number)); return err })
			tn.leave(named)
			if a, ok := tn.askedOf(dora); ok {
				tn.Errorf("a colleague is still asked: %+v", a)
			}
		},
		"the desk opens": func(tn *town, w Warned) { tn.take(bert, w.Desk) },
		"the day closes": func(tn *town, _ Warned) {
			tn.at("2026-12-01T12:00")
			if err := CloseDay(context.Background(), tn.ledger, anna, "hal", tuesday, nil); err != nil {
				tn.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			tn := newTown(t)
			tn.offers(dora, true)
			tn.crowd()
			tn.watch()
			w := tn.warning()
			if w == nil || w.Number == "" || !w.Helps {
				t.Fatalf("the warning is %+v", w)
			}
			if ends(tn, *w); tn.warning() != nil {
				t.Errorf("it still stands: %+v", tn.warning())
			}
		})
	}
}
