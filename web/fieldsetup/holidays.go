package fieldsetup

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/web/page"
	"balie/web/staff"
)

// mostHolidays is how many school holidays are kept, and moreHolidays how many empty rows a form has.
const (
	mostHolidays = 20
	moreHolidays = 3
)

// holidaysView are the school holidays as a form.
type holidaysView struct {
	frame
	rows  [][2]string
	fault string
}

// ShowHolidays answers GET /medewerker/beheer/wijk/vakanties.
func (p *Pages) ShowHolidays(c *fiber.Ctx) error {
	v := holidaysView{frame: frame{Request: staff.From(c)}}
	err := p.Ledger.View(func(r ledger.Reader) error {
		spans, err := roster.SchoolHolidays(r)
		for _, s := range spans {
			v.rows = append(v.rows, [2]string{s.From.String(), s.Until.String()})
		}
		return err
	})
	if err != nil {
		return err
	}
	return p.showHolidays(v)
}

func (p *Pages) showHolidays(v holidaysView) error {
	v.title = v.Q.T("road.holidays")
	for range min(moreHolidays, mostHolidays-len(v.rows)) {
		v.rows = append(v.rows, [2]string{})
	}
	return page.Render(v.C, v.Status(), holidaysPage(v))
}

// PutHolidays answers POST /medewerker/beheer/wijk/vakanties: the rows that are filled in are the school holidays.
func (p *Pages) PutHolidays(c *fiber.Ctx) error {
	v := holidaysView{frame: frame{Request: staff.From(c)}}
	var spans []roster.Span
	for i := range mostHolidays {
		row := [2]string{c.FormValue("van-" + strconv.Itoa(i)), c.FormValue("tot-" + strconv.Itoa(i))}
		if row == [2]string{} {
			continue
		}
		v.rows = append(v.rows, row)
		from, err := calendar.ParseDate(row[0])
		until, also := calendar.ParseDate(row[1])
		if err != nil || also != nil || until < from {
			v.fault = v.Q.T("road.fault.span")
		}
		spans = append(spans, roster.Span{From: from, Until: until})
	}
	if v.fault != "" {
		c.Status(fiber.StatusUnprocessableEntity)
		return p.showHolidays(v)
	}
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error { return roster.PutSchoolHolidays(tx, spans) })
	if err != nil {
		return err
	}
	return v.Redirect(homePath + "?gedaan=kept")
}
