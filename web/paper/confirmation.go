package paper

import (
	"strings"
	"time"
)

// Confirmation is what a resident takes home, or finds in the mail, about one appointment. Every
// word on it comes from the caller; a list or text that is empty leaves no trace.
type Confirmation struct {
	Title             string
	Office            string // heading: the name of the municipality
	When, What, Where []string
	CodeLabel, Code   string // what to type or say when the code cannot be read
	Payload           string // what the QR code holds; a paper without one is refused
	BringTitle        string
	Bring             []string
	WhoTitle          string
	Who               []string
	Cost              []string // what it costs
	HowTitle, How     string
	Foot              []string
	Language          string    // "nl"
	Made              time.Time // the date in the file's properties
	FileTitle         string    // the title in the file's properties
}

var (
	titleStyle   = style{size: 26, lead: 11.5, bold: true, ink: dark}
	whenStyle    = style{size: 20, lead: 9, bold: true, ink: dark}
	factStyle    = style{size: 13, lead: 6.2, ink: dark}
	sectionStyle = style{size: 16, lead: 8, bold: true, ink: dark}
	textStyle    = style{size: 12, lead: 5.8, ink: dark}
	costStyle    = style{size: 10.5, lead: 5, ink: dark}
	footStyle    = style{size: 12, lead: 5.8, ink: soft}
)

const (
	column  = right - left - cardWidth - cardGap // width of the facts beside the card
	measure = 150.0                              // width of a comfortable line
	indent  = 9.0                                // of a list's texts
)

// betweens are what stands above a section; less, where that saves a page.
var betweens = []float64{11, 8, 5, 3}

// PDF sets the confirmation on one calm page of A4, or on more when its lists are long. The same
// confirmation gives the same bytes. Refuses: ErrLong, ErrPayload, and a payload that no
// code can hold.
func (c Confirmation) PDF() (content []byte, err error) {
	defer caught(&err)
	rows, err := modules(c.Payload)
	if err != nil {
		return nil, err
	}
	var s *sheet
	for _, between := range betweens {
		if s, err = c.set(rows, between, 0); err != nil {
			return nil, err
		}
		if s.pdf.PageNo() == 1 {
			break
		}
	}
	if s.pdf.PageNo() > 1 { // again as it should be, for how many pages it is, and once more with their number
		if s, err = c.set(rows, betweens[0], 0); err == nil {
			s, err = c.set(rows, betweens[0], s.pdf.PageNo())
		}
		if err != nil {
			return nil, err
		}
	}
	if content, err = s.bytes(); err != nil {
		return nil, err
	}
	return speak(content, c.Language)
}

func (c Confirmation) set(rows [][]bool, between float64, of int) (*sheet, error) {
	s, err := newSheet(c.Office, c.Made, of)
	if err != nil {
		return nil, err
	}
	s.between = between
	s.pdf.SetTitle(safe(c.FileTitle), true)
	s.pdf.SetAuthor(safe(c.Office), true)
	for _, part := range []func(*sheet) error{(*sheet).turn, c.facts(rows), c.bring, c.who, c.how, c.cost, c.foot} {
		if err := part(s); err != nil {
			return nil, err
		}
	}
	return s, s.pdf.Error()
}

// facts sets title, time, product and place, with the card beside them.
func (c Confirmation) facts(rows [][]bool) func(*sheet) error {
	return func(s *sheet) error {
		cardTop, cardEnd := s.y, 0.0
		s.beside = func() { cardEnd = s.card(cardTop, rows, c.CodeLabel, c.Code) }
		title := s.faces.fit([]string{c.Title}, titleStyle, column, 23)
		groups := []struct {
			texts      []string
			style      style
			width, gap float64
		}{
			{[]string{c.Title}, title, s.faces.balance(c.Title, title, column), 0},
			{c.When, s.faces.fit(c.When, whenStyle, column, 17), column, 5},
			{c.What, factStyle, column, 5},
			{c.Where, factStyle, column, 3.5},
		}
		for _, g := range groups {
			s.y += g.gap
			for _, text := range g.texts {
				if err := s.block(left, g.width, text, g.style); err != nil {
					return err
				}
			}
		}
		if s.aside(); s.pdf.PageNo() == 1 {
			s.y = max(s.y, cardEnd)
		}
		return nil
	}
}

// section sets a title, and keeps it with the lines that follow.
func (s *sheet) section(title string) error {
	s.y += s.between
	if err := s.room(sectionStyle.lead + 3*textStyle.lead); err != nil {
		return err
	}
	err := s.block(left, measure, title, sectionStyle)
	s.y += 2
	return err
}

// list sets texts under a title, with a mark drawn before each.
func (s *sheet) list(title string, texts []string, mark func(*sheet)) error {
	if len(texts) == 0 {
		return nil
	}
	if title != "" {
		if err := s.section(title); err != nil {
			return err
		}
	}
	for _, text := range texts {
		if err := s.room(textStyle.lead); err != nil {
			return err
		}
		mark(s)
		if err := s.block(left+indent, measure-indent, text, textStyle); err != nil {
			return err
		}
		s.y += 2
	}
	return nil
}

func (c Confirmation) bring(s *sheet) error { return s.list(c.BringTitle, c.Bring, (*sheet).check) }

func (c Confirmation) who(s *sheet) error { return s.list(c.WhoTitle, c.Who, (*sheet).dot) }

// cost stands small under how it goes, since it is short.
func (c Confirmation) cost(s *sheet) error {
	if len(c.Cost) == 0 {
		return nil
	}
	s.y += 2
	return s.block(left, right-left, strings.Join(c.Cost, " · "), costStyle)
}

func (c Confirmation) how(s *sheet) error {
	if c.How == "" {
		return nil
	}
	if err := s.section(c.HowTitle); err != nil {
		return err
	}
	return s.block(left, measure, c.How, textStyle)
}

// check draws a check mark of two lines beside the line that comes.
func (s *sheet) check() {
	s.pen(green, 0.6)
	y := s.y + textStyle.lead/2
	s.pdf.MoveTo(left+0.8, y+0.2)
	s.pdf.LineTo(left+2.2, y+1.6)
	s.pdf.LineTo(left+5.0, y-1.4)
	s.pdf.DrawPath("D")
}

func (s *sheet) dot() {
	s.pen(green, 0.2)
	s.pdf.Circle(left+2.9, s.y+textStyle.lead/2, 0.75, "F")
}

// foot stands at the end of the last page, under a thin line.
func (c Confirmation) foot(s *sheet) error {
	lines := 0
	for _, text := range c.Foot {
		lines += len(s.faces.lines(text, footStyle, measure))
	}
	if lines == 0 {
		return nil
	}
	const above = 5.0
	height := above + float64(lines)*footStyle.lead
	s.y += s.between
	if err := s.room(min(height, bottom-top)); err != nil {
		return err
	}
	s.y = max(s.y, bottom-height)
	s.rule(s.y)
	s.y += above
	for _, text := range c.Foot {
		if err := s.block(left, measure, text, footStyle); err != nil {
			return err
		}
	}
	return nil
}
