package day

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
	"balie/queue/sim"
	"balie/web/lang"
	"balie/web/page"
)

// scoreDays is how far back forecasts are scored on the page.
const scoreDays = 28

// maxSimulated bounds how many replayed days are remembered.
const maxSimulated = 64

// backView is a day that was.
type backView struct {
	request
	refused  *page.Notice
	sentence string // how the day went, for all who came: also who left unhelped
	left     string // who left, in words; "" for nobody
	theory   string // what other orders would have made of it
	ways     []wayView
	help     string
	scores   []scoreView
	told     string        // how well forecasts held, in one sentence
	last     calendar.Date // the last day of which something is known, where this one is not
	demand   []demandView  // what people who were unsure came to ask for, the most first
}

type demandView struct{ what, n string }

type wayView struct{ name, appointments, walkins string }

type scoreView struct{ day, n, inside, bias, off string }

// ShowBack answers GET /medewerker/terug: what a day was like, what it would have been under other
// orders, and how well forecasts held.
func (p *Pages) ShowBack(c *fiber.Ctx) error {
	d, err := p.at(c, -1)
	if err != nil {
		return err
	}
	if c.Query("dag") == "" {
		if d.date, err = p.lastOpen(d); err != nil {
			return err
		}
	}
	v := backView{request: d}
	var past sim.Past
	err = p.Ledger.View(func(r ledger.Reader) (err error) {
		if err := errors.Join(v.readScores(r), v.readDemand(r, p.Elsewhere)); err != nil {
			return err
		}
		h, err := queue.HelpOf(r, d.office.ID, d.date)
		if err != nil {
			return err
		}
		if err := v.readFigures(r); err != nil {
			return err
		}
		if h.Came > 0 {
			v.help = d.Q.Words.T("today.came", "n", h.Came, "minutes", int(h.Spent.Minutes()))
		}
		past, err = forecast.Past(r, d.office.ID, d.date)
		return err
	})
	if err != nil {
		if v.refused, err = page.Refused(d.Q.Words, err); err != nil {
			return err
		}
		if d.date, err = p.lastOpen(d); err != nil {
			return err
		}
		v.last = d.date // a day of which nothing is known is no error: the last of which something is stands beside it
	} else {
		v.say(p.again(d, past))
	}
	return page.Render(c, fiber.StatusOK, backPage(v))
}

// mostBack is how far back the last open day is looked for.
const mostBack = 60

// lastOpen is the last day before today on which somebody was helped; today's where there is none.
func (p *Pages) lastOpen(d request) (day calendar.Date, err error) {
	err = p.Ledger.View(func(r ledger.Reader) error {
		day = d.office.Today(r.Now())
		for back := range mostBack {
			past := day.AddDays(-1 - back)
			if c, found, err := queue.CapacityOf(r, d.office.ID, past); err != nil || found && len(c.Steps) > 0 {
				day = past
				return err
			}
		}
		return nil
	})
	return day, err
}

// again replays a day, once for each that is over.
func (p *Pages) again(d request, past sim.Past) sim.Replayed {
	key := simulatedKey{d.office.ID, d.date}
	p.mu.Lock()
	known, ok := p.simulated[key]
	p.mu.Unlock()
	if ok && known.Appointments+known.Walkins == len(past.Visits)-absent(past) {
		return known
	}
	played := past.Again()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.simulated == nil || len(p.simulated) >= maxSimulated {
		p.simulated = map[simulatedKey]sim.Replayed{}
	}
	p.simulated[key] = played
	return played
}

func absent(p sim.Past) (n int) {
	for _, v := range p.Visits {
		if v.Absent {
			n++
		}
	}
	return n
}

// readFigures says how the day went by the same figures as the day itself did: who left unhelped counts with the wait
// they bore.
func (v *backView) readFigures(r ledger.Reader) error {
	w := v.Q.Words
	f, err := queue.Figures(r, v.office.ID, v.date)
	v.sentence = w.T("today.sentence", "share", decimal(w, 100*f.Appointments.Share5()), "within", f.Appointments.Within5, "n", f.Appointments.N)
	if f.Appointments.N == 0 {
		v.sentence = w.T("today.sentence.past")
	}
	if f.Left > 0 {
		v.left = w.N("manage.back.left", f.Left)
	}
	return err
}

func (v *backView) say(r sim.Replayed) {
	w := v.Q.Words
	share := func(x float64) string { return decimal(w, 100*x) }
	v.theory = w.T("manage.back.sentence", "did", share(r.Did.Appointments5), "n", r.Appointments, "fifo", share(r.FIFO.Appointments5), "best", share(r.Foresight.Appointments5))
	if r.Appointments == 0 {
		v.theory = w.T("manage.back.nobody", "n", r.Walkins, "did", share(r.Did.Walkins15))
	}
	for _, way := range []struct {
		key string
		sim.Replay
	}{{"did", r.Did}, {"fifo", r.FIFO}, {"again", r.Again}, {"best", r.Foresight}} {
		v.ways = append(v.ways, wayView{w.T("manage.way." + way.key), share(way.Appointments5) + " %", share(way.Walkins15) + " %"})
	}
}

func (v *backView) readScores(r ledger.Reader) error {
	w := v.Q.Words
	all, err := forecast.Scores(r, v.office.ID, v.date.AddDays(-scoreDays), v.date)
	var sum forecast.Accuracy
	for _, s := range all {
		h := s.All
		sum.N, sum.InRange, sum.Off, sum.Amount = sum.N+h.N, sum.InRange+h.InRange, sum.Off+h.Off, sum.Amount+h.Amount
		v.scores = append(v.scores, scoreView{w.Day(s.Date), strconv.Itoa(h.N), percent(w, h.Share()), inMinutes(w, h.Bias()), inMinutes(w, h.Error())})
	}
	if sum.N > 0 {
		v.told = w.T("manage.told", "inside", percent(w, sum.Share()), "n", sum.N, "off", inMinutes(w, sum.Error()))
	}
	return err
}

// readDemand counts where the questions of who was unsure ended.
func (v *backView) readDemand(r ledger.Reader, elsewhere func(lang.Words, string) string) error {
	w := v.Q.Words
	counts, err := booking.Demand(r, v.date.AddDays(-scoreDays), v.date)
	if err != nil {
		return err
	}
	what := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) })
	for _, id := range what {
		name := id
		if end, ok := strings.CutPrefix(id, "elsewhere/"); ok && elsewhere != nil {
			name = elsewhere(w, end)
		} else if p, err := catalogue.ProductByID(r, catalogue.ProductID(id)); err == nil {
			name = p.Text(w.Tag()).Name
		}
		v.demand = append(v.demand, demandView{name, strconv.Itoa(counts[id])})
	}
	return nil
}

// inMinutes is a length with one decimal.
func inMinutes(w lang.Words, d time.Duration) string { return decimal(w, d.Minutes()) }
