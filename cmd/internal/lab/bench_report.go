package lab

import (
	"encoding/json"
	"fmt"
	"strings"

	"balie/cmd/internal/server"
)

// BenchReport is one measurement as it is printed.
type BenchReport struct {
	Title   string           `json:"title"`
	Machine machine          `json:"machine"`
	Notes   []string         `json:"notes"`
	Columns []string         `json:"columns"`
	Rows    []map[string]any `json:"rows"` // column → text or number
}

// print writes a report as Markdown or as JSON.
func printReport(proc *server.Process, r BenchReport, asJSON bool) error {
	if asJSON {
		text, err := json.MarshalIndent(r, "", "  ")
		proc.Printf("%s\n", text)
		return err
	}
	proc.Printf("## %s\n\n", r.Title)
	if at := r.Machine; at.CPU != "" { // what is counted and not timed has none
		proc.Printf("%s, %s, %d cores, %s, balie %s. Disk: %s of 4 KiB p50 %.2f ms, p99 %.2f ms.\n\n",
			at.Date, at.CPU, at.Cores, at.Go, at.Balie, at.FlushHow, at.Flush.P50, at.Flush.P99)
	}
	for _, note := range r.Notes {
		proc.Printf("%s\n", note)
	}
	proc.Printf("\n| %s |\n|%s\n", strings.Join(r.Columns, " | "), strings.Repeat("---|", len(r.Columns)))
	for _, row := range r.Rows {
		proc.Printf("|")
		for _, c := range r.Columns {
			proc.Printf(" %s |", cell(row[c]))
		}
		proc.Printf("\n")
	}
	return nil
}

func cell(value any) string {
	number, ok := value.(float64)
	switch {
	case !ok:
		return fmt.Sprint(value)
	case number >= 100:
		return fmt.Sprintf("%.0f", number)
	}
	return fmt.Sprintf("%.2f", number)
}
