package manage

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
)

// typedForm is the form as it was sent, by either method.
func typedForm(v *hoursView) *hoursForm {
	f := &hoursForm{about: v.Asked("wat"), id: v.Asked("id"), isNew: v.Asked("is") == "nieuw", desk: v.Asked("balie"), from: v.Asked("van"), to: v.Asked("tot"),
		since: v.Asked("vanaf"), last: v.Asked("einde"), days: all(v.C, "dag"), use: v.Asked("soort"), share: v.Asked("voor"),
		release: v.Asked("uren"), releasedAt: v.Asked("vrij"), every: v.Asked("keer"), nth: all(v.C, "hoeveelste"), faults: map[string]string{}}
	if from, to, ok := strings.Cut(v.Asked("anders"), "-"); ok {
		f.from, f.to = from, to
	}
	return f
}

// all are the values of a field that may stand more than once.
func all(c *fiber.Ctx, name string) (values []string) {
	args := c.Request().PostArgs()
	if c.Method() != fiber.MethodPost {
		args = c.Request().URI().QueryArgs()
	}
	for _, one := range args.PeekMulti(name) {
		values = append(values, string(one))
	}
	return values
}

func (f *hoursForm) fault(v *hoursView, field, key string) { f.faults[field] = v.Q.T(key) }

// opening reads the form as an opening, and the day from which it holds. What cannot be is a fault at its field.
func (f *hoursForm) opening(v *hoursView) (o calendar.Opening, from calendar.Date) {
	o = calendar.Opening{ID: f.id, Desk: f.desk, Use: calendar.Use(f.use), Share: calendar.Share(f.share), Skills: f.skills}
	if _, known := v.office.Desk(catalogue.DeskID(f.desk)); !known {
		f.fault(v, "balie", "config.hours.fault.choice")
	}
	for _, typed := range f.days {
		if n, err := strconv.Atoi(typed); err == nil && n >= 0 && n <= 6 {
			o.Weekdays = append(o.Weekdays, calendar.Weekday(n))
		}
	}
	if len(o.Weekdays) == 0 {
		f.fault(v, "dag", "config.hours.fault.days")
	}
	for _, typed := range f.nth {
		if n, err := strconv.Atoi(typed); err == nil && (n == -1 || n >= 1 && n <= 5) {
			o.NthWeekdays = append(o.NthWeekdays, n)
		}
	}
	o.Start, o.End = f.hours(v)
	o.ReleaseHours, o.ReleaseAt = f.released(v)
	o.From, o.Until = f.day(v, "vanaf", f.since), f.day(v, "einde", f.last)
	if o.Until != 0 && o.Until < max(o.From, v.Today()) {
		f.fault(v, "einde", "config.hours.fault.until")
	}
	if n, err := strconv.Atoi(f.every); err != nil || n < 1 || n > mostWeeks {
		f.fault(v, "keer", "config.hours.fault.choice")
	} else if n > 1 {
		if o.EveryWeeks = n; o.From == 0 {
			o.From = v.Today()
		}
	}
	f.kinds(v)
	return o, o.From
}

// mostWeeks is the rarest rhythm that can be chosen.
const mostWeeks = 8

// exception reads the form as other hours of a day.
func (f *hoursForm) exception(v *hoursView) (e calendar.Exception) {
	e = calendar.Exception{ID: f.id, Desk: f.desk, Use: calendar.Use(f.use), Share: calendar.Share(f.share), Skills: f.skills}
	if _, known := v.office.Desk(catalogue.DeskID(f.desk)); !known && f.desk != "" {
		f.fault(v, "balie", "config.hours.fault.choice")
	}
	if e.Date = f.day(v, "vanaf", f.since); e.Date == 0 {
		f.fault(v, "vanaf", "config.hours.fault.date")
	}
	e.Start, e.End = f.hours(v)
	e.ReleaseHours, e.ReleaseAt = f.released(v)
	f.kinds(v)
	return e
}

// hours are the times from which until which.
func (f *hoursForm) hours(v *hoursView) (start, end calendar.Cell) {
	start, ok := clockOf(f.from)
	if !ok || start >= calendar.CellsPerDay {
		f.fault(v, "van", "config.fault.clock")
	}
	end, both := clockOf(f.to)
	switch {
	case !both:
		f.fault(v, "tot", "config.fault.clock")
	case ok && end <= start:
		f.fault(v, "tot", "config.hours.fault.order")
	}
	return start, end
}

// released is when a reserve opens to everybody: hours before, or at a time of the day.
func (f *hoursForm) released(v *hoursView) (hours int, at calendar.Cell) {
	if f.release != "" {
		n, err := strconv.Atoi(f.release)
		if hours = n; err != nil || n < 1 || n > 500 {
			f.fault(v, "uren", "config.hours.fault.number")
		}
	}
	if f.releasedAt != "" {
		cell, ok := clockOf(f.releasedAt)
		if at = cell; !ok || cell == 0 || cell >= calendar.CellsPerDay {
			f.fault(v, "vrij", "config.fault.clock")
		}
	}
	if (f.release != "" || f.releasedAt != "") && (f.share != string(calendar.Reserve) || f.release != "" && f.releasedAt != "") {
		f.fault(v, "uren", "config.hours.fault.release")
	}
	return hours, at
}

func (f *hoursForm) kinds(v *hoursView) {
	switch calendar.Use(f.use) {
	case calendar.ForBoth, calendar.ForAppointment, calendar.ForWalkIn:
	default:
		f.fault(v, "soort", "config.hours.fault.choice")
	}
	switch calendar.Share(f.share) {
	case calendar.Public, calendar.Staff, calendar.Reserve:
	default:
		f.fault(v, "voor", "config.hours.fault.choice")
	}
}

// day reads a date field; none is zero.
func (f *hoursForm) day(v *hoursView, field, typed string) calendar.Date {
	if typed == "" {
		return 0
	}
	d, err := calendar.ParseDate(typed)
	if err != nil {
		f.fault(v, field, "config.hours.fault.date")
	}
	return d
}
