package reception

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/help"
	"balie/web/lang"
	"balie/web/live"
	"balie/web/page"
	"balie/web/route"
)

// dayView is an office today, as its team lead sees it.
type dayView struct {
	request
	notice *page.Notice
	now    dayNow
	ready  []prepareView // what must stand ready
	closed bool
	asks   string // "sluiten" or "openen": whether that is really meant
	seq    uint64
	key    string
	done   string // what the address says that just happened
	undo   string // the press that takes that back; "" for none
	notes  []noteView
}

// dayNow is what of it changes: the same for all who follow.
type dayNow struct {
	office   catalogue.OfficeID
	zone     *time.Location
	date     string
	closed   bool
	warning  help.Warning
	advice   doing  // the one press that does what the warning says
	help     string // what colleagues who came to help did today
	desks    []deskRow
	helping  string // how many desks help somebody
	waiting  string
	queue    []waitView // in the order of their norm
	others   int        // that are not named
	over     int        // that wait longer than the norm, or soon do
	hour     []quarterView
	share    string // of the norm so far; "" for nobody yet
	shareOf  string
	walkins  string
	sentence string // the day in one line
	figures  []figureView
	present  string // who is still in the house, by number; "" for nobody
	unhelped string // who still waited when the day was closed, by number
}

// mostWaits is how many who wait are named.
const mostWaits = 12

type figureView struct{ what, n, share, long string }

// ShowDay answers GET /medewerker/vandaag.
func (p *Pages) ShowDay(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	v := dayView{request: d}
	if ask := c.Query("zeker"); ask == "sluiten" || ask == "openen" {
		v.asks = ask
	}
	v.done = c.Query("gedaan")
	return p.showDay(v, fiber.StatusOK)
}

func (p *Pages) showDay(v dayView, status int) error {
	v.key = route.NewKey()
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		v.seq = r.Seq()
		if v.now, err = today(r, v.Q.Words, v.office); err != nil {
			return err
		}
		if v.notes, err = notes(r, v); err != nil {
			return err
		}
		v.ready, err = prepare(r, p.Vault, v.Q.Words, v.office)
		return err
	})
	if err != nil {
		return err
	}
	switch v.closed = v.now.closed; { // what was done is said while it is so
	case v.done == "gesloten" && v.closed:
		v.notice = page.NewNotice(page.Good, v.Q.T("today.closed.done"), v.Q.T("today.closed.done.do"))
	case v.done == "geopend" && !v.closed:
		v.notice = page.NewNotice(page.Good, v.Q.T("today.opened.done"), v.Q.T("today.opened.done.do"))
	}
	if v.done == "sluit" && v.led() != nil {
		v.undo = "toch " + v.C.Query("balie")
	}
	return page.Render(v.C, status, dayPage(v))
}

// FollowDay answers GET /medewerker/live/vandaag.
func (p *Pages) FollowDay(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	id, w := d.office.ID, d.Q.Words
	return p.Hub.Serve(c, p.Hub.Topic("today/"+string(id)+"/"+w.Tag(), concerns(id), func(r ledger.Reader) ([]live.Fragment, error) {
		o, err := catalogue.OfficeByID(r, id)
		if err != nil {
			return nil, err
		}
		now, err := today(r, w, o)
		return []live.Fragment{live.Part("dag", dayList(w, now))}, err
	}, live.Every(15*time.Second)))
}

// today reads the day of an office in words: the state of desks now, figures of the office alone.
func today(r ledger.Reader, w lang.Words, o catalogue.Office) (v dayNow, err error) {
	look, err := queue.Look(r, o.ID)
	if err != nil {
		return v, err
	}
	if v.warning, err = help.WarningAt(r, w, o); err != nil {
		return v, err
	}
	h, err := queue.HelpOf(r, o.ID, look.Date)
	if err != nil {
		return v, err
	}
	if h.Came > 0 {
		v.help = w.T("today.came", "n", h.Came, "minutes", int(h.Spent.Minutes()))
	}
	v.office, v.zone, v.date = o.ID, o.Location(), look.Date.String()
	v.closed, v.waiting, v.advice = look.Closed, w.N("today.waiting", len(look.Waiting)), advice(w, v.warning)
	rows, helping, err := deskRows(r, w, o, look)
	if err != nil {
		return v, err
	}
	v.desks, v.helping = rows, w.T("day.helping", "n", helping, "of", len(rows))
	if err := v.readQueue(r, w, look); err != nil {
		return v, err
	}
	k, err := outlook(r, o)
	if err != nil {
		return v, err
	}
	if !look.Closed && !k.At.IsZero() {
		v.hour = quarters(w, o, k)
	}
	f, err := queue.Figures(r, o.ID, look.Date)
	v.sentence = w.T("today.sentence", "share", percent(f.Appointments.Share5()), "within", f.Appointments.Within5, "n", f.Appointments.N)
	if v.share = decimal(w, 100*f.Appointments.Share5()) + " %"; f.Appointments.N == 0 {
		v.sentence, v.share = w.T("today.sentence.none"), ""
	}
	v.shareOf = w.T("day.share.of", "within", f.Appointments.Within5, "n", f.Appointments.N)
	if f.WalkIns.N > 0 {
		v.walkins = w.T("day.walkins", "within", f.WalkIns.Within15, "n", f.WalkIns.N)
	}
	v.figures = figures(w, f)
	if v.present = present(w, look); len(f.Unhelped) > 0 {
		v.unhelped = w.T("today.unhelped", "numbers", w.List(said(f.Unhelped)))
	}
	return v, err
}

