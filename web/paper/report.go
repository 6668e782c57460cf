package paper

import "time"

// Table is a table on a paper: its columns share the width, the first with room for names.
type Table struct {
	Title   string
	Columns []string
	Rows    [][]string
}

// Report is figures on paper.
type Report struct {
	Office   string
	Title    string
	Lines    []string
	Tables   []Table
	Notes    []string // at the end, small
	Language string
	Made     time.Time
}

// PDF sets the report on as many pages as it takes; a row is never parted, and each page of a table begins with its
// columns. The same report gives the same bytes. Refuses: ErrLong.
func (r Report) PDF() (content []byte, err error) {
	defer caught(&err)
	s, err := r.set(0)
	if err == nil && s.pdf.PageNo() > 1 {
		s, err = r.set(s.pdf.PageNo())
	}
	if err != nil {
		return nil, err
	}
	if content, err = s.bytes(); err != nil {
		return nil, err
	}
	return speak(content, r.Language)
}

func (r Report) set(of int) (*sheet, error) {
	s, err := newSheet(r.Office, r.Made, of)
	if err != nil {
		return nil, err
	}
	s.between = betweens[1]
	s.pdf.SetTitle(safe(r.Title), true)
	s.pdf.SetAuthor(safe(r.Office), true)
	if err := s.turn(); err != nil {
		return nil, err
	}
	if err := s.block(left, right-left, r.Title, s.faces.fit([]string{r.Title}, titleStyle, right-left, 18)); err != nil {
		return nil, err
	}
	s.y += 3
	for _, line := range r.Lines {
		if err := s.block(left, right-left, line, factStyle); err != nil {
			return nil, err
		}
	}
	for _, t := range r.Tables {
		if err := s.table(t); err != nil {
			return nil, err
		}
	}
	s.y += 4
	for _, note := range r.Notes {
		if err := s.block(left, right-left, note, cellStyle); err != nil {
			return nil, err
		}
	}
	s.aside()
	return s, nil
}

var (
	cellStyle = style{size: 10, lead: 4.6, ink: dark}
	colStyle  = style{size: 9, lead: 4.2, bold: true, ink: soft}
)

const (
	namesWide = 52.0
	cellGap   = 3.0
)

// table sets a table: its rows one by one, its columns again on each page.
func (s *sheet) table(t Table) error {
	if err := s.section(t.Title); err != nil {
		return err
	}
	if err := s.row(t.Columns, colStyle, nil); err != nil {
		return err
	}
	for _, r := range t.Rows {
		if err := s.row(r, cellStyle, t.Columns); err != nil {
			return err
		}
	}
	return nil
}

// row sets cells beside each other, the names at the left and the numbers at the right of their columns.
func (s *sheet) row(cells []string, st style, again []string) error {
	wide := (right - left - namesWide) / float64(max(len(cells)-1, 1))
	lines, most := make([][]string, len(cells)), 1
	for i, c := range cells {
		width := wide - cellGap
		if i == 0 {
			width = namesWide - cellGap
		}
		lines[i] = s.faces.lines(safe(c), st, width)
		most = max(most, len(lines[i]))
	}
	high := float64(most)*st.lead + 1.4
	if s.y+high > bottom {
		if err := s.turn(); err != nil {
			return err
		}
		if again != nil {
			if err := s.row(again, colStyle, nil); err != nil {
				return err
			}
		}
	}
	for i, of := range lines {
		for n, line := range of {
			x := left
			if i > 0 {
				x = left + namesWide + float64(i)*wide - s.faces.width(line, st)
			}
			s.write(x, s.y+float64(n+1)*st.lead-1, line, st)
		}
	}
	s.y += high
	s.rule(s.y)
	s.y += 0.6
	return nil
}
