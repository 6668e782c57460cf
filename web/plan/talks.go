package plan

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
	"balie/web/staff"
)

// heardDays is how far back what was heard is told.
const heardDays = 184

// talksView is what the team heard, by village, month and theme.
type talksView struct {
	staff.Request
	villages  []optionView
	village   string // that is asked for; "" for all
	talks     []talkRow
	questions []questionRow
	marks     []markRow
}

type talkRow struct{ village, month, theme, n string }
type questionRow struct{ village, month, theme, text string }
type markRow struct{ village, n, average string }

// ShowTalks answers GET /medewerker/inzet/praatjes.
func (p *Pages) ShowTalks(c *fiber.Ctx) error {
	v := talksView{Request: staff.From(c)}
	v.village = v.Asked("kern")
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, talksPage(v))
}

func (v *talksView) read(r ledger.Reader) error {
	all, err := outreach.Neighbourhoods(r)
	if err != nil {
		return err
	}
	names := map[outreach.NeighbourhoodID]string{}
	for _, n := range all {
		names[n.ID] = n.Name
		v.villages = append(v.villages, optionView{string(n.ID), n.Name})
	}
	h, err := outreach.HeardBetween(r, v.Today()-heardDays, v.Today())
	if err != nil {
		return err
	}
	asked := func(of outreach.NeighbourhoodID) bool { return v.village == "" || v.village == string(of) }
	for _, t := range h.Talks {
		if asked(t.Neighbourhood) {
			v.talks = append(v.talks, talkRow{names[t.Neighbourhood], v.Q.Words.Month(t.Month), v.Q.T("note.theme." + t.Theme), v.number(t.N, t.Few())})
		}
	}
	for _, q := range h.Questions {
		if asked(q.Neighbourhood) {
			v.questions = append(v.questions, questionRow{names[q.Neighbourhood], v.Q.Words.Month(q.Month), v.Q.T("note.theme." + q.Theme), q.Text})
		}
	}
	for _, m := range h.Marks {
		if asked(m.Neighbourhood) {
			row := markRow{names[m.Neighbourhood], v.number(m.N, m.Average == 0), "–"}
			if m.Average > 0 {
				row.average = strconv.FormatFloat(m.Average, 'f', 1, 64)
			}
			v.marks = append(v.marks, row)
		}
	}
	return nil
}

// number is a count, or that it is too small to be told.
func (v talksView) number(n int, few bool) string {
	if few {
		return v.Q.T("plan.talks.few")
	}
	return strconv.Itoa(n)
}

// heardLine is what was talked about in a village before a day, for the sheet that the team takes there; "" where there
// were too few conversations to tell.
func heardLine(r ledger.Reader, q page.Request, of outreach.NeighbourhoodID, before calendar.Date) (string, error) {
	h, err := outreach.HeardBetween(r, before-heardDays, before-1)
	if err != nil {
		return "", err
	}
	most, total := outreach.Talks{}, 0
	byTheme := map[string]int{}
	for _, t := range h.Talks {
		if t.Neighbourhood == of {
			total += t.N
			byTheme[t.Theme] += t.N
			if n := byTheme[t.Theme]; n > most.N {
				most = outreach.Talks{Theme: t.Theme, N: n}
			}
		}
	}
	if most.Few() {
		return "", nil
	}
	return q.T("plan.talks.before", "n", total, "theme", q.T("note.theme."+most.Theme)), nil
}
