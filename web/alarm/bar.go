package alarm

import (
	"errors"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/account"
	"balie/web/lang"
	"balie/web/live"
	"balie/web/page"
	"balie/web/route"
)

// alarmView is one alarm on the banner.
type alarmView struct {
	id     queue.AlarmID
	state  queue.AlarmState
	test   bool
	circle int
	where  string // "Balie 2, Gemeentehuis Gendringen"
	since  string
	goes   string // who goes there; "" for nobody yet
}

// Bar is what stands on every page of a colleague: the banner with the alarms that ring, and the
// button. Where the ledger cannot be read the button is there alone.
func (p *Pages) Bar(q page.Request, s account.Session) templ.Component {
	v := barView{key: route.NewKey(), press: s.AlarmKey(), first: s.May(route.AlarmFirst), mayTry: s.May(route.TryAlarm), back: string(q.Href(q.Path))}
	if !ours.MatchString(v.back) {
		v.back = string(q.Href("/medewerker"))
	}
	_ = p.Ledger.View(func(r ledger.Reader) (err error) {
		v.seq = r.Seq()
		all, err := ringing(r, q.Words)
		for _, a := range all {
			if slices.Contains(s.Alarms(), string(a.id)) {
				v.own = append(v.own, a)
			} else {
				v.alarms = append(v.alarms, a)
			}
		}
		return err
	})
	return bar(q, s, v)
}

// barView is the bar as one colleague sees it.
type barView struct {
	alarms []alarmView
	own    []alarmView // that this browser raised: on it they are quiet
	press  string      // the key that raises one
	seq    uint64
	key    string
	back   string
	first  bool
	mayTry bool
}

// Follow answers GET /medewerker/live/alarm.
func (p *Pages) Follow(c *fiber.Ctx) error {
	w := page.From(c).Words
	return p.Hub.Serve(c, p.Hub.Topic("alarm/"+w.Tag(), wants, func(r ledger.Reader) ([]live.Fragment, error) {
		all, err := ringing(r, w)
		parts := []live.Fragment{live.Part("alarm-nu", banner(w, all))}
		if err != nil || p.Beside == nil {
			return parts, err
		}
		beside, err := p.Beside(r, w)
		return append(parts, beside), err
	}, live.Every(queue.SecondCircleAfter/10)))
}

func wants(e ledger.Event) bool {
	return strings.HasPrefix(e.Kind, "alarm.") || e.Kind == "help.changed"
}

// ringing are the alarms in words.
func ringing(r ledger.Reader, w lang.Words) (views []alarmView, err error) {
	all, err := queue.Ringing(r)
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		o, err := catalogue.OfficeByID(r, a.Office)
		if err != nil && !errors.Is(err, catalogue.ErrUnknownOffice) {
			return nil, err
		}
		v := alarmView{id: a.ID, state: a.State, test: a.Test, circle: a.Circle(r.Now())}
		v.where = strings.Trim(said(w, o, a.From)+", "+o.Name, ", ")
		if zone := o.Location(); zone != nil {
			v.since = w.Instant(a.Raised, zone)
		}
		var goes []string
		for _, h := range a.Heard {
			goes = append(goes, said(w, o, h.Post))
		}
		v.goes = w.List(goes)
		views = append(views, v)
	}
	return views, nil
}

// said is where or what a colleague is: the desk, else the role.
func said(w lang.Words, o catalogue.Office, p queue.Post) string {
	for _, d := range o.Desks {
		if d.ID == p.Desk {
			return d.Name
		}
	}
	if p.Role == "" {
		return ""
	}
	return w.T("role." + p.Role)
}

// mine names the alarms that this browser raised.
func (v barView) mine() string {
	var all []string
	for _, a := range v.own {
		all = append(all, string(a.id))
	}
	return strings.Join(all, " ")
}

// tick is what only the raiser knows of: "sent", or "coming" once somebody goes there.
func (v barView) tick() string {
	state := ""
	for _, a := range v.own {
		if state != "coming" {
			state = "sent"
		}
		if a.state == queue.AlarmHeard {
			state = "coming"
		}
	}
	return state
}
