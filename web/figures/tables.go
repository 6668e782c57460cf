package figures

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	counted "balie/booking/figures"
)

// tables are all tables of the page, in its order.
func (d data) tables() []Table {
	all := []Table{d.perWeek(), d.perHour(), d.walkIns(), d.noShows(), d.reminders(), d.routes(), d.doors(), d.changes(), d.kinds(), d.products(), d.foretold()}
	return slices.DeleteFunc(all, func(t Table) bool { return len(t.Rows) == 0 })
}

func (d data) table(key string, columns ...string) Table {
	t := Table{Key: key, Title: d.w.T("figures." + key)}
	for _, c := range columns {
		t.Columns = append(t.Columns, d.w.T("figures.column."+c))
	}
	return t
}

// perWeek is the promise, week by week.
func (d data) perWeek() Table {
	t := d.table("week", "week", "appointments", "within5", "raw5")
	for _, w := range d.weeks {
		all := w.Week[counted.Appointments].All
		if all.N == 0 {
			t.Rows = append(t.Rows, Row{week(w.monday), []Value{few, few, few}})
			continue
		}
		t.Rows = append(t.Rows, Row{week(w.monday), []Value{number(all.N), within(all, appointmentMinutes), share(all.Raw.Within(appointmentMinutes), all.Raw.N())}})
	}
	return t
}

func within(c counted.Cell, minutes int) Value { return share(c.Within(minutes), c.Waited()) }

// perHour is who waited longer, by the hour from which their wait counts.
func (d data) perHour() Table {
	t := d.table("hour", "hour", "people", "longer", "longershare")
	for _, p := range d.now.Parts(counted.Appointments, counted.ByHour) {
		t.Rows = append(t.Rows, Row{d.hourName(p.Name), []Value{number(p.N), number(p.Late(appointmentMinutes)), share(p.Late(appointmentMinutes), p.Waited())}})
	}
	return t
}

func (d data) hourName(part string) string {
	if hour, err := strconv.Atoi(part); err == nil {
		return strconv.Itoa(hour)
	}
	return d.w.T("figures.rest")
}

// walkIns are those without an appointment, on their own norm.
func (d data) walkIns() Table {
	t := d.table("walkins", "week", "people", "within15")
	for _, w := range d.weeks {
		if all := w.Week[counted.WalkIns].All; all.N > 0 {
			t.Rows = append(t.Rows, Row{week(w.monday), []Value{number(all.N), within(all, walkInMinutes)}})
		} else {
			t.Rows = append(t.Rows, Row{week(w.monday), []Value{few, few}})
		}
	}
	if d.now.Week[counted.WalkIns].All.N == 0 {
		t.Rows = nil
	}
	return t
}

// noShows are those who did not come, by how long before they made the appointment.
func (d data) noShows() Table {
	return d.cut(d.table("noshow", "lead", "appointments", "absent", "absentshare"), counted.Appointments, counted.ByLead, d.leadName, func(p counted.Part) []Value {
		return []Value{number(p.N), number(p.Absent()), share(p.Absent(), p.N)}
	})
}

// reminders are the same by how they are told, and whether a reminder was due.
func (d data) reminders() Table {
	said := func(prefix string) func(string) string {
		return func(part string) string { return d.w.T("figures." + prefix + "." + part) }
	}
	values := func(p counted.Part) []Value { return []Value{number(p.N), number(p.Absent()), share(p.Absent(), p.N)} }
	t := d.cut(d.table("reminder", "how", "appointments", "absent", "absentshare"), counted.Appointments, counted.ByReminder, said("reminder"), values)
	t.Rows = append(t.Rows, d.cut(t.none(), counted.Appointments, counted.ByChannel, said("channel"), values).Rows...)
	return t
}

func (t Table) none() Table {
	t.Rows = nil
	return t
}

func (d data) leadName(part string) string { return d.w.T("figures.lead." + part) }

// cut is a table with a row for each part of a cut.
func (d data) cut(t Table, s counted.Stream, by counted.Cut, name func(string) string, values func(counted.Part) []Value) Table {
	for _, p := range d.now.Parts(s, by) {
		said := d.w.T("figures.rest")
		if p.Name != counted.Rest {
			said = name(p.Name)
		}
		t.Rows = append(t.Rows, Row{said, values(p)})
	}
	return t
}

// routes are how people met us, of all visits together.
func (d data) routes() Table {
	return d.shares(d.table("route", "route", "people", "share", "was"), "route", counted.ByRoute, counted.Visits...)
}

// doors are where appointments were made.
func (d data) doors() Table {
	return d.shares(d.table("door", "door", "appointments", "share", "was"), "door", counted.ByDoor, counted.Booked)
}

