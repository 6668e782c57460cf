package counter

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/help"
	"balie/web/lang"
	"balie/web/live"
	"balie/web/page"
)

// sharedView is what everybody at an office sees alike: who waits, who is still to come, and the
// desks. It is about nobody by name.
type sharedView struct {
	office   catalogue.Office
	waiting  []waitView
	expected []expectedView
	coming   int
	desks    []deskLine
	closed   bool
	warning  help.Warning
}

// waitView is one line of the queue.
type waitView struct {
	id, number  string
	what, since string
	clock, norm string
	fill        string // of the bar, in percent
	tone        string // "is-late", "is-risk" or ""
	risk        queue.Risk
	pick        bool // by hand, at the desk that looks: the script of the page knows it in what all share
	notYet      bool // is not called by the order yet
	marks       []string
}

type expectedView struct{ at, what string }

// deskLine is one desk of the house.
type deskLine struct {
	id, name, state, with string
	free                  bool
}

// expectedAhead is how far ahead the appointments stand that are still to come.
const expectedAhead = 45 * time.Minute

// picked is the same for one desk, which can call these by hand.
func (v sharedView) picked(ids []string) sharedView {
	v.waiting = slices.Clone(v.waiting)
	for i := range v.waiting {
		v.waiting[i].pick = slices.Contains(ids, v.waiting[i].id)
	}
	return v
}

// refresh is how often the queue is drawn anew while nothing happens: the clocks run on.
const refresh = 10 * time.Second

// Follow answers GET /medewerker/live/rij/:office: the queue and the house of one office, live.
func (p *Pages) Follow(c *fiber.Ctx) error {
	office, words := catalogue.OfficeID(c.Params("office")), page.From(c).Words
	if err := p.read(func(r ledger.Reader) error { _, err := catalogue.OfficeByID(r, office); return err }); err != nil {
		return err
	}
	topic := p.Hub.Topic("queue/"+string(office)+"/"+words.Tag(), concerns(office), func(r ledger.Reader) ([]live.Fragment, error) {
		return renderShared(r, words, office)
	}, live.Every(refresh))
	return p.Hub.Serve(c, topic)
}

// concerns picks the events that change what an office sees.
func concerns(office catalogue.OfficeID) live.Wants {
	return func(e ledger.Event) bool {
		if !strings.HasPrefix(e.Kind, "ticket.") && !strings.HasPrefix(e.Kind, "desk.") && !strings.HasPrefix(e.Kind, "appointment.") && !strings.HasPrefix(e.Kind, "help.") && !strings.HasPrefix(e.Kind, "queue.") {
			return false
		}
		for _, id := range e.IDs {
			if id == string(office) {
				return true
			}
		}
		return false
	}
}

func renderShared(r ledger.Reader, w lang.Words, office catalogue.OfficeID) ([]live.Fragment, error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return nil, err
	}
	look, err := queue.Look(r, office)
	if err != nil {
		return nil, err
	}
	v, err := shareView(r, w, o, look)
	return []live.Fragment{live.Part("rij", queueList(w, v)), live.Part("balies", deskList(w, v))}, err
}

func shareView(r ledger.Reader, w lang.Words, o catalogue.Office, look queue.View) (v sharedView, err error) {
	v.office, v.closed, v.coming = o, look.Closed, len(look.Expected)
	if v.warning, err = help.WarningAt(r, w, o); err != nil {
		return v, err
	}
	for _, t := range look.Waiting {
		line, err := waitLine(r, w, o, t)
		if err != nil {
			return v, err
		}
		v.waiting = append(v.waiting, line)
	}
	for _, a := range look.Expected {
		if a.Begins(o).Sub(look.Now) > expectedAhead {
			break
		}
		what, err := shownWish(r, w, a.Wish)
		if err != nil {
			return v, err
		}
		v.expected = append(v.expected, expectedView{w.Clock(a.Offer.Start), what})
	}
	for _, d := range look.Desks {
		line := deskLine{id: string(d.ID), name: d.Name, state: w.T("counter.state." + string(d.State)), free: d.State == queue.DeskClosed}
		if d.Ticket != "" {
			t, err := queue.ByID(r, d.Ticket)
			if err != nil {
				return v, err
			}
			line.with = spaced(t.Number)
		}
		v.desks = append(v.desks, line)
	}
	return v, nil
}

func waitLine(r ledger.Reader, w lang.Words, o catalogue.Office, t queue.Wait) (waitView, error) {
	what, err := shownWish(r, w, t.Wish)
	if err != nil {
		return waitView{}, err
	}
	norm := t.Kind.Norm()
	line := waitView{
		id: string(t.ID), number: spaced(t.Number), what: what, risk: t.Risk, notYet: t.NotYet, clock: minutes(t.Sofar),
		norm: w.T("counter.of", "n", int(norm.Minutes())), fill: strconv.FormatFloat(min(100, 100*t.Sofar.Seconds()/norm.Seconds()), 'f', 1, 64),
		marks: marksOf(page.Request{Words: w}, t.Ticket),
	}
	switch t.Risk {
	case queue.Over:
		line.tone = "is-late"
	case queue.AtRisk:
		line.tone = "is-risk"
	case queue.Early:
		line.norm = w.T("counter.from", "time", w.Instant(t.Promised(), o.Location()))
	}
	arrived := w.Instant(t.Arrived, o.Location())
	line.since = w.T("counter.walkedin", "time", arrived)
	if !t.Booked.IsZero() {
		line.since = w.T("counter.booked", "time", w.Instant(t.Booked, o.Location()), "arrived", arrived)
	}
	return line, nil
}

// shownWish says what somebody comes for as the whole room may read it: a discreet product is an
// appointment with the municipality.
func shownWish(r ledger.Reader, w lang.Words, wish catalogue.Wish) (string, error) {
	var said []string
	for _, l := range wish {
		p, err := catalogue.ProductByID(r, l.Product)
		if err != nil {
			return "", err
		}
		if p.Discreet {
			return w.T("counter.discreet"), nil
		}
		text := p.Text(w.Tag()).Name
		if l.Persons > 1 {
			text += ", " + w.Persons(l.Persons)
		}
		said = append(said, text)
	}
	return w.List(said), nil
}
