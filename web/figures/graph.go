package figures

import (
	"math"
	"strconv"

	"balie/web/lang"
)

// graph is a picture of one table, in the units of its viewBox.
type graph struct {
	wide, high  int
	title, desc string
	grid        []rule
	goal        *rule
	lines       []line
	bars        []bar
	dots        []dot
	texts       []label
}

type rule struct {
	path string // an SVG path of one stroke
}

type line struct{ class, points string }

type bar struct {
	x, y, width, high float64
	class             string
}

type dot struct {
	x, y, r float64
	class   string
}

type label struct {
	x, y          float64
	class, anchor string
	text          string
}

// Margins of a graph, for what is written beside it.
const (
	leftMargin   = 44
	rightMargin  = 80
	topMargin    = 20
	bottomMargin = 50
	barHigh      = 220
	rowHigh      = 36
	nameWide     = 150
)

// axis says where a value stands between the bottom and the top of a graph.
type axis struct {
	from, to, bottom float64
}

func (a axis) y(v float64) float64 {
	return a.bottom - (v-a.from)/(a.to-a.from)*(a.bottom-topMargin)
}

// percentAxis ends at 100 and begins at the last multiple of five below all values.
func percentAxis(values []float64, high int) axis {
	least := 95.0
	for _, v := range values {
		if !math.IsNaN(v) {
			least = min(least, v)
		}
	}
	return axis{math.Max(0, math.Floor((least-0.5)/5)*5), 100, float64(high - bottomMargin)}
}

// percents draws shares over time: the first column as a line with dots, the second, where there is one, dashed. goal
// is a percentage, 0 for none. It returns where the axis begins, too.
func percents(w lang.Words, t Table, wide, high int, columns []int, goal float64) (g graph, from int) {
	g = graph{wide: wide, high: high, title: t.Title}
	var all []float64
	for _, c := range columns {
		all = append(all, t.column(c)...)
	}
	if goal > 0 {
		all = append(all, goal)
	}
	a := percentAxis(all, high)
	right := float64(wide - rightMargin)
	for v := a.from; v <= 100; v += step(a.to - a.from) {
		g.rule(a.y(v), right)
		g.texts = append(g.texts, label{leftMargin - 8, a.y(v) + 5, "", "end", strconv.Itoa(int(v))})
	}
	if goal > 0 {
		g.goal = &rule{"M" + px(leftMargin) + " " + px(a.y(goal)) + "H" + px(right)}
		g.texts = append(g.texts, label{right + 6, a.y(goal) - 6, "is-value", "", w.T("figures.goal", "goal", plain(w, goal))})
	}
	at := func(i int) float64 {
		return leftMargin + 14 + float64(i)*(right-leftMargin-28)/math.Max(float64(len(t.Rows)-1), 1)
	}
	if len(columns) > 1 {
		g.trace("balie-graph__raw", t.column(columns[1]), at, a)
		g.last(w, t.column(columns[1]), at, a, 8)
	}
	g.trace("balie-chart__line", t.column(columns[0]), at, a)
	g.mark(w, t.column(columns[0]), at, a, goal)
	g.under(w, t.names(), at, float64(high-18))
	return g, int(a.from)
}

// step is the distance between the lines of a grid.
func step(over float64) float64 {
	for _, s := range []float64{5, 10, 20} {
		if over/s <= 6 {
			return s
		}
	}
	return 25
}

func (g *graph) rule(y, right float64) {
	g.grid = append(g.grid, rule{"M" + px(leftMargin) + " " + px(y) + "H" + px(right)})
}

// trace draws a line through values, with a gap where one is missing.
func (g *graph) trace(class string, values []float64, at func(int) float64, a axis) {
	points := ""
	flush := func() {
		if points != "" {
			g.lines = append(g.lines, line{class, points})
		}
		points = ""
	}
	for i, v := range values {
		if math.IsNaN(v) {
			flush()
			continue
		}
		if points != "" {
			points += " "
		}
		points += px(at(i)) + "," + px(a.y(v))
	}
	flush()
}

// mark sets a dot at each value, an open one under the goal, and says the least, the most and the last.
func (g *graph) mark(w lang.Words, values []float64, at func(int) float64, a axis, goal float64) {
	least, most, last := -1, -1, -1
	for i, v := range values {
		if math.IsNaN(v) {
			continue
		}
		if least < 0 || v < values[least] {
			least = i
		}
		if most < 0 || v > values[most] {
			most = i
		}
		last = i
		class := "balie-chart__dot"
		if v < goal {
			class += " balie-chart__dot--under"
		}
		g.dots = append(g.dots, dot{at(i), a.y(v), 5.5, class})
	}
	if last < 0 {
		return
	}
	g.dots[len(g.dots)-1] = dot{at(last), a.y(values[last]), 8, "balie-chart__dot balie-chart__dot--last"}
	for _, i := range []int{least, most} {
		if i != last && i != most {
			g.texts = append(g.texts, label{at(i), a.y(values[i]) + 26, "is-value", "middle", w.Decimal(values[i])})
		} else if i != last {
			g.texts = append(g.texts, label{at(i), a.y(values[i]) - 14, "is-value", "middle", w.Decimal(values[i])})
		}
	}
	g.last(w, values, at, a, 12)
}

