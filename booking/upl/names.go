package upl

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"balie/booking/catalogue"
	"balie/booking/textfile"
)

// The columns of the list as the government publishes it (UPL-actueel.csv).
const (
	nameColumn         = "UniformeProductnaam"
	addressColumn      = "URI"
	municipalityColumn = "Gemeente"
)

// LargestList is how many bytes the list has at most.
const LargestList = 4 << 20

// terms is how the address of every name begins.
const terms = "http://standaarden.overheid.nl/owms/terms/"

// ReadNames reads the national list from its CSV: the names that municipalities use, each once. It refuses a file
// that is no table, or has not these columns, and names a line whose address is none of the list.
func ReadNames(content []byte) (names []catalogue.UPLName, err error) {
	text, _, err := textfile.Text(content)
	if err != nil {
		return nil, err
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.FieldsPerRecord = -1
	if first, _, _ := strings.Cut(text, "\n"); strings.Count(first, ";") > strings.Count(first, ",") {
		reader.Comma = ';'
	}
	head, err := reader.Read()
	if err != nil {
		return nil, errors.New("is no table: its first line names the columns")
	}
	name, address, use := slices.Index(head, nameColumn), slices.Index(head, addressColumn), slices.Index(head, municipalityColumn)
	if name < 0 || address < 0 {
		return nil, fmt.Errorf("has no columns %s and %s", nameColumn, addressColumn)
	}
	seen := map[string]bool{}
	for {
		row, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		line, _ := reader.FieldPos(0)
		switch {
		case err != nil || len(row) <= max(name, address, use):
			return nil, fmt.Errorf("line %d is no line of the table", line)
		case use >= 0 && strings.TrimSpace(row[use]) == "" || seen[row[address]]:
			continue
		}
		one := catalogue.UPLName{Name: catalogue.CleanLine(row[name]), URI: strings.TrimSpace(row[address])}
		if one.Name == "" || !strings.HasPrefix(one.URI, terms) {
			return nil, fmt.Errorf("line %d: %q at %q is no name of the national list", line, one.Name, one.URI)
		}
		seen[row[address]] = true
		names = append(names, one)
	}
	if len(names) == 0 {
		return nil, errors.New("has no name that municipalities use")
	}
	return names, nil
}
