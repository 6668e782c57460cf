package plan

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// The working week of a pattern.
const (
	monday = calendar.Weekday(time.Monday)
	friday = calendar.Weekday(time.Friday)
)

// KitSkill is what a colleague must be able to do to work with a mobile enrolment kit.
const KitSkill = "koffer"

// colleaguesView is who can be rostered, and one of them to change.
type colleaguesView struct {
	staff.Request
	notice *page.Notice
	all    []optionView // accounts
	chosen optionView
	who    roster.Colleague
	rows   []hoursRow
	skills []string
	key    string
}

// hoursRow is a weekday of a pattern.
type hoursRow struct {
	day      calendar.Weekday
	name     string
	on       bool
	from, to string
}

// ShowColleague answers GET /medewerker/rooster/collega.
func (p *Pages) ShowColleague(c *fiber.Ctx) error {
	v := colleaguesView{Request: staff.From(c)}
	if c.Query("gedaan") != "" {
		v.notice = page.NewNotice(page.Good, v.Q.T("roster.colleague.done"), "")
	}
	return p.showColleague(v, fiber.StatusOK)
}

func (p *Pages) showColleague(v colleaguesView, status int) error {
	v.key = route.NewKey()
	err := p.Ledger.View(func(r ledger.Reader) error {
		names, err := namesOf(r)
		if err != nil {
			return err
		}
		for id, name := range names {
			v.all = append(v.all, optionView{string(id), name})
		}
		slices.SortFunc(v.all, func(a, b optionView) int { return strings.Compare(a.text+a.value, b.text+b.value) })
		if v.skills, err = everySkill(r); err != nil {
			return err
		}
		return v.choose(r)
	})
	if err != nil {
		return err
	}
	return page.Render(v.C, status, colleaguePage(v))
}

// everySkill is what the desks of all offices ask for, and the kits.
func everySkill(r ledger.Reader) (skills []string, err error) {
	offices, err := catalogue.Offices(r)
	for _, o := range offices {
		for _, d := range o.Desks {
			skills = append(skills, d.Skills...)
		}
	}
	skills = append(skills, KitSkill)
	slices.Sort(skills)
	return slices.Compact(skills), err
}

// choose reads the colleague who is to be changed, if one was chosen.
func (v *colleaguesView) choose(r ledger.Reader) error {
	id := v.Asked("wie")
	i := slices.IndexFunc(v.all, func(o optionView) bool { return o.value == id })
	if i < 0 {
		return nil
	}
	v.chosen = v.all[i]
	c, err := roster.ColleagueByID(r, roster.ColleagueID(id))
	if ledger.CodeOf(err) == ledger.NotFound {
		c, err = roster.Colleague{ID: roster.ColleagueID(id), WeekMinutes: 36 * 60}, nil
	}
	v.who = c
	for day := monday; day <= friday; day++ {
		row := hoursRow{day: day, name: v.Q.Words.Weekday(time.Weekday(day)), from: "08:30", to: "16:30"}
		for _, h := range c.Hours {
			if slices.Contains(h.Weekdays, day) {
				row.on, row.from, row.to = true, h.Start.String(), h.End.String()
			}
		}
		v.rows = append(v.rows, row)
	}
	return err
}

func (v colleaguesView) has(skill string) bool { return slices.Contains(v.who.Skills, skill) }

func (v colleaguesView) every() int {
	for _, h := range v.who.Hours {
		if h.EveryWeeks > 1 {
			return h.EveryWeeks
		}
	}
	return 1
}

// PutColleague answers POST /medewerker/rooster/collega.
func (p *Pages) PutColleague(c *fiber.Ctx) error {
	v := colleaguesView{Request: staff.From(c)}
	who, err := v.typed()
	if err == nil {
		err = p.once(v.Request, func(tx *ledger.Tx) error { return roster.PutColleague(tx, who) })
	}
	if err == nil {
		return v.Redirect("/medewerker/rooster/collega?gedaan=ja&wie=" + string(who.ID))
	}
	status := route.Status(err)
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showColleague(v, status)
}

// typed is the colleague of the form.
func (v colleaguesView) typed() (c roster.Colleague, err error) {
	c.ID = roster.ColleagueID(v.Asked("wie"))
	for key, value := range v.C.Request().PostArgs().All() {
		if string(key) == "kan" && len(c.Skills) < 40 {
			c.Skills = append(c.Skills, string(value))
		}
	}
	hours, err := strconv.ParseFloat(strings.Replace(v.Asked("uren"), ",", ".", 1), 64)
	if err != nil || hours < 0 || hours > 60 {
		return c, roster.ErrColleague.With("what", v.Q.T("roster.contract"))
	}
	c.WeekMinutes = int(hours * 60)
	every, _ := strconv.Atoi(v.Asked("om-de"))
	for day := monday; day <= friday; day++ {
		if v.Asked("dag-"+day.String()) == "" {
			continue
		}
		h := roster.Hours{Weekdays: []calendar.Weekday{day}}
		if h.Start, err = calendar.ParseCell(v.Asked("van-" + day.String())); err != nil {
			return c, roster.ErrColleague.With("what", v.Q.T("roster.fault.time"))
		}
		if h.End, err = calendar.ParseCell(v.Asked("tot-" + day.String())); err != nil {
			return c, roster.ErrColleague.With("what", v.Q.T("roster.fault.time"))
		}
		if every > 1 {
			h.EveryWeeks, h.From = every, v.Today().Monday()
		}
		c.Hours = append(c.Hours, h)
	}
	return c, nil
}
