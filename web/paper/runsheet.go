package paper

import "time"

// Section is a part of a paper: a title, what is to be known, and what is to be ticked off.
type Section struct {
	Title string
	Lines []string
	Ticks []string
}

// RunSheet is what a team takes along: the day in order, with boxes to tick.
type RunSheet struct {
	Office   string
	Title    string
	Facts    []string
	Sections []Section
	Language string
	Made     time.Time
}

// PDF sets the sheet on as many pages as it takes. The same sheet gives the same bytes. Refuses: ErrLong.
func (r RunSheet) PDF() (content []byte, err error) {
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

func (r RunSheet) set(of int) (*sheet, error) {
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
	for _, f := range r.Facts {
		if err := s.block(left, right-left, f, factStyle); err != nil {
			return nil, err
		}
	}
	for _, x := range r.Sections {
		if err := s.section(x.Title); err != nil {
			return nil, err
		}
		for _, line := range x.Lines {
			if err := s.block(left, measure, line, textStyle); err != nil {
				return nil, err
			}
		}
		if err := s.list("", x.Ticks, (*sheet).box); err != nil {
			return nil, err
		}
	}
	return s, s.pdf.Error()
}

// box draws an empty box to tick beside the line that comes.
func (s *sheet) box() {
	s.pen(dark, 0.3)
	s.pdf.Rect(left+0.8, s.y+textStyle.lead/2-1.9, 3.8, 3.8, "D")
}
