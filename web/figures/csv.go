package figures

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"balie/booking/textfile"
)

// writeCSV writes every value of every table on a line of its own: the table, its row, its column and the number,
// with a point before the decimals. Where too few people stand behind it the number is left out.
func writeCSV(d data) ([]byte, error) {
	var out bytes.Buffer
	sheet := csv.NewWriter(&out)
	lines := [][]string{{d.w.T("figures.csv.table"), d.w.T("figures.csv.row"), d.w.T("figures.csv.column"), d.w.T("figures.csv.value")}}
	for _, t := range d.tables() {
		for _, r := range t.Rows {
			for i, v := range r.Values {
				lines = append(lines, []string{t.Title, textfile.CSVCell(r.Name), t.Columns[i+1], v.plain()})
			}
		}
	}
	err := sheet.WriteAll(lines)
	return out.Bytes(), err
}

// plain is the value as a machine reads it; "" where there is none.
func (v Value) plain() string {
	switch {
	case v.Few():
		return ""
	case v.Decimal:
		return strconv.FormatFloat(v.Number, 'f', 1, 64)
	}
	return strconv.FormatFloat(v.Number, 'f', 0, 64)
}