// shares are the parts of a cut as shares of its whole, with those of the period before. A part without a name of its own
// stands under that of what is not known.
func (d data) shares(t Table, prefix string, by counted.Cut, streams ...counted.Stream) Table {
	named := func(w counted.Week) (sum map[string]int, total int) {
		sum = map[string]int{}
		for name, n := range sums(w, by, streams) {
			sum[d.partName(prefix, name)] += n
			total += n
		}
		return sum, total
	}
	now, total := named(d.now.Week)
	before, was := named(d.before.Week)
	for name, n := range now {
		t.Rows = append(t.Rows, Row{name, []Value{number(n), share(n, total), share(before[name], was)}})
	}
	slices.SortFunc(t.Rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(b.Values[0].Number, a.Values[0].Number), strings.Compare(a.Name, b.Name))
	})
	return t
}

func (d data) partName(prefix, part string) string {
	key := "figures." + prefix + "." + part
	switch {
	case part == counted.Rest:
		return d.w.T("figures.rest")
	case part == "" || !d.w.Has(key):
		return d.w.T("figures." + prefix + ".none")
	}
	return d.w.T(key)
}

// sums are the people in each part of a cut, of streams together.
func sums(w counted.Week, by counted.Cut, streams []counted.Stream) map[string]int {
	sum := map[string]int{}
	for _, s := range streams {
		for _, p := range w.Parts(s, by) {
			sum[p.Name] += p.N
		}
	}
	return sum
}

// changes are appointments that were made, moved and cancelled, and by whom, as far as that may be said.
func (d data) changes() Table {
	t := d.table("changes", "what", "appointments", "byresident", "byus")
	for _, s := range []counted.Stream{counted.Booked, counted.Moved, counted.Cancelled} {
		all := d.now.Week[s].All.N
		if all == 0 {
			continue
		}
		by := sums(d.now.Week, counted.BySide, []counted.Stream{s})
		known := all - by[counted.Rest]
		t.Rows = append(t.Rows, Row{d.w.T("figures.stream." + string(s)), []Value{number(all), share(by["resident"], known), share(by["colleague"]+by["system"], known)}})
	}
	return t
}

// kinds are the waits of each kind of visit.
func (d data) kinds() Table {
	t := d.table("kinds", "kind", "people", "within5", "within15", "p50", "p90", "p95", "left")
	for _, s := range counted.Visits {
		all := d.now.Week[s].All
		if all.N == 0 {
			continue
		}
		t.Rows = append(t.Rows, Row{d.w.T("figures.stream." + string(s)), []Value{
			number(all.N), within(all, appointmentMinutes), within(all, walkInMinutes), number(all.Promise.Quantile(50)), number(all.Promise.Quantile(90)), number(all.Promise.Quantile(95)), number(all.Ends["left"]),
		}})
	}
	return t
}

// products are what people came for, the most first, and what is put together at the end.
func (d data) products() Table {
	t := d.table("product", "product", "appointments", "within5", "walkins", "took", "planned", "absentshare")
	booked, walked := d.byProduct(counted.Appointments), d.byProduct(counted.WalkIns)
	var ids []string
	for id := range booked {
		ids = append(ids, id)
	}
	for id := range walked {
		if _, both := booked[id]; !both {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b string) int {
		if (a == counted.Rest) != (b == counted.Rest) {
			return cmp.Compare(map[bool]int{true: 1}[a == counted.Rest], map[bool]int{true: 1}[b == counted.Rest])
		}
		return cmp.Or(booked[b].N+walked[b].N-booked[a].N-walked[a].N, strings.Compare(d.productName(a), d.productName(b)))
	})
	for _, id := range ids {
		t.Rows = append(t.Rows, d.product(id, booked[id], walked[id]))
	}
	return t
}

func (d data) product(id string, booked, walked counted.Cell) Row {
	r := Row{d.productName(id), []Value{few, few, few, few, few, few}}
	if booked.N > 0 {
		r.Values[0], r.Values[1], r.Values[5] = number(booked.N), within(booked, appointmentMinutes), share(booked.Absent(), booked.N)
	}
	if walked.N > 0 {
		r.Values[2] = number(walked.N)
	}
	if n := booked.Service.N() + walked.Service.N(); n >= counted.Fewest {
		sum := booked.Service.Mean()*float64(booked.Service.N()) + walked.Service.Mean()*float64(walked.Service.N())
		r.Values[3], r.Values[4] = decimal(sum/float64(n)), decimal(float64(booked.Planned+walked.Planned)/float64(n))
	}
	return r
}

func (d data) byProduct(s counted.Stream) map[string]counted.Cell {
	all := map[string]counted.Cell{}
	for _, p := range d.now.Parts(s, counted.ByProduct) {
		all[p.Name] = p.Cell
	}
	return all
}

// foretold is how well the expected waits held.
func (d data) foretold() Table {
	t := d.table("foretold", "week", "people", "inside", "off")
	for _, s := range d.scores {
		t.Rows = append(t.Rows, Row{week(s.monday), []Value{number(s.N), decimal(100 * s.Share()), decimal(s.Error().Minutes())}})
	}
	return t
}
