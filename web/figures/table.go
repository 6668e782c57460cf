package figures

import (
	"math"

	"balie/web/lang"
)

// Table is one table of figures: what the page shows, what its picture is drawn from, and what stands in the files.
type Table struct {
	Key     string // names it in a file and on the page
	Title   string
	Columns []string // the first is of the names of the rows
	Rows    []Row
}

// Row is one row: its name, and a value for each further column.
type Row struct {
	Name   string
	Values []Value
}

// Value is a number as it is said and as it is; NaN where too few people stand behind it, or nothing is known.
type Value struct {
	Number  float64
	Decimal bool // said with one decimal
}

// Few reports whether there is nothing to say.
func (v Value) Few() bool { return math.IsNaN(v.Number) }

// Say is the value in words: "97,3", "7.097", or that there are too few.
func (v Value) Say(w lang.Words) string {
	switch {
	case v.Few():
		return w.T("figures.few")
	case v.Decimal:
		return w.Decimal(v.Number)
	}
	return w.Number(int(math.Round(v.Number)))
}

var few = Value{Number: math.NaN()}

func number(n int) Value { return Value{Number: float64(n)} }

func decimal(x float64) Value { return Value{Number: math.Round(x*10) / 10, Decimal: true} }

// share is a part of a whole in per cent.
func share(part, of int) Value {
	if of == 0 {
		return few
	}
	return decimal(100 * float64(part) / float64(of))
}

// column are the numbers of one column.
func (t Table) column(i int) (all []float64) {
	for _, r := range t.Rows {
		all = append(all, r.Values[i].Number)
	}
	return all
}

// names are those of the rows.
func (t Table) names() (all []string) {
	for _, r := range t.Rows {
		all = append(all, r.Name)
	}
	return all
}