// readQueue names who waits, in the order of their norm.
func (v *dayNow) readQueue(r ledger.Reader, w lang.Words, look queue.View) error {
	for _, t := range look.Waiting {
		if t.Risk == queue.Over || t.Risk == queue.AtRisk {
			v.over++
		}
		if len(v.queue) == mostWaits {
			v.others++
			continue
		}
		view, err := waits(r, w, t.Ticket, t.Risk)
		if err != nil {
			return err
		}
		view.so, view.fill = so(w, t), "0"
		if whole := t.NormDue.Sub(look.Now) + t.Sofar; whole > 0 && t.Sofar > 0 {
			view.fill = strconv.Itoa(int(min(100, 100*t.Sofar/whole)))
		}
		if !t.Booked.IsZero() {
			view.marks = append([]string{w.T("day.booked", "time", w.Instant(t.Booked, v.zone))}, view.marks...)
		}
		if view.urgent {
			view.marks = append(view.marks, w.T("reception.first"))
		}
		v.queue = append(v.queue, view)
	}
	return nil
}

// decimal is a number with one decimal as one writes it in the language, which is left out where it says nothing.
func decimal(w lang.Words, x float64) string {
	text := strings.TrimSuffix(strconv.FormatFloat(math.Round(x*10)/10, 'f', 1, 64), ".0")
	if w.Tag() == "en" {
		return text
	}
	return strings.Replace(text, ".", ",", 1)
}

// ways are the other parts of the day that this colleague may open.
func (v dayView) ways() (all []doing) {
	for _, way := range []struct {
		right    route.Right
		to, text string
	}{
		{route.SeeForecast, "/medewerker/vooruit", "nav.ahead"}, {route.SeeForecast, "/medewerker/terug", "nav.back"}, {route.DecideOutage, "/medewerker/uitval", "nav.out"},
		{route.PlanRoster, "/medewerker/afwezig", "absence.title"}, {route.HelpAtDesk, "/medewerker/helpen", "nav.help"}, {route.CloseTimes, "/medewerker/beheer/sluiten", "config.close.lead.day"},
	} {
		if v.S.May(way.right) {
			all = append(all, doing{v.path(way.to), v.Q.T(way.text)})
		}
	}
	return all
}

// present names by number who is still in the house.
func present(w lang.Words, look queue.View) string {
	var here []queue.Number
	for _, t := range look.Waiting {
		here = append(here, t.Number)
	}
	for _, t := range slices.Concat(look.Called, look.Serving, look.Parked) {
		here = append(here, t.Number)
	}
	if len(here) == 0 {
		return ""
	}
	return w.T("today.present", "numbers", w.List(said(here)))
}

func said(numbers []queue.Number) (all []string) {
	for _, n := range numbers {
		all = append(all, string(n))
	}
	return all
}

func percent(share float64) string { return fmt.Sprintf("%.0f", 100*share) }

func figures(w lang.Words, f queue.DayFigures) []figureView {
	row := func(what string, waits queue.Waits, share float64) figureView {
		v := figureView{what: what, n: fmt.Sprint(waits.N)}
		if waits.N > 0 {
			v.share, v.long = percent(share)+" %", w.Minutes(int((waits.P95+time.Minute-1)/time.Minute))
		}
		return v
	}
	calls := figureView{what: w.T("today.calls"), n: fmt.Sprint(f.Calls.N)}
	if f.Calls.N > 0 {
		calls.share = percent(f.Calls.ShareInTerm()) + " %"
	}
	left := row(w.T("today.left"), f.Leavers, 1)
	left.n, left.share = fmt.Sprint(f.Left), ""
	count := func(what string, n int) figureView { return figureView{what: what, n: fmt.Sprint(n)} }
	return []figureView{
		row(w.T("today.appointments"), f.Appointments, f.Appointments.Share5()),
		row(w.T("today.raw"), f.Raw, f.Raw.Share5()),
		row(w.T("today.walkins"), f.WalkIns, f.WalkIns.Share15()),
		row(w.T("today.collects"), f.Collects, f.Collects.Share15()),
		calls,
		count(w.T("today.helped"), f.Helped), left,
		count(w.T("today.missed"), f.Missed), count(w.T("today.absent"), f.Absent),
	}
}

// CloseDay answers POST /medewerker/vandaag/sluiten: once asked, once meant.
func (p *Pages) CloseDay(c *fiber.Ctx) error {
	return p.turn(c, "sluiten", "gesloten", func(ctx context.Context, d request, now time.Time) error {
		return queue.CloseDay(ctx, p.Ledger, d.S.Actor(), d.office.ID, d.office.Today(now), forecast.Learner{})
	})
}

// ReopenDay answers POST /medewerker/vandaag/openen.
func (p *Pages) ReopenDay(c *fiber.Ctx) error {
	return p.turn(c, "openen", "geopend", func(ctx context.Context, d request, _ time.Time) error {
		return p.Ledger.Update(ctx, d.S.Actor(), func(tx *ledger.Tx) error { return queue.ReopenDay(tx, d.office.ID) })
	})
}

func (p *Pages) turn(c *fiber.Ctx, ask, done string, fn func(context.Context, request, time.Time) error) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	if c.FormValue("zeker") != "ja" {
		return d.Redirect(d.path("/medewerker/vandaag", "zeker", ask))
	}
	ctx, cancel := route.Patience(c)
	defer cancel()
	err = fn(ctx, d, d.Q.Now)
	if err == nil || ledger.KeyOf(err) == queue.ErrNotClosed.Key { // sent twice it is answered the same
		return d.Redirect(d.path("/medewerker/vandaag", "gedaan", done))
	}
	v, status := dayView{request: d}, route.Status(err)
	if v.notice, err = page.Refused(d.Q.Words, err); err != nil {
		return err
	}
	return p.showDay(v, status)
}
