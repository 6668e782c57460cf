package lobby

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/lang"
	"balie/web/live"
	"balie/web/page"
)

// displayView is what hangs in the hall: who is called, who was, how long one waits, what is said.
type displayView struct {
	q      page.Request
	office catalogue.Office
	seq    uint64
	clock  string
	day    string
	now    displayNow
	device kiosk.DeviceID
}

// displayNow is what of it changes: the same on every queue display of an office in a language.
type displayNow struct {
	closed  bool
	calls   []callView
	waiting string
	waits   []waitView
	says    []kiosk.Message
	tried   []kiosk.Device // whose sound somebody tried
}

// callView is one call.
type callView struct {
	key    string // a call that was said is not said again
	number queue.Number
	desk   string
	lang   string
	at     int64 // milliseconds since 1970
	now    bool  // nobody helps them yet
}

type waitView struct{ who, long string }

// mostBefore is how many calls stand beside the one that is called now.
const mostBefore = 4

// ShowBoard answers GET /bord.
func (p *Pages) ShowDisplay(c *fiber.Ctx) error {
	s, err := p.at(c)
	if errors.Is(err, catalogue.ErrNoStop) {
		return page.Render(c, fiber.StatusOK, nowherePage(page.From(c)))
	}
	if err != nil {
		return err
	}
	v := displayView{q: s.q, office: s.office, device: s.device.ID}
	if scheme := c.Query("kleur"); scheme == "light" || scheme == "dark" {
		v.q.Scheme = strings.Clone(scheme)
	}
	err = p.Ledger.View(func(r ledger.Reader) (err error) {
		v.seq = r.Seq()
		v.clock, v.day = v.q.Words.Instant(r.Now(), v.office.Location()), v.q.Words.Day(v.office.Today(r.Now()))
		v.now, err = p.display(r, v.q.Words, v.office)
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, displayPage(v))
}

// FollowBoard answers GET /bord/volg.
func (p *Pages) FollowDisplay(c *fiber.Ctx) error {
	s, err := p.at(c)
	if err != nil {
		return err
	}
	id, w := s.office.ID, s.q.Words
	return p.Hub.Serve(c, p.Hub.Topic("board/"+string(id)+"/"+w.Tag(), concerns(id), func(r ledger.Reader) ([]live.Fragment, error) {
		o, err := catalogue.OfficeByID(r, id)
		if err != nil {
			return nil, err
		}
		now, err := p.display(r, w, o)
		return []live.Fragment{live.Part("oproep", callNow(w, now)), live.Part("overzicht", displaySide(w, now)), live.Part("roep", callsToSay(now)), live.Part("proef", soundTries(now)),
			live.Part("datum", displayDate(w.Day(o.Today(r.Now()))))}, err
	}, live.Every(15*time.Second)))
}

// concerns are the events that change what hangs at an office. A message without an office hangs everywhere.
func concerns(id catalogue.OfficeID) live.Wants {
	return func(e ledger.Event) bool {
		kind, _, _ := strings.Cut(e.Kind, ".")
		switch kind {
		case "ticket", "desk", "appointment", "day":
			return slices.Contains(e.IDs, string(id))
		case "message":
			return len(e.IDs) > 1 && (e.IDs[1] == "" || e.IDs[1] == string(id))
		case "stop", "outing", "device": // of a vehicle that may come here, or of what hangs in it
			return true
		}
		return false
	}
}

// queue display reads what hangs at an office.
func (p *Pages) display(r ledger.Reader, w lang.Words, o catalogue.Office) (v displayNow, err error) {
	look, err := queue.Look(r, o.ID)
	if err != nil {
		return v, err
	}
	v.closed = look.Closed
	for _, c := range look.Recent {
		v.calls = append(v.calls, callView{string(c.Number) + "." + strconv.FormatInt(c.At.UnixMilli(), 36), c.Number, deskName(o, c.Desk), c.Lang, c.At.UnixMilli(),
			slices.ContainsFunc(look.Called, func(t queue.Ticket) bool { return t.ID == c.Ticket })})
	}
	here := slices.DeleteFunc(slices.Clone(look.Waiting), func(t queue.Wait) bool { return t.Kind == queue.Callback })
	v.waiting = w.N("board.waiting", len(here))
	if v.waits, err = p.waits(r, w, o, here); err != nil {
		return v, err
	}
	devices, err := kiosk.Devices(r)
	if err != nil {
		return v, err
	}
	for _, d := range devices {
		if d.Role == kiosk.QueueDisplay && !d.Tried.IsZero() {
			v.tried = append(v.tried, d)
		}
	}
	news, err := p.News(r, w, o)
	if err != nil {
		return v, err
	}
	says, err := kiosk.Messages(r, o.ID, look.Date)
	for _, text := range news {
		v.says = append(v.says, kiosk.Message{Text: text, Icon: "bus"})
	}
	v.says = append(v.says, says...)
	v.says = v.says[:min(len(v.says), 2)]
	return v, err
}

func deskName(o catalogue.Office, id catalogue.DeskID) string {
	for _, d := range o.Desks {
		if d.ID == id {
			return d.Name
		}
	}
	return ""
}

// waits says about how long each group waits.
func (p *Pages) waits(r ledger.Reader, w lang.Words, o catalogue.Office, here []queue.Wait) (views []waitView, err error) {
	k, err := forecast.Predict(r, o.ID)
	if err != nil {
		return nil, err
	}
	due := forecast.Range{Far: queue.NormAppointment}
	for _, t := range here {
		if of, ok := k.Waits[t.ID]; ok && t.Kind == queue.Appointment && t.Risk != queue.Early && !of.Nobody {
			due.Far = max(due.Far, of.Likely)
		}
	}
	views = append(views, waitView{w.T("board.appointment"), w.Wait(due.Minutes())})
	all, collect, err := offered(r, o)
	if err != nil {
		return nil, err
	}
	group := func(who string, p catalogue.Product, kind queue.Kind) error {
		likely, err := forecast.WaitIfJoining(r, o.ID, catalogue.Wish{{Product: p.ID, Persons: 1}}, kind)
		views = append(views, waitView{who, cmp.Or(w.Wait(likely.Minutes()), w.T("board.unknown"))})
		return err
	}
	if len(all) > 0 {
		if err := group(w.T("board.walkin"), all[0], queue.WalkIn); err != nil {
			return nil, err
		}
	}
	if collect.ID != "" {
		err = group(w.T("board.collect"), collect, queue.Collect)
	}
	return views, err
}

// long reports whether a number needs smaller type.
func (c callView) long() bool { return len(c.number) > 3 }
