package figures

import (
	"maps"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	counted "balie/booking/figures"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/staff"
)

// picture is a table with what is drawn of it.
type picture struct {
	Table
	graph
	note string
}

// fact is one figure that stands large, with what it was.
type fact struct{ name, value, was string }

// place is where one can look.
type place struct {
	id, name string
}

// view is the page of figures.
type view struct {
	staff.Request
	q        query
	places   []place
	sentence [3]string // before, the figure itself, and after
	lead     string
	facts    []fact
	pictures []picture // the first over the whole width
	tables   []Table
	left     string
	none     bool
}

// Show answers GET /medewerker/cijfers: what was counted in a period of whole weeks, at one place or all.
func (p *Pages) Show(c *fiber.Ctx) error {
	v, d, err := p.look(c)
	if err != nil {
		return err
	}
	v.say(d)
	if v.q.fault != "" {
		c.Status(fiber.StatusUnprocessableEntity)
	}
	return page.Render(c, v.Status(), figuresPage(v))
}

// look reads what was asked, and the figures of it.
func (p *Pages) look(c *fiber.Ctx) (v view, d data, err error) {
	v = view{Request: staff.From(c)}
	v.q = query{length: v.Asked("periode"), from: v.Asked("van"), to: v.Asked("tot"), comparison: v.Asked("vergelijk"), place: v.Asked("locatie")}
	today := v.Today()
	v.q.resolve(today)
	err = p.Ledger.View(func(r ledger.Reader) error {
		places, err := v.readPlaces(r)
		if err != nil {
			return err
		}
		d, err = read(r, v.Q.Words, v.q, places, today)
		return err
	})
	return v, d, err
}

// readPlaces are the places that were asked for; one that is unknown is everywhere.
func (v *view) readPlaces(r ledger.Reader) ([]counted.Place, error) {
	known, err := counted.Places(r)
	if err != nil {
		return nil, err
	}
	names, err := placeNames(r, v.Q.Words)
	if err != nil {
		return nil, err
	}
	all := slices.Sorted(maps.Keys(known))
	for _, p := range all {
		name := names[p]
		if name == "" {
			name = string(p)
		}
		v.places = append(v.places, place{string(p), name})
	}
	slices.SortStableFunc(v.places, func(a, b place) int { return strings.Compare(a.name, b.name) })
	if i := slices.Index(all, counted.Place(v.q.place)); i >= 0 {
		return all[i : i+1], nil
	}
	v.q.place = ""
	return all, nil
}

// placeNames are the names of offices, and of the road.
func placeNames(r ledger.Reader, w lang.Words) (map[counted.Place]string, error) {
	names := map[counted.Place]string{counted.Road: w.T("figures.road")}
	all, err := catalogue.Offices(r)
	for _, o := range all {
		names[counted.Place(o.ID)] = o.Name
	}
	return names, err
}

// mark stands in a sentence where a part of it is set apart.
const mark = "\x00"

// say puts the figures into words and pictures.
func (v *view) say(d data) {
	w := v.Q.Words
	all := d.now.Week[counted.Appointments].All
	if v.none = len(d.now.Week) == 0; v.none {
		return
	}
	if d.now.Left > 0 {
		v.left = w.T("figures.left", "n", w.Number(d.now.Left))
	}
	if all.N > 0 {
		before, after, _ := strings.Cut(w.T("figures.sentence", "weeks", d.span.weeks(), "share", mark, "in", w.Number(all.Within(appointmentMinutes)), "of", w.Number(all.Waited())), mark)
		v.sentence = [3]string{before, within(all, appointmentMinutes).Say(w) + " %", after}
	}
	v.lead = d.lead()
	v.facts = d.facts()
	v.draw(d)
}

// lead says how it was before, and when most of those came who waited longer.
func (d data) lead() string {
	var said []string
	if was := within(d.before.Week[counted.Appointments].All, appointmentMinutes); d.compare && !was.Few() {
		said = append(said, d.w.T("figures.was", "was", was.Say(d.w)))
	}
	most, late := "", 0
	for _, p := range d.now.Parts(counted.Appointments, counted.ByHour) {
		if n := p.Late(appointmentMinutes); n > late && p.Name != counted.Rest {
			most, late = d.hourName(p.Name), n
		}
	}
	if late > 0 {
		said = append(said, d.w.T("figures.when", "hour", most))
	}
	return strings.Join(said, " ")
}

func (d data) facts() []fact {
	now, before := d.now.Week, d.before.Week
	percent := func(v Value) string {
		if v.Few() {
			return v.Say(d.w)
		}
		return v.Say(d.w) + " %"
	}
	one := func(key, value, was string) fact {
		f := fact{name: d.w.T("figures.fact." + key), value: value}
		if d.compare {
			f.was = d.w.T("figures.fact.was", "was", was)
		}
		return f
	}
	raw := func(c counted.Cell) Value { return share(c.Raw.Within(appointmentMinutes), c.Raw.N()) }
	minutes := func(c counted.Cell) string {
		if c.Waited() == 0 {
			return few.Say(d.w)
		}
		return d.w.Minutes(c.Promise.Quantile(95))
	}
	a, b := now[counted.Appointments].All, before[counted.Appointments].All
	x, y := now[counted.WalkIns].All, before[counted.WalkIns].All
	return []fact{
		one("raw", percent(raw(a)), percent(raw(b))),
		one("walkins", percent(within(x, walkInMinutes)), percent(within(y, walkInMinutes))),
		one("p95", minutes(a), minutes(b)),
		one("absent", percent(share(a.Absent(), a.N)), percent(share(b.Absent(), b.N))),
	}
}

// Sizes of the pictures.
const (
	wideGraph = 1120
	halfGraph = 560
	tall      = 290
)

// draw makes a picture of the tables that have one; the others stand as they are.
func (v *view) draw(d data) {
	w := v.Q.Words
	for _, t := range d.tables() {
		p := picture{Table: t}
		from := 0
		switch t.Key {
		case "week":
			p.graph, from = percents(w, t, wideGraph, tall, []int{1, 2}, 0)
		case "walkins":
			p.graph, from = percents(w, t, halfGraph, tall-40, []int{1}, 0)
		case "hour":
			p.graph = columns(w, t, 1, halfGraph)
		case "noshow":
			p.graph = columns(w, t, 2, halfGraph)
		case "route", "door":
			p.graph = sideways(w, t, 1, 2, halfGraph)
		default:
			v.tables = append(v.tables, t)
			continue
		}
		p.note = w.T("figures."+t.Key+".note", "from", from)
		p.desc = d.describe(t)
		v.pictures = append(v.pictures, p)
	}
}

// describe says a picture for who does not see it: its rows, or the first and the last of many.
func (d data) describe(t Table) string {
	var said []string
	for i, r := range t.Rows {
		if len(t.Rows) > 14 && i > 2 && i < len(t.Rows)-3 {
			continue
		}
		column := map[string]int{"hour": 1, "noshow": 2}[t.Key]
		if column == 0 {
			column = 1
		}
		said = append(said, r.Name+": "+r.Values[column].Say(d.w))
	}
	return strings.Join(said, "; ") + "."
}
