package reception

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
	"balie/web/lang"
	"balie/web/live"
	"balie/web/page"
)

// homeView is the receptionist's first page.
type homeView struct {
	request
	notice *page.Notice
	typed  string
	found  []matchView
	line   lineView
	helps  []helpView
	seq    uint64
}

// helpView is a visitor at a screen in the hall who asks for the receptionist.
type helpView struct {
	device kiosk.DeviceID
	where  string
	since  string
	coming bool
}

// lineView is the queue of an office as everybody in the house may see it.
type lineView struct {
	closed   bool
	waiting  []waitView
	parked   []waitView
	expected []expectedView
	longest  string
}

// waitView is a number, and how it stands with it.
type waitView struct {
	number queue.Number
	path   string
	what   string
	so     string // "wacht 4 minuten"
	risk   queue.Risk
	marks  []string
	urgent bool
	fill   string // how much of the norm has passed, in percent
}

// expectedView is a time of today, and how many appointments begin then.
type expectedView struct{ cell, at, count string }

// Show answers GET /medewerker/ontvangst.
func (p *Pages) Show(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	return p.show(homeView{request: d}, fiber.StatusOK)
}

func (p *Pages) show(v homeView, status int) error {
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		v.seq = r.Seq()
		if v.line, err = line(r, v.Q.Words, v.office); err != nil {
			return err
		}
		v.helps, err = helps(r, v.Q.Words, v.office)
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(v.C, status, homePage(v))
}

// helps are the calls for help that stand at an office.
func helps(r ledger.Reader, w lang.Words, o catalogue.Office) (views []helpView, err error) {
	all, err := kiosk.Helps(r, o.ID)
	for _, h := range all {
		views = append(views, helpView{h.Device, h.Name, w.T("alarm.since", "time", w.Instant(h.Called, o.Location())), h.State == kiosk.HelpComing})
	}
	return views, err
}

// Follow answers GET /medewerker/live/ontvangst: the queue of an office, the same for all who follow
// it in a language.
func (p *Pages) Follow(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	id, w := d.office.ID, d.Q.Words
	return p.Hub.Serve(c, p.Hub.Topic("reception/"+string(id)+"/"+w.Tag(), concerns(id), func(r ledger.Reader) ([]live.Fragment, error) {
		o, err := catalogue.OfficeByID(r, id)
		if err != nil {
			return nil, err
		}
		v, err := line(r, w, o)
		if err != nil {
			return nil, err
		}
		calls, err := helps(r, w, o)
		return []live.Fragment{live.Part("geroepen", helpList(w, calls)), live.Part("rij", lineList(w, v))}, err
	}, live.Every(15*time.Second)))
}

// concerns are the events of tickets, desks, appointments and calls for help of an office.
func concerns(id catalogue.OfficeID) live.Wants {
	return func(e ledger.Event) bool {
		kind, _, _ := strings.Cut(e.Kind, ".")
		if kind != "ticket" && kind != "desk" && kind != "appointment" && kind != "day" && kind != "help" {
			return false
		}
		for _, of := range e.IDs {
			if of == string(id) {
				return true
			}
		}
		return false
	}
}

// mostExpected is how many times to come the page shows.
const mostExpected = 8

// line reads the queue in words.
func line(r ledger.Reader, w lang.Words, o catalogue.Office) (v lineView, err error) {
	look, err := queue.Look(r, o.ID)
	if err != nil {
		return v, err
	}
	v.closed = look.Closed
	var longest time.Duration
	for _, t := range look.Waiting {
		if t.Kind == queue.Callback {
			continue // they are at home
		}
		view, err := waits(r, w, t.Ticket, t.Risk)
		if err != nil {
			return v, err
		}
		view.so, longest = so(w, t), max(longest, t.Sofar)
		v.waiting = append(v.waiting, view)
	}
	for _, t := range look.Parked {
		view, err := waits(r, w, t, queue.Calm)
		if err != nil {
			return v, err
		}
		v.parked = append(v.parked, view)
	}
	v.longest = w.Minutes(int(longest / time.Minute))
	v.expected = expected(w, look.Expected)
	return v, nil
}

func waits(r ledger.Reader, w lang.Words, t queue.Ticket, risk queue.Risk) (waitView, error) {
	what, err := wishText(r, w, t.Wish)
	v := waitView{number: t.Number, what: what, risk: risk, marks: marksOf(w, t), urgent: t.Priority != ""}
	v.path = "/" + w.Tag() + "/medewerker/ontvangst/nummer?locatie=" + string(t.Office) + "&nummer=" + string(t.Number)
	return v, err
}

func so(w lang.Words, t queue.Wait) string {
	switch {
	case t.NotYet:
		return w.T("reception.notyet")
	case t.Risk == queue.Early:
		return w.T("reception.early")
	}
	return w.T("reception.waits", "minutes", w.Minutes(int(t.Sofar/time.Minute)))
}

func marksOf(w lang.Words, t queue.Ticket) (said []string) {
	for _, m := range []struct {
		on  bool
		key string
	}{{t.Outside, "buiten"}, {t.Chair, "stoel"}, {t.Fetch, "ophalen"}} {
		if m.on {
			said = append(said, w.T("reception.mark."+m.key))
		}
	}
	return said
}

// expected are the next times of today at which somebody is to come.
func expected(w lang.Words, all []booking.Appointment) (views []expectedView) {
	last, n := calendar.Cell(0), 0
	for _, a := range all {
		if n > 0 && a.Offer.Start == last {
			n++
			views[len(views)-1].count = w.N("reception.appointments", n)
			continue
		}
		if len(views) == mostExpected {
			break
		}
		last, n = a.Offer.Start, 1
		views = append(views, expectedView{last.String(), w.At(last), w.N("reception.appointments", 1)})
	}
	return views
}
