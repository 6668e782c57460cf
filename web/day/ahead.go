package day

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/queue/forecast"
	"balie/queue/sim"
	"balie/queue/steer"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/staff"
)

// How many simulated days stand behind the figures, and the share that is to be called in time.
const (
	staffDays = 60
	valueDays = 24
	inTime    = 0.95
)

// aheadView is a day to come.
type aheadView struct {
	request
	refused  *page.Notice
	sentence string
	booked   string
	// shortFrom and shortUntil are the first stretch with too few desks, as the roster's form reads it.
	shortFrom, shortUntil string
	names                 []string // of all skills, in the order of their bits
	skills                []string // that somebody comes for
	halves                []halfView
	worth                 []string // what one more desk or skill would be worth, the best first
	chart                 chart
}

// halfView is one half hour of the day.
type halfView struct {
	cell               calendar.Cell
	from, load, within string
	planned, needed    int
	bySkill            []int
	short              bool
}

// ShowAhead answers GET /medewerker/vooruit.
func (p *Pages) ShowAhead(c *fiber.Ctx) error {
	d, err := p.at(c, 1)
	if err != nil {
		return err
	}
	v := aheadView{request: d}
	var day forecast.DayAhead
	err = p.Ledger.View(func(r ledger.Reader) (err error) {
		if day, err = forecast.PlanDay(r, d.office.ID, d.date); err != nil {
			return err
		}
		for _, s := range day.Skills {
			v.names = append(v.names, staff.SkillName(r, d.Q.Words, s))
		}
		return nil
	})
	status := fiber.StatusOK
	if err != nil {
		if v.refused, err = page.Refused(d.Q.Words, err); err != nil {
			return err
		}
		status = fiber.StatusConflict
	} else {
		v.read(day)
	}
	return page.Render(c, status, aheadPage(v))
}

// read simulates the day; nothing of it is kept.
func (v *aheadView) read(day forecast.DayAhead) {
	w := v.Q.Words
	v.booked = w.N("manage.booked", len(day.Booked))
	if len(day.Booked) == 0 && len(day.Walks) == 0 {
		v.sentence = w.T("manage.ahead.none")
		return
	}
	halves := day.Staffing(inTime, staffDays, uint64(day.Date))
	used := v.dropUnused(day, halves)
	open := make([]int, len(halves))
	for i, h := range halves {
		open[i] = planned(day, h.From)
	}
	keeps := day.Plan.Keeping(open, staffDays, uint64(day.Date))
	for i, h := range halves {
		view := halfView{cell: v.cell(day, h.From), from: v.clock(day, h.From), load: decimal(w, h.Load), within: percent(w, keeps[i]), planned: open[i], needed: h.Desks}
		for _, bit := range used {
			view.bySkill = append(view.bySkill, h.BySkill[bit])
		}
		// what reads 95 % or more is no shortage, nor is a half hour in which nobody is due: lunch, say
		view.short = view.needed > view.planned && math.Round(100*keeps[i]) < 100*inTime
		v.halves = append(v.halves, view)
	}
	v.sentence = v.say()
	v.chart = draw(v.halves, halves)
	v.worth = v.values(day)
}

// dropUnused leaves the skills that somebody comes for, and returns their bits.
func (v *aheadView) dropUnused(day forecast.DayAhead, halves []sim.HalfHour) (used []int) {
	var names []string
	for bit, name := range v.names {
		if slices.ContainsFunc(halves, func(h sim.HalfHour) bool { return bit < len(h.BySkill) && h.BySkill[bit] > 0 }) {
			used, names = append(used, bit), append(names, name)
		}
	}
	v.skills = names
	return used
}

func (v *aheadView) clock(day forecast.DayAhead, minutes int) string {
	return v.Q.Words.Clock(v.cell(day, minutes))
}

func (v *aheadView) cell(day forecast.DayAhead, minutes int) calendar.Cell {
	_, first := calendar.CellIn(day.Opens, v.office.Location())
	return first + calendar.Cell(minutes/calendar.CellMinutes)
}

// planned is how many desks are open in a half hour that can do something people come for.
func planned(day forecast.DayAhead, from int) (n int) {
	var wanted steer.Skills
	for _, b := range day.Booked {
		wanted |= b.Need
	}
	for _, w := range day.Walks {
		wanted |= w.Need
	}
	for _, d := range day.Plan.Desks {
		open := slices.ContainsFunc(d.Open, func(o [2]int) bool { return o[0] < from+30 && o[1] > from })
		if open && d.Can&wanted != 0 {
			n++
		}
	}
	return n
}

// say is the day in one sentence: where desks are missing, or that there are enough.
func (v *aheadView) say() string {
	w := v.Q.Words
	var missing []string
	for i := 0; i < len(v.halves); i++ {
		from, most, first := v.halves[i].from, 0, v.halves[i].cell
		for i < len(v.halves) && v.halves[i].short {
			most = max(most, v.halves[i].needed-v.halves[i].planned)
			i++
		}
		if most > 0 {
			until := w.T("manage.close")
			if i < len(v.halves) {
				until = v.halves[i].from
			}
			if v.shortFrom == "" {
				v.shortFrom, v.shortUntil = first.String(), (v.halves[i-1].cell + halfHour).String()
			}
			missing = append(missing, w.T("manage.ahead.short", "from", from, "until", until, "desks", w.N("manage.desks", most)))
		}
	}
	if len(missing) == 0 {
		return w.T("manage.ahead.enough")
	}
	return w.T("manage.ahead.missing", "when", w.List(missing))
}

// values are the three changes that are worth most.
func (v *aheadView) values(day forecast.DayAhead) (said []string) {
	w := v.Q.Words
	all := day.Values(valueDays, uint64(day.Date))
	slices.SortStableFunc(all, func(a, b sim.Value) int { return cmp.Compare(b.Appointments5.Mean, a.Appointments5.Mean) })
	for _, x := range all {
		if x.Appointments5.Low <= 0 || len(said) == 3 {
			break
		}
		points := decimal(w, 100*x.Appointments5.Mean)
		if x.From >= 0 {
			said = append(said, w.T("manage.worth.desk", "from", v.clock(day, x.From), "points", points))
			continue
		}
		said = append(said, w.T("manage.worth.skill", "desk", v.deskName(day, x.Desk), "skill", v.names[x.Skill], "points", points))
	}
	return said
}

func (v *aheadView) deskName(day forecast.DayAhead, i int) string {
	for _, d := range day.Office.Desks {
		if d.ID == day.Desks[i] {
			return d.Name
		}
	}
	return ""
}

func percent(w lang.Words, share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

// halfHour is half an hour of a day.
const halfHour = 30 / calendar.CellMinutes

// decimal is a number with one decimal as one writes it in the language.
func decimal(w lang.Words, x float64) string {
	text := strconv.FormatFloat(math.Round(x*10)/10, 'f', 1, 64)
	if w.Tag() == "en" {
		return text
	}
	return text[:len(text)-2] + "," + text[len(text)-1:]
}