// last says the last value beside its line.
func (g *graph) last(w lang.Words, values []float64, at func(int) float64, a axis, beside float64) {
	for i := len(values) - 1; i >= 0; i-- {
		if !math.IsNaN(values[i]) {
			g.texts = append(g.texts, label{at(i) + beside, a.y(values[i]) + 18, "is-value", "", w.Decimal(values[i])})
			return
		}
	}
}

// under writes the names of the rows, as many as fit.
func (g *graph) under(w lang.Words, names []string, at func(int) float64, y float64) {
	every := 1 + len(names)*34/max(g.wide-leftMargin-rightMargin, 1)
	for i, name := range names {
		if i%every == 0 {
			g.texts = append(g.texts, label{at(i), y, "", "middle", name})
		}
	}
}

// columns draws one column as bars that stand, the largest dark.
func columns(w lang.Words, t Table, column, wide int) graph {
	g := graph{wide: wide, high: barHigh + bottomMargin, title: t.Title}
	values := t.column(column)
	most := 0.0
	for _, v := range values {
		if !math.IsNaN(v) {
			most = math.Max(most, v)
		}
	}
	top := nice(most)
	a := axis{0, top, barHigh}
	right := float64(wide - 10)
	for i := range 4 {
		v := top * float64(i) / 3
		g.rule(a.y(v), right)
		g.texts = append(g.texts, label{leftMargin - 8, a.y(v) + 5, "", "end", plain(w, v)})
	}
	each := (right - leftMargin) / float64(max(len(values), 1))
	for i, v := range values {
		x := leftMargin + float64(i)*each
		g.texts = append(g.texts, label{x + each/2, barHigh + 20, "", "middle", t.Rows[i].Name})
		if math.IsNaN(v) {
			continue
		}
		class := "balie-graph__bar"
		if v == most && v > 0 {
			class += " balie-graph__bar--most"
			g.texts = append(g.texts, label{x + each/2, a.y(v) - 6, "is-value", "middle", t.Rows[i].Values[column].Say(w)})
		}
		g.bars = append(g.bars, bar{x + each*0.08, a.y(v), each * 0.84, barHigh - a.y(v), class})
	}
	return g
}

// nice is a round number that is at least v, and a multiple of three.
func nice(v float64) float64 {
	for _, unit := range []float64{3, 6, 9, 12, 15, 30, 60, 90} {
		if v <= unit {
			return unit
		}
	}
	return math.Ceil(v/150) * 150
}

// sideways draws shares as bars that lie, with a stroke where they were before.
func sideways(w lang.Words, t Table, column, was, wide int) graph {
	g := graph{wide: wide, high: topMargin + rowHigh*len(t.Rows), title: t.Title}
	most := 1.0
	for _, r := range t.Rows {
		for _, c := range []int{column, was} {
			if v := r.Values[c].Number; !math.IsNaN(v) {
				most = math.Max(most, v)
			}
		}
	}
	scale := float64(wide-nameWide-rightMargin) / most
	for i, r := range t.Rows {
		y := float64(topMargin + rowHigh*i)
		g.texts = append(g.texts, label{0, y + 17, "is-name", "", r.Name})
		v := r.Values[column].Number
		if math.IsNaN(v) {
			continue
		}
		g.bars = append(g.bars, bar{nameWide, y + 2, v * scale, 20, "balie-graph__bar--most"})
		end := v
		if old := r.Values[was].Number; !math.IsNaN(old) {
			end = math.Max(v, old)
			g.lines = append(g.lines, line{"balie-graph__was", px(nameWide+old*scale) + "," + px(y-3) + " " + px(nameWide+old*scale) + "," + px(y+27)})
		}
		g.texts = append(g.texts, label{nameWide + end*scale + 8, y + 17, "is-value", "", r.Values[column].Say(w) + " %"})
	}
	return g
}

// plain is a number without a decimal where it has none.
func plain(w lang.Words, v float64) string {
	if v == math.Trunc(v) {
		return w.Number(int(v))
	}
	return w.Decimal(v)
}

func px(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
