package demo

import (
	"context"
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/cmd/internal/server"
	"balie/web/account"
)

// rosterWeeks is how long the demo's roster is.
const rosterWeeks = 4

// deskPairs are who shares each desk of the demo's town hall: one in the morning and on the long
// evening, one in the afternoon.
var deskPairs = map[catalogue.DeskID][2]string{
	"gendringen-1": {"balie", "balie4"}, "gendringen-2": {"balie2", "balie5"}, "gendringen-3": {"balie3", "balie6"},
	"gendringen-4": {"zorg", "zorg2"}, "gendringen-5": {"telefoon", "telefoon2"},
}

// rosterWriter writes the demo's roster.
type rosterWriter struct {
	office catalogue.Office
	who    map[string]roster.ColleagueID
}

// furnishRoster rosters the demo's colleagues at the desks of the town hall, from this week on, where
// there is no roster yet.
func furnishRoster(ctx context.Context, h *server.Server) error {
	d := rosterWriter{who: map[string]roster.ColleagueID{}}
	begun := false
	err := h.Ledger.View(func(r ledger.Reader) (err error) {
		if d.office, err = catalogue.OfficeByID(r, Office); err != nil {
			return err
		}
		periods, err := roster.Periods(r)
		begun = len(periods) > 0
		if err != nil {
			return err
		}
		users, err := account.All(r)
		for _, u := range users {
			d.who[u.Login] = roster.ColleagueID(u.ID)
		}
		return err
	})
	if err != nil || begun || d.who["telefoon2"] == "" {
		return err
	}
	if err := h.Ledger.Update(ctx, "cli", d.people); err != nil {
		return err
	}
	return d.weeks(ctx, h, d.office.Today(h.Clock()).Monday())
}

// extendRoster writes the weeks after those that are rostered, until they reach a day. It returns the last
// one; where nobody is rostered nothing is done.
func extendRoster(ctx context.Context, h *server.Server, reach calendar.Date) (last calendar.Date, err error) {
	d := rosterWriter{who: map[string]roster.ColleagueID{}}
	err = h.Ledger.View(func(r ledger.Reader) error {
		periods, err := roster.Periods(r)
		for _, p := range periods {
			last = max(last, p.Span.Until)
		}
		if err != nil || last == 0 {
			return err
		}
		if d.office, err = catalogue.OfficeByID(r, Office); err != nil {
			return err
		}
		users, err := account.All(r)
		for _, u := range users {
			d.who[u.Login] = roster.ColleagueID(u.ID)
		}
		return err
	})
	for err == nil && last != 0 && last < reach {
		err = d.weeks(ctx, h, last+1)
		last += 7 * rosterWeeks
	}
	return last, err
}

// weeks writes and publishes the roster of some weeks.
func (d rosterWriter) weeks(ctx context.Context, h *server.Server, first calendar.Date) error {
	span := roster.Span{From: first, Until: first + 7*rosterWeeks - 1}
	var period roster.Period
	err := h.Ledger.Update(ctx, "cli", func(tx *ledger.Tx) (err error) {
		period, err = roster.AddPeriod(tx, span, []string{string(d.office.ID)})
		return err
	})
	for date := span.From; date <= span.Until && err == nil; date++ {
		err = h.Ledger.Update(ctx, "cli", func(tx *ledger.Tx) error { return d.day(tx, date) })
	}
	if err != nil {
		return err
	}
	return h.Ledger.Update(ctx, "cli", func(tx *ledger.Tx) error { _, err := roster.Publish(tx, period.ID); return err })
}

// people are the demo's colleagues with their hours: who shares a desk can do what it can.
func (d rosterWriter) people(tx *ledger.Tx) error {
	week := []calendar.Weekday{1, 2, 3, 4, 5}
	add := func(login string, minutes int, skills ...string) error {
		return roster.PutColleague(tx, roster.Colleague{ID: d.who[login], Skills: skills, WeekMinutes: minutes,
			Hours: []roster.Hours{{Weekdays: week, Start: 8 * 12, End: 20 * 12}}})
	}
	for _, desk := range d.office.Desks {
		for _, login := range deskPairs[desk.ID] {
			if err := add(login, 30*60, append(slices.Clone(desk.Skills), "koffer")...); err != nil {
				return err
			}
		}
	}
	for _, login := range []string{"teamleider", "buitendienst", "bus", "bus2"} {
		if err := add(login, 36*60, "reisdocumenten", "rijbewijzen", "burgerzaken", "algemeen", "koffer"); err != nil {
			return err
		}
	}
	return nil
}

// day rosters one day: each window of a desk one colleague, and the team lead who can help.
func (d rosterWriter) day(tx *ledger.Tx, date calendar.Date) error {
	windows := d.office.Rules().Day(date)
	for _, w := range windows {
		pair, ok := deskPairs[catalogue.DeskID(w.Desk)]
		start, found := w.Cells.First()
		if !ok || !found {
			continue
		}
		end := start + calendar.Cell(w.Cells.Len())
		for _, part := range [][2]calendar.Cell{{start, min(end, noonCell)}, {max(start, noonCell), end}} {
			if part[0] >= part[1] {
				continue
			}
			if err := d.duty(tx, pair, date, part[0], part[1]); err != nil {
				return err
			}
		}
	}
	if len(windows) == 0 {
		return nil
	}
	_, err := roster.PutDuty(tx, roster.Duty{Colleague: d.who["teamleider"], Date: date, Start: 9 * 12, End: 12 * 12, Kind: roster.Desk, Place: string(d.office.ID), CanHelp: true})
	return err
}

// noonCell is where the morning ends: half past twelve.
const noonCell = 150

// duty gives one of a pair a stretch: mornings and evenings the first, afternoons the second.
func (d rosterWriter) duty(tx *ledger.Tx, pair [2]string, date calendar.Date, start, end calendar.Cell) error {
	who := pair[1]
	if start < noonCell || start >= 16*12 {
		who = pair[0]
	}
	_, err := roster.PutDuty(tx, roster.Duty{Colleague: d.who[who], Date: date, Start: start, End: end, Kind: roster.Desk, Place: string(d.office.ID),
		Accepted: []roster.Rule{roster.NoPause}})
	return err
}
